import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { cents, points } from '#ground/money'
import { inSharedMemory, isLarge } from '#ground/thread'
import { besides } from '#ground/thread/store.ts'
import { boundsOf, type Instant, type Zone } from '#ground/period'
import { recruiters } from '#people/structure/store.ts'
import { periodNumber, periodOfNumber } from '#volume/ledger'
import { ownersOf } from '#volume/rollup'
import { monthOf, type Month, type MonthAsked } from '#volume/rollup/store.ts'
import { chainOf, type Chain } from './chain.ts'
import { climb } from './climb.ts'
import { findEntries, type Entry } from './entries.ts'
import {
  carriesIn,
  groupBy,
  lastMomentBefore,
  partnerTree,
  rowsOfContact,
  type MonthColumns,
  type Parts,
  type Turnover,
} from './index.ts'

export type { Entry } from './entries.ts'

/** A month's volumes with the columns that explain them. */
export type ExplainedMonth = Month &
  MonthColumns & {
    readonly shares: Month['shares']
    readonly zone: Zone
    /** To whom each contact's turnover belongs by the structure at the month's end, under the reading; himself for a partner. */
    readonly ownersAtEnd: Int32Array
  }

const explained = new WeakMap<Month, Promise<ExplainedMonth>>()

/** The month as `monthOf` keeps it, with its shares by owner and the partners' tree: computed once for each computed month. */
export const explainedMonth = async (database: Database, asked: MonthAsked): Promise<ExplainedMonth> => {
  const month = await monthOf(database, asked)
  const known = explained.get(month)
  if (known !== undefined) return known
  const explain = isLarge(month.structure.sponsors.length) ? explainBeside : explainMonth
  const fresh = explain(database, { month, zone: asked.zone })
  explained.set(month, fresh)
  fresh.catch(() => explained.delete(month))
  return fresh
}

type Explaining = { readonly month: Month; readonly zone: Zone }

const explainMonth = async (database: Database, { month, zone }: Explaining): Promise<ExplainedMonth> => {
  const { structure, reading, shares } = month
  const size = structure.sponsors.length
  const first = reading.whose === 'recruited' ? await recruiters(database, size) : undefined
  return {
    ...month,
    zone,
    owned: groupBy(shares.owners, size),
    tree: partnerTree({ structure, house: structure.house, carries: carriesIn(month) }),
    ownersAtEnd: ownersOf(structure, reading.whose, first),
  }
}

const explainBeside = besides('a month of volumes explained', async (database, asked: Explaining) =>
  inSharedMemory(await explainMonth(database, asked)),
)

/** A contact's turnover that belongs to an owner, and why: `decidedAt` is the last moment that decided about an entry of it. */
export type Attributed = {
  readonly contact: ContactNumber
  readonly owner: ContactNumber
  readonly turnover: Turnover
  readonly entries: number
  readonly decidedAt: Instant
  readonly chain: Chain
}

type Pair = { readonly contact: ContactNumber; readonly owner: ContactNumber; readonly turnover: Turnover }

/** The parts at these positions as pairs of customer and owner. */
export const customersAt = (parts: Parts, positions: readonly number[], owner: ContactNumber): Pair[] =>
  positions.map(position => ({
    contact: parts.numbers[position] as ContactNumber,
    owner,
    turnover: turnoverAt(parts, position),
  }))

/** Each part as a pair of the contact and the other who owns it. */
export const ownersIn = (parts: Parts, contact: ContactNumber): Pair[] =>
  Array.from(parts.numbers, (owner, position) => ({
    contact,
    owner: owner as ContactNumber,
    turnover: turnoverAt(parts, position),
  }))

const turnoverAt = (parts: Parts, position: number): Turnover => ({
  net: cents(parts.net[position]!),
  points: points(parts.points[position]!),
})

/** The evidence behind pairs of the month; each must have entries in it. Cost: two queries, linear in the pairs and their entries. */
export const attributionsOf = async (
  database: Database,
  month: ExplainedMonth,
  pairs: readonly Pair[],
): Promise<Attributed[]> => {
  const decisions = await decisionsOf(database, month, pairs)
  const decided = pairs.map(pair => {
    const decision = decisions.get(keyOf(pair))
    if (decision === undefined)
      throw new Error(`contact ${pair.contact} has no entry that ${pair.owner} owns in ${month.period}`)
    return { ...pair, entries: decision.entries, decidedAt: momentOf(month, decision) }
  })
  const climbs = await climb(
    database,
    decided.map(({ contact, decidedAt }) => ({ contact, at: decidedAt })),
    month.reading.whose,
  )
  return decided.map((each, position) => ({
    ...each,
    chain: chainOf(climbs[position]!, { owner: each.owner, house: month.structure.house }),
  }))
}

const keyOf = ({ contact, owner }: Pick<Pair, 'contact' | 'owner'>) => `${contact} ${owner}`

type Decision = { readonly entries: number; readonly decidedAt: Instant; readonly decidedPeriod: number }

const momentOf = ({ reading, zone }: ExplainedMonth, { decidedAt, decidedPeriod }: Decision): Instant =>
  reading.moment === 'order' ? decidedAt : lastMomentBefore(boundsOf(periodOfNumber(decidedPeriod), zone).until)

