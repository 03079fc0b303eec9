import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { isoOf, type Instant } from '#ground/period'
import { contactsByNumber, type Contact, type MasterData } from '#people/contact/store.ts'
import type { Address, Buyer } from '#sales/checkout'
import type { Dice } from '../dice.ts'
import { invent } from '../names.ts'

/** A partner with parties, and the customers whom she may ask. */
export type Seller = { readonly partner: Contact; readonly customers: readonly Contact[] }

const fewestCustomers = 6
const mostCustomers = 12

type Asked = { readonly first: readonly ContactNumber[]; readonly count: number; readonly since: Instant }

/** Who sells at the demo's parties: those named first, and others who were partners by then and have customers in the country. */
export const sellersIn = async (database: Database, { first, count, since }: Asked): Promise<Seller[]> => {
  // Everybody has just come in: without their numbers PostgreSQL looks each of them up by all others.
  await sql`analyze people.contact, people.role, people.sponsorship, sales."order", sales.order_line`.execute(database)
  const { rows } = await sql<{ partner: ContactNumber; customers: ContactNumber[] }>`
    select sponsor_id as partner, (array_agg(customer.contact_id order by customer.contact_id))[1:${mostCustomers}] as customers
    from people.sponsorship edge join people.role customer using (contact_id)
    join people.contact known on known.id = edge.contact_id
    join people.role seller on seller.contact_id = edge.sponsor_id
    join people.contact herself on herself.id = seller.contact_id
    where edge.until_at = 'infinity' and customer.until_at = 'infinity' and customer.role = 'customer'
      and seller.until_at = 'infinity' and seller.role = 'partner' and seller.from_at < ${isoOf(since)}::timestamptz
      and edge.from_at < ${isoOf(since)}::timestamptz and known.country = 'GB' and known.kind = 'person' and herself.country = 'GB'
      and herself.kind = 'person'
    group by sponsor_id having count(*) >= ${fewestCustomers} or sponsor_id = any(${first}::int[])
    order by array_position(${first}::int[], sponsor_id), count(*) desc, sponsor_id limit ${count}`.execute(database)
  const people = await contactsByNumber(
    database,
    rows.flatMap(({ partner, customers }) => [partner, ...customers]),
  )
  const of = (numbers: readonly ContactNumber[]) => numbers.map(number => people.get(number)!)
  return rows.map(({ partner, customers }) => ({ partner: people.get(partner)!, customers: of(customers) }))
}

export type Guest = { readonly buyer: Buyer; readonly home: Address }

const guestFrom = (person: Omit<MasterData, 'country' | 'language'>): Guest => {
  const { kind, givenName, familyName, firmName, email, phone, street, postalCode, city } = person
  const name = `${givenName} ${familyName}`
  return {
    buyer: { kind, givenName, familyName, firmName, email: email!, phone },
    home: { name, firmName: null, street: street!, postalCode: postalCode!, city: city!, country: 'GB' },
  }
}

export const guestOf = (customer: Contact): Guest => guestFrom(customer)

/** Somebody whom a party makes known: invented as everybody is. */
export const newGuest = (dice: Dice, reference: string): Guest => {
  const person = invent({ reference, country: 'GB' }, dice, new Set())
  return guestFrom({ ...person, kind: 'person', firmName: null, phone: null })
}
