import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { publicIdOf, type ContactNumber, type PublicId } from '#ground/identity'
import type { Instant } from '#ground/period'
import { heirNow } from '#people/structure/store.ts'
import { isSlug } from '#referral/link'
import type { PartyDays, PartyPlan } from './index.ts'

export type Party = PartyDays &
  PartyPlan & {
    readonly number: number
    readonly id: PublicId<'party'>
    /** The last part of the guests' page, /party/…, and of the host's own, /host/…. */
    readonly slug: string
    readonly hostSlug: string
    /** Who planned it. Whose it is now: `keeperOf`. */
    readonly partner: ContactNumber
    readonly host: ContactNumber
    /** As the partner wrote it. */
    readonly hostName: string
    readonly bookedAt: number | null
    readonly plannedAt: Instant
  }

const parties = (database: Database) => database.selectFrom('referral.party').selectAll()

type Row = Awaited<ReturnType<ReturnType<typeof parties>['executeTakeFirstOrThrow']>>

const partyOf = (row: Row): Party => ({
  number: row.id,
  id: publicIdOf('party', row.uuid),
  slug: row.slug,
  hostSlug: row.host_slug,
  partner: row.partner_id,
  host: row.host_id,
  hostName: row.host_name,
  title: row.title,
  place: row.place,
  beginsAt: row.begins_at,
  heldOn: row.held_on,
  closesOn: row.closes_on,
  graceUntil: row.grace_until,
  bookedAt: row.booked_at_id,
  plannedAt: row.planned_at,
  openedAt: row.opened_at,
  closedAt: row.closed_at,
  settledAt: row.settled_at,
  cancelledAt: row.cancelled_at,
})

const found = (row: Row | undefined): Party | undefined => row && partyOf(row)

export const partyByNumber = async (database: Database, number: number): Promise<Party | undefined> =>
  found(await parties(database).where('id', '=', number).executeTakeFirst())

export const partyByUuid = async (database: Database, uuid: string): Promise<Party | undefined> =>
  found(await parties(database).where('uuid', '=', uuid).executeTakeFirst())

/** The party behind the guests' page. */
export const partyBySlug = async (database: Database, slug: string): Promise<Party | undefined> =>
  isSlug(slug) ? found(await parties(database).where('slug', '=', slug).executeTakeFirst()) : undefined

/** The party behind the host's own page. */
export const partyByHostSlug = async (database: Database, slug: string): Promise<Party | undefined> =>
  isSlug(slug) ? found(await parties(database).where('host_slug', '=', slug).executeTakeFirst()) : undefined

/** The guard of a party: what changes its state, or lets an order count for it, holds its row. */
export const lockParty = async (database: Database, number: number): Promise<Party | undefined> =>
  found(await parties(database).where('id', '=', number).forNoKeyUpdate().executeTakeFirst())

/** Whose party it is now: who planned it, or who has taken that one's place. */
export const keeperOf = (database: Database, { partner }: Pick<Party, 'partner'>): Promise<ContactNumber> =>
  heirNow(database, partner)

/** A partner's parties, those of partners whose place he has taken among them; the latest first. */
export const partiesOf = async (database: Database, partner: ContactNumber): Promise<Party[]> => {
  const { rows } = await sql<{ id: ContactNumber }>`
    with recursive taken_over (id) as (
      select ${partner}::int
      union
      select leaving.contact_id from taken_over join people.leaving on leaving.heir_id = taken_over.id
    )
    select id from taken_over`.execute(database)
  const kept: Party[] = []
  for (const { id } of rows)
    if ((await heirNow(database, id)) === partner) kept.push(...(await plannedBy(database, id)))
  return kept.toSorted((a, b) => (a.heldOn === b.heldOn ? b.number - a.number : a.heldOn < b.heldOn ? 1 : -1))
}

const plannedBy = async (database: Database, partner: ContactNumber): Promise<Party[]> =>
  (await parties(database).where('partner_id', '=', partner).execute()).map(partyOf)

/** The parties that were booked at this one. */
export const bookedAtParty = async (database: Database, party: number): Promise<Party[]> =>
  (await parties(database).where('booked_at_id', '=', party).orderBy('id').execute()).map(partyOf)

/** The parties of a host, also of whoever was merged into her. */
export const partiesOfHost = async (database: Database, host: ContactNumber): Promise<Party[]> =>
  (
    await parties(database)
      .where(sql<boolean>`host_id in (select people.same_person(${host}))`)
      .orderBy('id')
      .execute()
  ).map(partyOf)

/** All parties of the company, the latest first; `before` is the last of the page before. */
export const listParties = async (
  database: Database,
  { before, limit }: { readonly before: Pick<Party, 'heldOn' | 'number'> | undefined; readonly limit: number },
): Promise<Party[]> => {
  const rows = await parties(database)
    .where(
      before === undefined
        ? sql<boolean>`true`
        : sql<boolean>`(held_on, id) < (${before.heldOn}::date, ${before.number}::bigint)`,
    )
    .orderBy('held_on', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(partyOf)
}

export type StepTaken = { readonly step: string; readonly at: Instant; readonly by: string }

/** What was commanded, oldest first. */
export const stepsOf = async (database: Database, party: number): Promise<StepTaken[]> => {
  const rows = await database
    .selectFrom('referral.party_step')
    .selectAll()
    .where('party_id', '=', party)
    .orderBy('id')
    .execute()
  return rows.map(({ step, at, by_whom }) => ({ step, at, by: by_whom }))
}
