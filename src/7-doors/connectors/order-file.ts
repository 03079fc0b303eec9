import {
  amounts,
  oneOf,
  omittable,
  optional,
  past,
  shownMoment,
  text,
  type Column,
  type Problems,
  type RowOf,
  type Source,
} from '#ground/table'
import { cents, parseCents, points } from '#ground/money'
import type { Instant, Zone } from '#ground/period'
import { reasonClasses } from '#sales/order'
import type { NewLine } from '#sales/order/store.ts'
import { named, readNamedTable, type Header } from './header.ts'

const wholeNumber: Column<number> = {
  parse: cell => {
    const value = parseCents(cell)
    return value === undefined || value % 100 !== 0 || Math.abs(value) > 200_000_000_000 ? undefined : value / 100
  },
  expected: () => 'a whole number such as 2',
}

/** A rate in basis points: 1900 from "19", "19,0" or "19 %". */
const rate: Column<number> = {
  parse: cell => {
    const hasSign = cell.endsWith('%')
    const value = parseCents(cell.replace(/\s*%$/u, ''))
    // "0.19" without a sign may be 19 % or a fifth of one.
    const isClear = value !== undefined && (hasSign || value === 0 || value >= 100)
    return isClear && value >= 0 && value <= 10_000 ? value : undefined
  },
  expected: () => 'a rate such as 19 or 19 %',
}

const kind = oneOf(['order', 'return'], {
  bestellung: 'order',
  auftrag: 'order',
  retoure: 'return',
  rückgabe: 'return',
  storno: 'return',
  gutschrift: 'return',
  cancellation: 'return',
})

const reasonClass = oneOf(reasonClasses, {
  widerruf: 'withdrawal',
  kulanz: 'goodwill',
  mangel: 'defect',
  'nicht bezahlt': 'unpaid',
  unbezahlt: 'unpaid',
  'not paid': 'unpaid',
})

const maybe = <T>(column: Column<T>) => omittable(optional(column))

const columnsIn = ({ zone, now }: When, { net, points } = amounts()) => ({
  order: named(
    text('the number of an order'),
    'order',
    'order number',
    'Bestellung',
    'Bestellnummer',
    'Auftrag',
    'Auftragsnummer',
  ),
  contact: named(text('the number of a contact'), 'contact', 'customer', 'Kunde', 'Kundennummer'),
  at: named(past(zone, now), 'at', 'date', 'Datum', 'Bestelldatum', 'Auftragsdatum'),
  kind: named(maybe(kind), 'kind', 'Art', 'Belegart'),
  returnNumber: named(maybe(text()), 'return', 'return number', 'Retoure', 'Retourennummer', 'Gutschriftnummer'),
  article: named(maybe(text()), 'article', 'article number', 'sku', 'Artikel', 'Artikelnummer'),
  description: named(maybe(text()), 'description', 'Bezeichnung', 'Beschreibung', 'Artikelbezeichnung'),
  quantity: named(maybe(wholeNumber), 'quantity', 'qty', 'Menge', 'Anzahl'),
  net: named(net, 'net', 'Netto', 'Nettobetrag'),
  vat: named(maybe(rate), 'vat', 'vat rate', 'MwSt', 'USt', 'Umsatzsteuer', 'Mehrwertsteuer'),
  points: named(maybe(points), 'points', 'Punkte'),
  group: named(maybe(text()), 'group', 'product group', 'Produktgruppe', 'Warengruppe'),
  paid: named(maybe(past(zone, now)), 'paid', 'bezahlt'),
  shipped: named(maybe(past(zone, now)), 'shipped', 'versandt', 'verschickt'),
  reason: named(maybe(text()), 'reason', 'Grund'),
  reasonClass: named(maybe(reasonClass), 'reason class', 'reason by law', 'Grund nach Gesetz', 'gesetzlicher Grund'),
})

/** The zone of moments without one, and the moment after which none has come yet. */
export type When = { readonly zone: Zone; readonly now: Instant }

type OrderColumns = ReturnType<typeof columnsIn>

export type OrderColumn = keyof OrderColumns

type Row = RowOf<OrderColumns>

/** A row that takes something back. */
export type ReturnRow = Row & { readonly line: number }

/** A row of an order, as a line of it. */
export type FileLine = NewLine & { readonly line: number }

/** What all rows of an order say together, the rows themselves aside. */
export type FileOrder = {
  readonly reference: string
  readonly contact: string
  readonly placedAt: Instant
  readonly paidAt: Instant | null
  readonly shippedAt: Instant | null
  /** The physical line of its first row. */
  readonly line: number
}

/** The rows of orders.csv: orders in the order in which they first stand there, their lines on demand, and the returns. */
export type OrderFile = {
  readonly file: string
  readonly header: Header<OrderColumns>
  readonly orders: readonly FileOrder[]
  readonly linesOf: (order: number) => FileLine[]
  readonly lineCount: number
  readonly returns: readonly ReturnRow[]
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] }

// Millions of rows: numbers in columns, each word kept once. About 80 bytes a row.
const emptyRows = (zone: Zone) => ({
  zone,
  orders: [] as Writable<FileOrder>[],
  numbers: new Map<string, number>(),
  words: new Map<string, string>(),
  returns: [] as ReturnRow[],
  order: [] as number[],
  line: [] as number[],
  article: [] as string[],
  description: [] as string[],
  quantity: [] as number[],
  net: [] as number[],
  vat: [] as number[],
  points: [] as number[],
  group: [] as (string | undefined)[],
})

type Rows = ReturnType<typeof emptyRows>

