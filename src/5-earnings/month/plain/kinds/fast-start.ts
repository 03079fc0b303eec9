import { isFirst } from '../orders.ts'
import type { Paying, RuleOf } from '../pay.ts'
import { payUpward } from './level.ts'

/** What the partner and his customers bought in his first days. */
export const payFastStart = (config: RuleOf<'fast start'>, paying: Paying): void => {
  const { month, pay } = paying
  const firstTurnover = (id: number): number =>
    month.facts.entries
      .filter(entry => entry.owner === id && isFirst(month, config.within, entry))
      .reduce((sum, { net }) => sum + net, 0)
  for (const { id } of month.facts.people)
    pay({ partner: id, from: id, base: firstTurnover(id), rate: config.himself ?? 0 })
  payUpward(config, paying, { baseOf: firstTurnover })
}
