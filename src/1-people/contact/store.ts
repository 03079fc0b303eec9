import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { insertRows } from '#ground/database/store.ts'
import { newUuid, publicIdOf, type ContactNumber, type PublicId } from '#ground/identity'
import { always, isoOf, type Instant } from '#ground/period'
import { keysVersion } from '#people/likeness'
import { displayName, mayBecome, type Role } from './index.ts'
import { keepIdentityKeys } from './keys.ts'
import { numberKeptAs } from './merged.ts'
import { isFound, type Search } from './search.ts'

export { keepMissingKeys, knownByEmail } from './keys.ts'
export { mergedContacts, numberKeptAs } from './merged.ts'
export { isFound, type ListedMerged } from './search.ts'

export { unmakeCustomer } from './completion.ts'

export type Contact = {
  readonly number: ContactNumber
  readonly id: PublicId<'contact'>
  readonly reference: string
  readonly displayName: string
  readonly kind: 'person' | 'firm'
  readonly givenName: string | null
  readonly familyName: string | null
  readonly firmName: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly street: string | null
  readonly postalCode: string | null
  readonly city: string | null
  readonly country: string
  readonly language: 'de' | 'en'
  readonly joinedAt: Instant
  readonly role: Role
  /** Whom he turned out to be; null for nearly everybody. */
  readonly mergedInto: ContactNumber | null
}

export type NewContact = Omit<Contact, 'number' | 'id' | 'displayName' | 'role' | 'mergedInto'>

/** Keeps contacts without place or role; only structure's `join` calls it, so that nobody stays an orphan. Numbers in the order given. */
export const keepContacts = async (database: Database, contacts: readonly NewContact[]): Promise<ContactNumber[]> => {
  const rows = contacts.map(contact => ({
    uuid: newUuid(),
    reference: contact.reference,
    ...masterRow(contact),
    joined_at: isoOf(contact.joinedAt),
  }))
  await insertRows(database, 'people.contact', rows)
  const numbers = await numbersByReference(
    database,
    contacts.map(contact => contact.reference),
  )
  const kept = contacts.map(contact => ({ contact: numbers.get(contact.reference)!, person: contact }))
  await keepIdentityKeys(database, kept)
  return kept.map(({ contact }) => contact)
}

/** Name, address and language: what may change about a contact without changing whose he is. */
export type MasterData = Omit<NewContact, 'reference' | 'joinedAt'>

const masterRow = (data: MasterData) => ({
  kind: data.kind,
  given_name: data.givenName,
  family_name: data.familyName,
  firm_name: data.firmName,
  email: data.email,
  phone: data.phone,
  street: data.street,
  postal_code: data.postalCode,
  city: data.city,
  country: data.country,
  language: data.language,
  keys_version: keysVersion,
})

/** Gives contacts new master data, all of it. */
export const keepMasterData = async (
  database: Database,
  changes: readonly { readonly contact: ContactNumber; readonly data: MasterData }[],
): Promise<void> => {
  const rows = changes.map(({ contact, data }) => ({ id: contact, ...masterRow(data) }))
  await sql`
    update people.contact set kind = new.kind, given_name = new.given_name, family_name = new.family_name,
      firm_name = new.firm_name, email = new.email, phone = new.phone, street = new.street, postal_code = new.postal_code,
      city = new.city, country = new.country, language = new.language,
      keys_version = new.keys_version
    from jsonb_populate_recordset(null::people.contact, ${JSON.stringify(rows)}::jsonb) new
    where contact.id = new.id`.execute(database)
  await keepIdentityKeys(
    database,
    changes.map(({ contact, data }) => ({ contact, person: data })),
  )
}

/** What is to change; fields that are left out stay as they are. */
export type DataChange = { readonly [field in keyof MasterData]?: MasterData[field] | undefined }

/** Changes some of a contact's master data. Call it in a transaction: whoever changes another field at the same time waits. */
export const changeMasterData = async (
  database: Database,
  contact: ContactNumber,
  change: DataChange,
): Promise<void> => {
  await sql`select from people.contact where id = ${contact} for no key update`.execute(database)
  const kept = (await contactsByNumber(database, [contact])).get(contact)
  if (kept === undefined) throw new Error(`there is no contact ${contact}`)
  const told = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  await keepMasterData(database, [{ contact, data: { ...kept, ...told } }])
}

/** The numbers of the references that are known. */
export const numbersByReference = async (
  database: Database,
  references: readonly string[],
): Promise<Map<string, ContactNumber>> => {
  const { rows } = await sql<{ id: ContactNumber; reference: string }>`
    select id, reference from people.contact where reference = any(${references}::text[])`.execute(database)
  return new Map(rows.map(row => [row.reference, row.id]))
}

/** A contact with the role he has now. */
const contacts = (database: Database) =>
  database
    .selectFrom('people.contact as contact')
    .innerJoin('people.role as role', join =>
      join.onRef('role.contact_id', '=', 'contact.id').on(sql<boolean>`role.until_at = 'infinity'`),
    )
    .selectAll('contact')
    .select('role.role')

type ContactRow = Awaited<ReturnType<ReturnType<typeof contacts>['executeTakeFirstOrThrow']>>

