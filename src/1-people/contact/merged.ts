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