/** Reads orders.csv. What is wrong goes to the problems, among it rows of one order that contradict each other. */
export const readOrderFile = (
  source: Source,
  { problems, ...when }: When & { readonly problems: Problems },
): OrderFile => {
  const rows = emptyRows(when.zone)
  const header = readNamedTable(columnsIn(when), {
    source,
    problems,
    visit: (row, line) => (row.kind === 'return' ? keepReturn(rows, row, line) : keepLine(rows, row, line)),
  })
  // Without the column, an order is taken to be paid when it was placed.
  if (!header.has('paid')) for (const order of rows.orders) order.paidAt = order.placedAt
  const file = { file: source.file, header, orders: rows.orders, returns: rows.returns }
  refuseEarlySteps({ ...file, zone: when.zone }, problems)
  return { ...file, lineCount: rows.order.length, linesOf: linesIn(rows) }
}

type Refused = { readonly column: OrderColumn; readonly expected: string } | undefined

const keepReturn = ({ returns }: Rows, row: Row, line: number): Refused => {
  if (row.quantity === 0) return { column: 'quantity', expected: 'at least 1' }
  if (row.quantity === undefined && row.net === 0)
    return { column: 'net', expected: 'an amount other than 0, or else a quantity' }
  const unsigned = {
    net: cents(Math.abs(row.net)),
    points: row.points && points(Math.abs(row.points)),
    quantity: row.quantity && Math.abs(row.quantity),
  }
  returns.push(Object.assign(row, unsigned, { line }))
  return undefined
}

const keepLine = (rows: Rows, row: Row, line: number): Refused => {
  if (row.quantity !== undefined && row.quantity < 1) return { column: 'quantity', expected: 'at least 1 in an order' }
  const number = rows.numbers.get(row.order) ?? begin(rows, row, line)
  const refused = refusalWithin(rows.orders[number]!, row, rows.zone)
  if (refused !== undefined) return refused
  const order = rows.orders[number]!
  if (row.at < order.placedAt) order.placedAt = row.at
  const article = wordIn(rows, row.article ?? order.reference)
  rows.order.push(number)
  rows.line.push(line)
  rows.article.push(article)
  rows.description.push(row.description === undefined ? article : wordIn(rows, row.description))
  rows.quantity.push(row.quantity ?? 1)
  rows.net.push(row.net)
  rows.vat.push(row.vat ?? 0)
  rows.points.push(row.points ?? 0)
  rows.group.push(row.group === undefined ? undefined : wordIn(rows, row.group))
  return undefined
}

const begin = (rows: Rows, row: Row, line: number): number => {
  const reference = wordIn(rows, row.order)
  rows.numbers.set(reference, rows.orders.length)
  const steps = { placedAt: row.at, paidAt: row.paid ?? null, shippedAt: row.shipped ?? null }
  rows.orders.push({ reference, contact: wordIn(rows, row.contact), ...steps, line })
  return rows.orders.length - 1
}

// A cell is a slice that would keep the whole text around it in memory; its copy does not.
const wordIn = ({ words }: Rows, cell: string): string => {
  const known = words.get(cell)
  if (known !== undefined) return known
  const copy = Buffer.from(cell).toString()
  words.set(copy, copy)
  return copy
}

const refusalWithin = (order: FileOrder, row: Row, zone: Zone): Refused => {
  const first = `as in line ${order.line} for the same order`
  if (row.contact !== order.contact) return { column: 'contact', expected: `"${order.contact}" ${first}` }
  if ((row.paid ?? null) !== order.paidAt)
    return { column: 'paid', expected: `${shownStep(order.paidAt, zone)} ${first}` }
  if ((row.shipped ?? null) !== order.shippedAt)
    return { column: 'shipped', expected: `${shownStep(order.shippedAt, zone)} ${first}` }
  return undefined
}

/** When a step happened; "nothing" as long as it has not. */
export const shownStep = (at: Instant | null, zone: Zone): string => (at === null ? 'nothing' : shownMoment(at, zone))

const refuseEarlySteps = (
  { file, header, orders, zone }: Pick<OrderFile, 'file' | 'header' | 'orders'> & { readonly zone: Zone },
  problems: Problems,
) => {
  const refuse = (column: 'paid' | 'shipped', order: FileOrder) => {
    const at = order[`${column}At`]
    if (at === null || at >= order.placedAt) return
    const expected = `a moment no earlier than the order was placed (${shownMoment(order.placedAt, zone)})`
    problems.add({
      file,
      line: order.line,
      column: header.get(column) ?? column,
      found: shownMoment(at, zone),
      expected,
    })
  }
  for (const order of orders) {
    refuse('paid', order)
    refuse('shipped', order)
  }
}

const linesIn = (rows: Rows) => {
  // The rows of an order may stand anywhere: counted, then sorted into their order's place.
  const starts = new Int32Array(rows.orders.length + 1)
  for (const order of rows.order) starts[order + 1]! += 1
  for (let order = 0; order < rows.orders.length; order += 1) starts[order + 1]! += starts[order]!
  const [sorted, next] = [new Int32Array(rows.order.length), starts.slice()]
  rows.order.forEach((order, row) => {
    sorted[next[order]!] = row
    next[order]! += 1
  })
  const lineAt = (row: number): FileLine => ({
    article: rows.article[row]!,
    description: rows.description[row]!,
    quantity: rows.quantity[row]!,
    net: cents(rows.net[row]!),
    vatRate: rows.vat[row]!,
    points: points(rows.points[row]!),
    group: rows.group[row],
    line: rows.line[row]!,
  })
  return (order: number) => Array.from(sorted.subarray(starts[order], starts[order + 1]), lineAt)
}
