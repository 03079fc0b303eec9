import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { publicIdOf, type PublicId } from '#ground/identity'
import { isoOf, type Instant } from '#ground/period'
import type { Declaration } from './index.ts'

/** Open: nobody has found its order yet. Matched: its order is known. Returned or closed: settled. */
export type WithdrawalState = 'open' | 'matched' | 'returned' | 'closed'

export type Withdrawal = Declaration & {
  readonly number: number
  readonly id: PublicId<'withdrawal'>
  readonly receivedAt: Instant
  readonly state: WithdrawalState
  /** The database's number of its order; null as long as it is not matched. */
  readonly orderNumber: number | null
  readonly returnNumber: number | null
  readonly closed: { readonly at: Instant; readonly by: string; readonly because: string } | null
}

const withdrawals = (database: Database) => database.selectFrom('sales.withdrawal').selectAll()

type Row = Awaited<ReturnType<ReturnType<typeof withdrawals>['executeTakeFirstOrThrow']>>

const stateOf = (row: Row): WithdrawalState => {
  if (row.return_id !== null) return 'returned'
  if (row.closed_at !== null) return 'closed'
  return row.order_id === null ? 'open' : 'matched'
}

const withdrawalOf = (row: Row): Withdrawal => ({
  number: row.id,
  id: publicIdOf('withdrawal', row.uuid),
  name: row.name,
  email: row.email,
  order: row.order_written,
  part: row.part,
  pieces: row.pieces,
  language: row.language,
  receivedAt: row.received_at,
  state: stateOf(row),
  orderNumber: row.order_id,
  returnNumber: row.return_id,
  closed:
    row.closed_at === null ? null : { at: row.closed_at, by: row.closed_by ?? '', because: row.closed_because ?? '' },
})

export const withdrawalByUuid = async (database: Database, uuid: string): Promise<Withdrawal | undefined> => {
  const row = await withdrawals(database).where('uuid', '=', uuid).executeTakeFirst()
  return row && withdrawalOf(row)
}

export type WithdrawalQuery = {
  readonly only: 'unsettled' | 'all'
  /** The last one of the page before. */
  readonly after: Pick<Withdrawal, 'receivedAt' | 'number'> | undefined
  readonly limit: number
}

/** Withdrawals, the newest first. */
export const listWithdrawals = async (
  database: Database,
  { only, after, limit }: WithdrawalQuery,
): Promise<Withdrawal[]> => {
  let rows = withdrawals(database).orderBy('received_at', 'desc').orderBy('id', 'desc').limit(limit)
  if (only === 'unsettled') rows = rows.where('closed_at', 'is', null)
  if (after !== undefined)
    rows = rows.where(
      sql<boolean>`(received_at, id) < (${isoOf(after.receivedAt)}::timestamptz, ${after.number}::bigint)`,
    )
  return (await rows.execute()).map(withdrawalOf)
}

/** How many wait for the company. */
export const openWithdrawals = async (database: Database): Promise<number> => {
  const { count } = await database
    .selectFrom('sales.withdrawal')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}
