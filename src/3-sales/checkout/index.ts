import type { ContactNumber, PublicId } from '#ground/identity'
import { negative, share, sum, type Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import type { Refusal as VoucherRefusal } from '#referral/voucher'
import type { OrderState } from '#sales/order'
import type { Begun, HowPaid } from '#sales/payment'

/** Where something is sent, or to whom it is billed. */
export type Address = {
  readonly name: string
  readonly firmName: string | null
  readonly street: string
  readonly postalCode: string
  readonly city: string
  /** ISO 3166, two capital letters. */
  readonly country: string
}

/** Who orders, as he says himself. */
export type Buyer = {
  readonly kind: 'person' | 'firm'
  readonly givenName: string | null
  readonly familyName: string | null
  readonly firmName: string | null
  /** Null only where a partner takes the order down: who has no mailbox gets his papers from her. */
  readonly email: string | null
  readonly phone: string | null
}

/** What the form of the checkout says. */
export type CheckoutForm = {
  readonly buyer: Buyer
  readonly delivery: Address
  /** Null where it is the delivery's. */
  readonly billing: Address | null
  readonly payment: HowPaid
  /** What the buyer saw as the sum to pay; where it has changed meanwhile he is asked again. */
  readonly total: Cents
}

export type Placed = {
  readonly is: 'placed'
  readonly order: number
  readonly id: PublicId<'order'>
  /** What the buyer calls it by. */
  readonly number: string
  /** Opens the order without a login, for some time; only its hash is kept. */
  readonly token: string
  readonly contact: ContactNumber
  /** The order made him known. */
  readonly isNewcomer: boolean
}

/** What in the address of an order's page stands for the token that opens it. */
export const tokenInPage = '{token}'

/** How a field of the form is named: "buyer.email", "delivery.postalCode". */
export type Fault = {
  readonly field: string
  readonly because: 'missing' | 'too long' | 'no e-mail address' | 'no country'
}

export type Refused =
  | { readonly is: 'refused'; readonly because: 'form'; readonly faults: readonly Fault[] }
  | { readonly is: 'refused'; readonly because: 'cart is empty' | 'payment not offered' | 'not delivered there' }
  | { readonly is: 'refused'; readonly because: 'price changed'; readonly total: Cents }
  /** Less is left of the buyer's credit than he wants to pay with, or more than the order comes to. */
  | { readonly is: 'refused'; readonly because: 'credit changed' }
  | {
      readonly is: 'refused'
      readonly because: 'out of stock' | 'not sold'
      readonly sku: string
      readonly left: number
    }
  | { readonly is: 'refused'; readonly because: 'voucher'; readonly why: VoucherRefusal }

/** @public */
export type PlaceResult = Placed | Refused

/** With what comes after it: how the order is to be paid. @public */
export type CheckoutResult = (Placed & { readonly payment: Begun }) | Refused

const longest = 200
const emailPattern = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$/u

/** How a buyer is told what the contract needs. On paper only somebody can who stands before him. */
export type Confirmation = 'by e-mail' | 'by e-mail or on paper'

/** What is wrong with the form, field by field; empty when nothing is. */
export const faultsOf = (
  { buyer, delivery, billing }: Omit<CheckoutForm, 'total' | 'payment'>,
  confirmed: Confirmation = 'by e-mail',
): Fault[] => {
  const name = buyer.kind === 'firm' ? { firmName: buyer.firmName } : namesOf(buyer)
  const isOnPaper = confirmed === 'by e-mail or on paper' && buyer.email === null
  const email = (buyer.email ?? '').trim()
  return [
    ...textFaults('buyer', { ...name, ...(isOnPaper ? {} : { email }) }),
    ...(emailPattern.test(email) || email === '' ? [] : [noEmail]),
    ...tooLong('buyer', buyer),
    ...addressFaults('delivery', delivery),
    ...(billing === null ? [] : addressFaults('billing', billing)),
  ]
}

/** Whether something can be written to. */
export const isMailbox = (text: string): boolean => text.length <= longest && emailPattern.test(text)

const noEmail: Fault = { field: 'buyer.email', because: 'no e-mail address' }

const namesOf = ({ givenName, familyName }: Buyer) => ({ givenName, familyName })

type Texts = Readonly<Record<string, string | null>>

const textFaults = (part: string, texts: Texts): Fault[] =>
  Object.entries(texts).flatMap(([field, text]) =>
    text === null || text.trim() === '' ? [{ field: `${part}.${field}`, because: 'missing' as const }] : [],
  )

const tooLong = (part: string, texts: Texts): Fault[] =>
  Object.entries(texts).flatMap(([field, text]) =>
    (text ?? '').length > longest ? [{ field: `${part}.${field}`, because: 'too long' as const }] : [],
  )

const addressFaults = (part: string, address: Address): Fault[] => {
  const { firmName: _firmName, country, ...needed } = address
  return [
    ...textFaults(part, needed),
    ...tooLong(part, address),
    ...(/^[A-Z]{2}$/u.test(country) ? [] : [{ field: `${part}.country`, because: 'no country' as const }]),
  ]
}

/** What was agreed for a line of an order, gross: `payable` is `gross` without its share of the discount. */
export type AgreedLine = {
  readonly position: number
  readonly gross: Cents
  readonly discount: Cents
  readonly payable: Cents
}

/** One rate of VAT in an order, the shipping in it. The rate is in basis points. */
export type VatShare = {
  readonly vatRate: number
  readonly net: Cents
  readonly vat: Cents
  readonly gross: Cents
}

export type Totals = {
  /** Before the discount. */
  readonly goods: Cents
  /** Counted positive. */
  readonly discount: Cents
  readonly shipping: Cents
  readonly total: Cents
  readonly vat: readonly VatShare[]
}

export type ShopLine = AgreedLine & {
  readonly sku: string
  readonly name: string
  readonly quantity: number
  readonly returned: number
  readonly vatRate: number
}

/** Money that went back, or is to. `by hand`: a person has to pay it back. */
/** Why nothing was owed when money came. */
export type SurplusWhy = 'paid before' | 'cancelled'

/** Used: it counted towards another order. */
export type SurplusState = 'open' | 'credit' | 'used' | 'refunded'

export type SurplusDecision = Exclude<SurplusState, 'open'>

export type RefundView = {
  readonly id: PublicId<'refund'>
  readonly amount: Cents
  readonly state: 'due' | 'by hand' | 'done'
  readonly at: Instant
}

/** An order as its buyer may see it. @public */
export type ShopOrder = {
  readonly order: number
  readonly id: PublicId<'order'>
  readonly number: string
  readonly contact: ContactNumber
  readonly state: OrderState
  readonly placedAt: Instant
  readonly paidAt: Instant | null
  readonly shippedAt: Instant | null
  /** Null where he has none, and gets his papers from the partner who took the order down. */
  readonly email: string | null
  readonly phone: string | null
  readonly language: 'de' | 'en'
  readonly country: string
  readonly currency: string
  readonly delivery: Address
  readonly billing: Address
  readonly payment: HowPaid
  readonly voucherCode: string | null
  readonly lines: readonly ShopLine[]
  readonly totals: Totals
  /** What of the total was paid by credit. */
  readonly credit: Cents
  readonly refunds: readonly RefundView[]
  /** It may still be cancelled by its buyer: neither paid nor shipped. */
  readonly isCancellable: boolean
  /** Cancelled before it was paid: voucher and attribution went back. */
  readonly isUndone: boolean
  readonly redemption: number | null
  readonly attribution: number | null
}

/** What is to be paid in money. */
export const toPay = ({ totals, credit }: Pick<ShopOrder, 'totals' | 'credit'>): Cents =>
  sum([totals.total, negative(credit)])

/** What came back of a line: pieces, or money alone (no pieces). The net is what the ledger was told. */
export type Back = { readonly position: number; readonly quantity: number; readonly net: Cents }

type Agreed = {
  readonly lines: readonly (AgreedLine & { readonly quantity: number; readonly net: Cents })[]
  readonly shipping: Cents
}

/** What became of a mailbox that the buyer of an order on paper told. `not asked`: there is one, or no such order. */
export type MailboxAdded =
  | { readonly is: 'added' }
  | { readonly is: 'refused'; readonly because: 'no e-mail address' | 'not asked' }

/** What became of a buyer's wish to take back his order. */
export type Cancelled =
  | { readonly is: 'cancelled' }
  | { readonly is: 'refused'; readonly because: 'paid or shipped' | 'cancelled before' }

/**
 * What each return gives back, gross, in their order: pieces take their share of what is left of the line, the last ones all of it;
 * money without pieces takes the VAT that lay on it. Whoever sends everything back gets the shipping back, too (§ 357 (2) BGB).
 */
export const refundsOf = ({ lines, shipping }: Agreed, returns: readonly (readonly Back[])[]): Cents[] => {
  const left = new Map(
    lines.map(line => [line.position, { ...line, left: { pieces: line.quantity, money: line.payable } }]),
  )
  let isShippingKept = true
  return returns.map(backs => {
    const goods = sum(backs.map(back => takeFrom(left.get(back.position), back)))
    if (!isShippingKept || [...left.values()].some(line => line.left.pieces > 0)) return goods
    isShippingKept = false
    return sum([goods, shipping])
  })
}

type Line = Agreed['lines'][number] & { left: { pieces: number; money: Cents } }

const takeFrom = (line: Line | undefined, { quantity, net }: Back): Cents => {
  if (line === undefined) return 0 as Cents
  const { pieces, money } = line.left
  const back = quantity === 0 ? grossOf(line, net) : share(money, { numerator: quantity, denominator: pieces })
  const taken = Math.min(back, money) as Cents
  line.left = { pieces: pieces - quantity, money: sum([money, negative(taken)]) }
  return taken
}

const grossOf = ({ payable, net: whole }: Line, net: Cents): Cents =>
  whole === 0 ? (0 as Cents) : share(payable, { numerator: net, denominator: whole })

/** How many cents of the company's currency a cent of another one is, as a fraction of whole numbers. */
export type Rates = Readonly<Record<string, { readonly numerator: number; readonly denominator: number }>>

/** An amount as the company counts it; undefined where nobody said what the other currency is worth. */
export const inCompanyCurrency = (
  amount: Cents,
  { from, to }: { readonly from: string; readonly to: string },
  rates: Rates,
): Cents | undefined => {
  if (from === to) return amount
  const rate = rates[from]
  return rate && share(amount, rate)
}
