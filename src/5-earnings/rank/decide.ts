import { monthNumber } from '#ground/period'
import type { Column, Columns, Facts, Lineage } from '#earnings/volume'
import { testOf, type Scope, type Test } from './condition.ts'
import { beginsAnew, givenRanks, type Given, type LastRanks } from './given.ts'
import { firstLinesOf } from './lines.ts'
import { keyOf, monthsWithin, shifted } from './months.ts'
import type { Condition, Ladder, RankRule } from './shape.ts'

/** What ranks leave to later months. */
export type RankState = {
  readonly last: LastRanks
  /** By the name of a rank that outlasts its month: the month (`monthNumber`) in which each last met its needs, 0 for never. */
  readonly metIn: { readonly [rank: string]: Int32Array }
  /** By condition: in which of the last months each met it. */
  readonly months: { readonly [condition: string]: Int32Array }
}

export type Standing = Scope & {
  readonly metIn: ReadonlyMap<string, Int32Array>
  readonly given: Given
}

export type Question = {
  readonly facts: Facts
  readonly columns: Columns
  readonly lineage: Lineage
  readonly active: Condition | undefined
  readonly ranks: readonly RankRule[]
  readonly ladder: Ladder
  /** Conditions that are asked when all ranks are decided. */
  readonly later: readonly Condition[]
  readonly before: RankState | undefined
}

/**
 * Who is active and who has which rank: the highest whose needs are met, or that lasts from earlier months, or that was given. Linear in
 * contacts for each rank. From the lowest rank to the highest, and in each from below upward: so a volume down to a rank is known when it
 * is asked for.
 */
export const decide = (question: Question): Standing => {
  const { lineage, active, ranks, ladder, later } = question
  const standing = standingOf(question)
  const test: Test = active === undefined ? () => true : remembering(active, standing)
  for (let contact = 0; contact < lineage.above.length; contact += 1)
    standing.active[contact] = lineage.partners[contact] === 1 && test(contact) ? 1 : 0
  for (const [number, rule] of ranks.entries()) decideRank(number, rule, { ladder, standing })
  for (const condition of later) rememberAll(condition, standing)
  return standing
}

const rememberAll = (condition: Condition, standing: Standing): void => {
  if (monthsWithin(condition).length === 0) return
  const remember = remembering(condition, standing)
  for (const [contact, isPartner] of standing.lineage.partners.entries()) if (isPartner === 1) remember(contact)
}

const standingOf = ({ facts, columns, lineage, ranks, ladder, before, ...question }: Question): Standing => {
  const size = lineage.above.length
  const rankNumbers = new Map(ranks.map(({ name }, rank) => [name, rank]))
  const month = monthNumber(facts.period)
  const begins = beginsAnew(facts)
  const moved = (column: ArrayLike<number> = [], next: (value: number) => number) => {
    const today = new Int32Array(size)
    for (let contact = 0; contact < column.length; contact += 1)
      if (!begins(contact)) today[contact] = next(column[contact]!)
    return today
  }
  const lasting = ranks.filter(({ lasts }) => lasts !== 'month')
  const remembered = placesOf({ ranks, ...question }).flatMap(([place, condition]) =>
    monthsWithin(condition).map(part => [part, keyOf(part, place)] as const),
  )
  return {
    columns,
    lineage,
    firstLines: firstLinesOf(lineage),
    active: new Uint8Array(size),
    ranks: new Int16Array(size).fill(-1),
    best: new Int16Array(size).fill(-1),
    rankNumbers,
    month,
    partnersSince: facts.partnersSince,
    monthsMet: new Map(remembered.map(([part, key]) => [part, { key, bits: moved(before?.months[key], shifted) }])),
    metIn: new Map(lasting.map(({ name }) => [name, moved(before?.metIn[name], value => value)])),
    given: givenRanks({ facts, rankNumbers, fall: ladder.fall, last: before?.last }),
  }
}

type Asked = Pick<Question, 'active' | 'ranks' | 'later'>

