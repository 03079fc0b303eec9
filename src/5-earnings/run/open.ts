import type { Database } from '#ground/database'
import { readSetting } from '#ground/setting/store.ts'
import { periodAfter, type Instant, type Period, type Zone } from '#ground/period'
import { inSharedMemory } from '#ground/thread'
import { besides, threadBeside } from '#ground/thread/store.ts'
import { periodNumber, periodOfNumber } from '#volume/ledger'
import { computeMonth, outlastsMonths, type Month, type State } from '#earnings/month'
import type { Plan } from '#earnings/plan'
import { firstPlannedMonth, planFor, planOf, type PlanVersion } from '#earnings/plan/store.ts'
import type { Facts } from '#earnings/volume'
import {
  reachedOf,
  recomputed,
  recordOf,
  soldMonth,
  stateAfter,
  takenBackBefore,
  termsOfRecord,
  versionOfRecord,
  closedLines,
  type RunRecord,
} from './closed.ts'
import { carryingWithout } from './carried-back.ts'
import { ledgerOf, type Ledger } from './counted.ts'
import { factsOf, type Terms } from './facts.ts'
import { returnsSetting } from './index.ts'
import { linesOfBook, withTakingBack, type RunLines, type TakingBack } from './lines.ts'
import { recordNow } from './record.ts'
import { recentlyRemembered, rememberedMonth, versionsOf, type Recent } from './remembered.ts'
import { earlierMonths, entriesBefore, returnedOf, soldBefore, type Returned } from './returned.ts'
import { takingBack, type Already, type SoldMonth, type Taken } from './taking-back.ts'

/** A month as its plan computes it: from which facts, under which version, with which result. */
export type ComputedMonth = {
  readonly terms: Terms
  readonly version: PlanVersion
  readonly facts: Facts
  readonly ledger: Ledger
  readonly before: State | undefined
  /** What everybody reached, and what the month leaves. */
  readonly month: Omit<Month, 'lines'>
  /** By the month that was sold in, what came back of it until this one. */
  readonly returned: ReadonlyMap<number, Returned>
  /** What the month pays, and behind it what it takes back of earlier ones. */
  readonly lines: RunLines
  /** What it rests on and what came out, by digests; of a closed month as it was closed. */
  readonly record: RunRecord
  /** When it was asked for. */
  readonly asOf: Instant
}

/** What a month would be computed by today; undefined where no plan holds for it. */
export const termsOf = async (
  database: Database,
  period: Period,
): Promise<Pick<ComputedMonth, 'terms' | 'version'> | undefined> => {
  const version = await planFor(database, period)
  if (version === undefined) return undefined
  const company = await database
    .selectFrom('company')
    .select(['zone', 'reading_whose', 'reading_moment'])
    .executeTakeFirstOrThrow()
  const terms = {
    period,
    zone: company.zone as Zone,
    reading: { whose: company.reading_whose, moment: company.reading_moment },
    plan: planOf(version),
    since: (await firstPlannedMonth(database))!,
    takesBack: (await readSetting(database, returnsSetting)).classes,
  }
  return { terms, version }
}

/**
 * A month by the plan that holds for it. An open one is live: computed anew when anything it rests on has changed. A closed one is what
 * it was when it closed. Undefined where no plan holds. A plan whose ranks or rules outlast their month is computed from the last
 * closed month on. Computed in the thread beside the database where it has one, with columns that both see.
 */
export const computedMonth: (database: Database, period: Period) => Promise<ComputedMonth | undefined> = (
  database,
  period,
) => rememberedMonth(database, period, computing(database, period))

/** A month as it stands now, or for whoever would rather not wait long, as it stood when it was computed last. */
export const recentMonth = (database: Database, period: Period): Promise<Recent> =>
  recentlyRemembered(database, period, computing(database, period))

const askMonth = besides('the month of a run', computedMonth)

const computing = (database: Database, period: Period) => () =>
  threadBeside(database) === undefined ? compute(database, period) : askMonth(database, period)

const compute = async (database: Database, period: Period): Promise<ComputedMonth | undefined> => {
  const record = await recordOf(database, period)
  return inSharedMemory(await (record === undefined ? computeOpen(database, period) : reopened(database, record)))
}

const reopened = async (database: Database, record: RunRecord): Promise<ComputedMonth> => {
  const version = await versionOfRecord(database, record)
  const terms = termsOfRecord(record, version)
  const lines = await closedLines(database, record.period)
  const { facts, month } = await recomputed(database, record, terms)
  const { ledger } = record
  const rest = { before: undefined, month: reachedIn(month), returned: new Map(), asOf: Date.now() as Instant }
  return { terms, version, record, ledger, facts, lines, ...rest }
}

const mostTries = 5

