import { split, type Cents } from '#ground/money'
import type { Facts } from '#earnings/volume'

/**
 * Splits an amount by everybody's weight, by position, without losing a cent. Among equals a cent left over goes to who came first as a
 * contact, whatever position he has.
 * @throws RangeError when all weights are zero.
 */
export const splitAmong = (amount: Cents, weights: readonly number[], { numbers }: Facts): Cents[] => {
  const order = [...weights.keys()].filter(position => weights[position] !== 0)
  order.sort((a, b) => (numbers?.[a] ?? a) - (numbers?.[b] ?? b))
  const parts = split(
    amount,
    order.map(position => weights[position]!),
  )
  const all = weights.map(() => 0 as Cents)
  for (const [place, position] of order.entries()) all[position] = parts[place]!
  return all
}
