import { amounts, moment, omittable, oneOf, optional, readTable, text, type RowOf, type Source } from '#ground/table'
import { cents, decimalOfCents, decimalOfPoints, points, type Cents, type Points } from '#ground/money'
import type { Instant, Zone } from '#ground/period'
import type { ContactNumber } from '#people/contact'
import type { Contacts, Reading } from './contacts.ts'
import { collectParties } from './parties.ts'
import { warnOfEarlyOrder, type Warnings } from './warning.ts'

/** The rows of orders.csv, in columns. */
export type Orders = {
  readonly contacts: readonly ContactNumber[]
  /** When a row counts: its own moment, also where others of the same order have another. */
  readonly at: readonly Instant[]
  /** The moment whose structure decides whose it is: of a return, the earliest of the order it takes back. */
  readonly decidedAt: readonly Instant[]
  readonly net: readonly Cents[]
  readonly points: readonly Points[]
  /** What explains a row and says what it is of; kept where commissions are asked for alone. */
  readonly details: readonly Detail[]
  /** By row, a number for each order; and the home party at which it was taken, -1 for none. */
  readonly orders: readonly number[]
  readonly isReturn: readonly boolean[]
  readonly parties: readonly number[]
  /** The host of each home party, -1 where no row tells. */
  readonly hosts: Int32Array
}

type Detail = { readonly order: string; readonly group: string | undefined }

const columnsIn = (zone: Zone, unit: Unit, isDetailed: boolean) => {
  const { net, points } = amounts()
  const columns = {
    order: text('the number of an order'),
    contact: text('the id of a contact'),
    at: moment(zone),
    kind: oneOf(['order', 'return'], { bestellung: 'order', retoure: 'return' }),
    net,
    // A file without points would answer a question for points with nothing but zeros.
    points: unit === 'points' ? optional(points) : omittable(optional(points)),
    group: omittable(optional(text('the name of a product group'))),
    party: omittable(optional(text('the number of a home party'))),
    party_host: omittable(optional(text('the id of a contact'))),
  }
  const { group: _, party: __, party_host: ___, ...others } = columns
  return isDetailed ? columns : (others as typeof columns)
}

type Row = RowOf<ReturnType<typeof columnsIn>>

/** In what volumes are asked for: money or points. */
export type Unit = 'net' | 'points'

type Task = Reading & {
  readonly contacts: Contacts
  readonly warnings: Warnings
  readonly unit: Unit
  readonly isDetailed: boolean
}

/** Reads orders.csv. What is wrong goes to the problems, turnover from before its contact joined to the warnings. */
export const readOrders = (source: Source, { contacts, zone, unit, isDetailed, problems, warnings }: Task): Orders => {
  const rows = emptyRows()
  const [orderOf, parties] = [orderNumbers(), collectParties(contacts)]
  const total = { net: 0, points: 0 }
  const { file } = source
  const visit = (row: Row, line: number) => {
    const contact = contacts.numbers.get(row.contact)
    if (!contacts.isWhole) return undefined
    if (contact === undefined)
      return { column: 'contact', expected: `the id of a contact in ${contacts.file}` } as const
    const beyond = addSafely(total, row)
    if (beyond !== undefined) return beyond
    const party = parties.numberOf(row)
    if (typeof party !== 'number') return party
    keep(rows, row, { contact, order: orderOf(contact, row.order), party })
    if (isDetailed) rows.details.push({ order: row.order, group: row.group })
    if (row.at < contacts.joinedAt[contact]!) warnOfEarlyOrder({ ...row, contact, file, line }, contacts, warnings)
    return undefined
  }
  readTable(columnsIn(zone, unit, isDetailed), { source, problems, visit })
  return settled(rows, parties.hosts())
}

// Beyond this no sum is exact. It is more than a company turns over, so somewhere a digit is too many.
const addSafely = (total: { net: number; points: number }, row: Row) => {
  total.net += Math.abs(row.net)
  total.points += Math.abs(row.points ?? 0)
  const most = Number.MAX_SAFE_INTEGER
  if (total.net > most)
    return { column: 'net', expected: `amounts that add up to no more than ${decimalOfCents(cents(most))}` } as const
  if (total.points > most)
    return {
      column: 'points',
      expected: `points that add up to no more than ${decimalOfPoints(points(most))}`,
    } as const
  return undefined
}

type Rows = ReturnType<typeof emptyRows>

const emptyRows = () => ({
  contacts: [] as ContactNumber[],
  at: [] as Instant[],
  net: [] as Cents[],
  points: [] as Points[],
  isReturn: [] as boolean[],
  orders: [] as number[],
  parties: [] as number[],
  details: [] as Detail[],
  /** By order: when its earliest row was placed; Infinity where only returns name it. */
  placedAt: [] as number[],
})

type Found = { readonly contact: ContactNumber; readonly order: number; readonly party: number }

const keep = (rows: Rows, row: Row, { contact, order, party }: Found): void => {
  const isReturn = row.kind === 'return'
  rows.contacts.push(contact)
  rows.at.push(row.at)
  rows.net.push(isReturn ? cents(-Math.abs(row.net)) : row.net)
  rows.points.push(isReturn ? points(-Math.abs(row.points ?? 0)) : (row.points ?? points(0)))
  rows.isReturn.push(isReturn)
  rows.orders.push(order)
  rows.parties.push(party)
  const earliest = rows.placedAt[order] ?? Infinity
  rows.placedAt[order] = isReturn ? earliest : Math.min(earliest, row.at)
}

// An order is known by its number and its contact: another contact's order of the same number is another order.
const orderNumbers = (): ((contact: ContactNumber, order: string) => number) => {
  const known = new Map<string, number>()
  const contactOf: ContactNumber[] = []
  const numberOf = (key: string, contact: ContactNumber): number => {
    const number = known.get(key)
    if (number !== undefined) return number
    known.set(key, contactOf.length)
    return contactOf.push(contact) - 1
  }
  return (contact, order) => {
    const number = numberOf(order, contact)
    // Few numbers are used by several contacts; only for those is a longer key worth its making. No number begins with a blank.
    return contactOf[number] === contact ? number : numberOf(` ${contact} ${order}`, contact)
  }
}

const settled = ({ placedAt, ...rows }: Rows, hosts: Int32Array): Orders => {
  const { at, isReturn, orders } = rows
  const decidedAt = at.map((own, row) => {
    const placed = placedAt[orders[row]!]!
    return isReturn[row] && placed !== Infinity ? (placed as Instant) : own
  })
  return { ...rows, decidedAt, hosts }
}
