import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'
import { folded, foldedPostalCode, foldedStreet, nameWords } from './fold.ts'
import type { IdentityKey, Person } from './index.ts'
import { mailboxOf } from './mailbox.ts'

/** Grows when a key of the same person comes out differently than before: keys of an older version are made anew. */
export const keysVersion = 2

/** All keys that say who this may be; none where nothing useful is known. */
export const identityKeys = (person: Person): IdentityKey[] => {
  const mailbox = mailboxOf(person.email)
  const place = placeKey(person)
  const household = householdKey(person, place)
  const name = nameKey(person)
  const keys: readonly [IdentityKey['kind'], string | undefined][] = [
    ['email', mailbox?.key],
    ['dotless', mailbox?.dotless],
    ['alias', mailbox?.dotless === undefined || place === undefined ? undefined : `${mailbox.dotless}|${place}`],
    ['phone', phoneKey(person.phone, person.country)],
    ['person', household === undefined || name === undefined ? undefined : `${name}|${household}`],
    ['household', household],
  ]
  return keys.flatMap(([kind, key]) => (key === undefined ? [] : [{ kind, key: key.slice(0, longest) }]))
}

// Far below what an index takes.
const longest = 400

const phoneKey = (phone: string | null, country: string): string | undefined => {
  const parsed = parsePhoneNumberFromString(phone ?? '', country as CountryCode)
  return parsed?.isPossible() === true ? parsed.number : undefined
}

/** Who a person, or a firm without a person, says to be. */
export const nameKey = ({ givenName, familyName, firmName }: Person): string | undefined => {
  const words = nameWords(`${givenName ?? ''} ${familyName ?? ''}`)
  const name = words.length > 0 ? words.join(' ') : folded(firmName ?? '')
  return name === '' ? undefined : name
}

const placeKey = ({ postalCode, city, country }: Person): string | undefined => {
  const code = foldedPostalCode(postalCode ?? '')
  const place = code === '' ? folded(city ?? '') : code
  return place === '' ? undefined : `${country}|${place}`
}

const householdKey = ({ street }: Person, place: string | undefined): string | undefined => {
  const house = foldedStreet(street ?? '')
  return house === '' || place === undefined ? undefined : `${place}|${house}`
}
