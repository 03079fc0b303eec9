import { mayEarn } from '../ranks.ts'
import { volume } from '../volumes.ts'
import type { Paying, RuleOf } from '../pay.ts'

export const payOwn = ({ brackets, base, method, needs }: RuleOf<'own volume'>, { month, pay }: Paying) => {
  for (const { id: partner } of month.facts.people.filter(({ id }) => mayEarn(month, needs, id))) {
    const value = volume(month, base, partner)
    const [size, sign] = [Math.abs(value), value < 0 ? -1 : 1]
    const slices = brackets.map(({ from, rate }, place) => {
      const [start, end] = [from / 10, (brackets[place + 1]?.from ?? Infinity) / 10]
      const part =
        method === 'slab' ? (size >= start && size < end ? size : 0) : Math.max(0, Math.min(size, end) - start)
      return { base: sign * part, rate }
    })
    for (const slice of slices) pay({ partner, from: partner, ...slice })
  }
}
