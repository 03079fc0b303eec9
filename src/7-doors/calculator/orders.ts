import {
  amount,
  moment,
  omittable,
  oneOf,
  optional,
  pointAmount,
  readTable,
  text,
  type RowOf,
  type Source,
} from '#ground/table'
import { cents, decimalOfCents, decimalOfPoints, points, type Cents, type Points } from '#ground/money'
import { periodFinder, type Instant, type Zone } from '#ground/period'
import type { ContactNumber } from '#people/contact'
import { notBefore } from './changes.ts'
import type { Contacts, Reading } from './contacts.ts'
import type { Warnings } from './warning.ts'

/** The rows of orders.csv, in columns. */
export type Orders = {
  readonly contacts: readonly ContactNumber[]
  /** When a row counts: an order when its earliest row was placed, a return when it happened. */
  readonly at: readonly Instant[]
  /** The moment whose structure decides whose it is: of a return, that of the order it takes back. */
  readonly decidedAt: readonly Instant[]
  readonly net: readonly Cents[]
  readonly points: readonly Points[]
}

const columnsIn = (zone: Zone) => ({
  order: text('the number of an order'),
  contact: text('the id of a contact'),
  at: moment(zone),
  kind: oneOf(['order', 'return'], { bestellung: 'order', retoure: 'return' }),
  net: amount,
  points: omittable(optional(pointAmount)),
})

type Row = RowOf<ReturnType<typeof columnsIn>>

type Task = Reading & { readonly contacts: Contacts; readonly warnings: Warnings }

/** Reads orders.csv. What is wrong goes to the problems; rows that count in another month than their own, to the warnings. */
export const readOrders = (source: Source, { contacts, zone, problems, warnings }: Task): Orders => {
  const rows = emptyRows()
  const orderOf = orderNumbers()
  const total = { net: 0, points: 0 }
  const visit = (row: Row, line: number) => {
    const contact = contacts.numbers.get(row.contact)
    if (!contacts.isWhole) return undefined
    if (contact === undefined)
      return { column: 'contact', expected: `the id of a contact in ${contacts.file}` } as const
    if (row.at < contacts.joinedAt[contact]!) return { column: 'at', expected: notBefore(contacts, contact) } as const
    const beyond = addSafely(total, row)
    if (beyond !== undefined) return beyond
    keep(rows, row, { contact, line, order: orderOf(contact, row.order) })
    return undefined
  }
  readTable(columnsIn(zone), { source, problems, visit })
  return settled(rows, { file: source.file, zone, warnings })
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
  lines: [] as number[],
  isReturn: [] as boolean[],
  orders: [] as number[],
  /** By order: when its earliest row was placed; Infinity where only returns name it. */
  placedAt: [] as number[],
})

const keep = (
  rows: Rows,
  row: Row,
  { contact, line, order }: { contact: ContactNumber; line: number; order: number },
): void => {
  const isReturn = row.kind === 'return'
  rows.contacts.push(contact)
  rows.at.push(row.at)
  rows.net.push(isReturn ? cents(-Math.abs(row.net)) : row.net)
  rows.points.push(isReturn ? points(-Math.abs(row.points ?? 0)) : (row.points ?? points(0)))
  rows.lines.push(line)
  rows.isReturn.push(isReturn)
  rows.orders.push(order)
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

const settled = (rows: Rows, { file, zone, warnings }: { file: string; zone: Zone; warnings: Warnings }): Orders => {
  const monthOf = periodFinder(zone)
  const decidedAt = rows.at.map((at, row) => {
    const placedAt = rows.placedAt[rows.orders[row]!]!
    return placedAt === Infinity ? at : (placedAt as Instant)
  })
  const at = rows.at.map((at, row) => {
    const placedAt = decidedAt[row]!
    if (rows.isReturn[row] || at === placedAt) return at
    const [own, counted] = [monthOf(at), monthOf(placedAt)]
    const told = () =>
      `${file}:${rows.lines[row]}: counts in ${counted} and not in ${own}, for its order was placed then`
    if (own !== counted) warnings.add(told)
    return placedAt
  })
  return { contacts: rows.contacts, at, decidedAt, net: rows.net, points: rows.points }
}
