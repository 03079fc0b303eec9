import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { newUuid, publicIdOf, uuidOf, type PublicId } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { pauseAfter } from './index.ts'
import type { Providers } from './store.ts'

type NewRefund = {
  readonly order: number
  /** What it is for, once for an order: "return 17". */
  readonly for: string
  readonly amount: Cents
  /** By which payment of the provider it goes back, where that is not the order's own; null: by none of his. */
  readonly payment?: string | null
}

/** Keeps that money has to go back, or that none has, once for each reason. Who did not pay at the provider is paid back by a person. */
export const keepRefund = async (database: Database, refund: NewRefund): Promise<void> => {
  const other = refund.payment ?? null
  const by = refund.payment === undefined ? sql`provider_payment` : sql`${other}::text`
  await sql`
    insert into sales.refund (uuid, order_id, once_key, amount, provider_payment, state)
    select ${newUuid()}::uuid, order_id, ${refund.for}, ${refund.amount}, ${other}::text,
      case when ${refund.amount} = 0 then 'done' when ${by} is not null then 'due' else 'by hand' end
    from sales.payment where order_id = ${refund.order}
    on conflict (order_id, once_key) do nothing`.execute(database)
}

export type KeptRefund = {
  readonly order: number
  readonly id: PublicId<'refund'>
  readonly for: string
  readonly amount: Cents
  readonly state: 'due' | 'by hand' | 'done'
  readonly at: Instant
}

export const refundsOfOrders = async (database: Database, orders: readonly number[]): Promise<KeptRefund[]> => {
  const rows = await database
    .selectFrom('sales.refund')
    .selectAll()
    .where('order_id', '=', sql<number>`any(${orders}::bigint[])`)
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    order: row.order_id,
    id: publicIdOf('refund', row.uuid),
    for: row.once_key,
    amount: row.amount,
    state: row.state,
    at: row.done_at ?? row.created_at,
  }))
}

/** A person has paid the money back. Answers whether there was such a refund to do by hand. */
export const doneByHand = async (database: Database, id: string, at: Instant): Promise<boolean> => {
  const uuid = uuidOf('refund', id)
  if (uuid === undefined) return false
  const { numUpdatedRows } = await database
    .updateTable('sales.refund')
    .set({ state: 'done', done_at: new Date(at) })
    .where('uuid', '=', uuid)
    .where('state', '=', 'by hand')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/**
 * Carries out refunds that are due, one after the other, and answers how many it did. A crash between the provider's answer and
 * ours is healed by the next call: the provider knows the refund by our key. What fails is tried again after a growing pause.
 */
export const carryOutRefunds = async (database: Database, { stripe }: Providers): Promise<number> => {
  if (stripe === undefined) return 0
  let done = 0
  for (;;) {
    // The row is held while the provider is asked, so that two who do this work never ask for the same.
    const step = await inTransaction(database, async transaction => {
      const due = await nextDue(transaction)
      if (due === undefined) return 'nothing due'
      try {
        const { id } = await stripe.refund({
          key: publicIdOf('refund', due.uuid),
          payment: due.payment,
          amount: due.amount,
        })
        await keepDone(transaction, due.id, id)
        return 'done'
      } catch (error) {
        await keepFailure(transaction, due, (error as Error).message)
        return 'failed'
      }
    })
    if (step === 'nothing due') return done
    if (step === 'done') done += 1
  }
}

type DueRefund = {
  readonly id: number
  readonly uuid: string
  readonly amount: Cents
  readonly payment: string
  readonly tries: number
}

const nextDue = async (database: Database): Promise<DueRefund | undefined> => {
  const { rows } = await sql<DueRefund>`
    select refund.id, refund.uuid, refund.amount, coalesce(refund.provider_payment, payment.provider_payment) as payment, refund.tries
    from sales.refund join sales.payment using (order_id)
    where refund.state = 'due' and refund.next_try_at <= now()
      and coalesce(refund.provider_payment, payment.provider_payment) is not null
    order by refund.next_try_at limit 1 for update of refund skip locked`.execute(database)
  return rows[0]
}

const keepDone = async (database: Database, id: number, provider_refund: string): Promise<void> => {
  await sql`update sales.refund set state = 'done', provider_refund = ${provider_refund}, done_at = now(), failure = null
    where id = ${id}`.execute(database)
}

const keepFailure = async (database: Database, { id, tries }: DueRefund, failure: string): Promise<void> => {
  await sql`update sales.refund set tries = tries + 1, failure = ${failure},
    next_try_at = now() + ${pauseAfter(tries)} * interval '1 minute' where id = ${id}`.execute(database)
}
