import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { publicIdOf, uuidOf, type ContactNumber } from '#ground/identity'
import { displayName, type Role } from '#people/contact'
import type { ContactId, ContactRef } from '../index.ts'

type Row = {
  readonly id: ContactNumber
  readonly uuid: string
  readonly reference: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly firmName: string | null
  readonly role: Role
}

const refOf = ({ uuid, reference, role, ...name }: Row): ContactRef => ({
  id: publicIdOf('contact', uuid),
  name: displayName(name, reference),
  role,
})

export type Refs = (contact: ContactNumber) => ContactRef

/**
 * Names for the contacts a page shows, with their role now; only these are read.
 * The answer throws for a contact that was not asked for.
 */
export const refsOf = async (database: Database, contacts: Iterable<ContactNumber>): Promise<Refs> => {
  const { rows } = await sql<Row>`
    select contact.id, contact.uuid, contact.reference, contact.given_name as "givenName",
      contact.family_name as "familyName", contact.firm_name as "firmName", role.role
    from people.contact join people.role on role.contact_id = contact.id and role.until_at = 'infinity'
    where contact.id = any(${[...new Set(contacts)]}::int[])`.execute(database)
  const refs = new Map(rows.map(row => [row.id, refOf(row)]))
  return contact => {
    const ref = refs.get(contact)
    if (ref === undefined) throw new Error(`contact ${contact} was not asked for, or is not there`)
    return ref
  }
}

/** The contact's number; undefined when nobody has this id. */
export const numberOf = async (database: Database, id: ContactId): Promise<ContactNumber | undefined> => {
  const uuid = uuidOf('contact', id)
  if (uuid === undefined) return undefined
  return (await database.selectFrom('people.contact').select('id').where('uuid', '=', uuid).executeTakeFirst())?.id
}
