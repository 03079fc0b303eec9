import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { publicIdOf, type ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { contactsByNumber, type Contact } from '#people/contact/store.ts'
import type { ConsentId } from './asking.ts'
import { stateOf, type Channel, type ConsentState } from './index.ts'
import { addressOf, type Line } from './rows.ts'

/** One consent with its proof, ready to be told in words. */
export type Consent = {
  readonly id: ConsentId
  readonly sender: ContactNumber
  readonly channel: Channel
  readonly state: ConsentState
  /** Whether the sender may write by it now: it stands, for the address of today, and the sender is the company or still a partner. */
  readonly isInForce: boolean
  readonly text: string
  readonly textVersion: number
  readonly address: string | null
  /** Where he was asked, or what proves it. */
  readonly where: string
  readonly askedAt: Instant
  readonly givenAt: Instant | null
  readonly givenBy: 'double opt-in' | 'form' | 'company' | null
  readonly endedAt: Instant | null
  readonly endedHow: string | null
}

/** All consents of a person, also of whoever was merged into him, newest first. */
export const consentsOf = async (database: Database, contact: ContactNumber, at: Instant): Promise<Consent[]> => {
  const rows = await database
    .selectFrom('people.consent as consent')
    .innerJoin('people.consent_text as text', 'text.id', 'consent.text_id')
    .selectAll('consent')
    .select(['text.words', isInForce.as('is_in_force')])
    .where('consent.contact_id', 'in', sql<ContactNumber>`(select id from people.same_person(${contact}) as id)`)
    .orderBy('consent.id', 'desc')
    .execute()
  return rows.map(row => {
    const times = { expiresAt: row.expires_at, givenAt: row.given_at, endedAt: row.ended_at }
    return {
      id: publicIdOf('consent', row.uuid),
      sender: row.sender_id,
      channel: row.channel,
      state: stateOf({ ...times, endedBecause: row.ended_because }, at),
      isInForce: row.is_in_force,
      text: row.words,
      textVersion: row.text_id,
      address: row.address,
      where: row.place,
      askedAt: row.asked_at,
      givenAt: row.given_at,
      givenBy: row.given_by,
      endedAt: row.ended_at,
      endedHow: row.ended_how,
    }
  })
}

// The same conditions as the view people.may_write, for the rows of one person.
const isInForce = sql<boolean>`
  consent.given_at is not null and consent.ended_at is null
  and exists (select from people.role where contact_id = consent.sender_id and until_at = 'infinity' and role in ('house', 'partner'))
  and (consent.address_key is null or exists (select from people.identity_key
    where contact_id = people.kept_as(consent.contact_id) and key = consent.address_key))`

/** Whether the sender may write to him by this channel now. */
export const mayWrite = async (database: Database, { contact, sender, channel }: Line): Promise<boolean> => {
  const row = await database
    .selectFrom('people.consent as consent')
    .select('consent.id')
    .where('consent.contact_id', 'in', sql<ContactNumber>`(select id from people.same_person(${contact}) as id)`)
    .where('consent.sender_id', '=', sender)
    .where('consent.channel', '=', channel)
    .where(isInForce)
    .where(sql<boolean>`${contact}::int = people.kept_as(${contact}::int)`)
    .executeTakeFirst()
  return row !== undefined
}

type Reach = { readonly sender: ContactNumber; readonly channel?: Channel }

/** Everybody the sender may write to now, by any channel unless one is named; ascending. Cost: the sender's consents. */
export const reachable = async (database: Database, { sender, channel }: Reach): Promise<Int32Array> => {
  const by = channel === undefined ? sql`true` : sql`channel = ${channel}`
  const { rows } = await sql<{ id: number }>`
    select distinct contact_id as id from people.may_write where sender_id = ${sender} and ${by} order by id`.execute(
    database,
  )
  return Int32Array.from(rows, row => row.id)
}

export type Recipient = { readonly contact: Contact; readonly address: string }

type Recipients = {
  readonly sender: ContactNumber
  readonly channel: Channel
  /** Behind this contact, in the order of registration. */
  readonly after: ContactNumber | undefined
  readonly limit: number
  /** Nobody but these; everybody where it is left out. */
  readonly among?: Int32Array
}

/** To whom a mailing of the sender may go, with the address of the channel: nobody who did not allow it, nobody twice. */
export const recipients = async (database: Database, asked: Recipients): Promise<Recipient[]> => {
  const { sender, channel, after, limit, among } = asked
  const only = among === undefined ? sql`true` : sql`contact_id = any(${[...among]}::int[])`
  const { rows } = await sql<{ id: ContactNumber }>`
    select contact_id as id from people.may_write
    where sender_id = ${sender} and channel = ${channel} and contact_id > ${after ?? 0} and ${only}
    order by contact_id limit ${limit}`.execute(database)
  const contacts = await contactsByNumber(
    database,
    rows.map(row => row.id),
  )
  return rows.map(({ id }) => ({ contact: contacts.get(id)!, address: addressOf(contacts.get(id)!, channel) ?? '' }))
}
/** By which channels a sender may write to each of these contacts; nothing of the others. */
export const permissionsTo = async (
  database: Database,
  { sender, among }: { readonly sender: ContactNumber; readonly among: readonly ContactNumber[] },
): Promise<Map<ContactNumber, Channel[]>> => {
  const { rows } = await sql<{ id: ContactNumber; channels: Channel[] }>`
    select contact_id as id, array_agg(channel order by channel) as channels from people.may_write
    where sender_id = ${sender} and contact_id = any(${among}::int[]) group by contact_id`.execute(database)
  return new Map(rows.map(({ id, channels }) => [id, channels]))
}
