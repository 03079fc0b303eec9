import { mayEarn, mayEarnByOrder } from '../ranks.ts'
import type { Paying, RuleOf } from '../pay.ts'
import { volume } from '../volumes.ts'

export const payMargin = ({ base, rate, needs, when }: RuleOf<'retail margin'>, { month, pay }: Paying): void => {
  const may = when === 'order' ? mayEarnByOrder : mayEarn
  for (const { id } of month.facts.people)
    if (may(month, needs, id)) pay({ partner: id, from: id, base: volume(month, base, id), rate })
}
