import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { negative, sum, type Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { uuidOf } from '#ground/identity'
import { creditIn } from '#sales/credit'
import { giveCreditBack } from '#sales/credit/store.ts'
import { orderByUuid, ordersByNumber, pay } from '#sales/order/store.ts'
import type { Begun, Due, News } from '#sales/payment'
import {
  beginPayment,
  carryOutRefunds,
  closeSession,
  hear,
  isFirstHeard,
  keepPaid,
  keepRefund,
  lockPayment,
  type Providers,
} from '#sales/payment/store.ts'
import { refundsOf, toPay, type CheckoutResult, type ShopOrder } from './index.ts'
import { keepSurplus } from './surplus.ts'
import { place, type Checkout } from './placing.ts'
import { shopOrder } from './reading.ts'

type Doing = { readonly database: Database; readonly providers: Providers }

/**
 * Places the order of a cart and begins its payment. What the provider has to say comes after: the order stands without it. `placing`
 * may keep something beside the order, in its transaction.
 */
export const checkOut = async (doing: Doing, checkout: Checkout, placing = place): Promise<CheckoutResult> => {
  const placed = await placing(doing, checkout)
  if (placed.is === 'refused') return placed
  const order = (await shopOrder(doing.database, placed.order))!
  return { ...placed, payment: await payFor(doing, order, checkout.orderUrl(placed.token)) }
}

/** How an order is to be paid; `url` is its own page. */
export const payFor = async ({ database, providers }: Doing, order: ShopOrder, url: string): Promise<Begun> => {
  if (order.state !== 'placed' && order.state !== 'shipped') return { is: 'nothing to pay' }
  const due = dueOf(order, url)
  // The provider is paid the whole and pays back; who transfers pays what is left.
  const amount = order.payment === 'stripe' ? due.amount : await whatIsLeft(database, order)
  return beginPayment(database, providers, { ...due, amount })
}

const whatIsLeft = async (database: Database, shop: ShopOrder): Promise<Cents> =>
  sum([toPay(shop), ...(await givenBack(database, shop.order)).map(({ money }) => negative(money))])

const shippingWords = { de: 'Versand', en: 'Shipping' }
const restWords = { de: 'Rest der Bestellung', en: 'Rest of order' }

// A provider's page knows no amount below nothing: what is left beside a credit is one part.
const partsOf = (order: ShopOrder): Due['parts'] =>
  order.credit > 0
    ? [{ name: `${restWords[order.language]} ${order.number}`, amount: toPay(order) }]
    : [
        ...order.lines.map(({ quantity, name, payable }) => ({ name: `${quantity} × ${name}`, amount: payable })),
        { name: shippingWords[order.language], amount: order.totals.shipping },
      ]

const dueOf = (order: ShopOrder, url: string): Due => ({
  order: order.order,
  id: order.id,
  number: order.number,
  email: order.email,
  language: order.language,
  amount: toPay(order),
  currency: order.currency,
  parts: partsOf(order).filter(({ amount }) => amount > 0),
  paidUrl: `${url}${url.includes('?') ? '&' : '?'}paid`,
  backUrl: url,
})

export type HeardResult =
  | { readonly is: 'heard' | 'heard before' }
  | { readonly is: 'refused'; readonly because: 'bad signature' | 'no such provider' }

type Sent = { readonly provider: string; readonly body: string; readonly headers: Headers; readonly at: Instant }

/**
 * Hears what a provider sent: an order it was paid for becomes paid, once. Money that came for an order that was cancelled goes back, and
 * what came for one that was paid before is kept until a person decides; the company is told of both.
 * @throws Error when the sum is not the order's, which no page of ours asks for: a person has to look.
 */
export const hearProvider = async ({ database, providers }: Doing, sent: Sent): Promise<HeardResult> => {
  const heard = await hear(providers, sent.provider, sent)
  if (heard.is === 'refused') return heard
  return inTransaction(database, async transaction => {
    const order = await orderOf(transaction, heard.news)
    const { id, kind } = heard.news
    const isFirst = await isFirstHeard(transaction, { provider: sent.provider, id, kind, order: order ?? null })
    if (!isFirst) return { is: 'heard before' }
    if (heard.news.is === 'paid' && order !== undefined)
      await keepMoney(transaction, { order, news: heard.news, at: sent.at })
    return { is: 'heard' }
  })
}

const orderOf = async (database: Database, { order }: News): Promise<number | undefined> => {
  const uuid = order === null ? undefined : uuidOf('order', order)
  return uuid === undefined ? undefined : (await orderByUuid(database, uuid))?.number
}

type Money = { readonly order: number; readonly news: News; readonly at: Instant }

const keepMoney = async (database: Database, { order, news, at }: Money): Promise<void> => {
  const payment = await lockPayment(database, order)
  // Another event may tell of the same payment.
  if (payment === undefined || (payment.paid_at !== null && payment.provider_payment === news.payment)) return
  if (payment.amount !== news.amount || payment.currency !== news.currency)
    throw new Error(`${news.id} pays ${news.amount} ${news.currency} for order ${order}, which is not its sum`)
  const money = { order, amount: payment.amount, payment: news.payment, at }
  const paid = await pay(database, { order, at })
  const isPaidBefore = paid.is === 'refused' && paid.because === 'already done'
  // It was paid without this payment, so that what comes back of the order does not go back by it.
  if (payment.paid_at !== null || isPaidBefore) return keepSurplus(database, { ...money, why: 'paid before' })
  await keepPaid(database, order, { payment: news.payment, at: new Date(at) })
  if (paid.is === 'done' || paid.because !== 'wholly taken back') return
  await keepRefund(database, { order, for: 'paid after cancellation', amount: payment.amount })
  await keepSurplus(database, { ...money, why: 'cancelled' })
}

/** What nobody waits for: refunds of what came back, and pages that nobody shall pay at any more. Answers how much it did. */
export const settlePayments = async (doing: Doing): Promise<number> => {
  await giveCreditsBack(doing.database)
  await keepRefundsDue(doing.database)
  const refunds = await carryOutRefunds(doing.database, doing.providers)
  const orders = await ordersToClose(doing.database)
  for (const order of orders) await closeSession(doing.database, doing.providers, order)
  return refunds + orders.length
}

// At the provider the whole sum was paid, also for what was cancelled before; who pays by transfer pays what is left.
const keepRefundsDue = async (database: Database): Promise<void> => {
  const { rows } = await sql<{ order: number; returns: number[] }>`
    select back.order_id as order, array_agg(back.id) as returns
    from sales.return back join sales.payment payment using (order_id) join sales."order" ordered on ordered.id = back.order_id
    where ordered.paid_at is not null and (payment.paid_at is not null or back.happened_at >= ordered.paid_at)
      and not exists (select from sales.refund where order_id = back.order_id and once_key = 'return ' || back.id)
    group by back.order_id order by back.order_id limit 100`.execute(database)
  for (const { order, returns } of rows) await keepRefundsOf(database, order, returns.map(Number))
}

const keepRefundsOf = async (database: Database, order: number, due: readonly number[]): Promise<void> => {
  for (const { number, money } of await givenBack(database, order))
    if (due.includes(number)) await keepRefund(database, { order, for: `return ${number}`, amount: money })
}

// Credit was paid when the order was placed, so it goes back whether or not the rest was paid.
const giveCreditsBack = async (database: Database): Promise<void> => {
  const { rows } = await sql<{ order: number; returns: number[] }>`
    select back.order_id as order, array_agg(back.id) as returns
    from (select distinct order_id from sales.credit_entry where kind = 'used') used join sales.return back using (order_id)
    where not exists (select from sales.credit_entry where return_id = back.id and kind = 'given back')
    group by back.order_id order by back.order_id limit 100`.execute(database)
  for (const { order, returns } of rows) {
    const due = (await givenBack(database, order)).filter(({ number }) => returns.includes(number))
    for (const { number, credit, at } of due)
      await giveCreditBack(database, { order, back: number, amount: credit, at })
  }
}

/** What each return of an order gives back, gross, to the credit and in money, in the order they were told, which never changes afterwards. */
export const givenBack = async (database: Database, number: number) => {
  const [order, shop] = [(await ordersByNumber(database, [number])).get(number)!, (await shopOrder(database, number))!]
  const lines = shop.lines.map(line => ({
    ...line,
    net: order.lines.find(({ position }) => position === line.position)!.net,
  }))
  const returns = order.returns.toSorted((a, b) => a.number - b.number)
  const amounts = refundsOf(
    { lines, shipping: shop.totals.shipping },
    returns.map(back => back.lines),
  )
  const credits = creditIn({ total: shop.totals.total, credit: shop.credit }, amounts)
  return returns.map((back, index) => {
    const credit = credits[index]!
    return { number: back.number, at: back.happenedAt, credit, money: sum([amounts[index]!, negative(credit)]) }
  })
}

const ordersToClose = async (database: Database): Promise<number[]> => {
  const { rows } = await sql<{ order_id: number }>`
    select order_id from sales.payment join sales.shop_order shop using (order_id) join sales."order" ordered on ordered.id = order_id
    where session is not null and session_closed_at is null and (shop.undone_at is not null or ordered.paid_at is not null)
    limit 100`.execute(database)
  return rows.map(row => row.order_id)
}
