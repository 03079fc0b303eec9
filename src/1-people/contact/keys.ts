import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { insertRows } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import { identityKeys, keysVersion, type Person } from '#people/likeness'

type Known = { readonly contact: ContactNumber; readonly person: Person }

/** Gives contacts the identity keys of what they say now, in place of those they had, and notes that they are to be compared. */
export const keepIdentityKeys = async (database: Database, known: readonly Known[]): Promise<void> => {
  const contacts = known.map(({ contact }) => contact)
  const rows = known.flatMap(({ contact, person }) =>
    identityKeys(person).map(({ kind, key }) => ({ contact_id: contact, kind, key })),
  )
  await sql`delete from people.identity_key where contact_id = any(${contacts}::int[])`.execute(database)
  await insertRows(database, 'people.identity_key', rows)
  await sql`insert into people.to_compare select unnest(${contacts}::int[]) on conflict do nothing`.execute(database)
}

/**
 * Makes the keys of some contacts that have none, or keys of an older version: of those who were there before keys were kept. Answers how
 * many; none when all have theirs. Call it in a transaction; contacts that somebody is changing are left to that change.
 */
export const keepMissingKeys = async (database: Database, limit = 1_000): Promise<number> => {
  const { rows } = await sql<PersonRow>`
    select id, given_name, family_name, firm_name, email, phone, street, postal_code, city, country from people.contact
    where keys_version is null or keys_version < ${keysVersion}
    limit ${limit} for no key update skip locked`.execute(database)
  const known = rows.map(row => ({ contact: row.id, person: personOf(row) }))
  await keepIdentityKeys(database, known)
  await sql`update people.contact set keys_version = ${keysVersion}
    where id = any(${known.map(({ contact }) => contact)}::int[])`.execute(database)
  return rows.length
}

type PersonRow = {
  readonly id: ContactNumber
  readonly given_name: string | null
  readonly family_name: string | null
  readonly firm_name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly street: string | null
  readonly postal_code: string | null
  readonly city: string | null
  readonly country: string
}

const personOf = (row: PersonRow): Person => ({
  givenName: row.given_name,
  familyName: row.family_name,
  firmName: row.firm_name,
  email: row.email,
  phone: row.phone,
  street: row.street,
  postalCode: row.postal_code,
  city: row.city,
  country: row.country,
})

/** Who has this mailbox, however it is written: the one who was there first. */
export const knownByEmail = async (database: Database, person: Person): Promise<ContactNumber | undefined> => {
  const email = identityKeys(person).find(({ kind }) => kind === 'email')
  if (email === undefined) return undefined
  const known = await database
    .selectFrom('people.identity_key')
    .select(sql<ContactNumber>`people.kept_as(contact_id)`.as('contact_id'))
    .where('kind', '=', 'email')
    .where('key', '=', email.key)
    .orderBy('contact_id')
    .executeTakeFirst()
  return known?.contact_id
}
