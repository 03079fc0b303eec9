import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { insertRows } from '#ground/database/store.ts'
import { newUuid, publicIdOf, type ContactNumber, type PublicId } from '#ground/identity'
import { sum, type Cents, type Points } from '#ground/money'
import { isoOf, type Instant } from '#ground/period'
import { makeCustomers } from '#people/contact/store.ts'
import { takeBack, type Line, type Milestone, type Order } from './index.ts'

export type NewLine = Line & {
  readonly article: string
  readonly description: string
  /** In basis points: 1900 is 19 %. */
  readonly vatRate: number
}

export type NewOrder = Omit<Order, 'volumeWhen'> & {
  readonly contact: ContactNumber
  /** The shop's own number of the order; unique. */
  readonly reference: string | null
  readonly lines: readonly NewLine[]
}

export type Placed = { readonly number: number; readonly id: PublicId<'order'> }

/**
 * Places orders, already paid or shipped if they come so, with the news of it in the same transaction. A prospect who has paid
 * is a customer from that moment.
 */
export const placeOrders = async (database: Database, orders: readonly NewOrder[]): Promise<Placed[]> => {
  const { volume_when } = await database.selectFrom('company').select('volume_when').executeTakeFirstOrThrow()
  const uuids = orders.map(newUuid)
  await insertRows(
    database,
    'sales.order',
    orders.map((order, position) => ({
      uuid: uuids[position]!,
      reference: order.reference,
      contact_id: order.contact,
      placed_at: isoOf(order.placedAt),
      paid_at: order.paidAt === null ? null : isoOf(order.paidAt),
      shipped_at: order.shippedAt === null ? null : isoOf(order.shippedAt),
      volume_when,
    })),
  )
  const numbers = await numbersOf(database, 'sales.order', uuids)
  await insertRows(
    database,
    'sales.order_line',
    orders.flatMap((order, position) => lineRows(order, numbers[position]!)),
  )
  await insertRows(
    database,
    'sales.event',
    orders.flatMap((order, position) => eventRows(order, numbers[position]!)),
  )
  await makeCustomers(
    database,
    orders.flatMap(({ contact, paidAt }) => (paidAt === null ? [] : [{ contact, at: paidAt }])),
  )
  return numbers.map((number, position) => ({ number, id: publicIdOf('order', uuids[position]!) }))
}

const numbersOf = async (database: Database, table: 'sales.order' | 'sales.return', uuids: readonly string[]) => {
  const { rows } = await sql<{ id: number }>`
    select id from ${sql.table(table)} join unnest(${uuids}::uuid[]) with ordinality as asked (uuid, n) using (uuid) order by n`.execute(
    database,
  )
  return rows.map(row => row.id)
}

const lineRows = (order: NewOrder, order_id: number) =>
  order.lines.map((line, position) => ({
    order_id,
    position: position + 1,
    article: line.article,
    description: line.description,
    quantity: line.quantity,
    net: line.net,
    vat_rate: line.vatRate,
    points: line.points,
  }))

const eventRows = ({ placedAt, paidAt, shippedAt }: NewOrder, order_id: number) =>
  Object.entries({ placed: placedAt, paid: paidAt, shipped: shippedAt }).flatMap(([kind, at]) =>
    at === null ? [] : [{ kind, order_id, happened_at: isoOf(at) }],
  )

export type StepResult =
  | { readonly is: 'done' }
  | {
      readonly is: 'refused'
      readonly because: 'unknown order' | 'already done' | 'before it was placed' | 'wholly taken back'
    }

type Step = { readonly order: number; readonly at: Instant }

export const pay = (database: Database, step: Step): Promise<StepResult> => reach(database, 'paid', step)

export const ship = (database: Database, step: Step): Promise<StepResult> => reach(database, 'shipped', step)

const reach = async (
  database: Database,
  milestone: Exclude<Milestone, 'placed'>,
  { order, at }: Step,
): Promise<StepResult> => {
  const found = await lockOrder(database, order)
  if (found === undefined) return { is: 'refused', because: 'unknown order' }
  if (found[`${milestone}_at`] !== null) return { is: 'refused', because: 'already done' }
  if (at < found.placed_at) return { is: 'refused', because: 'before it was placed' }
  if (await isWhollyTakenBack(database, order)) return { is: 'refused', because: 'wholly taken back' }
  await database
    .updateTable('sales.order')
    .set({ [`${milestone}_at`]: timestamp(at) })
    .where('id', '=', order)
    .execute()
  await insertRows(database, 'sales.event', [{ kind: milestone, order_id: order, happened_at: isoOf(at) }])
  if (milestone === 'paid') await makeCustomers(database, [{ contact: found.contact_id, at }])
  return { is: 'done' }
}

/** The guard of an order: what changes it, or books it, holds its row. Two returns at once cannot take back the same piece. */
const lockOrder = (database: Database, order: number) =>
  database.selectFrom('sales.order').selectAll().where('id', '=', order).forUpdate().executeTakeFirst()

