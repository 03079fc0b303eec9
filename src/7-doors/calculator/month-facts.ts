import {
  always,
  boundsOf,
  dayFinder,
  daysOf,
  type DayNumber,
  type Instant,
  type Period,
  type Zone,
} from '#ground/period'
import type { ContactNumber } from '#people/contact'
import type { History } from '#people/structure'
import type { Reading } from '#volume/kinds'
import { never, type Facts as MonthFacts } from '#earnings/volume'
import type { Facts } from './facts.ts'
import type { Orders } from './orders.ts'
import { monthOf } from './volumes.ts'

type Asking = { readonly zone: Zone; readonly reading: Reading }

/** The facts of one month after the other, as plans are computed from them. */
export const monthFactsOf = (facts: Facts, { zone, reading }: Asking): ((period: Period) => MonthFacts) => {
  const { contacts, orders, history, ranksByHand: byHand } = facts
  const dayOf = daysIn(zone)
  const firstOrders = firstOrderDays(orders, { size: contacts.ids.length, dayOf })
  const groups = placesIn(orders.details.map(({ group }) => group))
  return period => {
    const { structure, roles, rows, sources, owners } = monthOf(facts, { period, zone, reading })
    const [{ last }, { until }] = [daysOf(period), boundsOf(period, zone)]
    const since = (contact: number) => dayOf(partnerSince(history, contact as ContactNumber, until))
    return {
      period,
      sponsors: structure.sponsors,
      recruiters: contacts.sponsors,
      partners: Uint8Array.from(roles, role => (role === 'partner' ? 1 : 0)),
      partnersSince: Int32Array.from(roles, (_, contact) => (roles[contact] === 'partner' ? since(contact) : never)),
      customersSince: firstOrders.map(day => (day > last ? never : day)),
      byHand,
      leads: contacts.leads,
      placedBelow: contacts.placedBelow,
      placedAt: contacts.placedAt,
      hosts: orders.hosts,
      entries: {
        contacts: sources,
        owners,
        net: Float64Array.from(rows, row => orders.net[row]!),
        points: Float64Array.from(rows, row => orders.points[row]!),
        groups: rows.map(row => groups.places[row]!),
        groupNames: groups.names,
        days: rows.map(row => dayOf(orders.at[row]!)),
        orders: rows.map(row => orders.orders[row]!),
        parties: rows.map(row => orders.parties[row]!),
      },
    }
  }
}

// Who was there from the beginning has no day that a calendar knows.
const daysIn = (zone: Zone): ((at: Instant) => DayNumber) => {
  const dayOf = dayFinder(zone)
  return at => (at === always.from ? Math.floor(at / 86_400_000) : dayOf(at))
}

// When he became a partner the last time: who left and came back begins anew.
const partnerSince = (history: History, contact: ContactNumber, until: Instant): Instant => {
  let since = always.from
  let wasPartner = false
  for (const { from, value } of history.rolesOf(contact)) {
    if (from >= until) return since
    if (value === 'partner' && !wasPartner) since = from
    wasPartner = value === 'partner'
  }
  return since
}

type Firsts = { readonly size: number; readonly dayOf: (at: Instant) => DayNumber }

const firstOrderDays = ({ contacts, at, isReturn }: Orders, { size, dayOf }: Firsts): Int32Array => {
  const days = new Int32Array(size).fill(never)
  for (const [row, contact] of contacts.entries()) {
    if (isReturn[row]) continue
    const day = dayOf(at[row]!)
    days[contact] = days[contact] === never ? day : Math.min(days[contact]!, day)
  }
  return days
}

const placesIn = (
  words: readonly (string | undefined)[],
): { readonly names: string[]; readonly places: Int32Array } => {
  const numbers = new Map<string, number>()
  for (const word of words) if (word !== undefined && !numbers.has(word)) numbers.set(word, numbers.size)
  const places = Int32Array.from(words, word => (word === undefined ? -1 : numbers.get(word)!))
  return { names: [...numbers.keys()], places }
}
