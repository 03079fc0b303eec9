import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { insertRows } from '#ground/database/store.ts'
import { newUuid, publicIdOf, type ContactNumber, type PublicId } from '#ground/identity'
import { sum, type Cents, type Points } from '#ground/money'
import { isoOf, type Instant } from '#ground/period'
import {
  spread,
  takeBackPieces,
  whatIsLeft,
  type Line,
  type ReasonClass,
  type ReturnedPiece,
  type TakenBack,
} from './index.ts'
import { holdersOf, type Holder } from './splitting.ts'
import { undo, type Undoing } from './undoing.ts'

/** The guard of an order: what changes it, or books it, holds its row. Two returns at once cannot take back the same piece. */
export const lockOrders = (database: Database, orders: readonly number[]) =>
  database
    .selectFrom('sales.order')
    .selectAll()
    .where('id', '=', sql<number>`any(${orders}::bigint[])`)
    .orderBy('id')
    .forUpdate()
    .execute()

/** The lines of orders, in their order, with what was taken back of each so far. */
export const linesWithReturns = async (database: Database, orders: readonly number[]) => {
  const rows = await database
    .selectFrom('sales.order_line as line')
    .leftJoin('sales.return_line as returned', 'returned.order_line_id', 'line.id')
    .selectAll('line')
    .select(({ fn }) => [
      fn.coalesce(fn.sum<number>('returned.quantity'), sql<number>`0`).as('returned_quantity'),
      sql<Cents>`coalesce(sum(returned.net), 0)::bigint`.as('returned_net'),
      sql<Points>`coalesce(sum(returned.points), 0)::bigint`.as('returned_points'),
    ])
    .where('line.order_id', '=', sql<number>`any(${orders}::bigint[])`)
    .groupBy('line.id')
    .orderBy('line.order_id')
    .orderBy('line.position')
    .execute()
  return rows.map(row => {
    const returned: TakenBack = { quantity: row.returned_quantity, net: row.returned_net, points: row.returned_points }
    return Object.assign(row, { returned })
  })
}

export type LineWithReturns = Awaited<ReturnType<typeof linesWithReturns>>[number]

