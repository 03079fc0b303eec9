import { timestamp, type Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant, Zone } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { markEntered } from '#people/consent/store.ts'
import { contactsByNumber, type Contact } from '#people/contact/store.ts'
import { keepGuestContact, partyByNumber, type Party } from '#referral/party/store.ts'
import { cartOf, changeCart, openCart, putIn } from '#sales/cart/store.ts'
import { isMarket } from '#sales/catalogue'
import type { Address, Buyer, Placed } from '#sales/checkout'
import { place, priceCart, type Checkout, type Pricing } from '#sales/checkout/store.ts'
import { hindranceOf, partyOrderPolicy, type Hindrance, type SlipContent } from './index.ts'
import { placeAtParty, type Doing } from './placing.ts'

/** A slip that is to become an order. */
export type Ordering = {
  readonly slip: number
  readonly party: number
  readonly partner: ContactNumber
  readonly content: SlipContent
  readonly takenAt: Instant
  readonly arrivedAt: Instant
  readonly zone: Zone
  readonly orderUrl: Checkout['orderUrl']
  /** `no party`: the order stands, and counts for none. */
  readonly countsFor: 'its party' | 'no party'
}

/**
 * Makes an order of what was taken down, by the prices and on the day it was taken, or says what stands in its way. Call it in a
 * transaction; nothing stays of an order that is not placed.
 */
export const orderSlip = async (doing: Doing, ordering: Ordering): Promise<Placed | Hindrance> => {
  const { database } = doing
  const { content, party: number } = ordering
  const hindrance = hindranceOf(content)
  if (hindrance !== undefined) return hindrance
  const party = (await partyByNumber(database, number))!
  const people = await contactsByNumber(database, [ordering.partner, party.host])
  const parties = { party, partner: people.get(ordering.partner)!, host: people.get(party.host)! }
  const checkout = await checkoutOf(database, ordering, parties)
  if ('because' in checkout) return checkout
  const placed = await placeFor(doing, ordering, checkout)
  if (placed.is === 'placed') await keepBeside(database, ordering, placed)
  return placed
}

const placeFor = (doing: Doing, ordering: Ordering, checkout: Checkout): Promise<Placed | Hindrance> => {
  if (ordering.countsFor === 'no party') return place(doing, checkout)
  const { party, takenAt, arrivedAt, zone, content } = ordering
  const { way, guest, deliveredTo, toldGuests } = content
  return placeAtParty(doing, checkout, { party, way, guest, deliveredTo, takenAt, arrivedAt, zone, toldGuests })
}

type Parties = { readonly party: Party; readonly partner: Contact; readonly host: Contact }

const checkoutOf = async (
  database: Database,
  ordering: Ordering,
  { party, partner, host }: Parties,
): Promise<Checkout | Hindrance> => {
  const { content, takenAt: at, slip, orderUrl } = ordering
  const { way, deliveredTo, payment, total } = content
  const isCollective = way === 'collective'
  const home = isCollective ? addressOf(partner) : content.home!
  const goal = { guest: home, host: addressOf(host), partner: addressOf(partner) }[deliveredTo]
  if (goal === null || home === null)
    return { is: 'refused', because: 'no address', of: goal === null && deliveredTo === 'host' ? 'host' : 'partner' }
  const cart = await cartFor(database, ordering, goal.country)
  if ('because' in cart) return cart
  const { sharedParcel } = await readSetting(database, partyOrderPolicy)
  const asked = {
    contact: isCollective ? partner.number : null,
    at,
    shipping: deliveredTo === 'guest' ? 'as usual' : sharedParcel,
  } as const
  return {
    buyer: isCollective ? buyerOf(partner) : content.buyer!,
    delivery: goal,
    billing: home,
    home,
    payment,
    total: await agreedTotal(database, { token: cart.token, told: total }, asked),
    cart: cart.token,
    contact: asked.contact,
    signals: isCollective ? {} : { party: { partner: partner.number, party: party.title } },
    at,
    commandId: `slip ${slip}`,
    orderUrl,
    taken: { shipping: asked.shipping },
  }
}

/** A phone cannot check a voucher: what the guest was told without it is agreed, as long as he pays no more with it. */
const agreedTotal = async (
  database: Database,
  { token, told }: { readonly token: string; readonly told: Cents },
  asked: Pricing,
): Promise<Cents> => {
  const cart = await cartOf(database, { token, at: asked.at })
  if (cart === undefined || cart.voucherCode === null) return told
  const without = await priceCart(database, { ...cart, voucherCode: null }, asked)
  const now = await priceCart(database, cart, asked)
  if ('is' in without || 'is' in now) return told
  const isLower = without.totals.total === told && now.totals.total <= told
  return isLower ? now.totals.total : told
}

const addressOf = (contact: Contact): Address | null => {
  const { displayName: name, firmName, street, postalCode, city, country } = contact
  if (street === null || postalCode === null || city === null) return null
  return { name, firmName, street, postalCode, city, country }
}

const buyerOf = ({ kind, givenName, familyName, firmName, email, phone }: Contact): Buyer => ({
  kind,
  givenName,
  familyName,
  firmName,
  email,
  phone,
})

const cartFor = async (
  database: Database,
  { content, takenAt: at }: Ordering,
  country: string,
): Promise<{ readonly token: string } | Hindrance> => {
  if (!isMarket(country)) return { is: 'refused', because: 'not delivered there' }
  const { collectivePrices } = await readSetting(database, partyOrderPolicy)
  const group = content.way === 'collective' ? collectivePrices : 'customer'
  const { token } = await openCart(database, { country, language: content.language, group, at })
  for (const { sku, quantity } of content.lines) {
    const put = await putIn(database, { token, sku, quantity, at })
    if (put.is === 'done') continue
    const isSold = put.because !== 'unknown article'
    return { is: 'refused', because: isSold ? 'out of stock' : 'not sold', sku, left: 'left' in put ? put.left : 0 }
  }
  if (content.voucher !== null) await changeCart(database, { token, at }, { voucherCode: content.voucher })
  return { token }
}

const keepBeside = async (database: Database, ordering: Ordering, placed: Placed): Promise<void> => {
  const { content, partner, takenAt: at } = ordering
  const { contact, order, isNewcomer } = placed
  if (isNewcomer) await markEntered(database, { contact, by: partner, at })
  if (content.guest !== null) await keepGuestContact(database, { guest: content.guest, contact })
  if (content.payment === 'collected') await keepCollected(database, { order, partner, at })
}

type Collecting = { readonly order: number; readonly partner: ContactNumber; readonly at: Instant }

/** The partner has the guest's money: she owes it to the company from now on. */
const keepCollected = async (database: Database, { order, partner, at }: Collecting): Promise<void> => {
  const { amount, currency } = await database
    .selectFrom('sales.payment')
    .select(['amount', 'currency'])
    .where('order_id', '=', order)
    .executeTakeFirstOrThrow()
  await database
    .insertInto('sales.collected')
    .values({ order_id: order, partner_id: partner, amount, currency, collected_at: timestamp(at) })
    .execute()
}
