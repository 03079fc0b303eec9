import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'

export type Standing = { readonly sponsor: ContactNumber; readonly since: Instant }

type Row = { readonly contact: ContactNumber; readonly sponsor: ContactNumber; readonly since: Instant }

/**
 * Below whom contacts stood just before a moment, and since when; `always.until` asks for now. Nothing for the house and for
 * whoever joined later.
 */
export const standingsBefore = async (
  database: Database,
  contacts: readonly ContactNumber[],
  until: Instant,
): Promise<Map<ContactNumber, Standing>> => {
  const { rows } = await sql<Row>`
    select contact_id as contact, sponsor_id as sponsor, from_at as since from people.sponsorship
    where contact_id = any(${contacts}::int[]) and from_at < ${timestamp(until)} and until_at >= ${timestamp(until)}`.execute(
    database,
  )
  return new Map(rows.map(({ contact, sponsor, since }) => [contact, { sponsor, since }]))
}
