import type { Database } from '#ground/database'
import { digestOf } from '#ground/identity/digest.ts'
import { once } from '#ground/http/store.ts'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import type { ContactNumber } from '#people/contact'
import type { Signals } from '#referral/attribution'
import { bind, keepOrder as keepOrderOfAttribution } from '#referral/attribution/store.ts'
import { claim, countCode, keepOrder as keepOrderOfRedemption } from '#referral/voucher/store.ts'
import { actorOfCart, cartOf, closeCart, type Cart } from '#sales/cart/store.ts'
import { takeStock } from '#sales/catalogue/store.ts'
import { useCredit } from '#sales/credit/store.ts'
import { paymentsOffered, type Providers } from '#sales/payment/store.ts'
import { completeData, knownGuest, personOf, registerGuest } from './buyer.ts'
import { faultsOf, type Address, type CheckoutForm, type Placed, type PlaceResult, type Refused } from './index.ts'
import { keepLines, keepShopOrder } from './keeping.ts'
import { inLedger, priceCart, type NamedLine, type Priced } from './pricing.ts'
import { tellBuyer } from './telling.ts'

export type Checkout = CheckoutForm & {
  /** The secret of the cart. */
  readonly cart: string
  /** Whoever is signed in; null for a guest. */
  readonly contact: ContactNumber | null
  /** What may decide who brought him; the voucher is added here. */
  readonly signals: Signals
  readonly at: Instant
  /** Chosen by the page: sent twice, it places one order. */
  readonly commandId: string
  /** The address of the order's own page, for the message that tells of it. */
  readonly orderUrl: (token: string) => string
  /** What he pays with of his credit; the mailbox of his login shows which is his. */
  readonly credit?: { readonly amount: Cents; readonly email: string } | undefined
  /** Where he lives, where the goods go to somebody else. */
  readonly home?: Address | undefined
  /** Only for an order that a partner takes down: it may be paid to her, and share a parcel with others. */
  readonly taken?: { readonly shipping: 'as usual' | 'none' } | undefined
}

type Doing = { readonly database: Database; readonly providers: Providers }

// Leaves the transaction, so that nothing of a refused order stays, nor the refusal itself: the same form may be sent again.
class Refusal extends Error {
  readonly refused: Refused
  /** What the buyer wanted to redeem. */
  readonly code: string | null

  constructor(refused: Refused, code: string | null = null) {
    super(refused.because)
    this.refused = refused
    this.code = code
  }
}

/**
 * Places the order of a cart, in one transaction: stock, voucher, who brought the buyer, the order with its news, and what he is told.
 * Either all of it happens or nothing, and the same form sent again is answered the same.
 */
export const place = async ({ database, providers }: Doing, checkout: Checkout): Promise<PlaceResult> => {
  const faults = faultsOf(checkout, checkout.taken === undefined ? 'by e-mail' : 'by e-mail or on paper')
  if (faults.length > 0) return { is: 'refused', because: 'form', faults }
  const { orderUrl: _url, at: _at, signals: _signals, commandId, ...content } = checkout
  const text = JSON.stringify({ ...content, cart: digestOf(checkout.cart) })
  const key = `${commandId} ${digestOf(text)}`
  const command = { actor: actorOfCart(checkout.cart), key, request: 'check out', content: text }
  try {
    const done = await once(database, command, transaction =>
      placeInside({ database: transaction, providers }, checkout),
    )
    if (done.is === 'refused') throw new Error(`the command ${key} came with another content`)
    return done.answer
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await countRefused(database, error)
    return error.refused
  }
}

// Here, because what is counted inside is undone with the refused order.
const countRefused = async (database: Database, { refused, code }: Refusal): Promise<void> => {
  if (refused.because === 'voucher' && code !== null) await countCode(database, { code, what: refused.why })
}

const placeInside = async ({ database, providers }: Doing, checkout: Checkout): Promise<Placed> => {
  const cart = await cartOf(database, { token: checkout.cart, at: checkout.at })
  if (cart === undefined) throw new Refusal({ is: 'refused', because: 'cart is empty' })
  const priced = await pricedFor({ database, providers }, checkout, cart)
  // From here on the cart is this order's: whoever orders it, too, waits and finds none.
  if (!(await closeCart(database, checkout.cart))) throw new Refusal({ is: 'refused', because: 'cart is empty' })
  await takePieces(database, priced.totals.lines)
  const buyer = await buyerFor(database, checkout, { cart, priced })
  const lines = await inLedger(database, priced)
  if (lines === undefined) throw new Refusal({ is: 'refused', because: 'not delivered there' })
  const { order, id } = await keepLines(database, lines, { checkout, buyer, priced })
  if (buyer.redemption !== null) await keepOrderOfRedemption(database, buyer.redemption, order)
  if (buyer.attribution !== null) await keepOrderOfAttribution(database, buyer.attribution, order)
  const told = await keepShopOrder(database, { order, checkout, cart, priced, buyer })
  await payByCredit(database, { checkout, order, priced })
  const { number, token } = told
  await tellBuyer(database, { checkout, cart, priced, id, number, link: told.link })
  return { is: 'placed', order, id, number, token, contact: buyer.contact, isNewcomer: buyer.isNewcomer }
}

