import type { Database } from '#ground/database'
import { sum, type Cents } from '#ground/money'
import { contactsByNumber, type Contact } from '#people/contact/store.ts'
import { givenBack, shopOrder } from '#sales/checkout/store.ts'
import { ordersByNumber, type KnownOrder } from '#sales/order/store.ts'
import { vatOfNet, type Agreed, type Back } from './amounts.ts'
import type { Invoiced } from './compose.ts'
import type { Address } from './facts.ts'

const none = 0 as Cents

type Shop = NonNullable<Awaited<ReturnType<typeof shopOrder>>>

export type Gathered =
  | { readonly is: 'gathered'; readonly order: Invoiced; readonly email: string | null }
  | { readonly is: 'refused'; readonly because: 'unknown order' | 'no address' }

/** All that an invoice of the order needs. What the shop agreed counts before what the order's lines and its contact say. */
export const gather = async (database: Database, number: number): Promise<Gathered> => {
  const order = (await ordersByNumber(database, [number])).get(number)
  if (order === undefined) return { is: 'refused', because: 'unknown order' }
  const shop = await shopOrder(database, number)
  const contact = (await contactsByNumber(database, [order.contact])).get(order.contact)!
  const buyer = shop?.billing ?? addressOf(contact)
  if (buyer === undefined) return { is: 'refused', because: 'no address' }
  const { currency } = await database.selectFrom('company').select('currency').executeTakeFirstOrThrow()
  return {
    is: 'gathered',
    email: shop?.email ?? null,
    order: {
      agreed: shop === undefined ? agreedNet(order) : agreedGross(order, shop),
      language: shop?.language ?? contact.language,
      currency: shop?.currency ?? currency,
      buyer,
      deliveredTo: shop?.delivery.country ?? buyer.country,
      customer: contact.reference,
      number: shop?.number ?? order.reference ?? order.id,
      placedAt: order.placedAt,
      paidAt: order.paidAt,
      shippedAt: order.shippedAt,
      payment: shop?.payment ?? 'other',
      credit: shop?.credit ?? none,
      voucherCode: shop?.voucherCode ?? null,
      returns: await returnsOf(database, number, shop),
    },
  }
}

// The law wants name and address of who buys (§ 14 (4) no. 1 UStG).
const addressOf = (contact: Contact): Address | undefined => {
  const { street, postalCode, city, country, firmName } = contact
  if (street === null || postalCode === null || city === null) return undefined
  const person = [contact.givenName, contact.familyName].filter(part => part !== null && part !== '').join(' ')
  return { name: person === '' ? contact.displayName : person, firmName, street, postalCode, city, country }
}

const agreedNet = ({ lines }: KnownOrder): Agreed => {
  const kept = lines.map(({ position, article, description, quantity, net, vatRate }) => ({
    position,
    article,
    description,
    quantity,
    vatRate,
    full: net,
    amount: net,
    net,
  }))
  return { basis: 'net', lines: kept, shipping: none, vat: vatOfNet(kept) }
}

const agreedGross = (order: KnownOrder, { lines, totals }: Shop): Agreed => {
  const nets = new Map(order.lines.map(line => [line.position, line.net]))
  return {
    basis: 'gross',
    lines: lines.map(({ position, sku, name, quantity, vatRate, gross, payable }) => ({
      position,
      article: sku,
      description: name,
      quantity,
      vatRate,
      full: gross,
      amount: payable,
      net: nets.get(position) ?? none,
    })),
    shipping: totals.shipping,
    vat: totals.vat,
  }
}

/** What came back of an order, return by return, in the order they were kept: that is the order in which money was counted. */
const returnsOf = async (database: Database, order: number, shop: Shop | undefined): Promise<Invoiced['returns']> => {
  const given = shop === undefined || shop.credit === 0 ? [] : await givenBack(database, order)
  const rows = await database
    .selectFrom('sales.return as return')
    .innerJoin('sales.return_line as back', 'back.return_id', 'return.id')
    .innerJoin('sales.order_line as line', 'line.id', 'back.order_line_id')
    .select(['return.id', 'line.position', 'back.quantity', 'back.net'])
    .where('return.order_id', '=', order)
    .orderBy('return.id')
    .orderBy('back.position')
    .execute()
  return [...Map.groupBy(rows, row => row.id)].map(([number, backs]) => ({
    number,
    backs: backs.map(({ position, quantity, net }): Back => ({ position, quantity, net })),
    credit: given.find(each => each.number === number)?.credit ?? none,
  }))
}

/** Whether anything stands on it. */
export const isWorthWriting = (lines: readonly { readonly quantity: number; readonly amount: Cents }[]): boolean =>
  lines.some(line => line.quantity > 0) || sum(lines.map(line => line.amount)) !== 0
