import type { Database } from '#ground/database'
import { uuidOf } from '#ground/identity'
import type { Instant } from '#ground/period'
import type { ReturnedPiece } from '#sales/order'
import { takeBackOrder, type ReturnResult } from '#sales/order/store.ts'

type Refused<B extends string> = { readonly is: 'refused'; readonly because: B }

export type SettleResult =
  | { readonly is: 'settled' }
  | Refused<'unknown withdrawal' | 'already settled' | 'unknown order' | 'not matched'>
  | Extract<ReturnResult, { is: 'refused' }>

/** Who and when: the company decides, and it stays visible who did. */
type Decision = { readonly withdrawal: number; readonly by: string; readonly at: Instant }

/** The guard of a withdrawal is its row: of two who settle it at once, the second finds it settled. */
const lock = (database: Database, withdrawal: number) =>
  database
    .selectFrom('sales.withdrawal')
    .select(['order_id', 'closed_at'])
    .where('id', '=', withdrawal)
    .forUpdate()
    .executeTakeFirst()

const unsettled = async (database: Database, withdrawal: number) => {
  const row = await lock(database, withdrawal)
  if (row === undefined) return { is: 'refused', because: 'unknown withdrawal' } as const
  if (row.closed_at !== null) return { is: 'refused', because: 'already settled' } as const
  return { is: 'open', order: row.order_id } as const
}

/** Says which order a withdrawal is about; said again, the later order counts until it is settled. */
export const matchWithdrawal = async (
  transaction: Database,
  { withdrawal, order, by, at }: Decision & { readonly order: number },
): Promise<SettleResult> => {
  const found = await unsettled(transaction, withdrawal)
  if (found.is === 'refused') return found
  const known = await transaction.selectFrom('sales.order').select('id').where('id', '=', order).executeTakeFirst()
  if (known === undefined) return { is: 'refused', because: 'unknown order' }
  await transaction
    .updateTable('sales.withdrawal')
    .set({ order_id: order, matched_at: new Date(at), matched_by: by })
    .where('id', '=', withdrawal)
    .execute()
  return { is: 'settled' }
}

type TakingBack = Decision & {
  readonly pieces: readonly ReturnedPiece[] | 'everything'
  readonly reason: string
}

/** Takes back what was withdrawn from its order: a cancellation before shipping, a return after. Refused leaves everything as it was. */
export const takeBackWithdrawn = async (
  transaction: Database,
  { withdrawal, by, at, pieces, reason }: TakingBack,
): Promise<SettleResult> => {
  const found = await unsettled(transaction, withdrawal)
  if (found.is === 'refused') return found
  if (found.order === null) return { is: 'refused', because: 'not matched' }
  const back = await takeBackOrder(transaction, {
    order: found.order,
    reference: null,
    reason,
    reasonClass: 'withdrawal',
    at,
    pieces,
  })
  if (back.is === 'refused') return back
  const kept = await transaction
    .selectFrom('sales.return')
    .select('id')
    .where('uuid', '=', uuidOf('return', back.id)!)
    .executeTakeFirstOrThrow()
  await transaction
    .updateTable('sales.withdrawal')
    .set({ return_id: kept.id, closed_at: new Date(at), closed_by: by, closed_because: reason })
    .where('id', '=', withdrawal)
    .execute()
  return { is: 'settled' }
}

/** Ends a withdrawal that takes nothing back, with the reason: late, declared twice, no contract of ours. */
export const closeWithdrawal = async (
  transaction: Database,
  { withdrawal, by, at, reason }: Decision & { readonly reason: string },
): Promise<SettleResult> => {
  const found = await unsettled(transaction, withdrawal)
  if (found.is === 'refused') return found
  await transaction
    .updateTable('sales.withdrawal')
    .set({ closed_at: new Date(at), closed_by: by, closed_because: reason })
    .where('id', '=', withdrawal)
    .execute()
  return { is: 'settled' }
}
