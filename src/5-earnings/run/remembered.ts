import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { Period } from '#ground/period'
import { periodNumber } from '#volume/ledger'
import { returnsSetting } from './index.ts'
import type { ComputedMonth } from './open.ts'

type Answer = ComputedMonth | undefined

type Remembered = {
  /** What it rests on. */
  readonly versions: string
  /** In the order in which months were asked for and begun. */
  readonly begunAt: number
  readonly month: Promise<Answer>
  isDone: boolean
  /** The last one that is done, which may be the one before. */
  last: Answer
}

const remembered = new WeakMap<Database, Map<Period, Remembered>>()

const monthsOf = (database: Database): Map<Period, Remembered> => {
  const months = remembered.get(database) ?? new Map<Period, Remembered>()
  remembered.set(database, months)
  return months
}

// A month of a million contacts takes some hundred MB. Of a smaller company all are kept that may be open: each is asked for by every
// later one that takes something back of it.
const monthsKept = 4
const positionsKept = 4_000_000

let moment = 0

/**
 * A month as it stands now, or stood at some moment since it was asked for: computed when anything it rests on has changed. Each month is
 * computed once at a time, however many ask and however fast it changes.
 */
export const rememberedMonth = async (
  database: Database,
  period: Period,
  compute: () => Promise<Answer>,
): Promise<Answer> => {
  const months = monthsOf(database)
  const askedAt = (moment += 1)
  let versions = await versionsOf(database, period)
  let known = months.get(period)
  while (known !== undefined && !known.isDone && !holds(known, versions, askedAt)) {
    await known.month.catch(() => undefined)
    versions = await versionsOf(database, period)
    known = months.get(period)
  }
  return known !== undefined && holds(known, versions, askedAt)
    ? known.month
    : begin(months, period, { versions, month: compute(), last: known?.last })
}

const holds = (known: Remembered, versions: string, askedAt: number): boolean =>
  known.versions === versions || known.begunAt > askedAt

const begin = (
  months: Map<Period, Remembered>,
  period: Period,
  begun: Pick<Remembered, 'versions' | 'month' | 'last'>,
): Promise<Answer> => {
  const entry: Remembered = { ...begun, begunAt: (moment += 1), isDone: false }
  months.delete(period)
  months.set(period, entry)
  entry.month.then(
    computed => {
      entry.isDone = true
      entry.last = computed
      dropOldest(months, computed?.facts.sponsors.length ?? 1)
    },
    () => months.delete(period),
  )
  return entry.month
}

const dropOldest = (months: Map<Period, Remembered>, size: number): void => {
  const most = Math.max(monthsKept, Math.floor(positionsKept / size))
  for (const oldest of [...months.keys()].slice(0, Math.max(0, months.size - most))) months.delete(oldest)
}

const patienceInMs = 2000

/** `isBehind`: something has changed since, and the month as it stands now is under way. */
export type Recent = { readonly month: Answer; readonly isBehind: boolean }

/** The month as it stands now where that is known soon, else as it was computed last. */
export const recentlyRemembered = async (
  database: Database,
  period: Period,
  compute: () => Promise<Answer>,
): Promise<Recent> => {
  const current = rememberedMonth(database, period, compute).then(month => ({ month, isBehind: false }))
  const waiting = new AbortController()
  const last = async (): Promise<Recent> => {
    await pause(patienceInMs, undefined, { signal: waiting.signal })
    const month = monthsOf(database).get(period)?.last
    return month === undefined ? current : { month, isBehind: true }
  }
  try {
    return await Promise.race([current, last()])
  } finally {
    waiting.abort()
  }
}

/** Another one whenever anything a month rests on has changed. */
export const versionsOf = async (database: Database, period: Period): Promise<string> => {
  const { rows } = await sql<{ closed: string | null; versions: unknown }>`
    select (select hash from earnings.run where period = ${periodNumber(period)}) as closed, jsonb_build_array(
      (select version from people.structure), (select max(id) from people.contact), (select max(version) from earnings.plan),
      (select closed_until from volume.closing), (select sum(version)::bigint from volume.version),
      (select to_jsonb(company) from company), (select jsonb_agg(jsonb_build_array(id, until_on) order by id) from earnings.rank_by_hand),
      (select max(changed_at) from ground.setting where name = ${returnsSetting.name})) as versions`.execute(database)
  return rows[0]!.closed ?? JSON.stringify(rows[0]!.versions)
}
