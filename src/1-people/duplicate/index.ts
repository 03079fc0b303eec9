import type { ContactNumber } from '#ground/identity'
import type { Role } from '#people/contact'
import type { Person } from '#people/likeness'

export type { LikenessReason, Person } from '#people/likeness'

export type MergeRefusal =
  | 'unknown contact'
  | 'the same contact'
  | 'already merged'
  | 'the house stays'
  | 'a partner stays'
  | 'keep the other'

type Merging = { readonly number: ContactNumber; readonly role: Role; readonly mergedInto: ContactNumber | null }

const rank: Readonly<Record<Role, number>> = { prospect: 0, customer: 1, 'former partner': 2, partner: 3, house: 4 }

/** Why one contact cannot be merged into the other; undefined when he can. Who is more is kept, and a partner is never dropped. */
export const refusalOfMerge = (keep: Merging, drop: Merging): MergeRefusal | undefined => {
  if (keep.number === drop.number) return 'the same contact'
  if (keep.mergedInto !== null || drop.mergedInto !== null) return 'already merged'
  if (keep.role === 'house' || drop.role === 'house') return 'the house stays'
  if (drop.role === 'partner') return 'a partner stays'
  return rank[drop.role] > rank[keep.role] ? 'keep the other' : undefined
}

/** Which of two is usually kept, first: who is more, else who was there first. */
export const keptFirst = <T extends Pick<Merging, 'number' | 'role'>>(one: T, other: T): readonly [T, T] => {
  const difference = rank[one.role] - rank[other.role]
  return difference > 0 || (difference === 0 && one.number < other.number) ? [one, other] : [other, one]
}

// What is only told together is only taken together.
const groups: readonly (readonly (keyof Person)[])[] = [
  ['givenName', 'familyName'],
  ['firmName'],
  ['email'],
  ['phone'],
  ['street', 'postalCode', 'city'],
]

const isEmpty = (person: Person, fields: readonly (keyof Person)[]): boolean =>
  fields.every(field => (person[field] ?? '') === '')

/** The fields the kept contact takes over from the dropped: what he lacks wholly. An address brings its country. */
export const takenFrom = (keep: Person, drop: Person): (keyof Person)[] =>
  groups
    .filter(fields => isEmpty(keep, fields) && !isEmpty(drop, fields))
    .flatMap(fields => (fields.includes('street') ? [...fields, 'country' as const] : fields))

export type Below = {
  readonly keep: ContactNumber
  readonly drop: ContactNumber
  /** Directly above the dropped contact. */
  readonly sponsor: ContactNumber
  readonly directlyBelow: readonly ContactNumber[]
  /** Everybody above the kept contact. */
  readonly aboveKeep: readonly ContactNumber[]
  /** Whether customers below the kept and below the dropped contact belong to the same partner. */
  readonly sameOwner: boolean
}

export type Step = { readonly contact: ContactNumber; readonly to: ContactNumber }

/**
 * Where those directly below the dropped contact go: to the kept one, but never so that they change their owner or close a circle; then to
 * the dropped contact's sponsor.
 */
export const stepsOfMerge = ({ keep, sponsor, directlyBelow, aboveKeep, sameOwner }: Below): Step[] =>
  directlyBelow.map(contact => {
    const goesToKept = sameOwner && contact !== keep && !aboveKeep.includes(contact)
    return { contact, to: goesToKept ? keep : sponsor }
  })
