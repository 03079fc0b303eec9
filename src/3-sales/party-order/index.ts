import { z } from 'zod'
import { setting } from '#ground/setting'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import type { NotTaken } from '#referral/party'
import type { Address, Buyer, Refused } from '#sales/checkout'
import type { HowPaid } from '#sales/payment'

export const partyWays = ['guest', 'for guest', 'collective'] as const

/**
 * By which way an order was taken at a party: by the guest himself, by the partner for a guest, who is then the buyer, or as a
 * collective order in the partner's own name, whose guests the company does not know.
 */
export type PartyWay = (typeof partyWays)[number]

export const deliveries = ['guest', 'host', 'partner'] as const

/** Where the goods go. */
export type DeliveredTo = (typeof deliveries)[number]

const policyShape = z.strictObject({
  collectivePrices: z.enum(['customer', 'partner']),
  sharedParcel: z.enum(['as usual', 'none']),
})

/**
 * The company's rules for orders at parties.
 * - `collectivePrices`: whose prices a collective order has. Customers' let turnover be the same by whichever way it was taken
 * - `sharedParcel`: whether a guest pays shipping for goods that go to host or partner
 */
export type PartyOrderPolicy = z.output<typeof policyShape>

export const partyOrderPolicy = setting<PartyOrderPolicy>('party orders', policyShape, {
  collectivePrices: 'customer',
  sharedParcel: 'as usual',
})

/** More guests than stand behind one collective order. */
export const mostToldGuests = 500

/** What a partner took down at a party. */
export type SlipContent = {
  readonly way: Exclude<PartyWay, 'guest'>
  /** Which guest of the list, where it is one. */
  readonly guest: number | null
  /** Null in a collective order. */
  readonly buyer: Buyer | null
  /** Where the guest lives; null in a collective order. */
  readonly home: Address | null
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
  readonly voucher: string | null
  readonly deliveredTo: DeliveredTo
  readonly payment: HowPaid
  /** What the guest was told it comes to. */
  readonly total: Cents
  /** How many guests are behind a collective order, as the partner says; left out where she says nothing. */
  readonly toldGuests?: number | undefined
  readonly language: 'de' | 'en'
}

/** What stands in the way of an order that was taken down. Somebody settles it; the slip is kept. */
export type Hindrance =
  | Refused
  | { readonly is: 'refused'; readonly because: NotTaken }
  | { readonly is: 'refused'; readonly because: 'guest unnamed' }
  | { readonly is: 'refused'; readonly because: 'no address'; readonly of: 'host' | 'partner' }
  | { readonly is: 'refused'; readonly because: 'not for a collective order' }

export type SlipState = 'to settle' | 'placed' | 'dropped'

/** What is wrong with a slip before anybody is asked; undefined where nothing is. */
export const hindranceOf = ({ way, buyer, home, deliveredTo, payment }: SlipContent): Hindrance | undefined => {
  if (way === 'for guest' && (buyer === null || home === null)) return { is: 'refused', because: 'guest unnamed' }
  // Whoever buys in her own name has nobody to collect from, and no guest to send it to.
  const isForGuests = payment === 'collected' || deliveredTo === 'guest'
  return way === 'collective' && isForGuests ? { is: 'refused', because: 'not for a collective order' } : undefined
}

/** A phone's clock may be fast: nothing is taken after it arrives. */
export const takenAt = (told: Instant, arrivedAt: Instant): Instant => Math.min(told, arrivedAt) as Instant
