import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { periodAfter, type Period } from '#ground/period'
import { structureVersion } from '#people/structure/store.ts'
import { explain, rowsOf } from '#volume/explanation'
import { periodNumber, periodOfNumber } from '#volume/ledger'
import type { MonthPoint, Totals, Turnover } from '../index.ts'
import { pageMonth, type Context } from './month.ts'
import { isNothing, nothing, totalsOf, turnover } from './totals.ts'

type Known = { readonly version: string; readonly totals: Totals }

// A month's totals change with its entries, and under the reading "period end" with the structure.
const kept = new WeakMap<Database, Map<string, Known>>()

/** The company's totals of every month with entries, oldest first. Cost: one query over the months that changed since. */
export const totalsByPeriod = async (context: Context): Promise<Map<Period, Totals>> => {
  const { database, reading } = context
  const months = kept.get(database) ?? new Map<string, Known>()
  kept.set(database, months)
  const versions = await database.selectFrom('volume.version').selectAll().orderBy('period').execute()
  const structure = reading.moment === 'order' ? 0 : await structureVersion(database)
  const keyOf = (period: number) => `${period} ${reading.whose} ${reading.moment}`
  const stale = versions.filter(
    ({ period, version }) => months.get(keyOf(period))?.version !== `${version} ${structure}`,
  )
  const fresh = await compute(
    context,
    stale.map(({ period }) => periodOfNumber(period)),
  )
  stale.forEach(({ period, version }, position) =>
    months.set(keyOf(period), { version: `${version} ${structure}`, totals: fresh[position]! }),
  )
  return new Map(versions.map(({ period }) => [periodOfNumber(period), months.get(keyOf(period))!.totals]))
}

const compute = async (context: Context, periods: readonly Period[]): Promise<Totals[]> => {
  if (periods.length === 0) return []
  if (context.reading.moment === 'order') return sumBalances(context, periods)
  const totals: Totals[] = []
  for (const period of periods) totals.push((await pageMonth(context, period)).totals)
  return totals
}

type Sums = {
  readonly period: number
  readonly net: number
  readonly points: number
  readonly partnersNet: number
  readonly partnersPoints: number
  readonly houseNet: number
  readonly housePoints: number
}

const ownerColumn = ({ reading }: Context) => sql.ref(`${reading.whose}_owner_id`)

// A partner's own purchases belong to himself under every reading.
const sumBalances = async (context: Context, periods: readonly Period[]): Promise<Totals[]> => {
  const { rows } = await sql<Sums>`
    with house as materialized (select contact_id as id from people.role where role = 'house')
    select period, sum(net)::bigint as net, sum(points)::bigint as points,
      coalesce(sum(net) filter (where contact_id = nearest_owner_id and contact_id <> house.id), 0)::bigint as "partnersNet",
      coalesce(sum(points) filter (where contact_id = nearest_owner_id and contact_id <> house.id), 0)::bigint as "partnersPoints",
      coalesce(sum(net) filter (where ${ownerColumn(context)} = house.id), 0)::bigint as "houseNet",
      coalesce(sum(points) filter (where ${ownerColumn(context)} = house.id), 0)::bigint as "housePoints"
    from volume.balance cross join house where period = any(${periods.map(periodNumber)}::int[]) group by period`.execute(
    context.database,
  )
  const found = new Map(rows.map(row => [periodOfNumber(row.period), row]))
  return periods.map(period => {
    const row = found.get(period)
    if (row === undefined) return totalsOf({ all: nothing, partners: nothing, house: nothing })
    return totalsOf({
      all: turnover(row.net, row.points),
      partners: turnover(row.partnersNet, row.partnersPoints),
      house: turnover(row.houseNet, row.housePoints),
    })
  })
}

/** The whole company month by month, oldest first, without gaps. */
export const companyMonths = async (context: Context): Promise<MonthPoint[]> => {
  const totals = await totalsByPeriod(context)
  return everyMonth([...totals.keys()]).map(period => ({
    period,
    personal: totals.get(period)?.partners ?? nothing,
    customers: totals.get(period)?.customers ?? nothing,
  }))
}

const everyMonth = (known: readonly Period[]): Period[] => {
  const [first, last] = [known[0], known.at(-1)]
  const all: Period[] = []
  for (let period = first; period !== undefined && period <= last!; period = periodAfter(period)) all.push(period)
  return all
}

/**
 * A contact's months, oldest first: his own volume if he ever was a partner, else his personal volume. It begins with his first
 * turnover and ends with the company's last.
 */
export const monthsOfContact = async (context: Context, contact: ContactNumber): Promise<MonthPoint[]> => {
  const known = [...(await totalsByPeriod(context)).keys()]
  const points = (await everOwned(context, contact))
    ? await ownMonths(context, contact, known)
    : await personalMonths(context, contact)
  const found = new Map(points.map(point => [point.period, point]))
  const all = everyMonth(known).map(period => found.get(period) ?? { period, personal: nothing, customers: nothing })
  const first = all.findIndex(({ personal, customers }) => !isNothing(personal) || !isNothing(customers))
  return first < 0 ? [] : all.slice(first)
}

const everOwned = async ({ database }: Context, contact: ContactNumber): Promise<boolean> => {
  const found = await database
    .selectFrom('people.role')
    .select('contact_id')
    .where('contact_id', '=', contact)
    .where('role', 'in', ['partner', 'house'])
    .executeTakeFirst()
  return found !== undefined
}

const ownMonths = async (context: Context, contact: ContactNumber, known: readonly Period[]): Promise<MonthPoint[]> => {
  if (context.reading.moment === 'order') return sumOwned(context, contact)
  const points: MonthPoint[] = []
  for (const period of known) points.push(await pointIn(context, contact, period))
  return points
}

// Under the reading "period end" the owner is no column of the ledger: the month has to be computed.
const pointIn = async (context: Context, contact: ContactNumber, period: Period): Promise<MonthPoint> => {
  const month = await pageMonth(context, period)
  if (rowsOf(month.owned, contact).length === 0) return { period, personal: nothing, customers: nothing }
  const { personalAsPartner, volumes } = explain(month, contact)
  return { period, personal: personalAsPartner ?? nothing, customers: volumes.customers ?? nothing }
}

type OwnedSums = { readonly period: number; readonly isOwn: boolean; readonly net: number; readonly points: number }

const sumOwned = async (context: Context, contact: ContactNumber): Promise<MonthPoint[]> => {
  const { rows } = await sql<OwnedSums>`
    select period, contact_id = ${contact} as "isOwn", sum(net)::bigint as net, sum(points)::bigint as points
    from volume.balance where ${ownerColumn(context)} = ${contact} group by 1, 2`.execute(context.database)
  return [...Map.groupBy(rows, row => row.period)].map(([period, sums]) => ({
    period: periodOfNumber(period),
    personal: amountOf(sums.find(row => row.isOwn)),
    customers: amountOf(sums.find(row => !row.isOwn)),
  }))
}

const amountOf = (sums: Pick<OwnedSums, 'net' | 'points'> | undefined): Turnover =>
  sums === undefined ? nothing : turnover(sums.net, sums.points)

const personalMonths = async ({ database }: Context, contact: ContactNumber): Promise<MonthPoint[]> => {
  const { rows } = await sql<Omit<OwnedSums, 'isOwn'>>`
    select period, sum(net)::bigint as net, sum(points)::bigint as points
    from volume.balance where contact_id = ${contact} group by period`.execute(database)
  return rows.map(row => ({ period: periodOfNumber(row.period), personal: amountOf(row), customers: nothing }))
}
