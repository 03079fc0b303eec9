import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import { dayNumber, periodAfter, type Instant, type Period } from '#ground/period'
import { roleNow } from '#people/structure/store.ts'
import { closedUntil, holdBookings } from '#volume/ledger/store.ts'
import { planFor, planOf, planVersions } from '#earnings/plan/store.ts'
import type { RankByHand } from '#earnings/volume'
import { refusalOf, refusalOfEnd, type Refusal, type Wished } from './index.ts'

/** A rank that the company gave, with who gave it, why, and until when; open while `until` is undefined. */
export type GivenRank = Wished & {
  readonly id: number
  readonly partner: ContactNumber
  readonly reason: string
  readonly givenAt: Instant
  readonly givenBy: string
  /** Each time somebody set its last day, the newest first. */
  readonly ends: readonly EndOfRank[]
}

export type EndOfRank = {
  readonly until: string
  readonly reason: string
  readonly endedAt: Instant
  readonly endedBy: string
}

type Give = Omit<GivenRank, 'id' | 'givenAt' | 'givenBy' | 'ends'> & { readonly by: string }

export type Answer =
  | { readonly is: 'kept'; readonly given: GivenRank }
  | ({ readonly is: 'refused' } & (Refusal | { readonly because: 'unknown' }))

/** Gives a partner a rank of the plan that holds in the month in which it begins. The guard is the row that closing holds. */
export const giveRank = (database: Database, { by, ...wished }: Give): Promise<Answer> =>
  inTransaction(database, async transaction => {
    const closed = await holdBookings(transaction)
    const { partner, rank, from, until, reason } = wished
    const ranks = await ranksIn(transaction, from.slice(0, 7) as Period)
    const isPartner = (await roleNow(transaction, partner)) === 'partner'
    const refusal = refusalOf(wished, { isPartner, ranks, closed })
    if (refusal !== undefined) return { is: 'refused', ...refusal }
    const row = await transaction
      .insertInto('earnings.rank_by_hand')
      .values({ partner, rank, from_on: from, until_on: until ?? null, reason, given_by: by })
      .returningAll()
      .executeTakeFirstOrThrow()
    return { is: 'kept', given: givenOf(row, []) }
  })

type End = {
  readonly partner: ContactNumber
  readonly id: number
  readonly until: string
  readonly reason: string
  readonly by: string
}

/** Sets the last day of a partner's rank by hand; told twice it is the same. The guard is the row that closing holds. */
export const endRank = (database: Database, { partner, id, until, reason, by }: End): Promise<Answer> =>
  inTransaction(database, async transaction => {
    const closed = await holdBookings(transaction)
    const given = (await givenRanksOf(transaction, partner)).find(each => each.id === id)
    if (given === undefined) return { is: 'refused', because: 'unknown' }
    if (given.until === until) return { is: 'kept', given }
    const refusal = refusalOfEnd({ from: given.from, until, before: given.until, reason }, closed)
    if (refusal !== undefined) return { is: 'refused', ...refusal }
    await transaction.updateTable('earnings.rank_by_hand').set({ until_on: until }).where('id', '=', id).execute()
    const row = await transaction
      .insertInto('earnings.rank_by_hand_end')
      .values({ given: id, until_on: until, reason, ended_by: by })
      .returningAll()
      .executeTakeFirstOrThrow()
    return { is: 'kept', given: { ...given, until, ends: [endOf(row), ...given.ends] } }
  })

const ranksIn = async (database: Database, period: Period): Promise<string[]> => {
  const version = await planFor(database, period)
  return version === undefined ? [] : planOf(version).ranks.map(({ name }) => name)
}

/** The ranks of every plan that holds in an open month: what may be given. */
export const ranksOnOffer = async (database: Database): Promise<string[]> => {
  const closed = await closedUntil(database)
  const begun = (await planVersions(database)).map(({ from }) => from).sort()
  const open = closed === undefined ? begun : [periodAfter(closed), ...begun.filter(from => from > closed)]
  const ranks = await Promise.all([...new Set(open)].map(period => ranksIn(database, period)))
  return [...new Set(ranks.flat())]
}

/** All ranks that were ever given, the first one first. */
export const givenRanks = (database: Database): Promise<GivenRank[]> =>
  withEnds(database, allRows(database).orderBy('id'))

/** All that a partner was ever given, the newest first. */
export const givenRanksOf = (database: Database, partner: ContactNumber): Promise<GivenRank[]> =>
  withEnds(database, allRows(database).where('partner', '=', partner).orderBy('id', 'desc'))

/** The same as a month is computed from them. */
export const ranksByHand = async (database: Database): Promise<RankByHand[]> =>
  (await allRows(database).orderBy('id').execute()).map(row => ({
    partner: row.partner,
    rank: row.rank,
    from: dayNumber(row.from_on),
    until: row.until_on === null ? undefined : dayNumber(row.until_on),
    reason: row.reason,
  }))

const allRows = (database: Database) => database.selectFrom('earnings.rank_by_hand').selectAll()

type Asked = ReturnType<typeof allRows>
type Row = Awaited<ReturnType<Asked['executeTakeFirstOrThrow']>>

const withEnds = async (database: Database, asked: Asked): Promise<GivenRank[]> => {
  const rows = await asked.execute()
  const ends = Map.groupBy(
    await endRows(
      database,
      rows.map(row => row.id),
    ),
    end => end.given,
  )
  return rows.map(row => givenOf(row, ends.get(row.id) ?? []))
}

const endRows = (database: Database, ranks: readonly number[]) =>
  database
    .selectFrom('earnings.rank_by_hand_end')
    .selectAll()
    .where('given', '=', sql<number>`any(${ranks}::bigint[])`)
    .orderBy('id', 'desc')
    .execute()

type EndRow = Awaited<ReturnType<typeof endRows>>[number]

const endOf = (row: EndRow): EndOfRank => ({
  until: row.until_on,
  reason: row.reason,
  endedAt: row.ended_at,
  endedBy: row.ended_by,
})

const givenOf = (row: Row, ends: readonly EndRow[]): GivenRank => ({
  id: row.id,
  partner: row.partner,
  rank: row.rank,
  from: row.from_on,
  until: row.until_on ?? undefined,
  reason: row.reason,
  givenAt: row.given_at,
  givenBy: row.given_by,
  ends: ends.map(endOf),
})
