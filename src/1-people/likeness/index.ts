import { distance } from 'fastest-levenshtein'
import { folded, foldedPostalCode, foldedStreet, nameWords } from './fold.ts'
import { identityKeys, nameKey } from './keys.ts'

export { identityKeys, keysVersion } from './keys.ts'

/** What is known of somebody that may tell who he is. */
export type Person = {
  readonly givenName: string | null
  readonly familyName: string | null
  readonly firmName: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly street: string | null
  readonly postalCode: string | null
  readonly city: string | null
  /** ISO 3166, such as "DE". */
  readonly country: string
}

/**
 * A mailbox, a mailbox but for its dots in one place, a telephone, a name at an address: each is one person. A mailbox but for its dots,
 * and an address, may be shared by two.
 */
export type KeyKind = 'email' | 'alias' | 'phone' | 'person' | SharedKeyKind
type SharedKeyKind = 'dotless' | 'household'

/** The same key is the same mailbox, telephone, person or household, however it was written. */
export type IdentityKey = { readonly kind: KeyKind; readonly key: string }

/** Whether whoever has the same key is one person, and not perhaps two. */
export const tellsPerson = ({ kind }: IdentityKey): boolean => kind !== 'dotless' && kind !== 'household'

export type LikenessReason =
  | 'same e-mail'
  | 'similar e-mail'
  | 'same phone'
  | 'same name'
  | 'similar name'
  | 'same address'
  | 'similar address'
  | 'other name'
  | 'other address'

export type Likeness = {
  /** 0: nothing speaks for it, 1: everything does. */
  readonly score: number
  readonly because: readonly LikenessReason[]
}

/** From here on two contacts are worth a look of a person: the same mailbox, or two other things that agree. */
export const worthALook = 0.6

/**
 * How much speaks for two contacts being one person. What agrees adds up, as independent witnesses do; another name, or another
 * address where both are known, weakens it: a couple shares telephone and address and is yet two.
 */
export const likeness = (a: Person, b: Person): Likeness => {
  const witnesses = [
    sameKey('email', a, b) ? found('same e-mail', 0.9) : sameKey('dotless', a, b) && found('similar e-mail', 0.6),
    sameKey('phone', a, b) && found('same phone', 0.6),
    graded(nameLikeness(a, b), { same: 'same name', similar: 'similar name', other: 'other name', weakens: 0.7 }),
    graded(addressLikeness(a, b), addressWords),
  ].filter(witness => typeof witness === 'object')
  const doubt = witnesses.reduce((left, { weight }) => left * (1 - weight), 1)
  const weakened = witnesses.reduce((left, { factor }) => left * factor, 1)
  return {
    score: Math.round((1 - doubt) * weakened * 100) / 100,
    because: witnesses.map(witness => witness.reason),
  }
}

type Witness = { readonly reason: LikenessReason; readonly weight: number; readonly factor: number }

const found = (reason: LikenessReason, weight: number): Witness => ({ reason, weight, factor: 1 })

const sameKey = (kind: KeyKind, a: Person, b: Person): boolean => {
  const keys = [a, b].map(person => identityKeys(person).find(key => key.kind === kind)?.key)
  return keys[0] !== undefined && keys[0] === keys[1]
}

type Words = {
  readonly same: LikenessReason
  readonly similar: LikenessReason
  readonly other: LikenessReason
  readonly weakens: number
}

const addressWords: Words = {
  same: 'same address',
  similar: 'similar address',
  other: 'other address',
  weakens: 0.8,
}

const graded = (similarity: number | undefined, { same, similar, other, weakens }: Words): Witness | undefined => {
  if (similarity === undefined) return undefined
  if (similarity === 1) return found(same, 0.6)
  return similarity >= 0.75 ? found(similar, 0.6 * similarity) : { reason: other, weight: 0, factor: weakens }
}

/** Undefined where one of them has none. */
const nameLikeness = (a: Person, b: Person): number | undefined => {
  const [one, other] = [nameKey(a), nameKey(b)]
  if (one === undefined || other === undefined) return undefined
  return Math.max(ratio(one, other), firmLikeness(a, b), shortened(a, b) ? 0.85 : 0)
}

const firmLikeness = (a: Person, b: Person): number =>
  a.firmName === null || b.firmName === null || hasPerson(a) === hasPerson(b)
    ? 0
    : ratio(folded(a.firmName), folded(b.firmName))

const hasPerson = ({ givenName, familyName }: Person): boolean => givenName !== null || familyName !== null

// "A. Berger" and "Alex Berger" beside "Alexandra Berger".
const shortened = (a: Person, b: Person): boolean => {
  const [oneFamily, otherFamily] = [a, b].map(person => nameWords(person.familyName ?? '').join(' '))
  const [one, other] = [a, b].map(person => folded(person.givenName ?? ''))
  if (oneFamily === '' || oneFamily !== otherFamily || one === '' || other === '') return false
  return one!.startsWith(other!) || other!.startsWith(one!)
}

const addressLikeness = (a: Person, b: Person): number | undefined => {
  const [one, other] = [addressOf(a), addressOf(b)]
  if (one === undefined || other === undefined) return undefined
  if (a.country !== b.country) return 0
  const street = one.number === other.number ? ratio(one.street, other.street) : 0.9 * ratio(one.house, other.house)
  return Math.min(street, one.place === other.place ? 1 : 0.9 * ratio(one.place, other.place))
}

const addressOf = ({ street, postalCode, city }: Person) => {
  const house = foldedStreet(street ?? '')
  if (house === '') return undefined
  const place = foldedPostalCode(postalCode ?? '')
  return {
    house,
    street: house.replaceAll(/\d/gu, ''),
    number: house.replaceAll(/\D/gu, ''),
    place: place === '' ? folded(city ?? '') : place,
  }
}

/** 1 for the same, 0 where not one letter stays. */
const ratio = (a: string, b: string): number => {
  const longer = Math.max(a.length, b.length)
  return longer === 0 ? 1 : 1 - distance(a, b) / longer
}