const placesOf = ({ active, ranks, later }: Asked): (readonly [place: string, condition: Condition])[] => [
  ...(active === undefined ? [] : [['active', active] as const]),
  ...ranks.map(({ name, needs }) => [`rank ${name}`, needs] as const),
  ...later.map(condition => ['bonus', condition] as const),
]

// Each part that asks for several months has to be asked in each of them, also where another part decides alone.
const remembering = (condition: Condition, standing: Standing): Test => {
  const parts = monthsWithin(condition).map(part => ({
    test: testOf(part.needs, standing),
    bits: standing.monthsMet.get(part)!.bits,
  }))
  const test = testOf(condition, standing)
  if (parts.length === 0) return test
  return contact => {
    for (const part of parts) if (part.test(contact)) part.bits[contact]! |= 1
    return test(contact)
  }
}

type Deciding = { readonly ladder: Ladder; readonly standing: Standing }

const decideRank = (number: number, rule: RankRule, { ladder, standing }: Deciding): void => {
  const { lineage, ranks, best, columns } = standing
  const { above, downward, partners } = lineage
  const test = remembering(rule.needs, standing)
  const has = hasRank(number, rule, { ladder, standing })
  const open = [...columns.values()].filter(column => column.until?.rank === rule.name)
  for (let place = downward.length - 1; place >= 0; place -= 1) {
    const contact = downward[place]!
    if (partners[contact] === 1 && has(contact, test(contact))) {
      ranks[contact] = number
      best[contact] = number
    }
    if (above[contact]! < 0) continue
    // Whoever is best in a line by a lower rank was passed up when that was decided.
    if (best[contact] === number) best[above[contact]!] = number
    if (ranks[contact] !== number) passUp(open, contact, above[contact]!)
  }
}

const hasRank = (
  number: number,
  rule: RankRule,
  { ladder, standing }: Deciding,
): ((contact: number, isMet: boolean) => boolean) => {
  const { ranks, given, month } = standing
  const metIn = standing.metIn.get(rule.name)
  const isAlone = ladder['lower ranks'] === 'not needed'
  return (contact, isMet) => {
    const isReached = isMet && (isAlone || ranks[contact] === number - 1)
    if (isReached && metIn !== undefined) metIn[contact] = month
    const isLasting = isReached || (metIn !== undefined && lasts(rule, metIn[contact]!, month))
    return isLasting || given.byHand[contact]! >= number || given.floor[contact]! >= number
  }
}

const lasts = ({ lasts: how }: RankRule, metIn: number, month: number): boolean => {
  if (metIn === 0) return false
  if (how === 'for ever') return true
  return month - metIn <= (how === 'month' ? 0 : how['grace months'])
}

const passUp = (open: readonly Column[], contact: number, above: number): void => {
  for (const { values, until } of open)
    values[above]! += values[contact]! + (until!.besides?.[contact] ?? 0) - (until!.past?.[contact] ?? 0)
}

/** What the ranks of a month leave to later ones. */
export const ranksAfter = ({ ranks, rankNumbers, metIn, monthsMet }: Standing): RankState => ({
  last: { names: [...rankNumbers.keys()], ranks },
  metIn: Object.fromEntries(metIn),
  months: Object.fromEntries([...monthsMet.values()].map(({ key, bits }) => [key, bits])),
})

/** Whether a month's ranks depend on the months before. */
export const ranksReachBack = ({ ladder, ...asked }: Asked & Pick<Question, 'ladder'>): boolean =>
  ladder.fall !== 'at once' ||
  asked.ranks.some(({ lasts: how }) => how !== 'month') ||
  placesOf(asked).some(([, condition]) => monthsWithin(condition).length > 0)

/** Why somebody has a rank. */
export type Why = 'met' | 'lasts' | 'by hand' | 'falls slowly'

/** Why somebody has the rank he has. */
export const whyRank = (ranks: readonly RankRule[], standing: Standing, contact: number): Why => {
  const number = standing.ranks[contact]!
  const rule = ranks[number]!
  if (testOf(rule.needs, standing)(contact)) return 'met'
  if (lasts(rule, standing.metIn.get(rule.name)?.[contact] ?? 0, standing.month)) return 'lasts'
  return standing.given.byHand[contact]! >= number ? 'by hand' : 'falls slowly'
}
