import type { Database } from '#ground/database'
import { insertRows } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import { isoOf, type Instant } from '#ground/period'
import type { Role } from '#people/contact'
import { keepContacts, type NewContact } from '#people/contact/store.ts'

/** Why somebody stands where he stands: in words, and the facts that decided. */
export type Evidence = { readonly reason: string; readonly facts?: Readonly<Record<string, unknown>> }

export type Newcomer = {
  readonly contact: NewContact
  readonly role: Role
  /** A contact, or a newcomer of the same call by his position, before or after; undefined for the house alone. */
  readonly sponsor: ContactNumber | { readonly newcomer: number } | undefined
  readonly because: Evidence
}

const atOnce = 10_000

/**
 * Registers contacts with role and sponsor from the moment they joined; numbers in the order given. It takes no lock: nobody new
 * stands above anybody old. Newcomers who name each other as sponsors must not form a cycle; who reads them from a file looks.
 * `told` hears how many contacts are kept so far.
 */
export const join = async (
  database: Database,
  newcomers: readonly Newcomer[],
  told: (kept: number) => void = () => undefined,
): Promise<ContactNumber[]> => {
  const numbers: ContactNumber[] = []
  for (const some of portions(newcomers)) {
    const contacts = some.map(newcomer => newcomer.contact)
    numbers.push(...(await keepContacts(database, contacts)))
    told(numbers.length)
  }
  for (const some of portions(newcomers.map((newcomer, position) => placeOf(newcomer, numbers[position]!, numbers))))
    await keepPlaces(database, some)
  return numbers
}

const portions = function* <T>(all: readonly T[]) {
  for (let start = 0; start < all.length; start += atOnce) yield all.slice(start, start + atOnce)
}

type Place = Pick<Newcomer, 'role' | 'because'> & {
  readonly contact: ContactNumber
  readonly sponsor: ContactNumber | undefined
  readonly from: Instant
}

const placeOf = (newcomer: Newcomer, contact: ContactNumber, numbers: readonly ContactNumber[]): Place => {
  const { role, because, sponsor } = newcomer
  const above = typeof sponsor === 'object' ? numbers[sponsor.newcomer] : sponsor
  if (typeof sponsor === 'object' && above === undefined)
    throw new RangeError(`there is no newcomer ${sponsor.newcomer}`)
  return { contact, role, because, sponsor: above, from: newcomer.contact.joinedAt }
}

const keepPlaces = async (database: Database, places: readonly Place[]): Promise<void> => {
  const rowOf = ({ contact, from }: Place) => ({ contact_id: contact, from_at: isoOf(from), until_at: 'infinity' })
  const roles = places.map(place => Object.assign(rowOf(place), { role: place.role, reason: place.because.reason }))
  const sponsorships = places
    .filter(place => place.sponsor !== undefined)
    .map(place => {
      const { reason, facts = {} } = place.because
      return Object.assign(rowOf(place), { sponsor_id: place.sponsor!, reason, evidence: facts })
    })
  await insertRows(database, 'people.role', roles)
  await insertRows(database, 'people.sponsorship', sponsorships)
}
