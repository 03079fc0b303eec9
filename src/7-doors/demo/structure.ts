import type { Instant } from '#ground/period'
import { openCrowd, type Heir } from './crowd.ts'
import type { Dice } from './dice.ts'

/** A customer of the shop: when he is first heard of, and when he ordered; nothing but cancellations may be known of him. */
export type Buyer = { readonly reference: string; readonly firstAt: Instant; readonly orderedAt: readonly Instant[] }

/** How somebody comes into the invented structure. */
export type Arrival = {
  readonly reference: string
  readonly joinedAt: Instant
  /** Undefined for who stays a customer; before or at joining for who comes as a partner. */
  readonly partnerFrom: Instant | undefined
  /** One of those who began with the company: below the house, and they stay. */
  readonly isFounder: boolean
}

/** An arrival with whom he came by; nobody brought who has no sponsor. */
export type Person = Arrival & { readonly sponsor: string | undefined }

export type Leaving = { readonly reference: string; readonly at: Instant; readonly heir: Heir }

export type InventedStructure = {
  /** In the order in which they joined. */
  readonly people: readonly Person[]
  /** In the order of time. */
  readonly leavings: readonly Leaving[]
}

type Span = { readonly from: Instant; readonly until: Instant }

const day = 86_400_000

const minute = 60_000

const later = (at: Instant, days: number): Instant => (Math.floor((at + days * day) / minute) * minute) as Instant

// Invented numbers: about one in fourteen is a partner.
const partnerShare = 0.07
const founders = 7
const leavers = 8

/**
 * Invents who brought whom. Everybody joins shortly before his first order; who orders often is likelier a partner, some from the
 * beginning, some after a while as a customer; who has many below gets more of the new ones; some partners leave.
 */
export const inventStructure = (buyers: readonly Buyer[], span: Span, dice: Dice): InventedStructure => {
  const partners = choosePartners(buyers, dice)
  const arrivals = buyers
    .map(buyer => arrivalOf(buyer, partners.indexOf(buyer), { span, dice }))
    .sort((a, b) => a.joinedAt - b.joinedAt || (a.reference < b.reference ? -1 : 1))
  const crowd = openCrowd(dice)
  const days = leavingDays(span, dice)
  const leavings: Leaving[] = []
  const people = arrivals.map(arrival => {
    while (days[0] !== undefined && days[0] <= arrival.joinedAt) leavings.push(...crowd.letLeave(days.shift()!))
    return crowd.admit(arrival)
  })
  return { people, leavings }
}

// The more orders, the likelier: weighted drawing without putting back (Efraimidis and Spirakis 2006). Most orders first.
const choosePartners = (buyers: readonly Buyer[], dice: Dice): Buyer[] =>
  buyers
    .map(buyer => ({ buyer, lot: -Math.log(1 - dice.roll()) / buyer.orderedAt.length }))
    .sort((a, b) => a.lot - b.lot)
    .slice(0, Math.round(buyers.length * partnerShare))
    .map(({ buyer }) => buyer)
    .sort((a, b) => b.orderedAt.length - a.orderedAt.length)

type Inventing = { readonly span: Span; readonly dice: Dice }

const arrivalOf = (buyer: Buyer, rank: number, { span, dice }: Inventing): Arrival => {
  const { reference, firstAt } = buyer
  const isFounder = rank >= 0 && rank < founders
  const joinedAt = isFounder ? later(span.from, -90 + dice.roll() * 60) : later(firstAt, -0.01 - dice.roll() * 10)
  const common = { reference, joinedAt, isFounder }
  if (rank < 0) return { ...common, partnerFrom: undefined }
  // A customer first, and a partner after he has ordered, if there is time for it.
  const [earliest, latest] = [later(buyer.orderedAt[0]!, 14), later(span.until, -14)]
  const isCustomerFirst = !isFounder && earliest < latest && dice.chance(0.55)
  return {
    ...common,
    partnerFrom: isCustomerFirst ? later(earliest, (dice.roll() * (latest - earliest)) / day) : joinedAt,
  }
}

const leavingDays = ({ from, until }: Span, dice: Dice): Instant[] =>
  Array.from({ length: leavers }, () => later(from, (0.4 + 0.55 * dice.roll()) * ((until - from) / day))).sort(
    (a, b) => a - b,
  )
