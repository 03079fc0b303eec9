import { share, split, sum, type Cents } from '#ground/money'
import type { Instant } from '#ground/period'

export type Discount =
  | { readonly kind: 'amount'; readonly amount: Cents }
  /** 1000 is 10 %. */
  | { readonly kind: 'percent'; readonly basisPoints: number }

/** What a voucher template promises. */
export type Terms = {
  readonly discount: Discount
  /** ISO 4217. */
  readonly currency: string
  /** The least an order must come to, gross. */
  readonly minimum: Cents
  readonly from: Instant
  readonly until: Instant
  /** ISO 3166; null for everywhere. */
  readonly countries: readonly string[] | null
  readonly newCustomersOnly: boolean
  readonly lowersPoints: boolean
}

/**
 * Why a code does not work, as a buyer may be told. "Not usable" is one word for a code that is used up and for somebody who is not new:
 * told apart, they would say whether an e-mail address is known here. "New customers only" is told only to whoever is signed in.
 */
export type Refusal =
  | 'unknown'
  | 'mistyped'
  | 'not yet valid'
  | 'expired'
  | 'switched off'
  | 'country'
  | 'currency'
  | 'minimum'
  | 'new customers only'
  | 'not usable'

export type Basket = {
  readonly at: Instant
  /** Gross, before any discount and without shipping. */
  readonly total: Cents
  readonly country: string
  /** Without it the template's. */
  readonly currency?: string | undefined
}

/** What the terms themselves have against an order; null when nothing. */
export const refusalOf = (terms: Terms, { at, total, country, currency }: Basket): Refusal | null => {
  if (at < terms.from) return 'not yet valid'
  if (at >= terms.until) return 'expired'
  if (terms.countries !== null && !terms.countries.includes(country)) return 'country'
  const countsMoney = terms.discount.kind === 'amount' || terms.minimum > 0
  if (countsMoney && currency !== undefined && currency !== terms.currency) return 'currency'
  return total < terms.minimum ? 'minimum' : null
}

/** What the buyer saves, never more than the order comes to. */
export const discountOf = ({ discount }: Pick<Terms, 'discount'>, { total }: { readonly total: Cents }): Cents => {
  const wanted =
    discount.kind === 'amount'
      ? discount.amount
      : share(total, { numerator: discount.basisPoints, denominator: 10_000 })
  return Math.min(wanted, total) as Cents
}

/**
 * Splits a discount over lines by what they cost, by largest remainder: no cent is lost, and no line is lowered below nothing.
 * @throws RangeError when a line is negative or the discount is more than the lines together.
 */
export const splitDiscount = (lines: readonly Cents[], discount: Cents): Cents[] => {
  if (discount < 0 || discount > sum(lines)) throw new RangeError(`${discount} is no discount on ${sum(lines)}`)
  return discount === 0 ? lines.map(() => 0 as Cents) : split(discount, lines)
}
