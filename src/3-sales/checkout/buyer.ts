import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { Instant } from '#ground/period'
import { changeMasterData, contactsByNumber, type MasterData } from '#people/contact/store.ts'
import type { ContactNumber } from '#people/contact'
import { identityKeys, likeness, type IdentityKey, type Person } from '#people/likeness'
import { register } from '#referral/attribution/store.ts'
import type { Signals } from '#referral/attribution'
import type { Address, CheckoutForm } from './index.ts'

type Form = Pick<CheckoutForm, 'buyer' | 'delivery'> & { readonly home?: Address | undefined }

/** The buyer as he is recognised: by what he says of himself and where he lives, which is where the goods go unless he says so. */
export const personOf = ({ buyer, delivery, home }: Form): Person => ({ ...buyer, ...placeOf(home ?? delivery) })

const placeOf = ({ street, postalCode, city, country }: Address) => ({ street, postalCode, city, country })

/**
 * The contact that a guest is, when his mailbox, or his name at his address, is known; of somebody without a mailbox also his name by his
 * telephone. An order by somebody known makes him no second time new. Two guests with one of these wait for each other until the
 * transaction ends, so that they become one contact.
 */
export const knownGuest = async (database: Database, person: Person): Promise<ContactNumber | undefined> => {
  const told = person.email === null ? ['person', 'phone'] : ['email', 'person']
  const all = identityKeys(person).filter(({ kind }) => told.includes(kind))
  const keys = all.filter(({ kind }) => kind !== 'phone')
  for (const name of all.map(({ kind, key }) => `guest ${kind} ${key}`).toSorted())
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(database)
  const { rows } = await sql<{ contact_id: ContactNumber }>`
    select people.kept_as(known.contact_id) as contact_id from people.identity_key known
    join unnest(${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ key }) => key)}::text[]) as asked (kind, key) using (kind, key)
    order by kind, known.contact_id limit 1`.execute(database)
  return rows[0]?.contact_id ?? (await namesakeByPhone(database, person, all))
}

/** Who has the telephone may be anybody of the house; who has the name, too, is he. */
const namesakeByPhone = async (
  database: Database,
  person: Person,
  keys: readonly IdentityKey[],
): Promise<ContactNumber | undefined> => {
  const phone = keys.find(({ kind }) => kind === 'phone')
  if (phone === undefined) return undefined
  const { rows } = await sql<{ contact_id: ContactNumber }>`
    select distinct people.kept_as(contact_id) as contact_id from people.identity_key
    where kind = 'phone' and key = ${phone.key} order by contact_id limit ${mostOfHouse}`.execute(database)
  const found = await contactsByNumber(
    database,
    rows.map(row => row.contact_id),
  )
  return [...found.values()].find(contact => likeness(person, contact).because.includes('same name'))?.number
}

// A telephone that more have is nobody's own.
const mostOfHouse = 50

type Guest = Form & { readonly language: 'de' | 'en'; readonly signals: Signals; readonly at: Instant }

/** A guest nobody knows becomes a contact with the order. */
export const registerGuest = (database: Database, { signals, at, ...guest }: Guest) =>
  register(database, { data: masterDataOf(guest), signals, at, moment: 'order', by: 'shop' })

const masterDataOf = ({ buyer, delivery, home, language }: Form & Pick<Guest, 'language'>): MasterData => ({
  ...buyer,
  email: buyer.email?.trim() ?? null,
  ...placeOf(home ?? delivery),
  language,
})

/** What is not yet known of somebody who is signed in is taken from his order; what is known stays. */
export const completeData = async (database: Database, contact: ContactNumber, form: Form): Promise<void> => {
  const kept = (await contactsByNumber(database, [contact])).get(contact)
  if (kept === undefined) throw new Error(`there is no contact ${contact}`)
  const { kind: _kind, ...buyer } = form.buyer
  const { country: _country, ...place } = placeOf(form.home ?? form.delivery)
  const named = kept.givenName !== null || kept.familyName !== null || kept.firmName !== null
  const told = {
    ...(named ? {} : buyer),
    ...(kept.street === null && kept.postalCode === null && kept.city === null ? place : {}),
    ...(kept.phone === null ? { phone: buyer.phone } : {}),
  }
  if (Object.keys(told).length > 0)
    await changeMasterData(database, contact, { ...told, email: kept.email ?? buyer.email })
}
