import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { readSetting } from '#ground/setting/store.ts'
import { periodAfter, type Period, type Zone } from '#ground/period'
import { computeMonth, outlastsMonths, type Month, type State } from '#earnings/month'
import { firstPlannedMonth, planFor, planOf, type PlanVersion } from '#earnings/plan/store.ts'
import type { Facts } from '#earnings/volume'
import { factsOf, type Terms } from './facts.ts'
import { returnsSetting } from './index.ts'

/** A month as its plan computes it: from which facts, under which version, with which result. */
export type ComputedMonth = {
  readonly terms: Terms
  readonly version: PlanVersion
  readonly facts: Facts
  readonly month: Month
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

type Kept = { readonly versions: string; readonly month: Promise<ComputedMonth | undefined> }
const kept = new WeakMap<Database, Map<Period, Kept>>()

// A month of a million contacts takes some hundred MB.
const monthsKept = 3

/**
 * An open month by the plan that holds for it, live: computed anew when anything it rests on has changed. Undefined where no plan holds.
 * A plan whose ranks or rules outlast their month is computed from the last closed month on.
 */
export const computeOpenMonth = async (database: Database, period: Period): Promise<ComputedMonth | undefined> => {
  const months = kept.get(database) ?? new Map<Period, Kept>()
  kept.set(database, months)
  const versions = await versionsOf(database)
  const known = months.get(period)
  if (known?.versions === versions) return known.month
  const month = compute(database, period)
  months.delete(period)
  months.set(period, { versions, month })
  for (const oldest of [...months.keys()].slice(0, Math.max(0, months.size - monthsKept))) months.delete(oldest)
  month.catch(() => months.delete(period))
  return month
}

const versionsOf = async (database: Database): Promise<string> => {
  const { rows } = await sql<Record<string, unknown>>`
    select (select version from people.structure) as structure, (select max(id) from people.contact) as contacts,
      (select max(version) from earnings.plan) as plan, (select closed_until from volume.closing) as closed,
      (select sum(version)::bigint from volume.version) as booked, (select to_jsonb(company) from company) as company,
      (select max(changed_at) from ground.setting where name = ${returnsSetting.name}) as setting`.execute(database)
  return JSON.stringify(rows[0])
}

const compute = async (database: Database, period: Period): Promise<ComputedMonth | undefined> => {
  const asked = await termsOf(database, period)
  if (asked === undefined) return undefined
  const facts = await factsOf(database, asked.terms)
  const before = await stateBefore(database, asked.terms)
  return { ...asked, facts, month: computeMonth(asked.terms.plan, facts, before) }
}

const stateBefore = async (database: Database, { period, plan, since }: Terms): Promise<State | undefined> => {
  if (!outlastsMonths(plan) || period <= since) return undefined
  const before = await computeOpenMonth(database, periodAfter(period, -1))
  return before?.month.after
}
