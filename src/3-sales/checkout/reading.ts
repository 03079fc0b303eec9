import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { digestOf } from '#ground/identity/digest.ts'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { stateOf } from '#sales/order'
import { ordersByNumber, type KnownLine, type KnownOrder } from '#sales/order/store.ts'
import { refundsOfOrders, type KeptRefund } from '#sales/payment/store.ts'
import type { AgreedLine, ShopLine, ShopOrder } from './index.ts'
import { isOpenAt } from './links.ts'

const rows = (database: Database) => database.selectFrom('sales.shop_order as shop').selectAll('shop')

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

/** The order that a letter's link opens; undefined when it opens none, or does no more. */
export const orderByToken = async (
  database: Database,
  { token, at }: { readonly token: string; readonly at: Instant },
): Promise<ShopOrder | undefined> => {
  const opened = rows(database)
    .innerJoin('sales.order_link as link', 'link.order_id', 'shop.order_id')
    .where('link.token_hash', '=', digestOf(token))
    .where(isOpenAt(at))
  return (await described(database, await opened.execute()))[0]
}

/** What the shop knows of an order; undefined where it did not come from the shop. */
export const shopOrder = async (database: Database, order: number): Promise<ShopOrder | undefined> =>
  (await described(database, await rows(database).where('shop.order_id', '=', order).execute()))[0]

/** The order of this number, whoever asks: `#sales/withdrawal` looks whose it is. */
export const shopOrderByNumber = async (database: Database, number: string): Promise<ShopOrder | undefined> =>
  (await described(database, await rows(database).where('shop.number', '=', number).execute()))[0]

const mostOrders = 100

export type Account = {
  readonly contact: ContactNumber
  /** Of his login: its holder has shown that it is his. */
  readonly email: string
}

/**
 * The orders of whoever signs in, the newest first, a hundred at most: those he placed signed in, and those whose confirmation went to his
 * mailbox. A guest who wrote the same name and address is the same contact, but need not be he: what that one ordered is not shown.
 */
export const shopOrdersOf = async (database: Database, { contact, email }: Account): Promise<ShopOrder[]> =>
  described(
    database,
    await rows(database)
      .innerJoin('sales.order as ordered', 'ordered.id', 'shop.order_id')
      .where(sql<boolean>`ordered.contact_id in (select people.same_person(${contact}))`)
      .where(sql<boolean>`(shop.signed_in or lower(shop.email) = lower(${email.trim()}))`)
      .orderBy('ordered.placed_at', 'desc')
      .orderBy('ordered.id', 'desc')
      .limit(mostOrders)
      .execute(),
  )

const described = async (database: Database, kept: readonly Row[]): Promise<ShopOrder[]> => {
  const numbers = kept.map(row => row.order_id)
  const orders = await ordersByNumber(database, numbers)
  const refunds = Map.groupBy(await refundsOfOrders(database, numbers), refund => refund.order)
  return kept.map(row => shopOrderOf(row, orders.get(row.order_id)!, refunds.get(row.order_id) ?? []))
}

const shopOrderOf = (row: Row, order: KnownOrder, refunds: readonly KeptRefund[]): ShopOrder => {
  const state = stateOf(
    order,
    order.lines.every(line => line.returned.quantity === line.quantity),
  )
  return {
    order: row.order_id,
    id: order.id,
    number: row.number,
    contact: order.contact,
    state,
    placedAt: order.placedAt,
    paidAt: order.paidAt,
    shippedAt: order.shippedAt,
    email: row.email,
    phone: row.phone,
    language: row.language,
    country: row.country,
    currency: row.currency,
    delivery: row.delivery,
    billing: row.billing,
    payment: row.payment,
    voucherCode: row.voucher_code,
    lines: order.lines.map(line => shopLine(line, row.lines)),
    totals: { goods: row.goods, discount: row.discount, shipping: row.shipping, total: row.total, vat: row.vat },
    credit: row.credit,
    refunds: refunds.map(({ id, amount, state, at }) => ({ id, amount, state, at })),
    isCancellable: state === 'placed',
    isUndone: row.undone_at !== null,
    redemption: row.redemption_id,
    attribution: row.attribution_id,
  }
}

const shopLine = (line: KnownLine, agreed: readonly AgreedLine[]): ShopLine => ({
  ...agreed.find(each => each.position === line.position)!,
  sku: line.article,
  name: line.description,
  quantity: line.quantity,
  returned: line.returned.quantity,
  vatRate: line.vatRate,
})