const isWhollyTakenBack = async (database: Database, order: number): Promise<boolean> =>
  (await linesWithReturns(database, order)).every(line => line.returned.quantity === line.quantity)

/** The lines of an order with what was taken back of each so far. */
export const linesWithReturns = async (database: Database, order: number) => {
  const rows = await database
    .selectFrom('sales.order_line as line')
    .leftJoin('sales.return_line as returned', 'returned.order_line_id', 'line.id')
    .selectAll('line')
    .select(({ fn }) => [
      fn.coalesce(fn.sum<number>('returned.quantity'), sql<number>`0`).as('returned_quantity'),
      sql<Cents>`coalesce(sum(returned.net), 0)::bigint`.as('returned_net'),
      sql<Points>`coalesce(sum(returned.points), 0)::bigint`.as('returned_points'),
    ])
    .where('line.order_id', '=', order)
    .groupBy('line.id')
    .orderBy('line.position')
    .execute()
  return rows.map(row => ({
    ...row,
    returned: { quantity: Number(row.returned_quantity), net: row.returned_net, points: row.returned_points },
  }))
}

/** A piece of a return: so many of the line at this position, whole pieces; amounts only where they differ from the sale's. */
export type ReturnedPiece = {
  readonly position: number
  readonly quantity: number
  readonly amounts?: { readonly net: Cents; readonly points: Points }
}

export type NewReturn = {
  readonly order: number
  readonly reference: string | null
  readonly reason: string
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
export const takeBackOrder = async (database: Database, asked: NewReturn): Promise<ReturnResult> => {
  const order = await lockOrder(database, asked.order)
  if (order === undefined) return { is: 'refused', because: 'unknown order' }
  if (asked.at < order.placed_at) return { is: 'refused', because: 'before it was placed' }
  const lines = await linesWithReturns(database, asked.order)
  const pieces = asked.pieces === 'everything' ? lines.flatMap(whatIsLeft) : asked.pieces
  if (pieces.length === 0) return { is: 'refused', because: 'nothing left to take back' }
  const taken = []
  for (const piece of pieces) {
    const line = lines.find(line => line.position === piece.position)
    if (line === undefined) return { is: 'refused', because: 'unknown line', position: piece.position }
    if (piece.quantity > line.quantity - line.returned.quantity)
      return { is: 'refused', because: 'more than the line has left', position: piece.position }
    const back = { ...takeBack(line, piece.quantity, line.returned), ...piece.amounts }
    // The same line may be named twice in one return.
    line.returned = addTogether(line.returned, back)
    taken.push({ ...back, order_line_id: line.id, article: line.article, description: line.description })
  }
  const isShipped = order.shipped_at !== null && order.shipped_at <= asked.at
  const kind = isShipped ? 'return' : 'cancellation'
  const id = await keepReturn(database, { ...asked, contact: order.contact_id, kind }, taken)
  return { is: 'taken back', id, net: sum(taken.map(line => line.net)) }
}

const addTogether = (a: Line, b: Line): Line => ({
  quantity: a.quantity + b.quantity,
  net: sum([a.net, b.net]),
  points: sum([a.points, b.points]),
})

type LineWithReturns = Awaited<ReturnType<typeof linesWithReturns>>[number]

const whatIsLeft = ({ position, quantity, returned }: LineWithReturns): ReturnedPiece[] =>
  quantity === returned.quantity ? [] : [{ position, quantity: quantity - returned.quantity }]

export type LoneReturn = Omit<NewReturn, 'order' | 'pieces'> & {
  readonly contact: ContactNumber
  readonly kind: 'cancellation' | 'return'
  readonly lines: readonly (Line & { readonly article: string; readonly description: string })[]
}

/** Keeps a return that no order could be found for. */
export const takeBackWithoutOrder = (database: Database, asked: LoneReturn): Promise<PublicId<'return'>> =>
  keepReturn(
    database,
    { ...asked, order: null },
    asked.lines.map(line => ({ ...line, order_line_id: null })),
  )

type KeptReturn = Omit<LoneReturn, 'lines'> & { readonly order: number | null }
type KeptLine = Line & { order_line_id: number | null; article: string; description: string }

const keepReturn = async (
  database: Database,
  kept: KeptReturn,
  lines: readonly KeptLine[],
): Promise<PublicId<'return'>> => {
  const uuid = newUuid()
  const { id } = await database
    .insertInto('sales.return')
    .values({
      uuid,
      reference: kept.reference,
      order_id: kept.order,
      contact_id: kept.contact,
      kind: kept.kind,
      reason: kept.reason,
      happened_at: timestamp(kept.at) as Date,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertRows(
    database,
    'sales.return_line',
    lines.map(({ order_line_id, article, description, quantity, net, points }, position) => ({
      return_id: id,
      order_line_id,
      position: position + 1,
      article,
      description,
      quantity,
      net,
      points,
    })),
  )
  await insertRows(database, 'sales.event', [
    { kind: 'returned', order_id: kept.order, return_id: id, happened_at: isoOf(kept.at) },
  ])
  return publicIdOf('return', uuid)
}
