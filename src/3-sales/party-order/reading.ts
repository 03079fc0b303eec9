import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { publicIdOf, type ContactNumber, type PublicId } from '#ground/identity'
import { negative, sum, type Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { refundsOf, type Address } from '#sales/checkout'
import { stateOf, type OrderState } from '#sales/order'
import { ordersByNumber, type KnownOrder } from '#sales/order/store.ts'
import type { HowPaid } from '#sales/payment'
import type { DeliveredTo, PartyWay } from './index.ts'

/** Goods in the market's money with VAT, and net in the company's; neither has shipping in it. */
export type Goods = { readonly gross: Cents; readonly net: Cents }

export type PartyOrder = {
  readonly order: number
  readonly id: PublicId<'order'>
  /** What the buyer calls it by. */
  readonly number: string
  readonly party: number
  readonly way: PartyWay
  readonly deliveredTo: DeliveredTo
  readonly takenAt: Instant
  readonly contact: ContactNumber
  /** Who of the guest list it is for. */
  readonly guest: number | null
  /** How many guests the partner says are behind a collective order. */
  readonly toldGuests: number | null
  readonly state: OrderState
  readonly payment: HowPaid
  readonly delivery: Address
  readonly currency: string
  readonly sold: Goods
  readonly returned: Goods
  readonly pieces: number
  readonly placedAt: Instant
  readonly paidAt: Instant | null
  readonly shippedAt: Instant | null
}

const rows = (database: Database) =>
  database
    .selectFrom('sales.party_order as counted')
    .innerJoin('sales.shop_order as shop', 'shop.order_id', 'counted.order_id')
    .innerJoin('sales.order as ordered', 'ordered.id', 'counted.order_id')
    .select(['counted.order_id', 'counted.party_id', 'counted.way', 'counted.delivered_to', 'counted.guest_id'])
    .select([
      'counted.taken_at',
      'counted.told_guests',
      'shop.number',
      'shop.payment',
      'shop.delivery',
      'shop.currency',
    ])
    .select('shop.lines')

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

/** The orders that count for these parties, in the order they were taken. */
export const ordersOfParties = async (database: Database, parties: readonly number[]): Promise<PartyOrder[]> => {
  if (parties.length === 0) return []
  const kept = await rows(database)
    .where('counted.party_id', '=', sql<number>`any(${parties}::bigint[])`)
    .orderBy('counted.taken_at')
    .orderBy('counted.order_id')
    .execute()
  return withOrders(database, kept)
}

export type Listing = {
  readonly party: number
  /** Null: by whichever. */
  readonly way: PartyWay | null
  /** The last of the page before. */
  readonly after: Pick<PartyOrder, 'takenAt' | 'order'> | undefined
  readonly limit: number
}

/** Some of a party's orders, in the order they were taken. */
export const listPartyOrders = async (
  database: Database,
  { party, way, after, limit }: Listing,
): Promise<PartyOrder[]> => {
  const all = rows(database).where('counted.party_id', '=', party)
  const ofWay = way === null ? all : all.where('counted.way', '=', way)
  const rest =
    after === undefined
      ? ofWay
      : ofWay.where(
          sql<boolean>`(counted.taken_at, counted.order_id) > (${timestamp(after.takenAt)}::timestamptz, ${after.order}::bigint)`,
        )
  return withOrders(database, await rest.orderBy('counted.taken_at').orderBy('counted.order_id').limit(limit).execute())
}

const withOrders = async (database: Database, kept: readonly Row[]): Promise<PartyOrder[]> => {
  const orders = await ordersByNumber(
    database,
    kept.map(row => row.order_id),
  )
  return kept.map(row => orderOf(row, orders.get(row.order_id)!))
}

const orderOf = (row: Row, order: KnownOrder): PartyOrder => ({
  order: row.order_id,
  id: order.id,
  number: row.number,
  party: row.party_id,
  way: row.way,
  deliveredTo: row.delivered_to,
  takenAt: row.taken_at,
  contact: order.contact,
  guest: row.guest_id,
  toldGuests: row.told_guests,
  state: stateOf(
    order,
    order.lines.every(line => line.returned.quantity === line.quantity),
  ),
  payment: row.payment,
  delivery: row.delivery,
  currency: row.currency,
  sold: { gross: sum(row.lines.map(({ payable }) => payable)), net: sum(order.lines.map(({ net }) => net)) },
  returned: { gross: grossBack(row, order), net: sum(order.lines.map(({ returned }) => returned.net)) },
  pieces: order.lines.reduce((all, line) => all + line.quantity - line.returned.quantity, 0),
  placedAt: order.placedAt,
  paidAt: order.paidAt,
  shippedAt: order.shippedAt,
})

const grossBack = (row: Row, order: KnownOrder): Cents => {
  const lines = order.lines.map(line => {
    const agreed = row.lines.find(({ position }) => position === line.position)!
    return { ...agreed, quantity: line.quantity, net: line.net }
  })
  const returns = order.returns.toSorted((a, b) => a.number - b.number).map(back => back.lines)
  return sum(refundsOf({ lines, shipping: 0 as Cents }, returns))
}

/** What is left of goods after what came back. */
export const leftOf = ({ sold, returned }: Pick<PartyOrder, 'sold' | 'returned'>): Goods => ({
  gross: sum([sold.gross, negative(returned.gross)]),
  net: sum([sold.net, negative(returned.net)]),
})

/** What the buyers of orders call them by, and what they pay for them. */
export const sumsOfOrders = async (
  database: Database,
  orders: readonly number[],
): Promise<
  Map<number, Pick<PartyOrder, 'id' | 'number' | 'currency'> & { readonly total: Cents; readonly isOnPaper: boolean }>
> => {
  const rows = await database
    .selectFrom('sales.shop_order as shop')
    .innerJoin('sales.order as ordered', 'ordered.id', 'shop.order_id')
    .where('shop.order_id', '=', sql<number>`any(${orders}::bigint[])`)
    .select(['shop.order_id', 'ordered.uuid', 'shop.number', 'shop.total', 'shop.currency', 'shop.email'])
    .execute()
  return new Map(
    rows.map(({ order_id, uuid, number, total, currency, email }) => [
      order_id,
      { id: publicIdOf('order', uuid), number, total, currency, isOnPaper: email === null },
    ]),
  )
}

/** An order whose buyer has no mailbox, and whose confirmation is handed over on paper. */
export type PartyPaper = {
  readonly id: PublicId<'order'>
  readonly number: string
  /** The buyer, as the partner wrote him. */
  readonly name: string
  /** When it was last printed; null where it never was. */
  readonly printedAt: Instant | null
}

/** The papers of a party, in the order its orders were taken. */
export const papersOfParty = async (database: Database, party: number): Promise<PartyPaper[]> => {
  const { rows } = await sql<Omit<PartyPaper, 'id'> & { uuid: string }>`
    select ordered.uuid, shop.number, shop.billing ->> 'name' as name,
      (select max(made_at) from sales.order_paper paper where paper.order_id = shop.order_id) as "printedAt"
    from sales.party_order counted join sales.shop_order shop using (order_id)
    join sales."order" ordered on ordered.id = shop.order_id
    where counted.party_id = ${party} and counted.way <> 'collective' and shop.email is null
    order by counted.taken_at, shop.order_id`.execute(database)
  return rows.map(({ uuid, ...paper }) => ({ id: publicIdOf('order', uuid), ...paper }))
}

/** What a partner has collected at her parties and owes the company, by currency. */
export const collectedBy = async (
  database: Database,
  partner: ContactNumber,
): Promise<readonly { readonly currency: string; readonly amount: Cents; readonly orders: number }[]> =>
  database
    .selectFrom('sales.collected')
    .where('partner_id', '=', partner)
    .groupBy('currency')
    .orderBy('currency')
    .select(['currency', sql<Cents>`sum(amount)::bigint`.as('amount'), sql<number>`count(*)::int`.as('orders')])
    .execute()
