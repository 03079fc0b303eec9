import { mayEarn } from '../ranks.ts'
import { chain } from '../people.ts'
import type { Paying, RuleOf } from '../pay.ts'
import { volume } from '../volumes.ts'
import { rateIn } from './differential.ts'

/** Upward, whoever has the highest rate so far once more counts; a higher one begins anew. */
export const payEqual = (config: RuleOf<'equal rank'>, { month, pay, ruleNamed }: Paying): void => {
  const beside = ruleNamed(config.beside) as RuleOf<'differential'>
  const climb = (from: number) => {
    let [highest, count] = [0, 0]
    for (const partner of [from, ...chain(month, from)]) {
      const his = rateIn(month, beside, partner)
      const isEqual = his > 0 && his === highest
      if (his > highest) [highest, count] = [his, 0]
      if (!isEqual) continue
      const rate = config.rates[count] ?? 0
      count += 1
      if (his >= (config['least rate'] ?? 0) && mayEarn(month, config.needs, partner))
        pay({ partner, from, base: volume(month, config.base, from), rate })
    }
  }
  for (const { id } of month.facts.people) climb(id)
}