/** The numbers of what was just kept under these UUIDs, in their order. */
export const numbersOf = async (
  database: Database,
  table: 'sales.order' | 'sales.return',
  uuids: readonly string[],
): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    select id from ${sql.table(table)} join unnest(${uuids}::uuid[]) with ordinality as asked (uuid, n) using (uuid) order by n`.execute(
    database,
  )
  return rows.map(row => row.id)
}

export type NewReturn = {
  readonly order: number
  readonly reference: string | null
  readonly reason: string
  readonly reasonClass?: ReasonClass | undefined
  readonly at: Instant
  /** `everything`: what is not yet taken back. */
  readonly pieces: readonly ReturnedPiece[] | 'everything'
}

export type ReturnResult =
  | { readonly is: 'taken back'; readonly id: PublicId<'return'>; readonly net: Cents }
  | { readonly is: 'refused'; readonly because: 'unknown order' | 'before it was placed' | 'nothing left to take back' }
  | {
      readonly is: 'refused'
      readonly because: 'unknown line' | 'more than the line has left'
      readonly position: number
    }

/** Takes back an order in part or whole: a cancellation before it was shipped, a return after. */
export const takeBackOrder = async (database: Database, asked: NewReturn): Promise<ReturnResult> =>
  (await takeBackOrders(database, [asked]))[0]!

/**
 * Takes back orders, one answer for each return asked. A refused one takes nothing back; the others do, so roll back where all
 * or nothing is wanted. Several returns of the same order come one after the other. What an order of the shop did beside its lines
 * goes back with it. Call it in a transaction.
 */
export const takeBackOrders = async (database: Database, asked: readonly NewReturn[]): Promise<ReturnResult[]> => {
  const orders = new Map(
    (await lockOrders(database, [...new Set(asked.map(each => each.order))])).map(order => [order.id, order]),
  )
  const lines = Map.groupBy(await holdersOf(database, [...orders.keys()]), line => line.order_id)
  const decided = asked.map(each => {
    const answer = decide(each, orders.get(each.order), lines.get(each.order) ?? [])
    if (answer.is === 'due') lines.set(each.order, answer.after)
    return answer
  })
  const due = decided.flatMap(answer => (answer.is === 'due' ? [answer.due] : []))
  const ids = await keepReturns(database, due)
  await undo(database, undoings(due, { orders, lines }))
  return decided.map(answer =>
    answer.is === 'due'
      ? { is: 'taken back', id: ids.shift()!, net: sum(answer.due.lines.map(line => line.net)) }
      : answer,
  )
}

type Standing = {
  readonly orders: ReadonlyMap<number, LockedOrder>
  /** As they are after all that was asked. */
  readonly lines: ReadonlyMap<number, readonly Holder[]>
}

const undoings = (due: readonly DueReturn[], { orders, lines }: Standing): Undoing[] =>
  due.map(({ order, contact, kind, at, lines: back }) => {
    const isGone = (lines.get(order) ?? []).every(line => line.returned.quantity === line.quantity)
    return {
      order,
      contact,
      kind,
      at,
      pieces: back.map(({ article, quantity }) => ({ sku: article, quantity })),
      isUndone: isGone && orders.get(order)!.paid_at === null,
    }
  })

type LockedOrder = Awaited<ReturnType<typeof lockOrders>>[number]

type Decision =
  | { readonly is: 'due'; readonly due: DueReturn; readonly after: Holder[] }
  | Extract<ReturnResult, { is: 'refused' }>

const decide = (asked: NewReturn, order: LockedOrder | undefined, lines: Holder[]): Decision => {
  if (order === undefined) return { is: 'refused', because: 'unknown order' }
  if (asked.at < order.placed_at) return { is: 'refused', because: 'before it was placed' }
  const pieces = asked.pieces === 'everything' ? whatIsLeft(lines) : spread(asked.pieces, lines)
  if (pieces.length === 0) return { is: 'refused', because: 'nothing left to take back' }
  const result = takeBackPieces(lines, pieces)
  if (result.is === 'refused') return result
  const isShipped = order.shipped_at !== null && order.shipped_at <= asked.at
  const kept = { ...asked, contact: order.contact_id, kind: isShipped ? 'return' : 'cancellation' } as const
  const taken = result.taken.map(({ line, ...back }) => ({
    ...back,
    order_line_id: line.id,
    split_id: line.split,
    article: line.article,
    description: line.description,
  }))
  return { is: 'due', due: { ...kept, lines: taken }, after: [...result.after] }
}

export type LoneReturn = Omit<NewReturn, 'order' | 'pieces'> & {
  readonly contact: ContactNumber
  readonly kind: 'cancellation' | 'return'
  readonly lines: readonly (Line & { readonly article: string; readonly description: string })[]
}

/** Keeps returns that no order could be found for. */
export const takeBackWithoutOrders = (
  database: Database,
  asked: readonly LoneReturn[],
): Promise<PublicId<'return'>[]> =>
  keepReturns(
    database,
    asked.map(each => Object.assign({}, each, { order: null, lines: each.lines.map(withoutOrderLine) })),
  )

const withoutOrderLine = (line: LoneReturn['lines'][number]): KeptLine => ({
  ...line,
  order_line_id: null,
  split_id: null,
})

type DueReturn = KeptReturn & { readonly order: number }
type KeptReturn = Omit<LoneReturn, 'lines'> & { readonly order: number | null; readonly lines: readonly KeptLine[] }
type KeptLine = Line & {
  readonly order_line_id: number | null
  readonly split_id: number | null
  readonly article: string
  readonly description: string
}

const keepReturns = async (database: Database, returns: readonly KeptReturn[]): Promise<PublicId<'return'>[]> => {
  const uuids = returns.map(newUuid)
  await insertRows(
    database,
    'sales.return',
    returns.map((each, position) => ({
      uuid: uuids[position]!,
      reference: each.reference,
      order_id: each.order,
      contact_id: each.contact,
      kind: each.kind,
      reason: each.reason,
      reason_class: each.reasonClass ?? null,
      happened_at: isoOf(each.at),
    })),
  )
  const numbers = await numbersOf(database, 'sales.return', uuids)
  await insertRows(
    database,
    'sales.return_line',
    returns.flatMap((each, position) => lineRows(each.lines, numbers[position]!)),
  )
  await insertRows(
    database,
    'sales.event',
    returns.map((each, position) => ({
      kind: 'returned',
      order_id: each.order,
      return_id: numbers[position]!,
      happened_at: isoOf(each.at),
    })),
  )
  return uuids.map(uuid => publicIdOf('return', uuid))
}

const lineRows = (lines: readonly KeptLine[], return_id: number) =>
  lines.map(({ order_line_id, split_id, article, description, quantity, net, points }, position) => ({
    return_id,
    order_line_id,
    split_id,
    position: position + 1,
    article,
    description,
    quantity,
    net,
    points,
  }))
