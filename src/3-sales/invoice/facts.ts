import type { Cents } from '#ground/money'
import type { Seller } from './index.ts'

export type Address = {
  readonly name: string
  readonly firmName: string | null
  readonly street: string
  readonly postalCode: string
  readonly city: string
  /** ISO 3166. */
  readonly country: string
}

/** One rate of VAT, in basis points (1900 is 19 %), with what it is taken of. */
export type VatRow = { readonly vatRate: number; readonly net: Cents; readonly vat: Cents; readonly gross: Cents }

/** A line as it is agreed: its amount is gross where prices are gross, else net, without its share of a discount. */
export type InvoiceLine = {
  /** The line of the order. */
  readonly position: number
  readonly article: string
  readonly description: string
  readonly quantity: number
  readonly vatRate: number
  /** Before the discount. */
  readonly full: Cents
  readonly amount: Cents
}

/** What is on sale together, in one currency. On a cancellation all amounts are negative. */
export type Sums = {
  /** How the lines' amounts are counted: shops agree on gross prices, orders of the interface on net ones. */
  readonly basis: 'gross' | 'net'
  readonly lines: readonly InvoiceLine[]
  readonly shipping: Cents
  readonly vat: readonly VatRow[]
}

/** Everything that stands on an invoice, as it was when it was written. Days are the company's, "2026-07-01". */
export type InvoiceFacts = Sums & {
  readonly kind: 'invoice' | 'cancellation'
  readonly language: 'de' | 'en'
  readonly currency: string
  readonly seller: Seller
  readonly buyer: Address
  readonly customer: string
  readonly order: { readonly number: string; readonly placedOn: string }
  /** Null where the goods are not yet sent. */
  readonly suppliedOn: string | null
  readonly payment: {
    readonly how: string
    readonly paidOn: string | null
    /** What of the total was paid by credit; of a cancellation, what goes back to it. Older ones know of none. */
    readonly credit?: Cents
  }
  readonly voucherCode: string | null
  /** Why no VAT is charged; null where it is. */
  readonly exemption: 'small business' | 'export' | 'within the EU' | null
  /** Numbers of returns that were there before and are therefore not on it. */
  readonly returnsBefore: readonly number[]
  /** Of a cancellation: what it corrects and why. */
  readonly corrects: { readonly number: string; readonly issuedOn: string; readonly reason: string } | null
}
