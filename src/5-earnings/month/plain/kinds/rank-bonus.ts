import { monthsBack, person, type PlainMonth } from '../people.ts'
import { numberOf, rankOf } from '../ranks.ts'
import type { Paying, RuleOf } from '../pay.ts'

/** Each one's months from the first on, told once more: what he was paid, and what was taken back. */
export const payRankBonus = (config: RuleOf<'rank bonus'>, { month, pay }: Paying): void => {
  const months = monthsBack(month).reverse()
  for (const { id } of month.facts.people)
    for (const { rank, amount } of config.ranks) {
      const base = lastOf(config, {
        id,
        has: months.map(then => hasRank(then, id, rank)),
        amount: Math.ceil(amount / 10),
      })
      pay({ partner: id, from: -1, base, rate: 1_000_000 })
    }
}

const hasRank = (month: PlainMonth, id: number, rank: string): boolean =>
  person(month, id).isPartner && rankOf(month, id) >= numberOf(month, rank)

type Life = { id: number; has: boolean[]; amount: number }

const lastOf = (config: RuleOf<'rank bonus'>, { has, amount }: Life): number => {
  let [held, paidAt, last] = [0, -1, 0]
  let isDone = has[0] === true && config['already reached'] === 'skip'
  for (const [at, isHis] of has.entries()) {
    held = isHis ? held + 1 : 0
    last = 0
    const isLost = !isHis && paidAt >= 0 && at - paidAt <= (config['back if lost within months'] ?? 0)
    if (!isDone && held >= (config['held months'] ?? 1)) [isDone, paidAt, last] = [true, at, amount]
    else if (isLost) [isDone, paidAt, last] = [false, -1, -amount]
  }
  return last
}
