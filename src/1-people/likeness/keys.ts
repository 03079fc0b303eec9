import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'
import { folded, foldedPostalCode, foldedStreet, nameWords } from './fold.ts'
import type { IdentityKey, Person } from './index.ts'

/** Grows when a key of the same person comes out differently than before: keys of an older version are made anew. */
export const keysVersion = 1

/** All keys that say who this may be; none where nothing useful is known. */
export const identityKeys = (person: Person): IdentityKey[] => {
  const household = householdKey(person)
  const name = nameKey(person)
  const keys: readonly [IdentityKey['kind'], string | undefined][] = [
    ['email', emailKey(person.email)],
    ['phone', phoneKey(person.phone, person.country)],
    ['person', household === undefined || name === undefined ? undefined : `${name}|${household}`],
    ['household', household],
  ]
  return keys.flatMap(([kind, key]) => (key === undefined ? [] : [{ kind, key: key.slice(0, longest) }]))
}

// Far below what an index takes.
const longest = 400

/** One mailbox, however it is written: no plus-tag, no dots before the @, googlemail is gmail. Undefined for what is no address. */
const emailKey = (email: string | null): string | undefined => {
  const [, local, domain] = /^([^@\s]+)@([^@\s]+)$/u.exec((email ?? '').normalize('NFKC').trim().toLowerCase()) ?? []
  if (local === undefined || domain === undefined) return undefined
  const box = local.replace(/\+.*$/u, '').replaceAll('.', '')
  return `${box === '' ? local : box}@${asciiDomain(domain)}`
}

// An address writes müller.example as xn--mller-kva.example; both are the same.
const asciiDomain = (domain: string): string => {
  const ascii = URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain
  return ascii === 'googlemail.com' ? 'gmail.com' : ascii
}

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

const householdKey = ({ street, postalCode, city, country }: Person): string | undefined => {
  const house = foldedStreet(street ?? '')
  const code = foldedPostalCode(postalCode ?? '')
  const place = code === '' ? folded(city ?? '') : code
  return house === '' || place === '' ? undefined : `${country}|${place}|${house}`
}
