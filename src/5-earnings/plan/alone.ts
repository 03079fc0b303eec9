import type { Condition, LineCondition } from '#earnings/rank'
import { bonusOf } from './kinds.ts'
import type { Plan } from './shape.ts'

/** Whether somebody can meet it by what he buys himself, without a customer and without anybody below him. */
export const isBuyable = (condition: Condition, plan: Plan): boolean =>
  isMet(condition, plan, asked => {
    const rule = plan.volumes[asked.volume]
    const isLimited = asked['cap per leg'] !== undefined || asked['without strongest legs'] !== undefined
    if (rule === undefined || isLimited || rule.sum === 'customers' || rule.sum === 'new customers') return false
    return rule['down to'] === undefined || rule['with himself'] === true
  })

/** Whether somebody can meet it by his customers and himself, without anybody below him. */
const isReachableAlone = (condition: Condition, plan: Plan): boolean =>
  isMet(condition, plan, ({ volume, 'cap per leg': cap }) => {
    const rule = plan.volumes[volume]
    const isOwn = rule?.['down to'] === undefined || rule['with himself'] === true
    return isOwn && cap?.['own volume'] !== 'ignored'
  })

type Asked = Extract<Condition, { volume: string }>

const isMet = (condition: Condition, plan: Plan, byVolume: (asked: Asked) => boolean): boolean => {
  // A rank may ask for a lower one; the one it is asked for itself is no way to it.
  const met = (part: Condition, asked: readonly string[]): boolean => {
    if ('all of' in part) return part['all of'].every(each => met(each, asked))
    if ('any of' in part) return part['any of'].some(each => met(each, asked))
    if ('active' in part) return !part.active || plan.active === undefined || met(plan.active, asked)
    if ('lines' in part || 'different lines' in part) return false
    if ('months' in part) return met(part.needs, asked)
    if ('partner for at most' in part) return true
    if ('rank' in part)
      return ranksFrom(part.rank, plan).some(({ name, needs }) => !asked.includes(name) && met(needs, [...asked, name]))
    return byVolume(part)
  }
  return met(condition, [])
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
  const asks = (part: Condition, asked: readonly string[]): boolean => {
    if ('all of' in part) return part['all of'].some(each => asks(each, asked))
    if ('any of' in part) return part['any of'].every(each => asks(each, asked))
    if ('active' in part) return part.active && plan.active !== undefined && asks(plan.active, asked)
    if ('months' in part) return asks(part.needs, asked)
    if ('partner for at most' in part) return false
    if ('rank' in part)
      return ranksFrom(part.rank, plan).every(
        ({ name, needs }) => asked.includes(name) || asks(needs, [...asked, name]),
      )
    if ('lines' in part) return ofLine(part.with, asked)
    if ('different lines' in part) return part['different lines'].some(each => ofLine(each.with, asked))
    return part['at least'] > 0
  }
  const ofLine = (line: LineCondition, asked: readonly string[]): boolean => {
    if ('all of' in line) return line['all of'].some(each => ofLine(each, asked))
    return 'volume' in line ? line['at least'] > 0 : asks('rank' in line ? { rank: line.rank } : line, asked)
  }
  return asks(condition, [])
}

/** Whether a rule can pay somebody who has nobody below him. */
export const paysAlone = (rule: Plan['bonuses'][number], plan: Plan): boolean => {
  const isMet = !('needs' in rule) || rule.needs === undefined || isReachableAlone(rule.needs, plan)
  const byRank = bonusOf(rule).ranksPaid?.(rule) ?? []
  const isRanked = byRank.length === 0 || byRank.some(rank => isReachableAlone({ rank }, plan))
  return bonusOf(rule).paysWithoutLine(rule) && isMet && isRanked
}
