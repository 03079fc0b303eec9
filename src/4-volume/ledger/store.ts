import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { insertRows, inTransaction, selectColumns } from '#ground/database/store.ts'
import { newUuid, type ContactNumber } from '#ground/identity'
import type { Cents, Points } from '#ground/money'
import { isoOf, periodFinder, type Instant, type Period, type Zone } from '#ground/period'
import { standingsAt, waitForMoves, type StandingQuestion } from '#people/structure/store.ts'
import { relevantAt } from '#sales/order'
import {
  periodNumber,
  entriesDue,
  entriesDueOfLoneReturn,
  type BalanceColumns,
  type Booked,
  type Draft,
  type ReturnedLine,
  type Standing,
} from './index.ts'

export type PullOptions = {
  /** How many news one transaction takes. */
  readonly eventsAtOnce?: number
}

/**
 * Books what orders and returns have become turnover since the last pull, exactly once, and answers how many entries that made.
 * The news are claimed with SKIP LOCKED, so that several pullers share the work; a killed puller's claim falls back by itself.
 * What is booked follows from the state of the order, and two unique indexes refuse a second booking of a line.
 * @throws Error when something cannot be booked; everything else is booked before, so that one order stops only itself.
 */
export const pull = async (
  database: Database,
  zone: Zone,
  { eventsAtOnce = 1_000 }: PullOptions = {},
): Promise<number> => {
  const impossible: Impossible[] = []
  let [booked, limit] = [0, eventsAtOnce]
  for (;;) {
    const step = await pullOnce(database, zone, { limit, except: impossible.map(({ event }) => event) })
    if (step.is === 'failed') {
      // Half as many, down to the one that cannot be booked.
      if (step.events.length === 1) impossible.push({ event: step.events[0]!, because: step.because })
      limit = Math.max(1, step.events.length >> 1)
    } else {
      booked += step.entries
      if (step.events < limit) break
      limit = Math.min(eventsAtOnce, limit * 2)
    }
  }
  if (impossible.length > 0) throw new Error(toldOf(impossible), { cause: impossible[0]!.because })
  return booked
}

type Impossible = { readonly event: number; readonly because: unknown }

const toldOf = (impossible: readonly Impossible[]): string =>
  `${impossible.length} of the news of orders cannot be booked, the first is event ${impossible[0]!.event}: ${String(impossible[0]!.because)}`

type Claim = { readonly limit: number; readonly except: readonly number[] }

type Step =
  | { readonly is: 'booked'; readonly events: number; readonly entries: number }
  | { readonly is: 'failed'; readonly events: readonly number[]; readonly because: unknown }

const pullOnce = async (database: Database, zone: Zone, claim: Claim): Promise<Step> => {
  let news: News[] = []
  try {
    const entries = await inTransaction(database, async transaction => {
      news = await claimEvents(transaction, claim)
      return bookNews(transaction, news, zone)
    })
    return { is: 'booked', events: news.length, entries }
  } catch (error) {
    // Before anything was claimed it is the database that fails, and not an order.
    if (news.length === 0 || !isRefused(error)) throw error
    return { is: 'failed', events: news.map(({ id }) => id), because: error }
  }
}

// What PostgreSQL refuses for what the row holds (classes 22 and 23), or our own rules for what it means.
const isRefused = (error: unknown): boolean => {
  const { code } = error as { code?: unknown }
  return error instanceof RangeError || (typeof code === 'string' && /^2[23]/u.test(code))
}

type News = { readonly id: number; readonly order_id: number | null; readonly return_id: number | null }

const bookNews = async (database: Database, news: readonly News[], zone: Zone): Promise<number> => {
  const orders = [...new Set(news.flatMap(({ order_id }) => order_id ?? []))]
  const loneReturns = news.flatMap(({ order_id, return_id }) => (order_id === null ? [return_id!] : []))
  await waitForMoves(database)
  const drafts = [
    ...(orders.length === 0 ? [] : await draftsOfOrders(database, orders)),
    ...(loneReturns.length === 0 ? [] : await draftsOfLoneReturns(database, loneReturns)),
  ]
  await keepEntries(database, drafts, zone)
  return drafts.length
}

const claimEvents = async (database: Database, { limit, except }: Claim): Promise<News[]> => {
  const { rows } = await sql<News>`
    with claimed as (
      select id from sales.event where pulled_by_ledger_at is null and id <> all(${except}::bigint[])
      order by id limit ${limit} for update skip locked
    )
    update sales.event set pulled_by_ledger_at = now() from claimed where event.id = claimed.id
    returning event.id, order_id, return_id`.execute(database)
  return rows
}

