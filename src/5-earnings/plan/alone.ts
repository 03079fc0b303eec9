import type { Condition } from '#earnings/rank'
import { bonusOf } from './kinds.ts'
import type { Plan } from './shape.ts'

/** Whether somebody can meet it by what he buys himself, without a customer and without anybody below him. */
export const isBuyable = (condition: Condition, plan: Plan): boolean =>
  isMet(condition, plan, ({ volume, cap }) => {
    const rule = plan.volumes[volume]
    if (rule === undefined || cap !== undefined || rule.sum === 'customers') return false
    return rule['down to'] === undefined || rule['with himself'] === true
  })

/** Whether somebody can meet it by his customers and himself, without anybody below him. */
const isReachableAlone = (condition: Condition, plan: Plan): boolean =>
  isMet(condition, plan, ({ volume, cap }) => {
    const rule = plan.volumes[volume]
    const isOwn = rule?.['down to'] === undefined || rule['with himself'] === true
    return isOwn && cap?.['own volume'] !== 'ignored'
  })

type Asked = {
  readonly volume: string
  readonly cap: Extract<Condition, { volume: string }>['cap per leg']
}

const isMet = (condition: Condition, plan: Plan, byVolume: (asked: Asked) => boolean): boolean => {
  const met = (part: Condition): boolean => {
    if ('all of' in part) return part['all of'].every(met)
    if ('any of' in part) return part['any of'].some(met)
    if ('active' in part) return !part.active || plan.active === undefined || met(plan.active)
    if ('lines' in part) return false
    if ('rank' in part) return ranksFrom(part.rank, plan).some(({ needs }) => met(needs))
    return byVolume({ volume: part.volume, cap: part['cap per leg'] })
  }
  return met(condition)
}

const ranksFrom = (rank: string, { ranks }: Plan) =>
  ranks.slice(
    Math.max(
      ranks.findIndex(({ name }) => name === rank),
      0,
    ),
  )

/** Whether nobody meets it without turnover, however many partners he brings. */
export const asksForTurnover = (condition: Condition, plan: Plan): boolean => {
  const asks = (part: Condition): boolean => {
    if ('all of' in part) return part['all of'].some(asks)
    if ('any of' in part) return part['any of'].every(asks)
    if ('active' in part) return part.active && plan.active !== undefined && asks(plan.active)
    if ('rank' in part) return ranksFrom(part.rank, plan).every(({ needs }) => asks(needs))
    if ('lines' in part) return 'volume' in part.with ? part.with['at least'] > 0 : asks({ rank: part.with.rank })
    return part['at least'] > 0
  }
  return asks(condition)
}

/** Whether a rule can pay somebody who has nobody below him. */
export const paysAlone = (rule: Plan['bonuses'][number], plan: Plan): boolean => {
  const isMet = !('needs' in rule) || rule.needs === undefined || isReachableAlone(rule.needs, plan)
  const byRank = bonusOf(rule).ranksPaid?.(rule) ?? []
  const isRanked = byRank.length === 0 || byRank.some(rank => isReachableAlone({ rank }, plan))
  return bonusOf(rule).paysWithoutLine(rule) && isMet && isRanked
}
