import type { Database } from '#ground/database'
import { instant, type Zone } from '#ground/period'
import { stepParty, type Party } from '#referral/party/store.ts'
import { grantRewards, redeemReward, shipGoods, undoGoods } from '#sales/host-reward/store.ts'
import { ordersByNumber, takeBackOrder } from '#sales/order/store.ts'
import { hasOpenSlips, hasOrders, splitCollective } from '#sales/party-order/store.ts'
import { isClosedIn } from '#volume/ledger/store.ts'
import { by } from './orders.ts'
import type { ToldLater, ToldOrder } from './told.ts'

export type KeptOrder = { readonly number: number; readonly told: ToldOrder }

type At = { readonly party: Party; readonly orders: readonly KeptOrder[]; readonly zone: Zone }

type Answer = { readonly is: string; readonly because?: unknown }

/** What happens to a party after it closed. */
export const happensLater = async (database: Database, at: At, event: ToldLater): Promise<void> => {
  const answer = await happen(database, at, event)
  if (answer.is === 'refused') throw new Error(`the demo's ${event.what} is refused: ${String(answer.because)}`)
}

const happen = (database: Database, { party, orders, zone }: At, event: ToldLater): Promise<Answer> => {
  const at = instant(`${event.on} 16:00`, zone)
  const shared = { party: party.number, at, zone, by }
  const orderOf = (place: number) => orders[place]!.number
  if (event.what === 'settled') return settle(database, shared)
  if (event.what === 'taken')
    return redeemReward(database, { ...shared, goods: [{ sku: event.sku, quantity: 1, by: event.by }] })
  if (event.what === 'shipped') return shipGoods(database, { ...shared, place: event.place })
  if (event.what === 'undone') return undoGoods(database, { ...shared, place: event.place, reason: event.reason })
  if (event.what === 'split')
    return split(database, { order: orderOf(event.order), of: orderOf(event.of), pieces: event.pieces }, shared)
  const back = { order: orderOf(event.order), reference: null, reason: 'invented: did not please', at }
  return takeBackOrder(database, { ...back, pieces: [{ position: 1, quantity: event.pieces }] })
}

type Shared = Omit<Parameters<typeof redeemReward>[1], 'goods'>

const settle = async (database: Database, shared: Shared): Promise<Answer> => {
  const done = await stepParty(database, { ...shared, step: 'settle', bought: { hasOrders, hasOpenSlips } })
  await grantRewards(database, shared)
  return done
}

type Splitting = { readonly order: number; readonly of: number; readonly pieces: number }

const split = async (
  database: Database,
  { order, of, pieces }: Splitting,
  { at, zone }: Pick<Shared, 'at' | 'zone'>,
): Promise<Answer> => {
  const to = (await ordersByNumber(database, [of])).get(of)!.contact
  const given = [{ position: 1, quantity: pieces }]
  return splitCollective(database, { order, pieces: given, to, at, by, isClosed: isClosedIn(zone) })
}
