import { sql } from 'kysely'
import { z } from 'zod'
import { timestamp, type Database } from '#ground/database'
import { tell } from '#ground/message/store.ts'
import { newUuid, publicIdOf, uuidOf, type ContactNumber, type PublicId } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { setting } from '#ground/setting'
import { readSetting } from '#ground/setting/store.ts'
import { keepRefund } from '#sales/payment/store.ts'
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
  if (why === 'cancelled') await tellBuyer(transaction, { order, amount, uuid, decision: 'refunded' })
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
}

const tellBuyer = async (transaction: Database, { order, amount, uuid, decision }: News): Promise<void> => {
  const { number, currency, email, language } = await shopOrderOf(transaction, order)
  const news = { to: email, language, once: `surplus ${uuid} ${decision}`, facts: { number, amount, currency } }
  if (decision === 'refunded') await tell(transaction, { kind: 'surplus refunded', ...news })
  else await tell(transaction, { kind: 'surplus kept', ...news })
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

/** From which states a decision leads on: credit may still be paid back, or used for another order. */
const before: Readonly<Record<SurplusDecision, readonly SurplusState[]>> = {
  credit: ['open'],
  refunded: ['open', 'credit'],
  used: ['credit'],
}

/**
 * What becomes of it: a person decides. Of two who decide at once one does; the guard is the condition of the update. Call it in a
 * transaction: money that goes back is written down with it.
 */
export const decideSurplus = async (
  transaction: Database,
  { id, decision, at, by }: Deciding,
): Promise<SurplusDecided> => {
  const uuid = uuidOf('surplus', id)
  if (uuid === undefined) return { is: 'refused', because: 'no such surplus' }
  const decided = await transaction
    .updateTable('sales.surplus')
    .set({ state: decision, decided_at: new Date(at), decided_by: by })
    .where('uuid', '=', uuid)
    .where('state', 'in', [...before[decision]])
    .returning(['order_id', 'amount', 'provider_payment'])
    .executeTakeFirst()
  if (decided === undefined) return { is: 'refused', because: await whyNot(transaction, uuid) }
  const { order_id: order, amount, provider_payment: payment } = decided
  if (decision === 'refunded') await keepRefund(transaction, { order, for: `surplus ${uuid}`, amount, payment })
  if (decision !== 'used') await tellBuyer(transaction, { order, amount, uuid, decision })
  return { is: 'decided' }
}

const whyNot = async (database: Database, uuid: string): Promise<'no such surplus' | 'decided before'> => {
  const kept = await database.selectFrom('sales.surplus').select('id').where('uuid', '=', uuid).executeTakeFirst()
  return kept === undefined ? 'no such surplus' : 'decided before'
}

export type KeptSurplus = {
  readonly id: PublicId<'surplus'>
  readonly position: number
  readonly orderId: PublicId<'order'>
  /** The order's number, as its buyer knows it. */
  readonly number: string
  readonly contact: ContactNumber
  readonly amount: Cents
  readonly currency: string
  readonly why: SurplusWhy
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
        : sql`state in ('open', 'credit')`
  const place =
    after === undefined
      ? sql`true`
      : sql`(came_at, surplus.id) < (${timestamp(after.cameAt)}, ${after.position}::bigint)`
  const { rows } = await sql<Omit<KeptSurplus, 'id' | 'orderId'> & { uuid: string; order_uuid: string }>`
    select surplus.uuid, surplus.id as position, ordered.uuid as order_uuid, shop.number, ordered.contact_id as contact, surplus.amount,
      shop.currency, why, state, came_at as "cameAt", decided_at as "decidedAt"
    from sales.surplus join sales.shop_order shop using (order_id) join sales."order" ordered on ordered.id = order_id
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
