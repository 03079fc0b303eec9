import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { changeRole } from '#people/contact/store.ts'
import { join, leave, lockStructure, type Newcomer } from '#people/structure/store.ts'
import type { Heir } from './crowd.ts'
import type { Dice } from './dice.ts'
import { countryOf, invent } from './names.ts'
import { counter } from './orders.ts'
import type { ShopRow } from './shop.ts'
import type { Arrival, InventedStructure, Person } from './structure.ts'

const by = { by: 'demo generator' } as const

type Telling = { readonly rows: readonly ShopRow[]; readonly house: ContactNumber; readonly dice: Dice }

/** Registers everybody of the invented structure as he joined; answers the contacts' numbers. */
export const keepPeople = async (
  database: Database,
  { people }: InventedStructure,
  { rows, house, dice }: Telling,
): Promise<ReadonlyMap<string, ContactNumber>> => {
  const countries = countriesIn(rows)
  const positions = new Map(people.map((person, position) => [person.reference, position]))
  const phones = new Set<string>()
  const newcomers = people.map((person): Newcomer => {
    const { reference, joinedAt, sponsor } = person
    const data = invent({ reference, country: countryOf(countries.get(reference)!) }, dice, phones)
    return {
      contact: { ...data, reference, joinedAt },
      // Whoever has not ordered yet is a prospect; his first paid order makes him a customer.
      role: isPartnerAtOnce(person) ? 'partner' : 'prospect',
      sponsor: sponsor === undefined ? house : { newcomer: positions.get(sponsor)! },
      because: { reason: reasonFor(person), facts: by },
    }
  })
  const numbers = await join(database, [...newcomers, counterSales(people[0]!, house)])
  return new Map(
    [...people.map(person => person.reference), counter].map((reference, index) => [reference, numbers[index]!]),
  )
}

const isPartnerAtOnce = ({ partnerFrom, joinedAt }: Arrival): boolean =>
  partnerFrom !== undefined && partnerFrom <= joinedAt

const reasonFor = ({ sponsor }: Person): string =>
  sponsor === undefined ? 'invented: came to the house by himself' : `invented: brought by ${sponsor}`

// The country of the latest row: four customers have two.
const countriesIn = (rows: readonly ShopRow[]): Map<string, string> =>
  new Map(rows.toSorted((a, b) => a.at - b.at).map(row => [row.customer ?? counter, row.country]))

const counterSales = ({ joinedAt }: Person, house: ContactNumber): Newcomer => ({
  contact: {
    reference: counter,
    kind: 'firm',
    givenName: null,
    familyName: null,
    firmName: 'Counter sales (customers not recorded)',
    email: null,
    phone: null,
    street: null,
    postalCode: null,
    city: null,
    country: 'GB',
    language: 'en',
    joinedAt,
  },
  role: 'customer',
  sponsor: house,
  because: { reason: 'collects what the shop sold without recording to whom', facts: by },
})

/** Makes partners of customers and lets partners leave, in the order of time. */
export const keepChanges = async (
  database: Database,
  { people, leavings }: InventedStructure,
  numbers: ReadonlyMap<string, ContactNumber>,
): Promise<void> => {
  await lockStructure(database)
  for (const person of people.filter(person => person.partnerFrom !== undefined && !isPartnerAtOnce(person))) {
    const asked = { contact: numbers.get(person.reference)!, to: 'partner', at: person.partnerFrom! } as const
    const changed = await changeRole(database, { ...asked, reason: 'invented: became a partner' })
    if (changed.is === 'refused') throw new Error(`${person.reference} cannot become a partner: ${changed.because}`)
  }
  for (const { reference, at, heir } of leavings) {
    const asked = { partner: numbers.get(reference)!, heir: heirIn(heir, numbers), at }
    const left = await leave(database, { ...asked, reason: 'invented: left' })
    if (left.is === 'refused') throw new Error(`${reference} cannot leave: ${left.because}`)
  }
}

const heirIn = (heir: Heir, numbers: ReadonlyMap<string, ContactNumber>) =>
  typeof heir === 'object' ? { successor: numbers.get(heir.successor)! } : heir
