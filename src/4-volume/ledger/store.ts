import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { selectColumns } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import type { Cents, Points } from '#ground/money'
import { boundsOf, type Instant, type Period, type Zone } from '#ground/period'
import { closedWhileBooking } from './closing.ts'
import { balanceColumns, periodNumber, type BalanceColumns } from './index.ts'
import { packedBalancesOf } from './pack.ts'

export { closeBooks, closedUntil, holdBookings, isClosedIn } from './closing.ts'
export { keepPack, packLargeMonths, packMonth } from './pack.ts'
export { pull } from './pull.ts'

export type BalanceRow = {
  readonly period: number
  readonly contact_id: number
  readonly decided_period: number
  readonly nearest_owner_id: number
  readonly net: Cents
  readonly points: Points
  readonly entries: number
}

/** The balances as the entries give them: what `volume.balance` must hold. */
export const recomputedBalances = (database: Database) =>
  sql<BalanceRow>`
  select period, contact_id, decided_period, direct_owner_id, nearest_owner_id, recruited_owner_id,
    sum(net)::bigint as net, sum(points)::bigint as points, count(*)::int as entries
  from volume.entry group by 1, 2, 3, 4, 5, 6
  order by 1, 2, 3, 4, 5, 6`.execute(database)

/** A month's balances in columns, in the order of contacts: from its pack and the entries since, or where it has none from the table. */
export const balancesOf = async (database: Database, period: Period): Promise<BalanceColumns> =>
  (await packedBalancesOf(database, periodNumber(period))) ??
  selectColumns(database, {
    query: `select contact_id as contacts, decided_period as "decidedPeriods", direct_owner_id as direct,
        nearest_owner_id as nearest, recruited_owner_id as recruited, net, points
      from volume.balance where period = ${periodNumber(period)} order by contact_id`,
    columns: balanceColumns,
  })

/** Grows with every booking into the month; 0 before the first. */
export const versionOf = async (database: Database, period: Period): Promise<number> =>
  (
    await database
      .selectFrom('volume.version')
      .select('version')
      .where('period', '=', periodNumber(period))
      .executeTakeFirst()
  )?.version ?? 0

/** The numbers of the months with entries, oldest first. */
export const periodsWithEntries = async (database: Database): Promise<number[]> =>
  (await database.selectFrom('volume.version').select('period').orderBy('period').execute()).map(row => row.period)

// It follows the sponsor whom its buyer had first.
const isBeforeJoining = sql`entry.decided_at < (select min(from_at) from people.sponsorship where contact_id = entry.contact_id)`

export type Decided = {
  readonly contact: ContactNumber
  /**
   * His place decides for himself and those below, unless he is a partner himself; his first place also for what was before he joined.
   * His role decides in any case.
   */
  readonly by: 'place' | 'first place' | 'role'
  readonly since: Instant
}

/**
 * Whether an entry since that moment was decided by where somebody stands or what he is: his own, or one of somebody below him with
 * no partner between; not what he, or the buyer, owned as a partner, unless his role is asked for. So is whatever was computed of a closed
 * month. A change dated back to then would belie it. Ask under structure's lock, which holds bookings up.
 */
export const isBookedSince = async (database: Database, { contact, by, since }: Decided): Promise<boolean> => {
  if (await isClosedAt(database, since)) return true
  const isOwner = (id: string) => sql`exists (select from people.role where contact_id = ${sql.ref(id)}
    and role in ('partner', 'house') and from_at <= ${timestamp(since)} and until_at = 'infinity')`
  const { rows } = await sql<{ found: boolean }>`
    with recursive below (id) as (
      select id from people.contact where id = ${contact} and (${by === 'role'} or not ${isOwner('contact.id')})
      union
      select edge.contact_id from below join people.sponsorship edge on edge.sponsor_id = below.id
      where edge.until_at > ${timestamp(since)} and not ${isOwner('edge.contact_id')}
    )
    select exists (
      select from volume.entry join below on entry.contact_id = below.id
      where (entry.decided_at >= ${timestamp(since)} or ${by === 'first place'} and ${isBeforeJoining})
        and (${by === 'role'} or entry.nearest_owner_id not in (${contact}, entry.contact_id))
    ) as found`.execute(database)
  return rows[0]!.found
}

// What a closed month was computed from stays true of it. Whoever closes one waits until the change is made, or is seen here.
const isClosedAt = async (database: Database, at: Instant): Promise<boolean> => {
  const closed = await closedWhileBooking(database)
  if (closed === undefined) return false
  const { zone } = await database.selectFrom('company').select('zone').executeTakeFirstOrThrow()
  return at < boundsOf(closed, zone as Zone).until
}
