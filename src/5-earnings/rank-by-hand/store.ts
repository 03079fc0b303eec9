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
}

type Give = Omit<GivenRank, 'id' | 'givenAt' | 'givenBy'> & { readonly by: string }

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
    return { is: 'kept', given: givenOf(row) }
  })

type End = { readonly partner: ContactNumber; readonly id: number; readonly until: string }

/** Sets the last day of a partner's rank by hand; told twice it is the same. The guard is the row that closing holds. */
export const endRank = (database: Database, { partner, id, until }: End): Promise<Answer> =>
  inTransaction(database, async transaction => {
    const closed = await holdBookings(transaction)
    const found = await allRows(transaction).where('id', '=', id).where('partner', '=', partner).executeTakeFirst()
    if (found === undefined) return { is: 'refused', because: 'unknown' }
    const given = givenOf(found)
    if (given.until === until) return { is: 'kept', given }
    const refusal = refusalOfEnd({ from: given.from, until, before: given.until }, closed)
    if (refusal !== undefined) return { is: 'refused', ...refusal }
    await transaction.updateTable('earnings.rank_by_hand').set({ until_on: until }).where('id', '=', id).execute()
    return { is: 'kept', given: { ...given, until } }
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
export const givenRanks = async (database: Database): Promise<GivenRank[]> =>
  (await allRows(database).orderBy('id').execute()).map(givenOf)

/** All that a partner was ever given, the newest first. */
export const givenRanksOf = async (database: Database, partner: ContactNumber): Promise<GivenRank[]> =>
  (await allRows(database).where('partner', '=', partner).orderBy('id', 'desc').execute()).map(givenOf)

/** The same as a month is computed from them. */
export const ranksByHand = async (database: Database): Promise<RankByHand[]> =>
  (await givenRanks(database)).map(({ partner, rank, from, until, reason }) => ({
    partner,
    rank,
    from: dayNumber(from),
    until: until === undefined ? undefined : dayNumber(until),
    reason,
  }))

const allRows = (database: Database) => database.selectFrom('earnings.rank_by_hand').selectAll()

type Row = Awaited<ReturnType<ReturnType<typeof allRows>['executeTakeFirstOrThrow']>>

const givenOf = (row: Row): GivenRank => ({
  id: row.id,
  partner: row.partner,
  rank: row.rank,
  from: row.from_on,
  until: row.until_on ?? undefined,
  reason: row.reason,
  givenAt: row.given_at,
  givenBy: row.given_by,
})