const contactOf = (row: ContactRow): Contact => {
  const name = { givenName: row.given_name, familyName: row.family_name, firmName: row.firm_name }
  return {
    ...name,
    number: row.id,
    id: publicIdOf('contact', row.uuid),
    reference: row.reference,
    displayName: displayName(name, row.reference),
    kind: row.kind,
    email: row.email,
    phone: row.phone,
    street: row.street,
    postalCode: row.postal_code,
    city: row.city,
    country: row.country,
    language: row.language,
    joinedAt: row.joined_at,
    role: row.role,
    mergedInto: row.merged_into,
  }
}

export const contactByUuid = async (database: Database, uuid: string): Promise<Contact | undefined> => {
  const row = await contacts(database).where('contact.uuid', '=', uuid).executeTakeFirst()
  return row && contactOf(row)
}

export const contactByReference = async (database: Database, reference: string): Promise<Contact | undefined> => {
  const row = await contacts(database).where('contact.reference', '=', reference).executeTakeFirst()
  return row && contactOf(row)
}

export const contactsByNumber = async (
  database: Database,
  numbers: readonly ContactNumber[],
): Promise<Map<ContactNumber, Contact>> => {
  const rows = await contacts(database)
    .where('contact.id', '=', sql<ContactNumber>`any(${[...new Set(numbers)]}::int[])`)
    .execute()
  return new Map(rows.map(row => [row.id, contactOf(row)]))
}

/** Whom a contact was merged into; himself where he was not. */
export const keptAs = async (database: Database, contact: Contact): Promise<Contact> => {
  if (contact.mergedInto === null) return contact
  const number = await numberKeptAs(database, contact.number)
  return (await contactsByNumber(database, [number])).get(number)!
}

export type ContactQuery = Search & {
  readonly role: Role | undefined
  /** Contacts behind this number, in the order of registration. */
  readonly after: ContactNumber | undefined
  readonly limit: number
}

export const listContacts = async (database: Database, query: ContactQuery): Promise<Contact[]> => {
  let rows = contacts(database).where(isFound(query)).orderBy('contact.id').limit(query.limit)
  if (query.after !== undefined) rows = rows.where('contact.id', '>', query.after)
  if (query.role !== undefined) rows = rows.where('role.role', '=', query.role)
  return (await rows.execute()).map(contactOf)
}

export type RoleChange = {
  readonly role: Role
  readonly from: Instant
  readonly until: Instant
  readonly reason: string
}

export const rolesOf = async (database: Database, contact: ContactNumber): Promise<RoleChange[]> => {
  const rows = await database
    .selectFrom('people.role')
    .selectAll()
    .where('contact_id', '=', contact)
    .orderBy('from_at')
    .execute()
  return rows.map(row => ({ role: row.role, from: row.from_at, until: row.until_at, reason: row.reason }))
}

export type RoleChangeResult =
  | { readonly is: 'changed' }
  | {
      readonly is: 'refused'
      readonly because: 'unknown contact' | 'role step not allowed' | 'not after the last change'
    }

type NewRole = { readonly contact: ContactNumber; readonly to: Role; readonly at: Instant; readonly reason: string }

const inForce = sql<boolean>`until_at = 'infinity'`

/** Ends the present role and begins the next. Call it under structure's lock: a role decides who owns turnover. */
export const changeRole = async (
  database: Database,
  { contact, to, at, reason }: NewRole,
): Promise<RoleChangeResult> => {
  const present = await database
    .selectFrom('people.role')
    .selectAll()
    .where('contact_id', '=', contact)
    .where(inForce)
    .forUpdate()
    .executeTakeFirst()
  if (present === undefined) return { is: 'refused', because: 'unknown contact' }
  if (!mayBecome(present.role, to)) return { is: 'refused', because: 'role step not allowed' }
  if (at <= present.from_at || at >= always.until) return { is: 'refused', because: 'not after the last change' }
  await database
    .updateTable('people.role')
    .set({ until_at: timestamp(at) })
    .where('contact_id', '=', contact)
    .where(inForce)
    .execute()
  await database
    .insertInto('people.role')
    .values({ contact_id: contact, role: to, from_at: timestamp(at), reason })
    .execute()
  return { is: 'changed' }
}

/**
 * Prospects become customers at the moment they completed an order; whoever is more already stays what he is.
 * It needs no lock of the structure: neither prospect nor customer owns turnover.
 */
export const makeCustomers = async (
  database: Database,
  completed: readonly { readonly contact: ContactNumber; readonly at: Instant }[],
): Promise<void> => {
  await sql`
    with completed as (
      select contact_id, min(at) as at
      from unnest(${completed.map(each => each.contact)}::int[], ${completed.map(each => isoOf(each.at))}::timestamptz[]) as q (contact_id, at)
      group by contact_id
    ), ended as (
      update people.role set until_at = greatest(completed.at, role.from_at + interval '1 millisecond')
      from completed
      where role.contact_id = completed.contact_id and role.role = 'prospect' and role.until_at = 'infinity'
      returning role.contact_id, role.until_at
    )
    insert into people.role (contact_id, role, from_at, reason)
    select contact_id, 'customer', until_at, 'completed an order' from ended`.execute(database)
}
