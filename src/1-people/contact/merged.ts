import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'

/** The number a contact is kept as, through any number of merges: his own where he was never merged. */
export const numberKeptAs = async (database: Database, contact: ContactNumber): Promise<ContactNumber> => {
  const { rows } = await sql<{ kept: ContactNumber | null }>`select people.kept_as(${contact}) as kept`.execute(
    database,
  )
  return rows[0]?.kept ?? contact
}

/** Everybody who was merged, with the contact he is kept as. */
export const mergedContacts = async (database: Database): Promise<ReadonlyMap<ContactNumber, ContactNumber>> => {
  const { rows } = await sql<{ id: ContactNumber; kept: ContactNumber }>`
    select id, people.kept_as(id) as kept from people.contact where merged_into is not null`.execute(database)
  return new Map(rows.map(({ id, kept }) => [id, kept]))
}
