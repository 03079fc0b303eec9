import { negative, sum, type Cents } from '#ground/money'
import { dayOf, type Instant, type Zone } from '#ground/period'
import { negated, partsOf, without, type Agreed, type Back } from './amounts.ts'
import type { Address, InvoiceFacts } from './facts.ts'
import type { Seller } from './index.ts'

/** An order with all that an invoice of it says. */
export type Invoiced = {
  readonly agreed: Agreed
  readonly language: 'de' | 'en'
  readonly currency: string
  readonly buyer: Address
  /** Where the goods went; it decides why no VAT is charged. */
  readonly deliveredTo: string
  readonly customer: string
  readonly number: string
  readonly placedAt: Instant
  readonly paidAt: Instant | null
  readonly shippedAt: Instant | null
  readonly payment: string
  /** What of it was paid by credit when it was placed. */
  readonly credit: Cents
  readonly voucherCode: string | null
  /** All that came back, oldest first, and what of it went back to the credit. */
  readonly returns: readonly { readonly number: number; readonly backs: readonly Back[]; readonly credit: Cents }[]
}

export type Writing = { readonly seller: Seller; readonly zone: Zone }

/** What an invoice of the order says now: what was agreed without what has already come back. */
export const composeInvoice = (order: Invoiced, { seller, zone }: Writing): InvoiceFacts => {
  const day = (at: Instant | null) => (at === null ? null : dayOf(at, zone))
  const sums = without(
    order.agreed,
    order.returns.map(({ backs }) => backs),
  )
  return {
    ...sums,
    kind: 'invoice',
    language: order.language,
    currency: order.currency,
    seller,
    buyer: order.buyer,
    customer: order.customer,
    order: { number: order.number, placedOn: dayOf(order.placedAt, zone) },
    suppliedOn: day(order.shippedAt),
    payment: {
      how: order.payment,
      paidOn: day(order.paidAt),
      credit: sum([order.credit, ...order.returns.map(({ credit }) => negative(credit))]),
    },
    voucherCode: order.voucherCode,
    exemption: exemptionOf(sums.vat, { seller, to: order.deliveredTo }),
    returnsBefore: order.returns.map(({ number }) => number),
    corrects: null,
  }
}

type Corrected = {
  readonly invoice: InvoiceFacts
  readonly number: string
  readonly issuedOn: string
  /** The return that makes it due. */
  readonly of: number
  readonly reason: string
  readonly zone: Zone
}

/** What corrects an invoice after a return: the same facts, with what came back negative. */
export const composeCancellation = (
  { agreed, returns, paidAt }: Pick<Invoiced, 'agreed' | 'returns' | 'paidAt'>,
  { invoice, number, issuedOn, of, reason, zone }: Corrected,
): InvoiceFacts => {
  const parts = partsOf(
    agreed,
    returns.map(({ backs }) => backs),
  )
  const at = returns.findIndex(each => each.number === of)
  const [part, back] = [parts[at], returns[at]]
  if (part === undefined || back === undefined) throw new Error(`return ${of} is none of this order`)
  return {
    ...invoice,
    ...negated(part),
    kind: 'cancellation',
    payment: {
      ...invoice.payment,
      paidOn: paidAt === null ? null : dayOf(paidAt, zone),
      credit: negative(back.credit),
    },
    returnsBefore: [],
    corrects: { number, issuedOn, reason },
  }
}

// https://european-union.europa.eu/principles-countries-history/eu-countries_en
const union = new Set('AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '))

type Route = { readonly seller: Seller; readonly to: string }

// Told only where really no VAT was charged: the rates are the shop's decision, this is their reason on paper.
const exemptionOf = (vat: InvoiceFacts['vat'], { seller, to }: Route): InvoiceFacts['exemption'] => {
  if (vat.some(row => row.vatRate > 0)) return null
  if (seller.isSmallBusiness) return 'small business'
  if (to === seller.country) return null
  return union.has(to) && union.has(seller.country) ? 'within the EU' : 'export'
}
