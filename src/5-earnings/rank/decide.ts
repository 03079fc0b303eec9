import { monthNumber } from '#ground/period'
import type { Column, Columns, Facts, Lineage } from '#earnings/volume'
import { firstLinesOf, testOf, type Scope, type Test } from './condition.ts'
import type { Condition, RankRule } from './shape.ts'

/** What ranks leave to later months: by name the month (`monthNumber`) in which each contact last met what it needs, 0 for never. */
export type RankState = { readonly metIn: { readonly [rank: string]: Int32Array } }

export type Standing = Scope & { readonly after: RankState }

export type Question = {
  readonly facts: Facts
  readonly columns: Columns
  readonly lineage: Lineage
  readonly active: Condition | undefined
  readonly ranks: readonly RankRule[]
  readonly before: RankState | undefined
}

/**
 * Who is active and who has which rank: the highest whose needs are met, or that lasts from earlier months. Linear in contacts for each
 * rank. From the lowest rank to the highest, and in each from below upward: so a volume down to a rank is known when it is asked for.
 */
export const decide = ({ facts, columns, lineage, active, ranks, before }: Question): Standing => {
  const size = lineage.above.length
  const metIn = Object.fromEntries(
    ranks.map(({ name }) => {
      const met = new Int32Array(size)
      met.set(before?.metIn[name] ?? [])
      return [name, met]
    }),
  )
  const scope: Standing = {
    columns,
    lineage,
    firstLines: firstLinesOf(lineage),
    active: new Uint8Array(size),
    ranks: new Int16Array(size).fill(-1),
    best: new Int16Array(size).fill(-1),
    rankNumbers: new Map(ranks.map(({ name }, rank) => [name, rank])),
    after: { metIn },
  }
  const isActive: Test = active === undefined ? () => true : testOf(active, scope)
  for (let contact = 0; contact < size; contact += 1)
    scope.active[contact] = lineage.partners[contact] === 1 && isActive(contact) ? 1 : 0
  for (const [number, rule] of ranks.entries()) decideRank(number, rule, { scope, month: monthNumber(facts.period) })
  return scope
}

type Deciding = { readonly scope: Standing; readonly month: number }

const decideRank = (number: number, rule: RankRule, { scope, month }: Deciding): void => {
  const { lineage, ranks, best, after, columns } = scope
  const { above, downward, partners } = lineage
  const [test, metIn] = [testOf(rule.needs, scope), after.metIn[rule.name]!]
  const open = [...columns.values()].filter(column => column.until?.rank === rule.name)
  for (let place = downward.length - 1; place >= 0; place -= 1) {
    const contact = downward[place]!
    const isPartner = partners[contact] === 1
    if (isPartner && test(contact)) metIn[contact] = month
    if (isPartner && lasts(rule, metIn[contact]!, month)) {
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
