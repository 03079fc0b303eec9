import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { tell } from '#ground/message/store.ts'
import { negative, sum, type Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { ordersByNumber, type KnownReturn } from '#sales/order/store.ts'
import { instructionsNow } from '#sales/payment/store.ts'
import { toPay, type ShopOrder } from './index.ts'
import { linkTo } from './links.ts'
import { givenBack } from './paying.ts'
import { shopOrder } from './reading.ts'

type News = { readonly kind: 'paid' | 'shipped' | 'returned'; readonly order: number; readonly back: number | null }

const mostAtOnce = 1_000

/**
 * Tells the buyers of the shop that their money came, that their goods are on the way, or what was cancelled: each of it once, in the
 * transaction that notes it (`for update skip locked`), whoever of several servers does it. Orders of the interface and of files are not
 * the shop's; who sold them tells of them. Answers how many letters were written.
 */
export const tellNews = async (database: Database, at: Instant): Promise<number> => {
  let [told, isLeft] = [0, true]
  while (isLeft)
    isLeft = await inTransaction(database, async transaction => {
      const { news, count } = await claimNews(transaction)
      for (const each of news) if (await tellOf(transaction, each, at)) told += 1
      return count === mostAtOnce
    })
  return told
}

const claimNews = async (database: Database): Promise<{ readonly news: readonly News[]; readonly count: number }> => {
  const { rows } = await sql<News & { readonly isShops: boolean }>`
    with claimed as (
      select id from sales.event where told_at is null order by id limit ${mostAtOnce} for update skip locked
    ), noted as (
      update sales.event set told_at = now() from claimed where event.id = claimed.id
      returning event.id, event.kind, event.order_id, event.return_id
    )
    select noted.kind, coalesce(noted.order_id, returned.order_id) as "order", noted.return_id as back,
      shop.order_id is not null and noted.kind <> 'placed' as "isShops"
    from noted left join sales.return returned on returned.id = noted.return_id
    left join sales.shop_order shop on shop.order_id = coalesce(noted.order_id, returned.order_id)
    order by noted.id`.execute(database)
  return { news: rows.filter(({ isShops }) => isShops), count: rows.length }
}

/** Whether it was something to write about. */
const tellOf = async (database: Database, { kind, order: number, back }: News, at: Instant): Promise<boolean> => {
  const order = (await shopOrder(database, number))!
  if (!isReached(order)) return false
  const returns = (await ordersByNumber(database, [number])).get(number)!.returns
  const told = { database, order, returns, at }
  if (kind === 'shipped') return tellShipped(told)
  if (kind === 'paid') return tellPaid(told)
  const returned = returns.find(each => each.number === back)
  return returned?.kind === 'cancellation' ? tellCancelled(told, returned) : false
}

type Told = {
  readonly database: Database
  readonly order: Reached
  readonly returns: readonly KnownReturn[]
  /** When the letter is written. */
  readonly at: Instant
}

const tellShipped = async ({ database, order, returns, at }: Told): Promise<true> => {
  const before = returns.filter(back => back.kind === 'cancellation').flatMap(back => back.lines)
  const lines = order.lines
    .map(({ position, name, quantity }) => ({
      name,
      quantity:
        quantity - before.filter(line => line.position === position).reduce((all, line) => all + line.quantity, 0),
    }))
    .filter(({ quantity }) => quantity > 0)
  const link = await linkTo(database, { order: order.order, at })
  await tell(database, {
    kind: 'order shipped',
    ...toBuyer(order),
    once: `order ${order.id} shipped`,
    facts: { ...namesOf(order), ...link.facts, lines, delivery: order.delivery },
    secret: link.secret,
  })
  return true
}

const tellPaid = async (told: Told): Promise<boolean> => {
  const { database, order, at } = told
  // He paid the partner, as the confirmation told him: nothing has arrived here.
  if (order.payment === 'collected') return false
  const amount = order.payment === 'stripe' ? toPay(order) : await whatWasLeft(told, order.paidAt ?? Infinity)
  if (amount === 0) return false
  const link = await linkTo(database, { order: order.order, at })
  await tell(database, {
    kind: 'order paid',
    ...toBuyer(order),
    once: `order ${order.id} paid`,
    facts: { ...namesOf(order), ...link.facts, amount, isShipped: order.shippedAt !== null },
    secret: link.secret,
  })
  return true
}

const tellCancelled = async (told: Told, back: KnownReturn): Promise<true> => {
  const { database, order, at } = told
  const isWhole = order.lines.every(line => line.returned === line.quantity)
  const isPaid = order.paidAt !== null && order.paidAt <= back.happenedAt
  const given = (await givenBack(database, order.order)).find(({ number }) => number === back.number)!
  const left = isPaid || isWhole ? (0 as Cents) : await whatWasLeft(told, Infinity)
  const due = { number: order.number, amount: left, currency: order.currency }
  const isAskedFor = left > 0 && order.payment === 'prepayment'
  const link = await linkTo(database, { order: order.order, at })
  await tell(database, {
    kind: 'order cancelled',
    ...toBuyer(order),
    once: `return ${back.id} told`,
    secret: link.secret,
    facts: {
      ...namesOf(order),
      ...link.facts,
      isWhole,
      lines: back.lines.map(({ description, quantity }) => ({ name: description, quantity })),
      refund: isPaid ? given.money : 0,
      credit: given.credit,
      isRefundedByProvider: order.payment === 'stripe',
      left,
      instructions: isAskedFor ? await instructionsNow(database, order.payment, due) : null,
    },
  })
  return true
}

/** What was to be paid after what had been taken back until a moment. */
const whatWasLeft = async ({ database, order, returns }: Told, until: number): Promise<Cents> => {
  const before = new Set(returns.filter(back => back.happenedAt <= until).map(({ number }) => number))
  const back = (await givenBack(database, order.order)).filter(({ number }) => before.has(number))
  return sum([toPay(order), ...back.map(({ money }) => negative(money))])
}

// Who has no mailbox is not written to; his partner tells him.
type Reached = ShopOrder & { readonly email: string }
const isReached = (order: ShopOrder): order is Reached => order.email !== null

const toBuyer = ({ email, language }: Reached) => ({ to: email, language })

const namesOf = ({ id, number, currency, delivery }: ShopOrder) => ({
  order: id,
  number,
  currency,
  name: delivery.name,
})