const draftsOfOrders = async (database: Database, numbers: readonly number[]): Promise<Draft[]> => {
  const relevant = await lockRelevantOrders(database, numbers)
  const sold = Map.groupBy(await soldLines(database, numbers), line => line.order_id)
  const returned = Map.groupBy(await returnedLines(database, { orders: numbers }), line => line.order_id)
  const booked = await bookedLines(database, numbers)
  const standings = await standingsOf(
    database,
    relevant.map(order => ({ contact: order.contact, at: order.relevantAt })),
  )
  return relevant.flatMap(({ number, ...order }, position) => {
    const lines = { lines: sold.get(number) ?? [], returned: returned.get(number) ?? [] }
    return entriesDue({ ...order, ...lines, standing: standings[position]! }, booked)
  })
}

// Half of the guard: what changes an order or books it holds its row. The other half are the two unique indexes.
const lockRelevantOrders = async (database: Database, numbers: readonly number[]) => {
  const rows = await database
    .selectFrom('sales.order')
    .selectAll()
    .where('id', '=', sql<number>`any(${numbers}::bigint[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.flatMap(row => {
    const { placed_at: placedAt, paid_at: paidAt, shipped_at: shippedAt, volume_when: volumeWhen } = row
    const at = relevantAt({ placedAt, paidAt, shippedAt, volumeWhen })
    return at === null ? [] : [{ number: row.id, contact: row.contact_id, relevantAt: at }]
  })
}

const soldLines = (database: Database, orders: readonly number[]) =>
  database
    .selectFrom('sales.order_line')
    .select(['id', 'order_id', 'net', 'points'])
    .where('order_id', '=', sql<number>`any(${orders}::bigint[])`)
    .orderBy('id')
    .execute()

const draftsOfLoneReturns = async (database: Database, numbers: readonly number[]): Promise<Draft[]> => {
  const lines = await returnedLines(database, { loneReturns: numbers })
  const { rows } = await sql<{ id: number }>`
    select return_line_id as id from volume.entry where return_line_id = any(${lines.map(line => line.id)}::bigint[])`.execute(
    database,
  )
  const booked: Booked = { orderLines: new Set(), returnLines: new Set(rows.map(row => row.id)) }
  const standings = await standingsOf(
    database,
    lines.map(line => ({ contact: line.contact_id, at: line.happenedAt })),
  )
  return lines.flatMap((line, position) =>
    entriesDueOfLoneReturn({ contact: line.contact_id, standing: standings[position]!, returned: [line] }, booked),
  )
}

type Source = { readonly orders: readonly number[] } | { readonly loneReturns: readonly number[] }

const returnedLines = async (database: Database, source: Source) => {
  const rows = await database
    .selectFrom('sales.return as return')
    .innerJoin('sales.return_line as line', 'line.return_id', 'return.id')
    .select([
      'line.id',
      'line.order_line_id',
      'line.net',
      'line.points',
      'return.order_id',
      'return.contact_id',
      'return.happened_at',
    ])
    .where(
      'orders' in source
        ? sql<boolean>`"return".order_id = any(${source.orders}::bigint[])`
        : sql<boolean>`"return".id = any(${source.loneReturns}::bigint[])`,
    )
    .orderBy('line.id')
    .execute()
  return rows.map(row => ({
    ...row,
    orderLine: row.order_line_id,
    happenedAt: row.happened_at,
  })) satisfies ReturnedLine[]
}

const bookedLines = async (database: Database, orders: readonly number[]): Promise<Booked> => {
  const { rows } = await sql<{ order_line_id: number; return_line_id: number | null }>`
    select entry.order_line_id, entry.return_line_id
    from volume.entry join sales.order_line line on line.id = entry.order_line_id
    where line.order_id = any(${orders}::bigint[])`.execute(database)
  return {
    orderLines: new Set(rows.flatMap(row => (row.return_line_id === null ? [row.order_line_id] : []))),
    returnLines: new Set(rows.flatMap(row => row.return_line_id ?? [])),
  }
}

const standingsOf = async (database: Database, questions: readonly StandingQuestion[]): Promise<Standing[]> => {
  const answers = await standingsAt(database, questions)
  return answers.map(({ role, owners }, position) => ({
    // Turnover from before somebody registered is a prospect's: it belongs to whoever he joined.
    role: role ?? 'prospect',
    owners,
    decidedAt: questions[position]!.at,
  }))
}

const keepEntries = async (database: Database, drafts: readonly Draft[], zone: Zone): Promise<void> => {
  if (drafts.length === 0) return
  const periodAt = periodFinder(zone)
  const numberAt = (at: Instant) => periodNumber(periodAt(at))
  const rows = drafts.map(draft => ({
    uuid: newUuid(),
    contact_id: draft.contact,
    at: isoOf(draft.at),
    period: numberAt(draft.at),
    order_line_id: draft.orderLine,
    return_line_id: draft.returnLine,
    net: draft.net,
    points: draft.points,
    role: draft.role,
    direct_owner_id: draft.owners.direct,
    nearest_owner_id: draft.owners.nearest,
    recruited_owner_id: draft.owners.recruited,
    decided_at: isoOf(draft.decidedAt),
    decided_period: numberAt(draft.decidedAt),
  }))
  await bumpVersions(database, [...new Set(rows.map(row => row.period))])
  await insertRows(database, 'volume.entry', rows)
  await addToBalances(database, rows)
}

// Also the guard of a month's balances: who books into a month holds its version until the transaction ends.
const bumpVersions = (database: Database, periods: readonly number[]) =>
  sql`insert into volume.version (period, version) select period, 1 from unnest(${periods.toSorted((a, b) => a - b)}::int[]) as q (period)
    on conflict (period) do update set version = version.version + 1`.execute(database)

const addToBalances = (database: Database, rows: readonly object[]) =>
  sql`insert into volume.balance
    select period, contact_id, decided_period, direct_owner_id, nearest_owner_id, recruited_owner_id, sum(net), sum(points), count(*)
    from jsonb_populate_recordset(null::volume.entry, ${JSON.stringify(rows)}::jsonb)
    group by 1, 2, 3, 4, 5, 6
    on conflict (period, contact_id, decided_period, nearest_owner_id, direct_owner_id, recruited_owner_id) do update
    set net = balance.net + excluded.net, points = balance.points + excluded.points, entries = balance.entries + excluded.entries`.execute(
    database,
  )

export type BalanceRow = {
  readonly period: number
  readonly contact_id: number
  readonly decided_period: number
  readonly nearest_owner_id: number
  readonly net: Cents
  readonly points: Points
  readonly entries: number
}

/** The balances as the entries give them: what `volume.balance` must hold. */
export const recomputedBalances = (database: Database) =>
  sql<BalanceRow>`
  select period, contact_id, decided_period, direct_owner_id, nearest_owner_id, recruited_owner_id,
    sum(net)::bigint as net, sum(points)::bigint as points, count(*)::int as entries
  from volume.entry group by 1, 2, 3, 4, 5, 6
  order by 1, 2, 3, 4, 5, 6`.execute(database)

/** A month's balances in columns, in the order of contacts. */
export const balancesOf = (database: Database, period: Period): Promise<BalanceColumns> =>
  selectColumns(database, {
    query: `select contact_id as contacts, decided_period as "decidedPeriods", direct_owner_id as direct,
        nearest_owner_id as nearest, recruited_owner_id as recruited, net, points
      from volume.balance where period = ${periodNumber(period)} order by contact_id`,
    columns: {
      contacts: 'int4',
      decidedPeriods: 'int4',
      direct: 'int4',
      nearest: 'int4',
      recruited: 'int4',
      net: 'int8',
      points: 'int8',
    },
  })

/** Grows with every booking into the month; 0 before the first. */
export const versionOf = async (database: Database, period: Period): Promise<number> =>
  (
    await database
      .selectFrom('volume.version')
      .select('version')
      .where('period', '=', periodNumber(period))
      .executeTakeFirst()
  )?.version ?? 0

/** The numbers of the months with entries, oldest first. */
export const periodsWithEntries = async (database: Database): Promise<number[]> =>
  (await database.selectFrom('volume.version').select('period').orderBy('period').execute()).map(row => row.period)

export type Decided = {
  readonly contact: ContactNumber
  /** His place decides for himself and those below, unless he is a partner himself; his role decides in any case. */
  readonly by: 'place' | 'role'
  readonly since: Instant
}

/**
 * Whether an entry since that moment was decided by where somebody stands or what he is: his own, or one of somebody below him with
 * no partner between. A change dated back to then would belie it. Ask under structure's lock, which holds bookings up.
 */
export const isBookedSince = async (database: Database, { contact, by, since }: Decided): Promise<boolean> => {
  const isOwner = (id: string) => sql`exists (select from people.role where contact_id = ${sql.ref(id)}
    and role in ('partner', 'house') and from_at <= ${timestamp(since)} and until_at = 'infinity')`
  const { rows } = await sql<{ found: boolean }>`
    with recursive below (id) as (
      select id from people.contact where id = ${contact} and (${by === 'role'} or not ${isOwner('contact.id')})
      union
      select edge.contact_id from below join people.sponsorship edge on edge.sponsor_id = below.id
      where edge.until_at > ${timestamp(since)} and not ${isOwner('edge.contact_id')}
    )
    select exists (
      select from volume.entry join below on entry.contact_id = below.id where entry.decided_at >= ${timestamp(since)}
    ) as found`.execute(database)
  return rows[0]!.found
}