const ownerColumn = ({ reading }: Pick<Month, 'reading'>) => sql.ref(`entry.${reading.whose}_owner_id`)

const decisionsOf = async (database: Database, month: ExplainedMonth, pairs: readonly Pair[]) => {
  const asked = pairs.flatMap(pair => decidingPeriods(month, pair).map(period => ({ ...pair, period })))
  const isOwners = month.reading.moment === 'order' ? sql`and ${ownerColumn(month)} = asked.owner` : sql``
  const { rows } = await sql<Pick<Pair, 'contact' | 'owner'> & Decision>`
    select asked.contact, asked.owner, count(*) as entries, max(entry.decided_at) as "decidedAt",
      max(entry.decided_period) as "decidedPeriod"
    from (select distinct * from unnest(${asked.map(each => each.contact)}::int[],
      ${asked.map(each => each.owner)}::int[], ${asked.map(each => each.period)}::int[])) as asked (contact, owner, decided_period)
    join volume.entry on entry.contact_id = asked.contact and entry.period = ${periodNumber(month.period)}
      and entry.decided_period = asked.decided_period ${isOwners}
    group by 1, 2`.execute(database)
  return new Map(rows.map(({ contact, owner, ...decision }) => [keyOf({ contact, owner }), decision]))
}

const decidingPeriods = ({ shares }: ExplainedMonth, { contact, owner }: Pick<Pair, 'contact' | 'owner'>): number[] => [
  ...new Set(
    Array.from(rowsOfContact(shares, contact))
      .filter(row => shares.owners[row] === owner)
      .map(row => shares.decidedPeriods[row]!),
  ),
]

export type OwnedEntry = Entry & {
  /** To whom it belongs under the reading. */
  readonly owner: ContactNumber
}

export type EntriesAsked = {
  readonly contact: ContactNumber
  /** Only what belongs to this owner; undefined for all. */
  readonly owner: ContactNumber | undefined
  readonly after: Pick<Entry, 'at' | 'number'> | undefined
  readonly limit: number
}

/** A contact's entries of the month, oldest first. */
export const entriesOf = async (
  database: Database,
  month: ExplainedMonth,
  { contact, owner, after, limit }: EntriesAsked,
): Promise<OwnedEntry[]> => {
  const isOwned =
    owner === undefined
      ? sql``
      : month.reading.moment === 'order'
        ? sql`and ${ownerColumn(month)} = ${owner}`
        : sql`and entry.decided_period = any(${decidingPeriods(month, { contact, owner })}::int[])`
  const where = sql<boolean>`entry.contact_id = ${contact} and entry.period = ${periodNumber(month.period)} ${isOwned}`
  return withOwners(month, await findEntries(database, { where, after, limit }))
}

/** All entries of the contacts in the month, oldest first. */
export const entriesOfAll = async (
  database: Database,
  month: ExplainedMonth,
  contacts: readonly ContactNumber[],
): Promise<OwnedEntry[]> => {
  const where = sql<boolean>`entry.contact_id = any(${contacts}::int[]) and entry.period = ${periodNumber(month.period)}`
  return withOwners(month, await findEntries(database, { where, after: undefined, limit: Number.MAX_SAFE_INTEGER }))
}

// What was booked since the month was computed stands here with the next computation.
const withOwners = (month: ExplainedMonth, entries: readonly Entry[]): OwnedEntry[] =>
  entries.flatMap(entry => {
    const owner = ownerIn(month, entry)
    return owner === undefined ? [] : [{ ...entry, owner }]
  })

/** To whom an entry of the month belongs under the reading; undefined when it was booked after the month was computed. */
const ownerIn = ({ reading, shares }: ExplainedMonth, entry: Entry): ContactNumber | undefined => {
  if (reading.moment === 'order') return entry.owners[reading.whose]
  const row = rowsOfContact(shares, entry.contact).find(row => shares.decidedPeriods[row] === entry.decidedPeriod)
  return row === undefined ? undefined : (shares.owners[row] as ContactNumber)
}

/** Every entry of an order, also those of its returns, oldest first. */
export const entriesOfOrder = async (
  database: Database,
  order: number,
  asked: Omit<MonthAsked, 'period'>,
): Promise<OwnedEntry[]> => {
  const where = sql<boolean>`entry.order_line_id in (select id from sales.order_line where order_id = ${order})`
  const entries = await findEntries(database, { where, after: undefined, limit: Number.MAX_SAFE_INTEGER })
  const owned: OwnedEntry[] = []
  for (const entry of entries) owned.push({ ...entry, owner: await ownerOfEntry(database, entry, asked) })
  return owned
}

const ownerOfEntry = async (database: Database, entry: Entry, asked: Omit<MonthAsked, 'period'>) => {
  if (asked.reading.moment === 'order') return entry.owners[asked.reading.whose]
  // Computed after the entry was found, so the entry is in it.
  return ownerIn(await explainedMonth(database, { ...asked, period: periodOfNumber(entry.period) }), entry)!
}
