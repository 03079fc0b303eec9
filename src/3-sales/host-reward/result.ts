import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { sum, type Cents } from '#ground/money'
import { dayAfter, dayOf, type Instant, type Zone } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { stateOn } from '#referral/party'
import { bookedAtParty, partiesOfHost, type Party } from '#referral/party/store.ts'
import { inCompanyCurrency, type Rates } from '#sales/checkout'
import { exchangeSetting } from '#sales/checkout/store.ts'
import { hasOrders, leftOf, ordersOfParties, type PartyOrder } from '#sales/party-order/store.ts'
import { timelinessOf, withdrawalSetting } from '#sales/withdrawal'
import type { Result, Scheme } from './index.ts'

export type Asked = { readonly party: Party; readonly scheme: Scheme; readonly at: Instant; readonly zone: Zone }

/** What a party has brought by now, as its scheme counts it. */
export const resultOf = async (database: Database, asked: Asked): Promise<Result> => {
  const { party, scheme } = asked
  const orders = await ordersOfParties(database, [party.number])
  const { currency } = await database.selectFrom('company').select('currency').executeTakeFirstOrThrow()
  const counting = { scheme, currency, rates: await readSetting(database, exchangeSetting) }
  return {
    turnover: sum(orders.map(order => turnoverOf(order, counting))),
    guests: guestsOf(orders, party),
    bookings: (await bookingsOf(database, asked)).counted,
    hostedBefore: await hostedBefore(database, asked),
  }
}

type Counting = { readonly scheme: Scheme; readonly currency: string; readonly rates: Rates }

const turnoverOf = (order: PartyOrder, { scheme, currency, rates }: Counting): Cents => {
  const left = leftOf(order)
  if (scheme.turnover === 'net') return left.net
  const counted = inCompanyCurrency(left.gross, { from: order.currency, to: currency }, rates)
  if (counted === undefined) throw new Error(`${order.currency} is worth nothing to the company`)
  return counted
}

// Whoever hosts or sells is no guest, and in a collective order nobody is known.
const guestsOf = (orders: readonly PartyOrder[], { host, partner }: Party): number =>
  new Set(
    orders
      .filter(({ way, pieces }) => way !== 'collective' && pieces > 0)
      .map(({ contact }) => contact)
      .filter(contact => contact !== host && contact !== partner),
  ).size

type Bookings = { readonly counted: number; readonly isUndecided: boolean }

/** Parties booked at this one that count, and whether one may still come to count. */
const bookingsOf = async (database: Database, { party, scheme, at, zone }: Asked): Promise<Bookings> => {
  const booked = await bookedAtParty(database, party.number)
  const today = dayOf(at, zone)
  const states = booked.map(each => stateOn(each, today))
  const alive = booked.filter((_, position) => states[position] !== 'cancelled')
  if (scheme.booking.from === 'planned') return { counted: alive.length, isUndecided: false }
  const held = await Promise.all(alive.map(each => hasOrders(database, each.number)))
  const counted = held.filter(Boolean).length
  const isWaiting = alive.some((each, position) => !held[position] && stateOn(each, today) !== 'settled')
  return { counted, isUndecided: counted < scheme.booking.most && isWaiting }
}

const hostedBefore = async (database: Database, { party, scheme }: Asked): Promise<boolean> => {
  const { credit, withinDays } = scheme.pastHost
  if (credit === 0) return false
  const before = (await partiesOfHost(database, party.host)).filter(
    ({ heldOn, cancelledAt }) =>
      cancelledAt === null && heldOn < party.heldOn && heldOn >= dayAfter(party.heldOn, -withinDays),
  )
  for (const each of before) if (await hasOrders(database, each.number)) return true
  return false
}

// Guests come from here and there: whichever holiday would move a deadline counts.
const everywhere = ['DE', 'AT', 'CH']

/** Whether nothing can change the reward any more: all is paid and shipped and cannot be withdrawn from, and no booking is open. */
export const isFinal = async (database: Database, asked: Asked): Promise<boolean> => {
  const { party, at, zone } = asked
  const policy = await readSetting(database, withdrawalSetting)
  const standing = (await ordersOfParties(database, [party.number])).filter(({ pieces }) => pieces > 0)
  const isOver = ({ paidAt, shippedAt }: PartyOrder) =>
    paidAt !== null && timelinessOf({ shippedAt, receivedAt: at, countries: everywhere }, policy, zone).is === 'late'
  return standing.every(isOver) && !(await bookingsOf(database, asked)).isUndecided
}

/** The last return of an order of the party, so that a later one is noticed. */
export const lastReturnOf = async (database: Database, party: number): Promise<number> => {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(back.id), 0) as last from sales.return back
    join sales.party_order counted using (order_id) where counted.party_id = ${party}`.execute(database)
  return rows[0]!.last
}
