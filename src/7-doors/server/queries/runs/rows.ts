import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { Instant, Period } from '#ground/period'
import { periodOfNumber } from '#volume/ledger'
import { listRuns, recentMonth, runOf, type ComputedMonth, type Run, type Sums } from '#earnings/run/store.ts'
import type { RunRow, RunState, RunSums } from '../../runs.ts'

export const stateOf = (run: Run | undefined): RunState => run?.state ?? 'open'

const shown = ({ turnover, rules, takenBack, total, lines, partners, negative }: Sums): RunSums => ({
  turnover,
  rules: rules.map(({ kind: _kind, ...rule }) => rule),
  takenBack,
  total,
  lines,
  partners,
  negative,
})

/** A month's row: of a closed one what it was closed with, of any other what comes out now. */
export const rowOf = ({ computed, run, asOf }: MonthAndRun, currentPeriod: Period): RunRow => {
  const { terms, version, record } = computed
  return {
    period: terms.period,
    state: stateOf(run),
    plan: { version: version.version, name: version.name },
    sums: shown(record.sums),
    isOver: terms.period < currentPeriod,
    asOf,
  }
}

/** Months with a plan and entries, the latest first, and the running month. */
const monthsOf = async (database: Database, currentPeriod: Period): Promise<Period[]> => {
  const { rows } = await sql<{ period: number }>`
    select period from volume.version where period >= (select min(from_period) from earnings.plan)
    union select period from earnings.run order by 1 desc`.execute(database)
  const months = rows.map(row => periodOfNumber(row.period))
  return months.length === 0 || months.includes(currentPeriod) ? months : [currentPeriod, ...months]
}

// So many open months are computed for a list; those before are shown when they are asked for.
const mostComputed = 12

export const listedRuns = async (database: Database, currentPeriod: Period): Promise<RunRow[]> => {
  const runs = new Map((await listRuns(database)).map(run => [run.period, run]))
  const rows: RunRow[] = []
  let computed = 0
  for (const period of await monthsOf(database, currentPeriod)) {
    const run = runs.get(period)
    if (run?.state === 'closed') {
      rows.push(await closedRow(database, run))
      continue
    }
    computed += 1
    const found = computed > mostComputed ? null : await monthAndRun(database, period, run)
    if (found !== null) rows.push(rowOf(found, currentPeriod))
  }
  return rows
}

const closedRow = async (database: Database, { period, state, record }: Run): Promise<RunRow> => {
  const plan = await database
    .selectFrom('earnings.plan')
    .select(['version', 'name'])
    .where('version', '=', record.plan.version)
    .executeTakeFirstOrThrow()
  return { period, state, plan, sums: shown(record.sums), isOver: true, asOf: null }
}

export type MonthAndRun = {
  readonly run: Run | undefined
  readonly computed: ComputedMonth
  /** Since when a newer one is under way; null where it is as it stands now. */
  readonly asOf: Instant | null
}

/** A month and its run; null where no plan holds for it. */
export const monthAndRun = async (database: Database, period: Period, known?: Run): Promise<MonthAndRun | null> => {
  const run = known ?? (await runOf(database, period))
  const { month: computed, isBehind } = await recentMonth(database, period)
  return computed === undefined ? null : { run, computed, asOf: isBehind ? computed.asOf : null }
}
