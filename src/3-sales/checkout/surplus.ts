import { sql } from 'kysely'
import { z } from 'zod'
import { timestamp, type Database } from '#ground/database'
import { tell } from '#ground/message/store.ts'
import { newUuid, publicIdOf, uuidOf, type ContactNumber, type PublicId } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { setting } from '#ground/setting'
import { readSetting } from '#ground/setting/store.ts'
import { endCredit, keepCredit } from '#sales/credit/store.ts'
import { keepRefund, refundsOfOrders } from '#sales/payment/store.ts'
import { linkTo } from './links.ts'
import type { SurplusDecision, SurplusState, SurplusWhy } from './index.ts'

// The part of the seller's data that says where the company reads its mail; #sales/invoice knows all of it.
const sellerMailbox = setting('seller', z.object({ email: z.string().nullish() }), {})

type Money = {
  readonly order: number
  readonly why: SurplusWhy
  readonly amount: Cents
  /** The provider's id of the payment. */
  readonly payment: string | null
  readonly at: Instant
}

/** Keeps money for which nothing was owed, and tells the company; what came after a cancellation goes back by itself. */
export const keepSurplus = async (transaction: Database, money: Money): Promise<void> => {
  const { order, why, amount, payment, at } = money
  const uuid = newUuid()
  const decided = why === 'cancelled' ? { decided_at: new Date(at), decided_by: 'shop' } : {}
  const kept = await transaction
    .insertInto('sales.surplus')
    .values({
      uuid,
      order_id: order,
      why,
      amount,
      provider_payment: payment,
      came_at: timestamp(at),
      state: why === 'cancelled' ? 'refunded' : 'open',
      ...decided,
    })
    // Another event may tell of the same payment.
    .onConflict(conflict => conflict.column('provider_payment').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (kept === undefined) return
  await tellCompany(transaction, money, uuid)
  if (why === 'cancelled') await tellBuyer(transaction, { order, amount, uuid, decision: 'refunded', at })
}

const tellCompany = async (transaction: Database, { order, why, amount }: Money, uuid: string): Promise<void> => {
  const { email } = await readSetting(transaction, sellerMailbox)
  if (email === undefined || email === null || email === '') return
  const { language } = await transaction.selectFrom('company').select('language').executeTakeFirstOrThrow()
  const { number, currency } = await shopOrderOf(transaction, order)
  await tell(transaction, {
    kind: 'surplus came',
    to: email,
    language,
    once: `surplus ${uuid}`,
    facts: { number, amount, currency, why },
  })
}

const shopOrderOf = (database: Database, order: number) =>
  database
    .selectFrom('sales.shop_order')
    .select(['number', 'currency', 'email', 'language'])
    .where('order_id', '=', order)
    .executeTakeFirstOrThrow()

type News = {
  readonly order: number
  readonly amount: Cents
  readonly uuid: string
  readonly decision: 'refunded' | 'credit'
  readonly at: Instant
  /** Some of it was used before. */
  readonly isRest?: boolean
}

const tellBuyer = async (transaction: Database, news: News): Promise<void> => {
  const { order, amount, uuid, decision, at, isRest = false } = news
  const { number, currency, email, language } = await shopOrderOf(transaction, order)
  if (email === null) return
  const { facts, secret } = await linkTo(transaction, { order, at })
  const letter = {
    to: email,
    language,
    // Credit may be given back after the rest was paid back, and be paid back, too.
    once: `surplus ${uuid} ${decision}${isRest ? ` at ${at}` : ''}`,
    facts: { number, amount, currency, isRest, ...facts },
    secret,
  }
  if (decision === 'refunded') await tell(transaction, { kind: 'surplus refunded', ...letter })
  else await tell(transaction, { kind: 'surplus kept', ...letter })
}

type Deciding = {
  readonly id: string
  readonly decision: SurplusDecision
  readonly at: Instant
  readonly by: string
}

type SurplusDecided =
  | { readonly is: 'decided' }
  | { readonly is: 'refused'; readonly because: 'no such surplus' | 'decided before' }

/** From which states a decision leads on: credit may still be paid back, or be used elsewhere. */
const before: Readonly<Record<SurplusDecision, readonly SurplusState[]>> = {
  credit: ['open'],
  refunded: ['open', 'credit'],
  used: ['credit'],
}

/**
 * What becomes of it: a person decides. Of two who decide at once, or while an order uses it, one comes after the other; the guard is the
 * surplus's row. Call it in a transaction: money that goes back is written down with it.
 */
export const decideSurplus = async (transaction: Database, deciding: Deciding): Promise<SurplusDecided> => {
  const { id, decision, at, by } = deciding
  const uuid = uuidOf('surplus', id)
  const kept = uuid === undefined ? undefined : await lockSurplus(transaction, uuid)
  if (uuid === undefined || kept === undefined) return { is: 'refused', because: 'no such surplus' }
  if (!before[decision].includes(kept.state)) return { is: 'refused', because: 'decided before' }
  const amount = await moneyFor(transaction, kept, deciding)
  // All of it was used meanwhile.
  if (amount === 0) return { is: 'refused', because: 'decided before' }
  await transaction
    .updateTable('sales.surplus')
    .set({ state: decision, decided_at: new Date(at), decided_by: by })
    .where('id', '=', kept.id)
    .execute()
  const { order_id: order, provider_payment: payment } = kept
  const isRest = amount < kept.amount
  if (decision === 'refunded') {
    const times = await timesPaidBack(transaction, { order, uuid })
    await keepRefund(transaction, {
      order,
      for: `surplus ${uuid}${times === 0 ? '' : ` ${times + 1}`}`,
      amount,
      payment,
    })
  }
  if (decision !== 'used') await tellBuyer(transaction, { order, amount, uuid, decision, at, isRest })
  return { is: 'decided' }
}

const lockSurplus = (transaction: Database, uuid: string) =>
  transaction.selectFrom('sales.surplus').selectAll().where('uuid', '=', uuid).forUpdate().executeTakeFirst()

type Locked = NonNullable<Awaited<ReturnType<typeof lockSurplus>>>

/** How much the decision is about: what is left, where it was credit before. */
const moneyFor = async (
  transaction: Database,
  { id: surplus, amount, state }: Locked,
  { decision, at }: Deciding,
): Promise<Cents> => {
  if (decision === 'credit') await keepCredit(transaction, { surplus, amount, at })
  if (state !== 'credit') return amount
  return endCredit(transaction, { surplus, at, kind: decision === 'used' ? 'settled' : 'paid back' })
}

// What comes back to a credit after its rest was paid back may be paid back as well.
const timesPaidBack = async (
  transaction: Database,
  { order, uuid }: { readonly order: number; readonly uuid: string },
) => (await refundsOfOrders(transaction, [order])).filter(refund => refund.for.startsWith(`surplus ${uuid}`)).length

export type KeptSurplus = {
  readonly id: PublicId<'surplus'>
  readonly position: number
  readonly orderId: PublicId<'order'>
  /** The order's number, as its buyer knows it. */
  readonly number: string
  readonly contact: ContactNumber
  readonly amount: Cents
  /** Of a credit, what was not yet used. */
  readonly left: Cents
  readonly currency: string
  readonly why: SurplusWhy
  /** Credit of which nothing is left was used. */
  readonly state: SurplusState
  readonly cameAt: Instant
  readonly decidedAt: Instant | null
}

type Asked = {
  readonly which: 'undecided' | 'all' | { readonly order: number }
  readonly after?: { readonly cameAt: Instant; readonly position: number } | undefined
  readonly limit: number
}

/** Newest first. Undecided is what nobody has looked at, and what is credit. */
export const surpluses = async (database: Database, { which, after, limit }: Asked): Promise<KeptSurplus[]> => {
  const wanted =
    typeof which === 'object'
      ? sql`surplus.order_id = ${which.order}`
      : which === 'all'
        ? sql`true`
        : sql`(state = 'open' or (state = 'credit' and credit."left" > 0))`
  const place =
    after === undefined
      ? sql`true`
      : sql`(came_at, surplus.id) < (${timestamp(after.cameAt)}, ${after.position}::bigint)`
  const { rows } = await sql<Omit<KeptSurplus, 'id' | 'orderId'> & { uuid: string; order_uuid: string }>`
    select surplus.uuid, surplus.id as position, ordered.uuid as order_uuid, shop.number, ordered.contact_id as contact, surplus.amount,
      credit."left", shop.currency, why, case when state = 'credit' and credit."left" = 0 then 'used' else state end as state,
      came_at as "cameAt", decided_at as "decidedAt"
    from sales.surplus join sales.shop_order shop using (order_id) join sales."order" ordered on ordered.id = order_id
    cross join lateral (select coalesce(sum(amount), 0)::bigint as "left" from sales.credit_entry where surplus_id = surplus.id) credit
    where ${wanted} and ${place} order by came_at desc, surplus.id desc limit ${limit}`.execute(database)
  return rows.map(({ uuid, order_uuid, ...row }) => ({
    ...row,
    id: publicIdOf('surplus', uuid),
    orderId: publicIdOf('order', order_uuid),
  }))
}

/** How many nobody has decided about. */
export const countOpenSurpluses = async (database: Database): Promise<number> => {
  const { count } = await database
    .selectFrom('sales.surplus')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  return count
}
