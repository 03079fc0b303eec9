import { daysOf } from '#ground/period'
import { sponsorsFirst } from '#volume/rollup'
import { never, type Facts } from '#earnings/volume'
import { entriesAmong } from './among-entries.ts'

/** A month's facts with fewer positions, and which contact stands at each; at the first stand all other customers together, and -1. */
export type Among = { readonly facts: Facts; readonly contacts: Int32Array }

/**
 * The same month among those who matter for what is earned: the house, partners, whoever else turnover was booked to, hosts and guests of
 * parties, leads and whoever gave them, and who became a customer in the month. Everybody earns the same as among all contacts; where nine in ten are customers it
 * takes a tenth of the memory. Linear in contacts and entries.
 *
 * `before` are the contacts of the month before: their positions stay, and new ones come behind.
 */
export const amongPartners = (facts: Facts, before: Int32Array = Int32Array.of(-1)): Among => {
  const { sponsors, recruiters } = facts
  const downward = sponsorsFirst(sponsors)
  const contacts = contactsOf(whoMatters(facts), { before, downward })
  const positions = new Int32Array(sponsors.length)
  for (let position = 1; position < contacts.length; position += 1) positions[contacts[position]!] = position
  const above = uplinesAmong({ uplines: sponsors, positions, contacts, downward })
  const byRecruiter = () =>
    uplinesAmong({ uplines: recruiters, positions, contacts, downward: sponsorsFirst(recruiters) })
  const uplines = { sponsors: above, recruiters: recruiters === sponsors ? above : byRecruiter() }
  return { facts: { ...columnsAmong(facts, { positions, contacts }), ...uplines }, contacts }
}

type Placed = { readonly positions: Int32Array; readonly contacts: Int32Array }

const columnsAmong = (facts: Facts, { positions, contacts }: Placed): Omit<Facts, 'sponsors' | 'recruiters'> => {
  const { period, partners, partnersSince, customersSince, byHand, numbers, hosts, entries, ...others } = facts
  const { leads, placedBelow, placedAt, sponsors: _, recruiters: __, ...rest } = others
  // A new column of facts has to say here what it is among partners.
  rest satisfies Record<string, never>
  const picked = (some: Int32Array, none: number) => contacts.map(contact => (contact < 0 ? none : some[contact]!))
  const placed = (some: Int32Array) => some.map(contact => (contact < 0 ? -1 : positions[contact]!))
  return {
    period,
    partners: flagsAmong(partners, contacts),
    partnersSince: picked(partnersSince, never),
    customersSince: picked(customersSince, never),
    byHand: byHand.map(given => ({ ...given, partner: positions[given.partner]! })),
    numbers: numbers === undefined ? contacts : picked(numbers, -1),
    ...(leads && { leads: placed(picked(leads, -1)) }),
    ...(placedBelow && { placedBelow: placed(picked(placedBelow, -1)) }),
    ...(placedAt && { placedAt: picked(placedAt, -1) }),
    ...(hosts && { hosts: placed(hosts) }),
    entries: entriesAmong(entries, { positions, size: contacts.length }),
  }
}

const flagsAmong = (flags: Uint8Array, contacts: Int32Array): Uint8Array => {
  const among = new Uint8Array(contacts.length)
  for (let position = 1; position < among.length; position += 1) among[position] = flags[contacts[position]!]!
  return among
}

const whoMatters = (facts: Facts): Uint8Array => {
  const { period, sponsors, partners, customersSince, hosts, entries } = facts
  const matters = partners.slice()
  const { first } = daysOf(period)
  for (let contact = 0; contact < matters.length; contact += 1)
    if (sponsors[contact] === -1 || customersSince[contact]! >= first) matters[contact] = 1
  for (const named of [entries.owners, hosts ?? []])
    for (let place = 0; place < named.length; place += 1) matters[named[place]!] = 1
  for (const [entry, party] of entries.parties?.entries() ?? []) if (party >= 0) matters[entries.contacts[entry]!] = 1
  addRelated(matters, facts.leads ?? [])
  addRelated(matters, facts.placedBelow ?? [])
  return matters
}

const addRelated = (matters: Uint8Array, related: ArrayLike<number>): void => {
  for (let contact = 0; contact < related.length; contact += 1) {
    if (related[contact]! < 0) continue
    matters[contact] = 1
    matters[related[contact]!] = 1
  }
}

type Known = { readonly before: Int32Array; readonly downward: Int32Array | undefined }

// Those of the month before, and behind them the new ones from above downward.
const contactsOf = (matters: Uint8Array, { before, downward }: Known): Int32Array => {
  for (const contact of before) if (contact >= 0) matters[contact] = 0
  let count = before.length
  for (let contact = 0; contact < matters.length; contact += 1) count += matters[contact]!
  const contacts = new Int32Array(count)
  contacts.set(before)
  let position = before.length
  for (let place = 0; place < matters.length; place += 1) {
    const contact = downward === undefined ? place : downward[place]!
    if (matters[contact] === 1) contacts[position++] = contact
  }
  return contacts
}

type Uplines = {
  readonly uplines: Int32Array
  readonly positions: Int32Array
  readonly contacts: Int32Array
  readonly downward: Int32Array | undefined
}

// For each position the nearest upward; the customers together stand below the house.
const uplinesAmong = ({ uplines, positions, contacts, downward }: Uplines): Int32Array => {
  const nearest = positions.slice()
  for (let place = 0; place < uplines.length; place += 1) {
    const contact = downward === undefined ? place : downward[place]!
    if (nearest[contact] === 0) nearest[contact] = nearest[uplines[contact]!]!
  }
  const house = positions[uplines.indexOf(-1)]!
  return contacts.map(contact => {
    const upline = contact < 0 ? -1 : uplines[contact]!
    if (contact < 0) return house
    return upline < 0 ? -1 : nearest[upline]!
  })
}