type Paying = { readonly checkout: Checkout; readonly order: number; readonly priced: Priced }

/** Uses what he saw that he pays by credit, or nothing happens: he may have used it for another order meanwhile. */
const payByCredit = async (database: Database, { checkout, order, priced }: Paying): Promise<void> => {
  const { contact, credit, at } = checkout
  if (credit === undefined || contact === null || credit.amount === 0) return
  const using = { amount: credit.amount, currency: priced.currency, order, at }
  const isUsed = await useCredit(database, { ...using, holder: { contact, email: credit.email } })
  if (!isUsed) throw new Refusal({ is: 'refused', because: 'credit changed' })
}

/** The cart as the buyer saw it, or why it cannot be ordered so. */
const pricedFor = async ({ database, providers }: Doing, checkout: Checkout, cart: Cart): Promise<Priced> => {
  const { contact, at, delivery, payment, total, taken, credit } = checkout
  if (delivery.country !== cart.country) throw new Refusal({ is: 'refused', because: 'not delivered there' })
  const offered = await paymentsOffered(database, providers)
  const isPayable = payment === 'collected' ? taken !== undefined : offered.includes(payment)
  if (!isPayable) throw new Refusal({ is: 'refused', because: 'payment not offered' })
  const priced = await priceCart(database, cart, { contact, at, shipping: taken?.shipping })
  if ('is' in priced) throw new Refusal(priced, cart.voucherCode)
  const now = priced.totals.total
  if (now !== total) throw new Refusal({ is: 'refused', because: 'price changed', total: now })
  const isCreditHis = credit === undefined || (contact !== null && credit.amount >= 0 && credit.amount <= now)
  if (!isCreditHis) throw new Refusal({ is: 'refused', because: 'credit changed' })
  return priced
}

const takePieces = async (database: Database, lines: readonly NamedLine[]): Promise<void> => {
  const taken = await takeStock(database, lines)
  if (taken.is === 'taken') return
  if (taken.because === 'unknown article')
    throw new Refusal({ is: 'refused', because: 'not sold', sku: taken.sku, left: 0 })
  throw new Refusal({ is: 'refused', because: 'out of stock', sku: taken.sku, left: taken.left })
}

export type Bought = { readonly cart: Cart; readonly priced: Priced }

export type KnownBuyer = {
  readonly contact: ContactNumber
  readonly redemption: number | null
  readonly attribution: number | null
  readonly isNewcomer: boolean
}

/**
 * Who the buyer is, what his voucher does, and whose he is by it. Somebody known claims first and is bound after: as a customer he
 * would no longer be new. Somebody new is registered below the right sponsor at once, which makes that one his recruiter.
 */
const buyerFor = async (database: Database, checkout: Checkout, bought: Bought): Promise<KnownBuyer> => {
  const contact = checkout.contact ?? (await knownGuest(database, personOf(checkout)))
  if (contact === undefined) return newcomer(database, checkout, bought)
  if (checkout.contact !== null) await completeData(database, checkout.contact, checkout)
  const redemption = await claimFor(database, checkout, { ...bought, contact, isNewcomer: false })
  const signals = signalsOf(checkout, { ...bought, contact })
  const { attribution } = await bind(database, { contact, signals, at: checkout.at })
  return { contact, redemption, attribution, isNewcomer: false }
}

const newcomer = async (database: Database, checkout: Checkout, bought: Bought): Promise<KnownBuyer> => {
  const { buyer, delivery, home, at } = checkout
  const { language } = bought.cart
  const signals = signalsOf(checkout, { ...bought, contact: null })
  const { contact, attribution } = await registerGuest(database, { buyer, delivery, home, language, signals, at })
  const redemption = await claimFor(database, checkout, { ...bought, contact, isNewcomer: true })
  return { contact, redemption, attribution, isNewcomer: true }
}

// Only a voucher for new customers says who brought somebody; any other is a discount.
const signalsOf = (
  { signals }: Checkout,
  { priced: { quote }, contact }: Bought & { readonly contact: ContactNumber | null },
): Signals => {
  const { voucher: _told, ...others } = signals
  if (quote === null || !quote.newCustomersOnly) return others
  const { partner, code } = quote
  return { ...others, voucher: { partner, code }, ownCode: partner !== null && partner === contact }
}

const claimFor = async (
  database: Database,
  checkout: Checkout,
  { priced, cart, contact, isNewcomer }: Bought & { readonly contact: ContactNumber; readonly isNewcomer: boolean },
): Promise<number | null> => {
  const { quote, totals, currency } = priced
  if (quote === null) return null
  const basket = { at: checkout.at, total: totals.goods, country: cart.country, currency }
  const claimed = await claim(database, {
    ...basket,
    code: quote.code,
    contact,
    person: personOf(checkout),
    isNewcomer,
  })
  if (claimed.is === 'refused') {
    throw new Refusal({ is: 'refused', because: 'voucher', why: claimed.because }, quote.code)
  }
  return claimed.redemption
}
