import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { newUuid } from '#ground/identity'
import { besides } from '#ground/thread/store.ts'
import { boundsOf, type Instant, type Period } from '#ground/period'
import { periodNumber } from '#volume/ledger'
import { closedUntil, pull } from '#volume/ledger/store.ts'
import { recordOf, type RunRecord } from './closed.ts'
import { contentOf } from './record.ts'
import { computedMonth, termsOf, type ComputedMonth } from './open.ts'

/** Who does something with a month's run, and when. */
export type Acting = { readonly period: Period; readonly by: string; readonly at: Instant }

export type Refused<B extends string> = { readonly is: 'refused'; readonly because: B }

export type DraftResult = { readonly is: 'drafted'; readonly record: RunRecord } | Refused<'no plan' | 'already closed'>

export const settledMonth = async (database: Database, period: Period): Promise<ComputedMonth | undefined> => {
  const asked = await termsOf(database, period)
  if (asked === undefined) return undefined
  await pull(database, asked.terms.zone)
  return computedMonth(database, period)
}

/**
 * Computes a month and keeps what came out as the draft that may be approved; as often as anybody likes until it is closed. A draft that was
 * approved wants approval again.
 */
export const draftRun = besides('draft a run', async (database, acting: Acting): Promise<DraftResult> => {
  // Of a closed month nothing has to be computed to say so.
  if ((await recordOf(database, acting.period)) !== undefined) return { is: 'refused', because: 'already closed' }
  const computed = await settledMonth(database, acting.period)
  if (computed === undefined) return { is: 'refused', because: 'no plan' }
  const { record } = computed
  const content = contentOf(computed)
  return inTransaction(database, async transaction => {
    const period = periodNumber(acting.period)
    const row = {
      state: 'draft' as const,
      plan_version: record.plan.version,
      content,
      record: JSON.stringify(record),
      drafted_at: timestamp(acting.at) as Date,
      drafted_by: acting.by,
    }
    const reset = {
      approved_at: null,
      approved_by: null,
      closing_asked_at: null,
      closing_asked_by: null,
      closing_refused: null,
    }
    const kept = await transaction
      .insertInto('earnings.run')
      .values({ period, uuid: newUuid(), ...row })
      .onConflict(conflict =>
        conflict
          .column('period')
          .doUpdateSet({ ...row, ...reset })
          .where('earnings.run.state', '<>', 'closed'),
      )
      .returning('period')
      .executeTakeFirst()
    if (kept === undefined) return { is: 'refused', because: 'already closed' }
    await tell(transaction, { ...acting, what: 'drafted', content })
    return { is: 'drafted', record }
  })
})

export type ApproveResult =
  | { readonly is: 'approved' }
  | Refused<
      'no draft' | 'already approved' | 'already closed' | 'month not over' | 'own draft' | 'changed since the draft'
    >

/** Approves a draft that somebody else made, as long as it is what would come out now. The guard is the run's row. */
export const approveRun = besides('approve a run', async (database, acting: Acting): Promise<ApproveResult> => {
  const computed = await settledMonth(database, acting.period)
  return inTransaction(database, async transaction => {
    const run = await lockRun(transaction, acting.period)
    if (run === undefined || computed === undefined) return { is: 'refused', because: 'no draft' }
    if (run.state !== 'draft')
      return { is: 'refused', because: run.state === 'closed' ? 'already closed' : 'already approved' }
    if (acting.at < boundsOf(acting.period, computed.terms.zone).until)
      return { is: 'refused', because: 'month not over' }
    if (run.drafted_by === acting.by) return { is: 'refused', because: 'own draft' }
    if (contentOf(computed) !== run.content) return { is: 'refused', because: 'changed since the draft' }
    await transaction
      .updateTable('earnings.run')
      .set({ state: 'approved', approved_at: new Date(acting.at), approved_by: acting.by })
      .where('period', '=', run.period)
      .execute()
    await tell(transaction, { ...acting, what: 'approved', content: run.content })
    return { is: 'approved' }
  })
})

export const lockRun = (database: Database, period: Period) =>
  database
    .selectFrom('earnings.run')
    .selectAll()
    .where('period', '=', periodNumber(period))
    .forUpdate()
    .executeTakeFirst()

type Telling = Acting & { readonly what: 'drafted' | 'approved' | 'closing asked' | 'closed'; readonly content: string }

export const tell = (database: Database, { period, by, at, what, content }: Telling) =>
  database
    .insertInto('earnings.run_event')
    .values({ period: periodNumber(period), at: timestamp(at) as Date, by, what, content })
    .execute()

export type AskResult = { readonly is: 'asked' } | Refused<'not approved' | 'already closed'>

/** Asks for an approved month to be closed by whoever does such work (`closeAsked`). Asked twice is asked once. */
export const askToClose = (database: Database, acting: Acting): Promise<AskResult> =>
  inTransaction(database, async transaction => {
    const run = await lockRun(transaction, acting.period)
    if (run?.state === 'closed') return { is: 'refused', because: 'already closed' }
    if (run?.state !== 'approved') return { is: 'refused', because: 'not approved' }
    if (run.closing_asked_at !== null) return { is: 'asked' }
    await transaction
      .updateTable('earnings.run')
      .set({ closing_asked_at: new Date(acting.at), closing_asked_by: acting.by, closing_refused: null })
      .where('period', '=', run.period)
      .execute()
    await tell(transaction, { ...acting, what: 'closing asked', content: run.content })
    return { is: 'asked' }
  })

/** The first month that is not closed, of those a plan holds for and that have entries. */
export const nextToClose = async (database: Database): Promise<Period | undefined> => {
  const closed = await closedUntil(database)
  const { rows } = await sql<{ period: string }>`
    select to_char(to_date(min(period)::text, 'YYYYMM'), 'YYYY-MM') as period from volume.version
    where period > ${closed === undefined ? 0 : periodNumber(closed)}
      and period >= (select min(from_period) from earnings.plan)`.execute(database)
  return (rows[0]?.period as Period | null) ?? undefined
}
