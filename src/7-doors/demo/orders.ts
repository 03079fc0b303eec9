import { decimalOfCents, decimalOfPoints, points } from '#ground/money'
import { isoOf, type Instant } from '#ground/period'
import { isCancellation, isPostage, netOf, type ShopRow } from './shop.ts'

/** The contact of whatever the shop sold without recording to whom. */
export const counter = 'COUNTER'

/** A cancelled row, or a part of one, with the invoice it takes back; undefined where none was found. */
export type Cancelled = {
  readonly row: ShopRow
  readonly quantity: number
  readonly invoice: string | undefined
}

type Left = { readonly row: ShopRow; quantity: number }

const keyOf = ({ customer = counter, article, unitPrice }: ShopRow): string => `${customer} ${article} ${unitPrice}`

/**
 * What each cancellation takes back: the same customer's earlier purchase of the same article at the same price with so much left,
 * the latest first, several where one is not enough. Where all together are not enough it takes back none of them.
 */
export const matchCancellations = (rows: readonly ShopRow[]): Cancelled[] => {
  const byTime = rows.toSorted((a, b) => a.at - b.at)
  const sold = Map.groupBy(
    byTime.filter(row => !isCancellation(row)).map((row): Left => ({ row, quantity: row.quantity })),
    ({ row }) => keyOf(row),
  )
  return byTime.filter(isCancellation).flatMap(row => {
    const earlier = (sold.get(keyOf(row)) ?? []).filter(left => left.row.at <= row.at && left.quantity > 0)
    const wanted = Math.abs(row.quantity)
    // Two sales to nobody known need not be the same person's.
    const isEnough = row.customer !== undefined && earlier.reduce((total, left) => total + left.quantity, 0) >= wanted
    return isEnough ? takeFrom(earlier.reverse(), row) : [{ row, quantity: wanted, invoice: undefined }]
  })
}

const takeFrom = (latestFirst: readonly Left[], row: ShopRow): Cancelled[] => {
  const taken: Cancelled[] = []
  let wanted = Math.abs(row.quantity)
  for (const left of latestFirst) {
    const quantity = Math.min(wanted, left.quantity)
    if (quantity > 0) taken.push({ row, quantity, invoice: left.row.invoice })
    left.quantity -= quantity
    wanted -= quantity
  }
  return taken
}

const header = 'order,return,contact,at,kind,article,description,quantity,net,vat,points,shipped,reason'

/** The shop's rows in the form of `stamm import orders`: paid when invoiced, shipped on the next working day. */
export const ordersFileOf = (rows: readonly ShopRow[], until: Instant): string => {
  const placedAt = new Map<string, Instant>()
  for (const { invoice, at } of rows) placedAt.set(invoice, Math.min(at, placedAt.get(invoice) ?? at) as Instant)
  const sold = rows.filter(row => !isCancellation(row)).map(row => soldRow(row, placedAt.get(row.invoice)!, until))
  const numberOf = returnNumbers()
  const cancelled = matchCancellations(rows).map(each =>
    cancelledRow(each, numberOf(each), placedAt.get(each.row.invoice)!),
  )
  return [header, ...[...sold, ...cancelled].map(cells => cells.map(quotedCell).join(',')), ''].join('\n')
}

const quotedCell = (cell: string): string => (/[",\n\r]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

const vat = '20'

const pointsFor = (row: ShopRow, quantity: number): string =>
  decimalOfPoints(points(isPostage(row) ? 0 : netOf({ ...row, quantity }) * 10))

const soldRow = (row: ShopRow, placedAt: Instant, until: Instant): string[] => {
  const { invoice, customer = counter, article, description, quantity } = row
  const shippedAt = nextWorkingDay(placedAt)
  const amounts = [String(quantity), decimalOfCents(netOf(row)), vat, pointsFor(row, quantity)]
  const shipped = shippedAt < until ? isoOf(shippedAt) : ''
  return [invoice, '', customer, isoOf(placedAt), 'order', article, description, ...amounts, shipped, '']
}

const cancelledRow = ({ row, quantity, invoice }: Cancelled, number: string, at: Instant): string[] => {
  const { customer = counter, article, description } = row
  const amounts = [String(quantity), decimalOfCents(netOf({ ...row, quantity })), '', pointsFor(row, quantity)]
  const reason = `cancelled by invoice ${row.invoice}`
  return [invoice ?? row.invoice, number, customer, isoOf(at), 'return', article, description, ...amounts, '', reason]
}

/** A cancellation that takes back of several orders is several returns: C536379, C536379/2. */
const returnNumbers = (): ((cancelled: Cancelled) => string) => {
  const orders = new Map<string, string[]>()
  return ({ row, invoice = row.invoice }) => {
    const known = orders.get(row.invoice) ?? []
    if (!known.includes(invoice)) known.push(invoice)
    orders.set(row.invoice, known)
    const position = known.indexOf(invoice)
    return position === 0 ? row.invoice : `${row.invoice}/${position + 1}`
  }
}

const day = 86_400_000

// Invented: the parcel leaves at half past nine, Greenwich time, on the next day that is no Saturday or Sunday.
const nextWorkingDay = (placedAt: Instant): Instant => {
  let morning = Math.floor(placedAt / day) * day + day + 9.5 * 3_600_000
  while ([0, 6].includes(new Date(morning).getUTCDay())) morning += day
  return morning as Instant
}
