import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { boundsOf, type Instant, type Period } from '#ground/period'
import { besides } from '#ground/thread/store.ts'
import { periodNumber, periodOfNumber } from '#volume/ledger'
import { closeBooks, holdBookings } from '#volume/ledger/store.ts'
import type { Kept } from '#earnings/scalar'
import { reachedOf } from './closed.ts'
import { chained } from './digest.ts'
import { keep } from './kept.ts'
import { keepLines } from './keeping.ts'
import { computedMonth, type ComputedMonth } from './open.ts'
import { forgetProgress, progressOf, type Progress } from './progress.ts'
import { contentOf } from './record.ts'
import { lockRun, settledMonth, tell, type Acting, type Refused } from './states.ts'

export type CloseRefusal =
  | 'not approved'
  | 'already closed'
  | 'month not over'
  | 'an earlier month is open'
  | 'orders not booked'
  | 'changed since the approval'

export type CloseResult = { readonly is: 'closed'; readonly hash: string } | Refused<CloseRefusal>

/**
 * Closes an approved month for ever, in one transaction: its lines, what it was computed from and what it leaves, the books, and the hash that
 * chains it to the run before. Killed at any moment it has not happened, and told again it does the same. Two at once are impossible:
 * the row that bookings share is held by one who closes alone; the second then finds the month closed.
 */
export const closeRun = async (
  database: Database,
  { progress, ...acting }: Acting & { readonly progress: Progress },
): Promise<CloseResult> => {
  await settledMonth(database, acting.period)
  return inTransaction(database, async transaction => {
    const closed = await holdBookings(transaction)
    const run = await lockRun(transaction, acting.period)
    const computed = await computedMonth(database, acting.period)
    if (run?.state === 'closed') return { is: 'refused', because: 'already closed' }
    if (run?.state !== 'approved' || computed === undefined) return { is: 'refused', because: 'not approved' }
    const [refusal] = await whyNotYet(transaction, { ...acting, computed, closed })
    if (refusal !== undefined) return { is: 'refused', because: refusal }
    if (contentOf(computed) !== run.content) return { is: 'refused', because: 'changed since the approval' }
    await keepResults(transaction, computed, progress)
    const previous = await lastHash(transaction)
    const hash = chained(previous, run.content)
    await transaction
      .updateTable('earnings.run')
      .set({ state: 'closed', closed_at: new Date(acting.at), closed_by: acting.by, previous, hash })
      .where('period', '=', run.period)
      .execute()
    await closeBooks(transaction, acting.period)
    await tell(transaction, { ...acting, what: 'closed', content: run.content })
    return { is: 'closed', hash }
  })
}

type Asked = Pick<Acting, 'period' | 'at'> & {
  readonly computed: ComputedMonth
  readonly closed: Period | undefined
}

/** All that stands in the way of closing a month, besides its approval; the gravest first. */
export const whyNotYet = async (
  database: Database,
  { period, at, computed, closed }: Asked,
): Promise<CloseRefusal[]> => {
  const { until } = boundsOf(period, computed.terms.zone)
  const { rows } = await sql<{ open: boolean; unbooked: boolean }>`
    select exists (select from volume.version where period >= ${periodNumber(computed.terms.since)}
        and period > ${closed === undefined ? 0 : periodNumber(closed)} and period < ${periodNumber(period)}) as open,
      exists (select from sales.event where pulled_by_ledger_at is null and happened_at < ${timestamp(until)}) as unbooked`.execute(
    database,
  )
  const { open, unbooked } = rows[0]!
  return [
    ...(at < until ? (['month not over'] as const) : []),
    ...(open ? (['an earlier month is open'] as const) : []),
    ...(unbooked ? (['orders not booked'] as const) : []),
  ]
}

const lastHash = async (database: Database): Promise<string | null> =>
  (
    await database
      .selectFrom('earnings.run')
      .select('hash')
      .where('state', '=', 'closed')
      .orderBy('period', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.hash ?? null

const keepResults = async (database: Database, computed: ComputedMonth, progress: Progress): Promise<void> => {
  const { terms, facts, before, month, returned, lines } = computed
  const period = periodNumber(terms.period)
  await keepLines(database, { period, lines, progress })
  const parts: Readonly<Record<string, unknown>> = {
    facts,
    before: before ?? null,
    returned: [...returned].map(([sold, { entries, bookedIn }]) => ({ sold, entries, bookedIn })),
    reached: reachedOf(month),
    after: month.after,
  }
  const names = Object.keys(parts)
  for (const [done, name] of names.entries()) {
    await progress({ what: 'columns', done, total: names.length })
    await keep(database, { period, name }, parts[name] as Kept)
  }
}

/**
 * Closes the months somebody asked to close, and answers which. Who cannot be closed is asked for no more, and keeps why. Whoever is killed
 * meanwhile leaves them asked for.
 */
export const closeAsked = async (database: Database, at: Instant): Promise<Period[]> => {
  const closed: Period[] = []
  // Looked for here, so that a server that closes nothing needs no thread for it.
  for (const { period, by } of await askedToClose(database))
    if (await closeOne(database, { period, by, at })) closed.push(period)
  return closed
}

const askedToClose = async (database: Database): Promise<Omit<Acting, 'at'>[]> => {
  const asked = await database
    .selectFrom('earnings.run')
    .select(['period', 'closing_asked_by'])
    .where('state', '=', 'approved')
    .where('closing_asked_at', 'is not', null)
    .orderBy('period')
    .execute()
  return asked.map(row => ({ period: periodOfNumber(row.period), by: row.closing_asked_by! }))
}

const closeOne = besides('close a month', async (database, acting: Acting): Promise<boolean> => {
  const { period } = acting
  const result = await closeRun(database, { ...acting, progress: progressOf(database, period) })
  await forgetProgress(database, period)
  if (result.is === 'closed') return true
  if (result.because !== 'already closed') await keepRefusal(database, periodNumber(period), result.because)
  return false
})

const keepRefusal = (database: Database, period: number, because: CloseRefusal) =>
  database
    .updateTable('earnings.run')
    .set({ closing_asked_at: null, closing_asked_by: null, closing_refused: because })
    .where('period', '=', period)
    .where('state', '=', 'approved')
    .execute()
