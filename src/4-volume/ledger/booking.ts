import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { insertRows } from '#ground/database/store.ts'
import { newUuid } from '#ground/identity'
import { isoOf, periodAfter, periodFinder, type Instant, type Zone } from '#ground/period'
import { standingsAt, waitForMoves, type StandingQuestion } from '#people/structure/store.ts'
import { relevantAt } from '#sales/order'
import { closedWhileBooking } from './closing.ts'
import {
  entriesDue,
  entriesDueOfLoneReturn,
  periodNumber,
  type Booked,
  type Draft,
  type ReturnedLine,
  type SplitLine,
  type Standing,
} from './index.ts'

/** News of an order, or of a return without one. */
export type News = { readonly id: number; readonly order_id: number | null; readonly return_id: number | null }

/** Books what the orders and returns of the news lack, and answers how many entries that made. */
export const bookNews = async (database: Database, news: readonly News[], zone: Zone): Promise<number> => {
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

const draftsOfOrders = async (database: Database, numbers: readonly number[]): Promise<Draft[]> => {
  const relevant = await lockRelevantOrders(database, numbers)
  const sold = Map.groupBy(await soldLines(database, numbers), line => line.order_id)
  const returned = Map.groupBy(await returnedLines(database, { orders: numbers }), line => line.order_id)
  const booked = await bookedLines(database, numbers)
  const splits = await splitLines(database, relevant)
  const standings = await standingsOf(
    database,
    relevant.map(order => ({ contact: order.contact, at: order.relevantAt })),
  )
  return relevant.flatMap(({ number, ...order }, position) => {
    const own = splits.filter(split => split.order === number)
    const back = (returned.get(number) ?? []).map(line => ({
      ...line,
      holder: own.find(({ id }) => id === line.split_id),
    }))
    const lines = { lines: sold.get(number) ?? [], returned: back, splits: own }
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

type Relevant = Awaited<ReturnType<typeof lockRelevantOrders>>[number]

// What somebody was when the order became turnover; before he registered he was a prospect.
const splitLines = async (
  database: Database,
  orders: readonly Relevant[],
): Promise<(SplitLine & { readonly order: number })[]> => {
  const { rows } = await sql<Omit<SplitLine, 'role'> & { order: number }>`
    select split.id, split.order_line_id as "orderLine", split.contact_id as contact, split.net, split.points, line.order_id as order
    from sales.split join sales.order_line line on line.id = split.order_line_id
    where line.order_id = any(${orders.map(({ number }) => number)}::bigint[]) order by split.id`.execute(database)
  const at = new Map(orders.map(order => [order.number, order.relevantAt]))
  const standings = await standingsOf(
    database,
    rows.map(({ contact, order }) => ({ contact, at: at.get(order)! })),
  )
  return rows.map((row, position) => Object.assign(row, { role: standings[position]!.role }))
}

const draftsOfLoneReturns = async (database: Database, numbers: readonly number[]): Promise<Draft[]> => {
  const lines = await returnedLines(database, { loneReturns: numbers })
  const { rows } = await sql<{ id: number }>`
    select return_line_id as id from volume.entry where return_line_id = any(${lines.map(line => line.id)}::bigint[])`.execute(
    database,
  )
  const booked = { returnLines: new Set(rows.map(row => row.id)) }
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
      'line.split_id',
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
  const { rows } = await sql<{ order_line_id: number; return_line_id: number | null; split_id: number | null }>`
    select entry.order_line_id, entry.return_line_id, entry.split_id
    from volume.entry join sales.order_line line on line.id = entry.order_line_id
    where line.order_id = any(${orders}::bigint[])`.execute(database)
  return {
    orderLines: new Set(
      rows.flatMap(row => (row.return_line_id === null && row.split_id === null ? [row.order_line_id] : [])),
    ),
    returnLines: new Set(rows.flatMap(row => row.return_line_id ?? [])),
    splits: new Set(rows.flatMap(row => row.split_id ?? [])),
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
  const closed = await closedWhileBooking(database)
  // What is dated into a closed month counts in the first open one.
  const firstOpen = closed === undefined ? 0 : periodNumber(periodAfter(closed))
  const rows = drafts.map(draft => ({
    uuid: newUuid(),
    contact_id: draft.contact,
    at: isoOf(draft.at),
    period: Math.max(numberAt(draft.at), firstOpen),
    order_line_id: draft.orderLine,
    return_line_id: draft.returnLine,
    split_id: draft.split?.id ?? null,
    split_part: draft.split?.part ?? null,
    net: draft.net,
    points: draft.points,
    role: draft.role,
    direct_owner_id: draft.owners.direct,
    nearest_owner_id: draft.owners.nearest,
    recruited_owner_id: draft.owners.recruited,
    decided_at: isoOf(draft.decidedAt),
    decided_period: numberAt(draft.decidedAt),
  }))
  await bumpVersions(
    database,
    rows.map(row => row.period),
  )
  await insertRows(database, 'volume.entry', rows)
  await addToBalances(database, rows)
}

// Also the guard of a month's balances and of the order of its entries: who books into a month holds its version, from before its
// entries get their numbers until the transaction ends.
const bumpVersions = (database: Database, periods: readonly number[]) =>
  sql`insert into volume.version (period, version, entries)
    select period, 1, count(*) from unnest(${periods}::int[]) as q (period) group by period order by period
    on conflict (period) do update set version = version.version + 1, entries = version.entries + excluded.entries`.execute(
    database,
  )

const addToBalances = (database: Database, rows: readonly object[]) =>
  sql`insert into volume.balance
    select period, contact_id, decided_period, direct_owner_id, nearest_owner_id, recruited_owner_id, sum(net), sum(points), count(*)
    from jsonb_populate_recordset(null::volume.entry, ${JSON.stringify(rows)}::jsonb)
    group by 1, 2, 3, 4, 5, 6
    on conflict (period, contact_id, decided_period, nearest_owner_id, direct_owner_id, recruited_owner_id) do update
    set net = balance.net + excluded.net, points = balance.points + excluded.points, entries = balance.entries + excluded.entries`.execute(
    database,
  )
