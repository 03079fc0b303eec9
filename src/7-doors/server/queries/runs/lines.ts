import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Period } from '#ground/period'
import { lineTeller, placesOf, type Behind, type ComputedMonth, type ToldLine } from '#earnings/run/store.ts'
import type { CommissionLine, LinesOf, LinesShown, RuleLines } from '../../runs.ts'
import { highestPage, pageSize } from '../pages.ts'
import { refsOf, type Refs } from '../refs.ts'
import { monthAndRun } from './rows.ts'

/** What of a month whoever looks may be told. */
export type Sight = {
  readonly isHis: (line: ToldLine) => boolean
  readonly mayName: (contact: ContactNumber) => boolean
  readonly maySeeBehind: (line: ToldLine, behind: Behind) => boolean
}

/** The company's: everything. */
export const allSight = (): Sight => ({ isHis: () => true, mayName: () => true, maySeeBehind: () => true })

export type Asking = { readonly period: Period; readonly sightOf: (computed: ComputedMonth) => Sight }

/** A line with whose turnover it is left out where whoever looks may not know. */
export const seen = (line: ToldLine, { mayName }: Sight): ToldLine =>
  line.from === null || mayName(line.from) ? line : { ...line, from: null }

export const lineOf = (line: ToldLine, refs: Refs): CommissionLine => ({
  place: line.place,
  rule: line.rule,
  reason: line.reason,
  from: line.from === null ? null : refs(line.from),
  base: line.base,
  unit: line.unit,
  rate: line.rate,
  amount: line.amount,
  isRounded: line.isRounded,
  corrects: line.corrects,
})

/** Where lines of one kind stand, and what they come to. */
type Lines = { readonly places: readonly number[]; readonly amount: Cents }

/** A partner's lines: those of each rule of the plan, and those that take back. */
export const linesBy = (computed: ComputedMonth, partner: ContactNumber): ((of: LinesOf) => Lines) => {
  const { rule, ofPeriod, amount } = computed.lines
  const kindOf = (place: number): LinesOf => (ofPeriod[place] === 0 ? rule[place]! : 'taken back')
  const places = Map.groupBy(placesOf(computed, partner), kindOf)
  return of => {
    const his = places.get(of) ?? []
    return { places: his, amount: his.reduce((total, place) => total + amount[place]!, 0) as Cents }
  }
}

const ranked = ({ lines }: ComputedMonth, { places }: Lines) => ({
  numbers: places,
  amounts: places.map(place => Math.abs(lines.amount[place]!)),
})

/** As many as a page shows: all in their order, or of more the greatest. */
export const placesShown = (computed: ComputedMonth, his: Lines): readonly number[] =>
  his.places.length <= pageSize
    ? his.places
    : highestPage(ranked(computed, his), null).positions.map(position => his.places[position]!)

export const linesShown = (his: Lines, shown: readonly ToldLine[], refs: Refs): LinesShown => ({
  count: his.places.length,
  lines: shown.map(line => lineOf(line, refs)),
})

type Page = Asking & { readonly of: LinesOf; readonly cursor: string | null }

/** All of a partner's lines of one kind, page by page, the greatest first; null where he has none. */
export const ruleLines = async (
  database: Database,
  partner: ContactNumber,
  { period, sightOf, of, cursor }: Page,
): Promise<RuleLines | null> => {
  const found = await monthAndRun(database, period)
  if (found === null) return null
  const { computed } = found
  const his = linesBy(computed, partner)(of)
  if (his.places.length === 0) return null
  const { positions, next } = highestPage(ranked(computed, his), cursor)
  const tell = await lineTeller(database, computed)
  const sight = sightOf(computed)
  const lines = positions.map(position => seen(tell(his.places[position]!), sight))
  const refs = await refsOf(database, [partner, ...lines.flatMap(({ from }) => from ?? [])])
  return {
    contact: refs(partner),
    period,
    of,
    rule: of === 'taken back' ? null : computed.terms.plan.bonuses[of]!.name,
    amount: his.amount,
    count: his.places.length,
    rows: lines.map(line => lineOf(line, refs)),
    next,
  }
}
