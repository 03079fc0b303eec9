import type { Column, Columns, Lineage } from '#earnings/volume'
import { firstLinesOf, testOf, type Scope, type Test } from './condition.ts'
import type { Condition, RankRule } from './shape.ts'

/** What earlier months leave: by rank the number of the month in which each last met it by himself, 0 for never. */
export type RankHistory = { readonly month: number; readonly metIn: readonly Int32Array[] }

export type Standing = Omit<Scope, 'best'> & { readonly best: Int16Array; readonly history: RankHistory }

export type Question = {
  readonly columns: Columns
  readonly lineage: Lineage
  readonly active: Condition | undefined
  readonly ranks: readonly RankRule[]
  readonly before: RankHistory | undefined
}

/**
 * Who is active and who has which rank: the highest whose needs are met, or that lasts from earlier months. Linear in contacts for each
 * rank. From the lowest rank to the highest, and in each from below upward: so a volume down to a rank is known when it is asked for.
 */
export const decide = ({ columns, lineage, active, ranks, before }: Question): Standing => {
  const size = lineage.above.length
  const history: RankHistory = {
    month: (before?.month ?? 0) + 1,
    metIn: ranks.map((_, rank) => Int32Array.from(before?.metIn[rank] ?? new Int32Array(size))),
  }
  const scope: Standing = {
    columns,
    lineage,
    firstLines: firstLinesOf(lineage),
    active: new Uint8Array(size),
    ranks: new Int16Array(size).fill(-1),
    best: new Int16Array(size).fill(-1),
    rankNumbers: new Map(ranks.map(({ name }, rank) => [name, rank])),
    history,
  }
  const isActive: Test = active === undefined ? () => true : testOf(active, scope)
  for (let contact = 0; contact < size; contact += 1)
    scope.active[contact] = lineage.partners[contact] === 1 && isActive(contact) ? 1 : 0
  for (const [number, rule] of ranks.entries()) decideRank(number, rule, scope)
  return scope
}

const decideRank = (number: number, rule: RankRule, scope: Standing): void => {
  const { lineage, ranks, best, history, columns } = scope
  const { above, downward, partners } = lineage
  const [test, metIn] = [testOf(rule.needs, scope), history.metIn[number]!]
  const open = [...columns.values()].filter(column => column.until?.rank === rule.name)
  for (let place = downward.length - 1; place >= 0; place -= 1) {
    const contact = downward[place]!
    const isPartner = partners[contact] === 1
    if (isPartner && test(contact)) metIn[contact] = history.month
    if (isPartner && lasts(rule, metIn[contact]!, history.month)) {
      ranks[contact] = number
      best[contact] = number
    }
    if (above[contact]! >= 0) passUp(contact, { open, above: above[contact]!, number, scope })
  }
}

const lasts = ({ lasts: how }: RankRule, metIn: number, month: number): boolean => {
  if (metIn === 0) return false
  if (how === 'for ever') return true
  return month - metIn <= (how === 'month' ? 0 : how['grace months'])
}

type Upward = {
  readonly open: readonly Column[]
  readonly above: number
  readonly number: number
  readonly scope: Standing
}

const passUp = (contact: number, { open, above, number, scope: { ranks, best } }: Upward): void => {
  best[above] = Math.max(best[above]!, best[contact]!)
  if (ranks[contact] === number) return
  for (const { values, until } of open) values[above]! += values[contact]! + (until!.besides?.[contact] ?? 0)
}
