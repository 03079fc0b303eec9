import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { Period } from '#ground/period'
import { periodNumber } from '#volume/ledger'

export type Step = { readonly what: 'lines' | 'columns'; readonly done: number; readonly total: number }

/** Is told how far the closing of a month is. */
export type Progress = (step: Step) => Promise<void> | void

/** Writes it where pages look, beside the transaction that closes. */
export const progressOf =
  (database: Database, period: Period): Progress =>
  async ({ what, done, total }) => {
    await sql`insert into earnings.progress (period, what, done, total) values (${periodNumber(period)}, ${what}, ${done}, ${total})
      on conflict (period) do update set what = excluded.what, done = excluded.done, total = excluded.total, at = now()`.execute(
      database,
    )
  }

export const forgetProgress = async (database: Database, period: Period): Promise<void> => {
  await database.deleteFrom('earnings.progress').where('period', '=', periodNumber(period)).execute()
}
/** How far the closing of a month is; undefined while nobody closes it. */
export const progressNow = async (database: Database, period: Period): Promise<Step | undefined> => {
  const row = await database
    .selectFrom('earnings.progress')
    .select(['what', 'done', 'total'])
    .where('period', '=', periodNumber(period))
    .executeTakeFirst()
  return row && { what: row.what as Step['what'], done: row.done, total: row.total }
}