// Facts are several questions: asked again where something changed between them, so that all are of one moment.
const computeOpen = async (
  database: Database,
  period: Period,
  tries = mostTries,
): Promise<ComputedMonth | undefined> => {
  const asOf = Date.now() as Instant
  const versions = await versionsOf(database, period)
  const asked = await termsOf(database, period)
  if (asked === undefined) return undefined
  const facts = await factsOf(database, asked.terms)
  const returned = await returnedBefore(database, asked.terms)
  const ledger = await ledgerOf(database, period)
  if (tries > 1 && (await versionsOf(database, period)) !== versions) return computeOpen(database, period, tries - 1)
  const sold = await soldMonths(database, returned)
  const before = withoutReturned(await stateBefore(database, asked.terms), { period, returned, sold })
  const month = computeMonth(asked.terms.plan, facts, before)
  const lines = await withReturns(database, linesOfBook(month.lines), { period, returned, sold })
  const computed = {
    ...asked,
    facts,
    ledger,
    before,
    month: reachedIn(month),
    returned,
    lines,
  }
  return { ...computed, record: recordNow(computed), asOf }
}

// Plain values alone, which cross between threads: what volumes leave to the next month is in the state by now.
const reachedIn = ({ columns, standing, after }: Month): ComputedMonth['month'] => {
  const plain = new Map([...columns].map(([name, { leave: _leave, ...column }]) => [name, column]))
  return { columns: plain, standing: { ...standing, columns: plain }, after }
}

const stateBefore = async (database: Database, { period, plan, since }: Terms): Promise<State | undefined> => {
  if (!outlastsMonths(plan) || period <= since) return undefined
  const earlier = periodAfter(period, -1)
  if ((await recordOf(database, earlier)) !== undefined) return stateAfter(database, earlier)
  return (await computedMonth(database, earlier))?.month.after
}

const returnedBefore = async (database: Database, terms: Terms): Promise<Map<number, Returned>> => {
  const returned = new Map<number, Returned>()
  for (const number of await soldBefore(database, terms)) {
    const sold = await termsThen(database, periodOfNumber(number))
    if (sold !== undefined) returned.set(number, await returnedOf(database, sold, terms))
  }
  return returned
}

const termsThen = async (database: Database, period: Period): Promise<Terms | undefined> => {
  const record = await recordOf(database, period)
  if (record === undefined) return (await termsOf(database, period))?.terms
  return termsOfRecord(record, await versionOfRecord(database, record))
}

/** The plan a month was, or would be, computed by. */
export const planOfMonth = async (database: Database, period: Period): Promise<Plan | undefined> =>
  (await termsThen(database, period))?.plan

type Taking = {
  readonly period: Period
  readonly returned: ReadonlyMap<number, Returned>
  readonly sold: ReadonlyMap<number, SoldMonth>
}

const soldMonths = async (
  database: Database,
  returned: ReadonlyMap<number, Returned>,
): Promise<Map<number, SoldMonth>> => {
  const sold = new Map<number, SoldMonth>()
  for (const number of returned.keys()) sold.set(number, await soldMonthOf(database, periodOfNumber(number)))
  return sold
}

const withoutReturned = (before: State | undefined, { period, returned, sold }: Taking): State | undefined => {
  if (before === undefined || returned.size === 0) return before
  const cameBack = [...returned].map(([number, back]) => ({
    sold: sold.get(number)!,
    entries: back.entries,
    earlier: entriesBefore(back, period),
  }))
  return carryingWithout(before, cameBack)
}

/** What a month pays, and behind it what it takes back of earlier ones. */
const withReturns = async (database: Database, paid: RunLines, taken: Taking): Promise<RunLines> => {
  const { period, returned, sold } = taken
  const taking: TakingBack[] = []
  for (const [number, back] of returned) {
    const already = await alreadyTaken(database, sold.get(number)!, { period, returned: back })
    taking.push(...takingBack(sold.get(number)!, back.entries, already))
  }
  return withTakingBack(paid, taking, new Map([...sold].map(([number, { lines }]) => [number, lines])))
}

const soldMonthOf = async (database: Database, period: Period): Promise<SoldMonth> => {
  const record = await recordOf(database, period)
  if (record !== undefined) return soldMonth(database, record)
  const { terms, facts, month, lines } = (await computedMonth(database, period))!
  const { ranks, volumes } = reachedOf(month)
  return {
    period: periodNumber(period),
    plan: terms.plan,
    facts,
    ranks,
    volumes: new Map(Object.entries(volumes)),
    after: month.after,
    lines,
  }
}

type Earlier = { readonly period: Period; readonly returned: Returned }

// Closed months have kept what they took back; of open ones it is computed.
const alreadyTaken = async (database: Database, sold: SoldMonth, { period, returned }: Earlier): Promise<Already> => {
  const already = new Map(await takenBackBefore(database, sold.period, period))
  for (const month of earlierMonths(returned, period)) {
    if ((await recordOf(database, periodOfNumber(month))) !== undefined) continue
    addTaken(already, (await computedMonth(database, periodOfNumber(month)))!.lines, sold.period)
  }
  return already
}

const addTaken = (already: Map<number, Taken>, lines: RunLines, sold: number): void => {
  for (let place = 0; place < lines.amount.length; place += 1) {
    if (lines.ofPeriod[place] !== sold) continue
    const before = already.get(lines.ofPlace[place]!) ?? { base: 0, amount: 0 }
    const [base, amount] = [before.base + lines.base[place]!, before.amount + lines.amount[place]!]
    already.set(lines.ofPlace[place]!, { base, amount })
  }
}
