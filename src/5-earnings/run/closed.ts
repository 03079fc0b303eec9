import type { Database } from '#ground/database'
import { selectColumns } from '#ground/database/store.ts'
import type { Period, Zone } from '#ground/period'
import { periodNumber } from '#volume/ledger'
import type { Reading } from '#volume/kinds'
import type { ReasonClass } from '#sales/order'
import { computeMonth, type Month, type State } from '#earnings/month'
import { planOf, planVersion, type PlanVersion } from '#earnings/plan/store.ts'
import type { Kept } from '#earnings/scalar'
import type { Facts } from '#earnings/volume'
import type { Terms } from './facts.ts'
import type { Ledger } from './counted.ts'
import { keptOf } from './kept.ts'
import { lineShape, type RunLines } from './lines.ts'
import type { Sums } from './sums.ts'
import type { Already, SoldMonth } from './taking-back.ts'

/** What a run rests on and what came out of it, each by its digest, and the sums that people look at. */
export type RunRecord = {
  readonly period: Period
  readonly plan: { readonly version: number; readonly digest: string }
  readonly zone: Zone
  readonly reading: Reading
  readonly since: Period
  readonly takesBack: readonly ReasonClass[]
  readonly digests: {
    readonly facts: string
    readonly before: string
    readonly returned: string
    readonly reached: string
    readonly lines: string
    readonly after: string
  }
  readonly ledger: Ledger
  readonly sums: Sums
}

/** What everybody reached: who was active, who had which rank, and every volume of the plan. */
export type Reached = {
  readonly active: Uint8Array
  readonly ranks: Int16Array
  readonly volumes: { readonly [name: string]: Float64Array }
}

export const reachedOf = ({ standing, columns }: Pick<Month, 'standing' | 'columns'>): Reached => ({
  active: standing.active,
  ranks: standing.ranks,
  volumes: Object.fromEntries([...columns].map(([name, { values }]) => [name, values])),
})

export const recordOf = async (database: Database, period: Period): Promise<RunRecord | undefined> => {
  const row = await database
    .selectFrom('earnings.run')
    .select('record')
    .where('period', '=', periodNumber(period))
    .where('state', '=', 'closed')
    .executeTakeFirst()
  return row?.record as RunRecord | undefined
}

/** The lines of a closed month. */
export const closedLines = async (database: Database, period: Period): Promise<RunLines> => {
  const columns = await selectColumns(database, {
    query: `select partner, rule, source, base, is_points::int, rate, amount, level, passed, less,
        coalesce(corrects_period, 0), coalesce(corrects_place, 0)
      from earnings.line where period = ${periodNumber(period)} order by place`,
    columns: lineShape,
  })
  const told = await database
    .selectFrom('earnings.line')
    .select(['place', 'details'])
    .where('period', '=', periodNumber(period))
    .where('details', 'is not', null)
    .orderBy('place')
    .execute()
  return { ...columns, details: new Map(told.map(({ place, details }) => [place, details!])) }
}

export const versionOfRecord = async (database: Database, { plan }: RunRecord): Promise<PlanVersion> => {
  const version = await planVersion(database, plan.version)
  if (version === undefined) throw new Error(`there is no version ${plan.version} of the plan`)
  return version
}

/** The terms a closed month was computed under. */
export const termsOfRecord = (record: RunRecord, version: PlanVersion): Terms => {
  const { period, zone, reading, since, takesBack } = record
  return { period, zone, reading, since, takesBack, plan: planOf(version) }
}

/** A part of what a closed month kept. @throws Error when it is not there. */
export const partOf = async <T>(database: Database, period: Period, name: string): Promise<T> => {
  const kept = await keptOf(database, { period: periodNumber(period), name })
  if (kept === undefined) throw new Error(`the closed month ${period} has lost its ${name}`)
  return kept as T
}

/** The state a closed month left. */
export const stateAfter = (database: Database, period: Period): Promise<State> => partOf(database, period, 'after')

/** A closed month computed again from what it kept: the same facts, the same plan, the same state before. */
export const recomputed = async (database: Database, { period }: RunRecord, terms: Terms) => {
  const facts = await partOf<Facts & Kept>(database, period, 'facts')
  const before = await partOf<State | null>(database, period, 'before')
  return { facts, month: computeMonth(terms.plan, facts, before ?? undefined) }
}

/** A closed month as one that something comes back of. */
export const soldMonth = async (database: Database, record: RunRecord): Promise<SoldMonth & { terms: Terms }> => {
  const terms = termsOfRecord(record, await versionOfRecord(database, record))
  const facts = await partOf<Facts>(database, record.period, 'facts')
  const { ranks, volumes } = await partOf<Reached>(database, record.period, 'reached')
  const lines = await closedLines(database, record.period)
  return {
    period: periodNumber(record.period),
    terms,
    plan: terms.plan,
    facts,
    volumes: new Map(Object.entries(volumes)),
    ranks,
    after: await stateAfter(database, record.period),
    lines,
  }
}

/** What closed months before this one have taken back of a month's lines. */
export const takenBackBefore = async (database: Database, sold: number, period: Period): Promise<Already> => {
  const rows = await database
    .selectFrom('earnings.line')
    .select(({ fn }) => [
      'corrects_place as place',
      fn.sum<string>('base').as('base'),
      fn.sum<string>('amount').as('amount'),
    ])
    .where('corrects_period', '=', sold)
    .where('period', '<', periodNumber(period))
    .groupBy('corrects_place')
    .execute()
  return new Map(rows.map(({ place, base, amount }) => [place!, { base: Number(base), amount: Number(amount) }]))
}
