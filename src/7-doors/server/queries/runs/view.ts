import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Cents } from '#ground/money'
import { periodAfter, type Instant, type Period } from '#ground/period'
import { eventsOf, progressNow, type Run } from '#earnings/run/store.ts'
import { highest, type Ranked } from '#volume/explanation'
import type { RunDifference, RunSums, RunView } from '../../runs.ts'
import { refsOf } from '../refs.ts'
import { checksOf } from './checks.ts'
import { amountOf, earnedBefore, earnedIn, type Before, type Earned } from './earned.ts'
import { monthAndRun, rowOf } from './rows.ts'

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
  const row = rowOf(found, currentPeriod)
  const earned = earnedIn(computed)
  const before = await earnedBefore(database, periodAfter(period, -1))
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

const mostMovers = 5

const differenceOf = async (
  database: Database,
  now: Omit<Before, 'period'>,
  before: Before,
): Promise<RunDifference> => {
  const changes = changesOf(now.earned, before.earned)
  const positions = moved(changes)
  const refs = await refsOf(
    database,
    positions.map(position => changes.numbers[position] as ContactNumber),
  )
  return {
    with: before.period,
    turnover: before.sums.turnover,
    total: before.sums.total,
    rules: rulesOf(now.sums, before.sums),
    movers: positions.map(position => {
      const contact = changes.numbers[position] as ContactNumber
      const [is, was] = [amountOf(now.earned, contact), amountOf(before.earned, contact)] as [Cents, Cents]
      return { contact: refs(contact), now: is, before: was }
    }),
  }
}

/** By how much everybody's earnings changed, of those whose did: both are in the order of contacts. */
const changesOf = (now: Earned, before: Earned): Ranked => {
  const most = now.contacts.length + before.contacts.length
  const [numbers, amounts] = [new Int32Array(most), new Float64Array(most)]
  let [row, earlier, found] = [0, 0, 0]
  while (row < now.contacts.length || earlier < before.contacts.length) {
    const [here, there] = [now.contacts[row] ?? Infinity, before.contacts[earlier] ?? Infinity]
    const [is, was] = [here <= there ? now.amounts[row]! : 0, there <= here ? before.amounts[earlier]! : 0]
    numbers[found] = Math.min(here, there)
    amounts[found] = is - was
    row += here <= there ? 1 : 0
    earlier += there <= here ? 1 : 0
    found += is === was ? 0 : 1
  }
  return { numbers: numbers.subarray(0, found), amounts: amounts.subarray(0, found) }
}

// Who gained most and who lost most, the one who lost most last.
const moved = ({ numbers, amounts }: Ranked): number[] => {
  const everybody = numbers.length <= 2 * mostMovers
  const gained = highest({ numbers, amounts }, { after: undefined, limit: everybody ? numbers.length : mostMovers })
  if (everybody) return gained
  const losses = Float64Array.from(amounts, amount => -amount)
  return [...gained, ...highest({ numbers, amounts: losses }, { after: undefined, limit: mostMovers }).reverse()]
}

const amountIn = (sums: RunSums, name: string) => sums.rules.find(rule => rule.name === name)?.amount ?? (0 as Cents)

const rulesOf = (now: RunSums, before: RunSums): RunDifference['rules'] => {
  const names = [...new Set([...now.rules, ...before.rules].map(({ name }) => name))]
  return names.map(name => ({ name, now: amountIn(now, name), before: amountIn(before, name) }))
}
