import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { periodAfter, type Instant, type Period } from '#ground/period'
import { periodNumber, periodOfNumber } from '#volume/ledger'
import { holdBookings } from '#volume/ledger/store.ts'
import { readPlan, type Plan, type PlanProblem, type PlanWarning, type ReadPlan } from './index.ts'

/** A plan as the company wrote it. */
export type PlanVersion = {
  readonly version: number
  readonly name: string
  /** The first month it holds for. */
  readonly from: Period
  readonly text: string
  readonly addedAt: Instant
  readonly addedBy: string
}

export type AddPlan =
  | { readonly is: 'added'; readonly version: PlanVersion; readonly warnings: readonly PlanWarning[] }
  | { readonly is: 'refused'; readonly because: 'plan'; readonly problems: readonly PlanProblem[] }
  | { readonly is: 'refused'; readonly because: 'closed month'; readonly from: Period; readonly firstOpen: Period }

/**
 * Keeps a new version of the plan. It holds from its own first month on, instead of what held there before; a month that is closed
 * stays as it was computed, so no version can begin in one. The guard is the row that closing holds.
 */
export const addPlan = (database: Database, { text, by }: { text: string; by: string }): Promise<AddPlan> =>
  inTransaction(database, async transaction => {
    const read = readPlan(text)
    if (read.is === 'refused') return { is: 'refused', because: 'plan', problems: read.problems }
    const from = read.plan.from as Period
    const closed = await holdBookings(transaction)
    if (closed !== undefined && from <= closed)
      return { is: 'refused', because: 'closed month', from, firstOpen: periodAfter(closed) }
    const row = await transaction
      .insertInto('earnings.plan')
      .values({ name: read.plan.name, from_period: periodNumber(from), text, added_by: by })
      .returningAll()
      .executeTakeFirstOrThrow()
    return { is: 'added', version: versionOf(row), warnings: read.warnings }
  })

const plans = (database: Database) => database.selectFrom('earnings.plan').selectAll()

type Row = Awaited<ReturnType<ReturnType<typeof plans>['executeTakeFirstOrThrow']>>

const versionOf = (row: Row): PlanVersion => ({
  version: row.version,
  name: row.name,
  from: periodOfNumber(row.from_period),
  text: row.text,
  addedAt: row.added_at,
  addedBy: row.added_by,
})

/** All versions, the newest first. */
export const planVersions = async (database: Database): Promise<PlanVersion[]> =>
  (await plans(database).orderBy('version', 'desc').execute()).map(versionOf)

export const planVersion = async (database: Database, version: number): Promise<PlanVersion | undefined> => {
  const row = await plans(database).where('version', '=', version).executeTakeFirst()
  return row && versionOf(row)
}

/** The version that holds for a month: of those that have begun the one that begins last, the newest of several. */
export const planFor = async (database: Database, period: Period): Promise<PlanVersion | undefined> => {
  const row = await plans(database)
    .where('from_period', '<=', periodNumber(period))
    .orderBy('from_period', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && versionOf(row)
}

/** The first month that any plan holds for. */
export const firstPlannedMonth = async (database: Database): Promise<Period | undefined> => {
  const row = await plans(database).orderBy('from_period').limit(1).executeTakeFirst()
  return row && periodOfNumber(row.from_period)
}

/** A kept text as the plan it is. */
export const planOf = (version: PlanVersion): Plan => readVersion(version).plan

/**
 * A kept text as it is read today.
 * @throws Error where this program cannot read any more what an earlier one took.
 */
export const readVersion = ({ text, version }: PlanVersion): Extract<ReadPlan, { is: 'read' }> => {
  const read = readPlan(text)
  if (read.is === 'read') return read
  const { line, column, expected } = read.problems[0]!
  throw new Error(`plan version ${version} cannot be read any more: ${line}:${column} expected ${expected.en}`)
}
