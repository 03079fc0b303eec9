import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Cents } from '#ground/money'
import { periodAfter, type Instant, type Period } from '#ground/period'
import { computedMonth, eventsOf, progressNow, runOf, type Run } from '#earnings/run/store.ts'
import type { RunDifference, RunSums, RunView } from '../../runs.ts'
import { refsOf } from '../refs.ts'
import { checksOf } from './checks.ts'
import { earnedBy, monthAndRun, rowOf } from './rows.ts'

type Looking = { readonly currentPeriod: Period; readonly at: Instant; readonly person: string }

/** A month's run with everything somebody looks at before he approves or closes it. */
export const runView = async (
  database: Database,
  period: Period,
  { currentPeriod, at, person }: Looking,
): Promise<RunView | null> => {
  const found = await monthAndRun(database, period)
  if (found === null) return null
  const { run, computed } = found
  const row = rowOf(computed, run, currentPeriod)
  const earned = earnedBy(computed)
  const before = await monthBefore(database, period)
  const checking = { computed, run, sums: row.sums, earned, earnedBefore: before?.earned, at }
  return {
    ...row,
    ...stepsOf(run),
    ratio: row.sums.turnover <= 0 ? null : Math.round((row.sums.total * 1_000_000) / row.sums.turnover),
    isOwnDraft: run?.state === 'draft' && run.drafted.by === person,
    progress: (await progressNow(database, period)) ?? null,
    checks: row.state === 'closed' ? [] : await checksOf(database, checking),
    difference: before === undefined ? null : await differenceOf(database, { sums: row.sums, earned }, before),
    events: await eventsOf(database, period),
  }
}

const stepsOf = (run: Run | undefined) => ({
  drafted: run?.drafted ?? null,
  approved: run?.approved ?? null,
  closingAsked: run?.closingAsked ?? null,
  closingRefused: run?.closingRefused ?? null,
  closed: run?.closed ?? null,
})

type Earned = { readonly sums: RunSums; readonly earned: ReadonlyMap<number, Cents> }

const monthBefore = async (database: Database, period: Period): Promise<(Earned & { with: Period }) | undefined> => {
  const before = periodAfter(period, -1)
  const computed = await computedMonth(database, before)
  if (computed === undefined) return undefined
  const run = await runOf(database, before)
  return { with: before, sums: rowOf(computed, run, before).sums, earned: earnedBy(computed) }
}

const mostMovers = 5

const differenceOf = async (
  database: Database,
  now: Earned,
  before: Earned & { readonly with: Period },
): Promise<RunDifference> => {
  const contacts = [...new Set([...now.earned.keys(), ...before.earned.keys()])]
  const changes = contacts
    .map(contact => ({ contact, now: now.earned.get(contact) ?? 0, before: before.earned.get(contact) ?? 0 }))
    .filter(change => change.now !== change.before)
    .sort((a, b) => b.now - b.before - (a.now - a.before))
  const most =
    changes.length <= 2 * mostMovers ? changes : [...changes.slice(0, mostMovers), ...changes.slice(-mostMovers)]
  const refs = await refsOf(
    database,
    most.map(({ contact }) => contact as ContactNumber),
  )
  return {
    with: before.with,
    turnover: before.sums.turnover,
    total: before.sums.total,
    rules: rulesOf(now.sums, before.sums),
    movers: most.map(({ contact, ...amounts }) => ({
      contact: refs(contact as ContactNumber),
      now: amounts.now as Cents,
      before: amounts.before as Cents,
    })),
  }
}

const amountIn = (sums: RunSums, name: string) => sums.rules.find(rule => rule.name === name)?.amount ?? (0 as Cents)

const rulesOf = (now: RunSums, before: RunSums): RunDifference['rules'] => {
  const names = [...new Set([...now.rules, ...before.rules].map(({ name }) => name))]
  return names.map(name => ({ name, now: amountIn(now, name), before: amountIn(before, name) }))
}
