import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'

/** The company as a contact: the root, and the owner of what no partner owns. */
export const house = async (database: Database): Promise<ContactNumber> =>
  (await database.selectFrom('people.role').select('contact_id').where('role', '=', 'house').executeTakeFirstOrThrow())
    .contact_id
