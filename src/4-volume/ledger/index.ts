import type { Columns, Shape } from '#ground/database/columns.ts'
import { negative, type Cents, type Points } from '#ground/money'
import type { Instant, Period } from '#ground/period'
import type { ContactNumber, Role } from '#people/contact'
import type { Owners, WhoseCustomers } from '#people/structure'

/** Where a contact stood at a moment: his role, and to whom his turnover belonged under each reading. */
export type Standing = { readonly role: Role; readonly owners: Owners; readonly decidedAt: Instant }

type Booking = { readonly net: Cents; readonly points: Points }

/** One line of the ledger before it is kept. */
export type Draft = Booking &
  Standing & {
    readonly contact: ContactNumber
    readonly at: Instant
    readonly orderLine: number | null
    readonly returnLine: number | null
    /** Which part of a split it is: off the buyer, or to whom the pieces went. */
    readonly split: { readonly id: number; readonly part: 'from' | 'to' } | null
  }

export type SoldLine = Booking & { readonly id: number }

/** A line of a return; what it takes back counts positive. */
export type ReturnedLine = Booking & {
  readonly id: number
  readonly orderLine: number | null
  readonly happenedAt: Instant
  /** Whose pieces came back; the buyer's where it is left out. */
  readonly holder?: Holder | undefined
}

/** Who got pieces of an order, and what he was when it became turnover. */
export type Holder = { readonly contact: ContactNumber; readonly role: Role }

/** Pieces of a line that turned out to be somebody else's. */
export type SplitLine = Booking & Holder & { readonly id: number; readonly orderLine: number }

/** An order as the ledger reads it. `standing` is the contact's at the moment the order became turnover. */
export type Sale = {
  readonly contact: ContactNumber
  readonly relevantAt: Instant
  readonly standing: Standing
  readonly lines: readonly SoldLine[]
  readonly returned: readonly ReturnedLine[]
  readonly splits: readonly SplitLine[]
}

export type Booked = {
  readonly orderLines: ReadonlySet<number>
  readonly returnLines: ReadonlySet<number>
  readonly splits: ReadonlySet<number>
}

/**
 * The entries an order still lacks: its lines when it became turnover, for each split what goes off the buyer and to whom it went, and
 * for each return the negative of what it takes back, to the original owner, when it happened. It looks at the state and not at the
 * news of it, so told twice it answers nothing.
 */
export const entriesDue = (sale: Sale, booked: Booked): Draft[] => [
  ...sale.lines
    .filter(line => !booked.orderLines.has(line.id))
    .map(line => draft(sale, line, { at: sale.relevantAt, orderLine: line.id, returnLine: null, split: null })),
  ...sale.splits.filter(split => !booked.splits.has(split.id)).flatMap(split => counterEntries(sale, split)),
  ...sale.returned
    .filter(line => !booked.returnLines.has(line.id))
    .map(line =>
      draft(heldBy(sale, line.holder), reversal(line), {
        // A return of what was not yet turnover counts from the moment the order does.
        at: Math.max(line.happenedAt, sale.relevantAt) as Instant,
        orderLine: line.orderLine,
        returnLine: line.id,
        split: null,
      }),
    ),
]

// In the month of the order and to its owners, so that their own volume stays the same to the cent, under every reading.
const counterEntries = (sale: Sale, split: SplitLine): Draft[] => {
  const where = { at: sale.relevantAt, orderLine: split.orderLine, returnLine: null }
  return [
    draft(sale, reversal(split), { ...where, split: { id: split.id, part: 'from' } }),
    draft(heldBy(sale, split), split, { ...where, split: { id: split.id, part: 'to' } }),
  ]
}

const heldBy = (sale: Sale, holder: Holder | undefined): Pick<Sale, 'contact' | 'standing'> =>
  holder === undefined ? sale : { contact: holder.contact, standing: { ...sale.standing, role: holder.role } }

/** A return no order was found for: booked as what it is, where the contact stood when it happened. */
export type LoneReturn = Pick<Sale, 'contact' | 'standing' | 'returned'>

export const entriesDueOfLoneReturn = (lone: LoneReturn, booked: Pick<Booked, 'returnLines'>): Draft[] =>
  lone.returned
    .filter(line => !booked.returnLines.has(line.id))
    .map(line =>
      draft(lone, reversal(line), { at: line.happenedAt, orderLine: null, returnLine: line.id, split: null }),
    )

const reversal = ({ net, points }: Booking): Booking => ({ net: negative(net), points: negative(points) })

type Where = Pick<Draft, 'at' | 'orderLine' | 'returnLine' | 'split'>

const draft = (
  { contact, standing }: Pick<Sale, 'contact' | 'standing'>,
  { net, points }: Booking,
  where: Where,
): Draft => ({
  contact,
  ...standing,
  ...where,
  net,
  points,
})

/** A month as the database keeps it: 201110. */
export const periodNumber = (period: Period): number => Number(period.replace('-', ''))

/** The month behind 201110. */
export const periodOfNumber = (number: number): Period =>
  `${Math.floor(number / 100)}-${String(number % 100).padStart(2, '0')}` as Period

/** How balances are read from the database. */
export const balanceColumns = {
  contacts: 'int4',
  /** Months as numbers (201110): that of the entries, but for returns that of the booking they reverse. */
  decidedPeriods: 'int4',
  direct: 'int4',
  nearest: 'int4',
  recruited: 'int4',
  net: 'int8',
  points: 'int8',
} as const satisfies Shape & Record<WhoseCustomers, 'int4'>

export const balanceNames = Object.keys(balanceColumns) as (keyof typeof balanceColumns)[]

/** A month's entries summed by address, owners and deciding month: cents and thousandths of points, contact numbers. */
export type BalanceColumns = Columns<typeof balanceColumns>

/** Balances of so many rows, still to be filled. */
export const emptyBalances = (rows: number): BalanceColumns =>
  Object.fromEntries(
    balanceNames.map(name => [name, balanceColumns[name] === 'int4' ? new Int32Array(rows) : new Float64Array(rows)]),
  ) as BalanceColumns

/** Two sets of balances as one, each in the order of contacts. A contact may have several rows with the same owners. */
export const merged = (first: BalanceColumns, second: BalanceColumns): BalanceColumns => {
  if (second.contacts.length === 0) return first
  const [a, b] = [first.contacts, second.contacts]
  const rows = a.length + b.length
  // For each row the one it comes from; those of the second set count on after the first.
  const sources = new Int32Array(rows)
  for (let row = 0, i = 0, j = 0; row < rows; row += 1)
    sources[row] = j === b.length || (i < a.length && a[i]! <= b[j]!) ? i++ : a.length + j++
  const both = emptyBalances(rows)
  for (const name of balanceNames) gather(both[name], sources, [first[name], second[name]])
  return both
}

type Column = Int32Array | Float64Array

const gather = (column: Column, sources: Int32Array, [a, b]: readonly [Column, Column]): void => {
  for (let row = 0; row < sources.length; row += 1) {
    const source = sources[row]!
    column[row] = source < a.length ? a[source]! : b[source - a.length]!
  }
}
