import { mayEarn, mayEarnByOrder } from '../ranks.ts'
import { chain } from '../people.ts'
import type { Paying, RuleOf } from '../pay.ts'
import { volume } from '../volumes.ts'
import { rateIn } from './differential.ts'

/** Upward, whoever has the highest rate so far once more counts; a higher one begins anew. */
export const payEqual = (config: RuleOf<'equal rank'>, { month, pay, rules }: Paying): void => {
  const beside = rules.find(({ name }) => name === config.beside) as RuleOf<'differential'>
  const may = config.when === 'order' ? mayEarnByOrder : mayEarn
  const climb = (from: number) => {
    let [highest, count] = [0, 0]
    for (const partner of [from, ...chain(month, from, beside.follows)]) {
      const his = rateIn(month, beside, partner)
      const isEqual = his > 0 && his === highest
      if (his > highest) [highest, count] = [his, 0]
      if (!isEqual) continue
      const rate = config.rates[count] ?? 0
      count += 1
      if (his >= (config['least rate'] ?? 0) && may(month, config.needs, partner))
        pay({ partner, from, base: volume(month, config.base, from), rate })
    }
  }
  for (const { id } of month.facts.people) climb(id)
}
