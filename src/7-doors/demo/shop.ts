import { readTable, collectProblems, describe, moment, optional, text, type Column, type Source } from '#ground/table'
import { parsePoints, share, type Cents } from '#ground/money'
import type { Instant, Zone } from '#ground/period'

/** A row of the shop's data. */
export type ShopRow = {
  readonly invoice: string
  readonly article: string
  readonly description: string
  /** Negative on a cancellation. */
  readonly quantity: number
  readonly at: Instant
  /** Pounds of one piece, in thousandths. */
  readonly unitPrice: number
  /** Undefined where the shop has not recorded who it was. */
  readonly customer: string | undefined
  readonly country: string
}

const wholeNumber: Column<number> = {
  parse: cell => (/^-?\d{1,9}$/u.test(cell) ? Number(cell) : undefined),
  expected: () => 'a whole number',
}

const price: Column<number> = { parse: parsePoints, expected: () => 'a price of at most three decimals' }

// The numbers of customers went through a table of decimals: 12923.0.
const customer: Column<string> = {
  parse: cell => /^(\d+)(?:\.0)?$/u.exec(cell)?.[1],
  expected: () => 'the number of a customer such as 12923.0',
}

const columnsIn = (zone: Zone) => ({
  InvoiceNo: text(),
  StockCode: text(),
  Description: optional(text()),
  Quantity: wholeNumber,
  InvoiceDate: moment(zone),
  UnitPrice: price,
  CustomerID: optional(customer),
  Country: text(),
})

/**
 * Reads the shop's rows.
 * @throws Error when the file we ship cannot be read.
 */
export const readShop = (source: Source, zone: Zone): ShopRow[] => {
  const rows: ShopRow[] = []
  const problems = collectProblems()
  readTable(columnsIn(zone), {
    source,
    problems,
    visit: row => {
      rows.push({
        invoice: row.InvoiceNo,
        article: row.StockCode,
        description: row.Description ?? row.StockCode,
        quantity: row.Quantity,
        at: row.InvoiceDate,
        unitPrice: row.UnitPrice,
        customer: row.CustomerID,
        country: row.Country,
      })
      return undefined
    },
  })
  const [problem] = problems.list()
  if (problem !== undefined) throw new Error(describe(problem))
  return rows
}

/** What the quantity costs: pieces times price, rounded to a penny, without sign. */
export const netOf = ({ quantity, unitPrice }: Pick<ShopRow, 'quantity' | 'unitPrice'>): Cents =>
  share(Math.abs(quantity * unitPrice) as Cents, { numerator: 1, denominator: 10 })

export const isCancellation = ({ invoice }: ShopRow): boolean => invoice.startsWith('C')

/** Fees, commissions and samples that the shop books like a customer's cancellation: its own costs, nobody's turnover. */
const costs: ReadonlySet<string> = new Set(['AMAZONFEE', 'BANK CHARGES', 'CRUK', 'S', 'B'])

export type LeftOut = 'costs of the shop' | 'correction of stock'

/** Why a row is no turnover; undefined when it is. */
export const whyLeftOut = (row: ShopRow): LeftOut | undefined => {
  if (costs.has(row.article)) return 'costs of the shop'
  // Without customer and price: found, lost or damaged pieces.
  const isCorrection = row.unitPrice === 0 && (row.customer === undefined || row.quantity < 0)
  return isCorrection ? 'correction of stock' : undefined
}

/** Postage and carriage: turnover, but without points. */
export const isPostage = ({ article }: ShopRow): boolean => ['POST', 'DOT', 'C2'].includes(article)
