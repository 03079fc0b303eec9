import { firstPlace } from '#ground/ascending'
import type { Instant } from '#ground/period'
import { owns, type ContactNumber, type Role } from '#people/contact'

export { cut, cycleAbove, cyclesIn, forestOf, link, type Forest } from './cycle.ts'

/** Changes in the order of time, each in force from its moment until the next one's. */
export type Timeline<T> = readonly { readonly from: Instant; readonly value: T }[]

/** What was in force at a moment; undefined before the first change. */
export const valueAt = <T>(timeline: Timeline<T>, at: Instant): T | undefined =>
  timeline[firstPlace(timeline.length, place => timeline[place]!.from > at) - 1]?.value

/** Every contact's roles and sponsors through time, by contact number. The house has no sponsor. */
export type History = {
  readonly rolesOf: (contact: ContactNumber) => Timeline<Role>
  readonly sponsorsOf: (contact: ContactNumber) => Timeline<ContactNumber>
}

export const roleAt = (history: History, contact: ContactNumber, at: Instant): Role | undefined =>
  valueAt(history.rolesOf(contact), at)

/** The sponsor at a moment; before the contact joined, the one he joined with. Undefined for the house alone. */
export const sponsorAt = (history: History, contact: ContactNumber, at: Instant): ContactNumber | undefined => {
  const sponsors = history.sponsorsOf(contact)
  return valueAt(sponsors, at) ?? sponsors[0]?.value
}

/** Which customers count as a partner's: the first half of a reading of Eigenumsatz. */
export const whoseCustomers = ['direct', 'nearest', 'recruited'] as const
/**
 * - `direct`: those directly below the partner
 * - `nearest`: also customers of customers with no partner between
 * - `recruited`: those he personally recruited, whoever is sponsor now
 */
export type WhoseCustomers = (typeof whoseCustomers)[number]

/** To whom an address's turnover belongs at a moment, under each reading. A partner's own turnover is his own. */
export type Owners = Readonly<Record<WhoseCustomers, ContactNumber>>

type Question = { readonly contact: ContactNumber; readonly at: Instant; readonly house: ContactNumber }

/** Cost: the length of the chain of non-partners above the contact, usually one or two. */
export const ownersAt = (history: History, { contact, at, house }: Question): Owners => {
  const isOwner = (candidate: ContactNumber | undefined) =>
    candidate !== undefined && owns(roleAt(history, candidate, at))
  if (isOwner(contact)) return { direct: contact, nearest: contact, recruited: contact }
  const sponsor = sponsorAt(history, contact, at)
  const recruiter = history.sponsorsOf(contact)[0]?.value
  return {
    direct: isOwner(sponsor) ? sponsor! : house,
    nearest: nearestOwner(history, sponsor, at) ?? house,
    recruited: isOwner(recruiter) ? recruiter! : house,
  }
}

const nearestOwner = (history: History, start: ContactNumber | undefined, at: Instant): ContactNumber | undefined => {
  let candidate = start
  while (candidate !== undefined && !owns(roleAt(history, candidate, at))) candidate = sponsorAt(history, candidate, at)
  return candidate
}

/** The structure at one moment in columns, by position: a contact's sponsor's position (-1 for the house), and who owns turnover. */
export type Structure = {
  readonly sponsors: Int32Array
  /** 1 for partners and the house, else 0. */
  readonly owners: Uint8Array
}

/** Where everything goes that was directly below a partner who leaves. */
export type Heir = 'sponsor' | 'house' | { readonly successor: ContactNumber }

/** The contact that is meant. */
export const heirOf = (heir: Heir, { sponsor, house }: Pick<Leaving, 'sponsor' | 'house'>): ContactNumber =>
  heir === 'sponsor' ? sponsor : heir === 'house' ? house : heir.successor

export type Leaving = {
  readonly partner: ContactNumber
  readonly sponsor: ContactNumber
  readonly house: ContactNumber
  readonly directlyBelow: readonly ContactNumber[]
  /** The contact directly below whose line holds the successor (himself, if he stands there); undefined when he stands elsewhere. */
  readonly lineOfSuccessor: ContactNumber | undefined
}

export type Moves = { readonly contacts: readonly ContactNumber[]; readonly to: ContactNumber }

/**
 * What moves when a partner leaves: everybody directly below him goes to the heir. The line that holds the successor goes to
 * the leaver's sponsor, and first, because nobody can stand below his own downline.
 */
export const movesOfLeaving = (leaving: Leaving, heir: Heir): Moves[] => {
  const { sponsor, house, directlyBelow, lineOfSuccessor } = leaving
  const to = heirOf(heir, { sponsor, house })
  const others = directlyBelow.filter(contact => contact !== lineOfSuccessor)
  const moves = [
    { contacts: lineOfSuccessor === undefined ? [] : [lineOfSuccessor], to: sponsor },
    { contacts: others, to },
  ]
  return moves.filter(({ contacts }) => contacts.length > 0)
}
