import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { Cents } from '#ground/money'
import type { Period } from '#ground/period'
import { periodOfNumber } from '#volume/ledger'
import { computedMonth, listRuns, runOf, sumsOf, type ComputedMonth, type Run, type Sums } from '#earnings/run/store.ts'
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
export const rowOf = (computed: ComputedMonth, run: Run | undefined, currentPeriod: Period): RunRow => {
  const { terms, version, facts, lines } = computed
  return {
    period: terms.period,
    state: stateOf(run),
    plan: { version: version.version, name: version.name },
    sums: shown(run?.state === 'closed' ? run.record.sums : sumsOf(terms.plan, facts, lines)),
    isOver: terms.period < currentPeriod,
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
    const month = computed > mostComputed ? undefined : await computedMonth(database, period)
    if (month !== undefined) rows.push(rowOf(month, run, currentPeriod))
  }
  return rows
}

const closedRow = async (database: Database, { period, state, record }: Run): Promise<RunRow> => {
  const plan = await database
    .selectFrom('earnings.plan')
    .select(['version', 'name'])
    .where('version', '=', record.plan.version)
    .executeTakeFirstOrThrow()
  return { period, state, plan, sums: shown(record.sums), isOver: true }
}

/** A month and its run; null where no plan holds for it. */
export const monthAndRun = async (database: Database, period: Period) => {
  const run = await runOf(database, period)
  const computed = await computedMonth(database, period)
  return computed === undefined ? null : { run, computed }
}

/** What everybody earns in a month, by number. */
export const earnedBy = ({ lines }: ComputedMonth): Map<number, Cents> => {
  const sums = new Map<number, Cents>()
  for (let place = 0; place < lines.amount.length; place += 1) {
    const partner = lines.partner[place]!
    sums.set(partner, ((sums.get(partner) ?? 0) + lines.amount[place]!) as Cents)
  }
  return sums
}
