import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { always, type Instant } from '#ground/period'

type Inheritance = { readonly partner: ContactNumber; readonly heir: ContactNumber; readonly at: Instant }

/** Remembers to whom everything went, also where there was nothing: later rooms ask. Told again for the same moment, it counts again. */
export const keepHeir = async (database: Database, { partner, heir, at }: Inheritance): Promise<void> => {
  await database
    .insertInto('people.leaving')
    .values({ contact_id: partner, at: timestamp(at), heir_id: heir })
    .onConflict(conflict => conflict.columns(['contact_id', 'at']).doUpdateSet({ heir_id: heir }))
    .execute()
}

/** When a contact who is no partner now was one last; undefined for whoever is one, or never was. */
export const leftAt = async (database: Database, contact: ContactNumber): Promise<Instant | undefined> => {
  const { rows } = await sql<{ left_at: Instant | null }>`
    select max(until_at) as left_at from people.role where contact_id = ${contact} and role = 'partner'`.execute(
    database,
  )
  const at = rows[0]!.left_at
  return at === null || at >= always.until ? undefined : at
}

// Heirs who leave have heirs; no story of a company is longer.
const mostHeirs = 100

/**
 * Who stands in a contact's place now: himself while he is a partner, else his heir, or that heir's; the sponsor where no heir was
 * named. The house when no partner is left.
 */
export const heirNow = async (database: Database, contact: ContactNumber): Promise<ContactNumber> => {
  const { rows } = await sql<{ id: ContactNumber }>`
    with recursive climb (id, step) as (
      select ${contact}::int, 0
      union all
      select coalesce(
          (select heir_id from people.leaving where contact_id = climb.id order by at desc limit 1),
          (select sponsor_id from people.sponsorship where contact_id = climb.id and until_at = 'infinity')
        ), step + 1
      from climb where step < ${mostHeirs} and not exists (
        select from people.role where contact_id = climb.id and until_at = 'infinity' and role in ('partner', 'house'))
    )
    select coalesce(
      (select climb.id from climb join people.role on role.contact_id = climb.id and role.until_at = 'infinity'
        and role.role in ('partner', 'house')),
      (select contact_id from people.role where role = 'house')) as id`.execute(database)
  return rows[0]!.id
}
