import { sql } from 'kysely'
import type { Database } from '#ground/database'

type Month = { readonly version: number; readonly hasPoints: boolean }

const kept = new WeakMap<Database, Map<number, Month>>()

/** Whether anything was ever booked in points. Every page asks it: a look at the months' versions, and at those that changed since. */
export const hasPoints = async (database: Database): Promise<boolean> => {
  const months = kept.get(database) ?? new Map<number, Month>()
  kept.set(database, months)
  const versions = await database.selectFrom('volume.version').selectAll().execute()
  const changed = versions.filter(({ period, version }) => months.get(period)?.version !== version)
  const withPoints = await monthsWithPoints(
    database,
    changed.map(({ period }) => period),
  )
  for (const { period, version } of changed) months.set(period, { version, hasPoints: withPoints.has(period) })
  return versions.some(({ period }) => months.get(period)?.hasPoints)
}

const monthsWithPoints = async (database: Database, periods: readonly number[]): Promise<ReadonlySet<number>> => {
  if (periods.length === 0) return new Set()
  const { rows } = await sql<{ period: number }>`
    select asked.period from unnest(${periods}::int[]) as asked (period)
    where exists (select from volume.balance where balance.period = asked.period and points <> 0)`.execute(database)
  return new Set(rows.map(row => row.period))
}
