import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { dayOf, type Instant, type Zone } from '#ground/period'
import { refusalOfOrder, type NotTaken } from '#referral/party'
import { lockParty } from '#referral/party/store.ts'
import type { PlaceResult } from '#sales/checkout'
import { place, type Checkout } from '#sales/checkout/store.ts'
import type { Providers } from '#sales/payment/store.ts'
import type { DeliveredTo, PartyWay } from './index.ts'

export type Doing = { readonly database: Database; readonly providers: Providers }

/** How an order counts for a party. */
export type AtParty = {
  readonly party: number
  readonly way: PartyWay
  readonly guest: number | null
  readonly deliveredTo: DeliveredTo
  /** When it was taken; it may have waited on a phone. */
  readonly takenAt: Instant
  readonly arrivedAt: Instant
  readonly zone: Zone
  readonly toldGuests?: number | undefined
}

/**
 * Places an order that counts for a party, both or neither. The party's row is held until then, so that none is closed or settled under
 * its orders; what it does not take is told, and no order is placed.
 */
export const placeAtParty = (
  { database, providers }: Doing,
  checkout: Checkout,
  at: AtParty,
): Promise<PlaceResult | { readonly is: 'refused'; readonly because: NotTaken }> =>
  inTransaction(database, async transaction => {
    const because = await refusalNow(transaction, at)
    if (because !== undefined) return { is: 'refused', because }
    const placed = await place({ database: transaction, providers }, checkout)
    if (placed.is === 'placed') await keepAtParty(transaction, placed.order, at)
    return placed
  })

const refusalNow = async (
  database: Database,
  { party, takenAt, arrivedAt, zone }: AtParty,
): Promise<NotTaken | undefined> => {
  const known = await lockParty(database, party)
  if (known === undefined) throw new Error(`there is no party ${party}`)
  return refusalOfOrder(known, { at: takenAt, on: dayOf(takenAt, zone), arrivesOn: dayOf(arrivedAt, zone) })
}

const keepAtParty = async (database: Database, order: number, at: AtParty): Promise<void> => {
  const { party, way, guest, deliveredTo, takenAt, toldGuests = null } = at
  await database
    .insertInto('sales.party_order')
    .values({
      order_id: order,
      party_id: party,
      way,
      guest_id: guest,
      delivered_to: deliveredTo,
      taken_at: timestamp(takenAt),
      told_guests: toldGuests,
    })
    // The same form sent again: its order was kept before.
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** An order of a guest who came by the invitation himself. One that the party takes no more is an order all the same. */
export const placeByInvitation =
  (at: Pick<AtParty, 'party' | 'zone'>) =>
  async (doing: Doing, checkout: Checkout): Promise<PlaceResult> => {
    const times = { takenAt: checkout.at, arrivedAt: checkout.at }
    const own = { ...at, ...times, way: 'guest', guest: null, deliveredTo: 'guest' } as const
    const placed = await placeAtParty(doing, checkout, own)
    return placed.is === 'refused' && isOfParty(placed) ? place(doing, checkout) : (placed as PlaceResult)
  }

const isOfParty = ({ because }: { readonly because: string }): boolean =>
  ['party is cancelled', 'party is settled', 'party was not open'].includes(because)

/** Whether orders count for the party. */
export const hasOrders = async (database: Database, party: number): Promise<boolean> =>
  (await database
    .selectFrom('sales.party_order')
    .select('order_id')
    .where('party_id', '=', party)
    .limit(1)
    .executeTakeFirst()) !== undefined
