import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Interval } from '#ground/period'
import type { Evidence } from './joining.ts'

/** Who stands directly above each of the contacts now; the house has nobody. */
export const sponsorsNow = async (
  database: Database,
  contacts: readonly ContactNumber[],
): Promise<Map<ContactNumber, ContactNumber>> => {
  const { rows } = await sql<{ contact: ContactNumber; sponsor: ContactNumber }>`
    select contact_id as contact, sponsor_id as sponsor from people.sponsorship
    where contact_id = any(${contacts}::int[]) and until_at = 'infinity'`.execute(database)
  return new Map(rows.map(({ contact, sponsor }) => [contact, sponsor]))
}

export type Sponsorship = Interval & { readonly sponsor: ContactNumber; readonly because: Evidence }

/** A contact's sponsors through time with what decided each, oldest first. None for the house. */
export const sponsorshipsOf = async (database: Database, contact: ContactNumber): Promise<Sponsorship[]> => {
  const rows = await database
    .selectFrom('people.sponsorship')
    .selectAll()
    .where('contact_id', '=', contact)
    .orderBy('from_at')
    .execute()
  return rows.map(row => ({
    sponsor: row.sponsor_id,
    from: row.from_at,
    until: row.until_at,
    because: { reason: row.reason, facts: row.evidence },
  }))
}
