import { daysOf } from '#ground/period'
import { sponsorsFirst } from '#volume/rollup'
import { never, type Facts } from '#earnings/volume'
import { entriesAmong } from './among-entries.ts'

/** A month's facts with fewer positions, and which contact stands at each; at the first stand all other customers together, and -1. */
export type Among = { readonly facts: Facts; readonly contacts: Int32Array }

/**
 * The same month among those who matter for what is earned: the house, partners, whoever else turnover was booked to, hosts, leads and whoever
 * gave them, and who became a customer in the month. Everybody earns the same as among all contacts; where nine in ten are customers it
 * takes a tenth of the memory. Linear in contacts and entries.
 *
 * `before` are the contacts of the month before: their positions stay, and new ones come behind.
 */
export const amongPartners = (facts: Facts, before: Int32Array = Int32Array.of(-1)): Among => {
  const { sponsors, recruiters, leads, hosts } = facts
  const downward = sponsorsFirst(sponsors)
  const contacts = contactsOf(whoMatters(facts), { before, downward })
  const positions = new Int32Array(sponsors.length)
  for (let position = 1; position < contacts.length; position += 1) positions[contacts[position]!] = position
  const placed = (contact: number) => (contact < 0 ? -1 : positions[contact]!)
  const days = (some: Int32Array) => contacts.map(contact => (contact < 0 ? never : some[contact]!))
  const above = uplinesAmong({ uplines: sponsors, positions, contacts, downward })
  const byRecruiter = () =>
    uplinesAmong({ uplines: recruiters, positions, contacts, downward: sponsorsFirst(recruiters) })
  const among: Facts = {
    ...facts,
    sponsors: above,
    recruiters: recruiters === sponsors ? above : byRecruiter(),
    partners: Uint8Array.from(contacts.keys(), position => facts.partners[contacts[position]!] ?? 0),
    partnersSince: days(facts.partnersSince),
    customersSince: days(facts.customersSince),
    byHand: facts.byHand.map(given => ({ ...given, partner: positions[given.partner]! })),
    ...(leads && { leads: contacts.map(contact => (contact < 0 ? -1 : placed(leads[contact]!))) }),
    ...(hosts && { hosts: hosts.map(placed) }),
    entries: entriesAmong(facts.entries, { positions, size: contacts.length }),
  }
  return { facts: among, contacts }
}

const whoMatters = ({ period, sponsors, partners, customersSince, leads, hosts, entries }: Facts): Uint8Array => {
  const matters = partners.slice()
  const { first } = daysOf(period)
  for (let contact = 0; contact < matters.length; contact += 1)
    if (sponsors[contact] === -1 || customersSince[contact]! >= first) matters[contact] = 1
  const { owners } = entries
  for (let entry = 0; entry < owners.length; entry += 1) matters[owners[entry]!] = 1
  for (const host of hosts ?? []) matters[host] = 1
  for (const [contact, giver] of leads?.entries() ?? [])
    if (giver >= 0) {
      matters[contact] = 1
      matters[giver] = 1
    }
  return matters
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
