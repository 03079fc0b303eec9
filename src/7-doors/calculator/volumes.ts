import { boundsOf, periodFinder, type Instant, type Interval, type Period, type Zone } from '#ground/period'
import { owns, type ContactNumber, type Role } from '#people/contact'
import { ownersAt, roleAt, sponsorAt, type History, type Structure } from '#people/structure'
import type { Reading } from '#volume/kinds'
import { rollUp, type Volumes } from '#volume/rollup'
import { house } from './contacts.ts'
import type { Facts } from './facts.ts'
import { shortened } from './history.ts'
import type { Orders, Unit } from './orders.ts'

export type Question = {
  readonly period: Period
  readonly zone: Zone
  readonly reading: Reading
  readonly unit: Unit
}

/** The figures of a period by contact number: hundredths of money or thousandths of points. */
export type Figures = {
  readonly volumes: Volumes
  /** As at the period's end; of who was not there yet and has turnover all the same, prospect; else undefined. */
  readonly roles: readonly (Role | undefined)[]
  /** 1 for who was a partner at any moment in the period: only he has customer, own and team volume. */
  readonly wasPartner: Uint8Array
}

/** Every contact's volumes in a period. Linear in contacts and rows of orders. */
export const figuresOf = (facts: Facts, question: Question): Figures => {
  const { structure, rows, sources, owners, roles } = monthOf(facts, question)
  const amounts = Float64Array.from(rows, row => facts.orders[question.unit][row]!)
  const volumes = rollUp(structure, { contacts: sources, owners, amounts })
  const bounds = boundsOf(question.period, question.zone)
  return { volumes, roles, wasPartner: partnersWithin(facts.history, { size: facts.contacts.ids.length, bounds }) }
}

/** The structure at a period's end, and the rows of orders within with whose they are. */
export const monthOf = ({ contacts, history, orders }: Facts, { period, zone, reading }: Omit<Question, 'unit'>) => {
  const bounds = boundsOf(period, zone)
  const end = lastMomentOf(bounds)
  const rows = rowsWithin(orders, bounds)
  const sources = Int32Array.from(rows, row => orders.contacts[row]!)
  const roles = rolesAt(history, end, turnoverOf(sources, contacts.ids.length))
  const structure: Structure = {
    sponsors: Int32Array.from(contacts.ids, (_, contact) => sponsorAt(history, contact as ContactNumber, end) ?? -1),
    owners: Uint8Array.from(roles, role => (owns(role) ? 1 : 0)),
  }
  return {
    structure,
    rows,
    sources,
    roles,
    owners: ownersOfRows({ contacts, history, orders }, { rows, reading, zone }),
  }
}

// Moments are whole milliseconds: what is so then was so before the next period began.
const lastMomentOf = ({ until }: Interval) => (until - 1) as Instant

/** 1 for each contact of a row. */
const turnoverOf = (sources: Int32Array, size: number): Uint8Array => {
  const hasTurnover = new Uint8Array(size)
  for (const contact of sources) hasTurnover[contact] = 1
  return hasTurnover
}

// Turnover from before somebody joined is a prospect's, as the ledger has it.
const rolesAt = (history: History, at: Instant, hasTurnover: Uint8Array): (Role | undefined)[] =>
  Array.from(
    hasTurnover,
    (has, contact) => roleAt(history, contact as ContactNumber, at) ?? (has ? 'prospect' : undefined),
  )

const rowsWithin = ({ at }: Orders, { from, until }: Interval): Int32Array => {
  const rows = new Int32Array(at.length)
  let count = 0
  for (let row = 0; row < at.length; row += 1) if (at[row]! >= from && at[row]! < until) rows[count++] = row
  return rows.subarray(0, count)
}

type Rows = { readonly rows: Int32Array; readonly reading: Reading; readonly zone: Zone }

const ownersOfRows = (
  { contacts, history, orders }: Pick<Facts, 'contacts' | 'history' | 'orders'>,
  { rows, reading, zone }: Rows,
): Int32Array => {
  const seenFrom = shortened(history, contacts.ids.length)
  const decidingMoment = reading.moment === 'order' ? (at: Instant) => at : endOfMonth(zone)
  return rows.map(row => {
    const contact = orders.contacts[row]!
    return ownersAt(seenFrom(contact), { contact, at: decidingMoment(orders.decidedAt[row]!), house })[reading.whose]
  })
}

const endOfMonth = (zone: Zone): ((at: Instant) => Instant) => {
  const monthOf = periodFinder(zone)
  const ends = new Map<Period, Instant>()
  return at => {
    const month = monthOf(at)
    const end = ends.get(month) ?? lastMomentOf(boundsOf(month, zone))
    ends.set(month, end)
    return end
  }
}

const partnersWithin = (history: History, { size, bounds }: { size: number; bounds: Interval }): Uint8Array =>
  Uint8Array.from({ length: size }, (_, contact) => {
    const timeline = history.rolesOf(contact as ContactNumber)
    const wasThen = timeline.some(({ from, value }, position) => {
      const until = timeline[position + 1]?.from ?? Infinity
      return value === 'partner' && from < until && from < bounds.until && until > bounds.from
    })
    return wasThen ? 1 : 0
  })
