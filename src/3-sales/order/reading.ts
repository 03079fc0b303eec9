import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { publicIdOf, type ContactNumber, type PublicId } from '#ground/identity'
import { isoOf, type Instant } from '#ground/period'
import type { LineThen, Order, ReasonClass, TakenBack } from './index.ts'
import { linesWithReturns, type LineWithReturns } from './returns.ts'

export type KnownLine = LineThen & {
  readonly article: string
  readonly description: string
  /** In basis points: 1900 is 19 %. */
  readonly vatRate: number
}

/** What a return took back; amounts count positive. */
export type KnownReturnLine = TakenBack & {
  /** The line of the order. */
  readonly position: number
  readonly article: string
  readonly description: string
}

export type KnownReturn = {
  readonly number: number
  readonly id: PublicId<'return'>
  readonly reference: string | null
  readonly kind: 'cancellation' | 'return'
  readonly reason: string
  /** Null where nobody told it. */
  readonly reasonClass: ReasonClass | null
  readonly happenedAt: Instant
  readonly lines: readonly KnownReturnLine[]
}

export type KnownOrder = Order & {
  readonly number: number
  readonly id: PublicId<'order'>
  readonly reference: string | null
  readonly contact: ContactNumber
  readonly lines: readonly KnownLine[]
  readonly returns: readonly KnownReturn[]
}

const orders = (database: Database) => database.selectFrom('sales.order').selectAll()

type OrderRow = Awaited<ReturnType<ReturnType<typeof orders>['executeTakeFirstOrThrow']>>

export const orderByUuid = async (database: Database, uuid: string): Promise<KnownOrder | undefined> =>
  (await withLines(database, await orders(database).where('uuid', '=', uuid).execute()))[0]

export const orderByReference = async (database: Database, reference: string): Promise<KnownOrder | undefined> =>
  (await withLines(database, await orders(database).where('reference', '=', reference).execute()))[0]

/** Orders by the database's own numbers. */
export const ordersByNumber = async (
  database: Database,
  numbers: readonly number[],
): Promise<Map<number, KnownOrder>> => {
  const rows = await orders(database)
    .where('id', '=', sql<number>`any(${numbers}::bigint[])`)
    .execute()
  return new Map((await withLines(database, rows)).map(order => [order.number, order]))
}

export type OrderQuery = {
  /** Undefined for everybody's. */
  readonly contact: ContactNumber | undefined
  /** The last order of the page before. */
  readonly after: Pick<KnownOrder, 'placedAt' | 'number'> | undefined
  readonly limit: number
}

/** Orders, the newest first. */
export const listOrders = async (database: Database, { contact, after, limit }: OrderQuery): Promise<KnownOrder[]> => {
  let rows = orders(database).orderBy('placed_at', 'desc').orderBy('id', 'desc').limit(limit)
  if (contact !== undefined) rows = rows.where('contact_id', '=', contact)
  if (after !== undefined)
    rows = rows.where(sql<boolean>`(placed_at, id) < (${isoOf(after.placedAt)}::timestamptz, ${after.number}::bigint)`)
  return withLines(database, await rows.execute())
}

const withLines = async (database: Database, rows: readonly OrderRow[]): Promise<KnownOrder[]> => {
  const numbers = rows.map(row => row.id)
  const lines = Map.groupBy(await linesWithReturns(database, numbers), line => line.order_id)
  const returns = Map.groupBy(await returnsOf(database, numbers), each => each.order)
  return rows.map(row => ({
    number: row.id,
    id: publicIdOf('order', row.uuid),
    reference: row.reference,
    contact: row.contact_id,
    placedAt: row.placed_at,
    paidAt: row.paid_at,
    shippedAt: row.shipped_at,
    volumeWhen: row.volume_when,
    lines: (lines.get(row.id) ?? []).map(knownLine),
    returns: (returns.get(row.id) ?? []).map(({ order: _order, ...each }) => each),
  }))
}

const knownLine = (line: LineWithReturns): KnownLine => ({
  position: line.position,
  article: line.article,
  description: line.description,
  quantity: line.quantity,
  net: line.net,
  vatRate: line.vat_rate,
  points: line.points,
  returned: line.returned,
})

const knownReturnLine = ({ position, article, description, quantity, net, points }: KnownReturnLine) => ({
  position,
  article,
  description,
  quantity,
  net,
  points,
})

const returnsOf = async (database: Database, orders: readonly number[]) => {
  const rows = await database
    .selectFrom('sales.return as return')
    .innerJoin('sales.return_line as back', 'back.return_id', 'return.id')
    .innerJoin('sales.order_line as line', 'line.id', 'back.order_line_id')
    .select([
      'return.id',
      'return.uuid',
      'return.reference',
      'return.kind',
      'return.reason',
      'return.reason_class',
      'return.happened_at',
      'line.order_id',
    ])
    .select(['line.position', 'back.article', 'back.description', 'back.quantity', 'back.net', 'back.points'])
    .where('line.order_id', '=', sql<number>`any(${orders}::bigint[])`)
    .orderBy('return.happened_at')
    .orderBy('back.id')
    .execute()
  return [...Map.groupBy(rows, row => row.uuid)].map(([uuid, [first, ...more]]) => ({
    order: first!.order_id,
    number: first!.id,
    id: publicIdOf('return', uuid),
    reference: first!.reference,
    kind: first!.kind,
    reason: first!.reason,
    reasonClass: first!.reason_class,
    happenedAt: first!.happened_at,
    lines: [first!, ...more].map(knownReturnLine),
  }))
}
