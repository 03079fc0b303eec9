import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'

/**
 * Whoever became a customer by an order that was taken back before it was paid is a prospect again; whoever is more by now stays it.
 * That he was a customer in between stays known: turnover may have been decided by it.
 */
export const unmakeCustomer = async (
  database: Database,
  { contact, at, reason }: { readonly contact: ContactNumber; readonly at: Instant; readonly reason: string },
): Promise<void> => {
  await sql`
    with ended as (
      update people.role set until_at = greatest(${timestamp(at)}, from_at + interval '1 millisecond')
      where contact_id = ${contact} and role = 'customer' and until_at = 'infinity'
      returning contact_id, until_at
    )
    insert into people.role (contact_id, role, from_at, reason)
    select contact_id, 'prospect', until_at, ${reason} from ended`.execute(database)
}
