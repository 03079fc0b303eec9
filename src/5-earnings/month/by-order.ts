import type { Bonus, Context, Named, Pay, Payment } from '#earnings/bonus'
import type { Kept } from '#earnings/scalar'
import type { Condition } from '#earnings/rank'

/** What partners had reached at the end of the month before: what is payable with an order has to be known when it is booked. */
type Reached = { readonly ranks: Int16Array; readonly met: { readonly [condition: string]: Uint8Array } }

const keyOf = (condition: Condition) => JSON.stringify(condition)

const reachedOf = (rule: Named): Named => ({ ...rule, name: `${rule.name} (reached)` })

type ByOrder = { readonly context: Context; readonly pay: Pay; readonly finish: () => void }

/**
 * A rule that pays order by order: with the ranks and conditions of the end of the month before, or in its first month with those of that
 * month; and each payment in as many as there are orders behind it. `finish` keeps what is reached now.
 */
export const byOrder = (
  bonus: Bonus<Named>,
  rule: Named,
  { context, pay }: { context: Context; pay: Pay },
): ByOrder => {
  const { standing } = context
  const before = context.kept(reachedOf(rule)) as (Reached & Kept) | undefined
  const asked = new Map<string, Condition>()
  const test: Context['test'] = condition => {
    if (condition === undefined) return context.test(condition)
    asked.set(keyOf(condition), condition)
    const met = before?.met[keyOf(condition)]
    return met === undefined ? context.test(condition) : partner => met[partner] === 1
  }
  const ranks = before === undefined ? standing.ranks : grown(before.ranks, standing.ranks.length)
  const finish = () => {
    const met = [...asked].map(([key, condition]): [string, Uint8Array] => {
      const meets = context.test(condition)
      return [key, Uint8Array.from(standing.ranks, (_, partner) => (meets(partner) ? 1 : 0))]
    })
    context.keep(reachedOf(rule), { ranks: standing.ranks, met: Object.fromEntries(met) })
  }
  return {
    context: { ...context, standing: { ...standing, ranks }, test },
    pay: split(bonus, rule, { context, pay }),
    finish,
  }
}

const grown = (before: Int16Array, size: number): Int16Array => {
  const ranks = new Int16Array(size).fill(-1)
  ranks.set(before)
  return ranks
}

const split = (bonus: Bonus<Named>, rule: Named, { context, pay }: { context: Context; pay: Pay }): Pay => {
  const { orders } = context.facts.entries
  if (orders === undefined) throw new Error('a rule that pays order by order needs the orders of the entries')
  const { amounts, whose } = bonus.paidEntries!(rule, context)
  const behind = new Map<number, Map<number, number>>()
  for (const [entry, amount] of amounts.entries()) {
    if (amount === 0) continue
    const his = behind.get(whose[entry]!) ?? new Map<number, number>()
    behind.set(whose[entry]!, his)
    his.set(orders[entry]!, (his.get(orders[entry]!) ?? 0) + amount)
  }
  const sorted = new Map([...behind].map(([contact, his]) => [contact, [...his].sort(([a], [b]) => a - b)]))
  return (payment: Payment) => {
    for (const [order, base] of sorted.get(payment.from) ?? [])
      if (base !== 0) pay({ ...payment, base, details: [order] })
  }
}
