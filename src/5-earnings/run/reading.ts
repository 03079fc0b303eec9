import type { Database } from '#ground/database'
import type { Instant, Period } from '#ground/period'
import { periodNumber, periodOfNumber } from '#volume/ledger'
import type { RunRecord } from './closed.ts'

export type RunState = 'draft' | 'approved' | 'closed'

type Step = { readonly at: Instant; readonly by: string }

/** A run as it is kept. `by` is whoever acted, as the door named him. */
export type Run = {
  readonly period: Period
  readonly state: RunState
  readonly content: string
  readonly record: RunRecord
  readonly drafted: Step
  readonly approved: Step | null
  readonly closingAsked: Step | null
  /** Why it could not be closed when it was asked for. */
  readonly closingRefused: string | null
  readonly closed: (Step & { readonly hash: string; readonly previous: string | null }) | null
}

const runs = (database: Database) => database.selectFrom('earnings.run').selectAll()

type Row = Awaited<ReturnType<ReturnType<typeof runs>['executeTakeFirstOrThrow']>>

const step = (at: Instant | null, by: string | null): Step | null => (at === null ? null : { at, by: by! })

const runOfRow = (row: Row): Run => ({
  period: periodOfNumber(row.period),
  state: row.state,
  content: row.content,
  record: row.record as unknown as RunRecord,
  drafted: { at: row.drafted_at, by: row.drafted_by },
  approved: step(row.approved_at, row.approved_by),
  closingAsked: step(row.closing_asked_at, row.closing_asked_by),
  closingRefused: row.closing_refused,
  closed:
    row.closed_at === null ? null : { at: row.closed_at, by: row.closed_by!, hash: row.hash!, previous: row.previous },
})

export type RunPage = { readonly before?: Period | undefined; readonly limit?: number | undefined }

/** Runs, the latest month first. */
export const listRuns = async (database: Database, { before, limit }: RunPage = {}): Promise<Run[]> => {
  let asked = runs(database).orderBy('period', 'desc')
  if (before !== undefined) asked = asked.where('period', '<', periodNumber(before))
  if (limit !== undefined) asked = asked.limit(limit)
  return (await asked.execute()).map(runOfRow)
}

export const runOf = async (database: Database, period: Period): Promise<Run | undefined> => {
  const row = await runs(database).where('period', '=', periodNumber(period)).executeTakeFirst()
  return row && runOfRow(row)
}

export type RunEvent = Step & { readonly what: 'drafted' | 'approved' | 'closing asked' | 'closed' }

/** Who did what with a run, the latest first. */
export const eventsOf = (database: Database, period: Period): Promise<RunEvent[]> =>
  database
    .selectFrom('earnings.run_event')
    .select(['at', 'by', 'what'])
    .where('period', '=', periodNumber(period))
    .orderBy('id', 'desc')
    .execute()
