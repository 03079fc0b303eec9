import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { publicIdOf, uuidOf, type ContactNumber } from '#ground/identity'
import type { Cents } from '#ground/money'
import { isoOf } from '#ground/period'
import { stateOf, type Order as OrderFacts } from '#sales/order'
import type { OrderId, OrderRow, Page } from '../index.ts'
import { pageOfFound, pageSize, placeOf } from './pages.ts'

type Row = Omit<OrderFacts, 'volumeWhen'> & {
  readonly number: number
  readonly uuid: string
  readonly reference: string | null
  readonly volumeWhen: OrderFacts['volumeWhen']
  readonly net: Cents
  readonly returned: Cents
  readonly piecesLeft: number
}

/** A contact's orders and those of whoever was merged into him, newest first. Cost: the page's orders and their lines, by index. */
export const orderPage = async (
  database: Database,
  contact: ContactNumber,
  cursor: string | null,
): Promise<Page<OrderRow>> => {
  const place = placeOf(cursor, ['moment', 'number'])
  const after =
    place === undefined ? sql`` : sql`and (placed_at, id) < (${isoOf(place[0])}::timestamptz, ${place[1]}::bigint)`
  const { rows } = await sql<Row>`
    select ordered.id as number, ordered.uuid, ordered.reference, ordered.placed_at as "placedAt", ordered.paid_at as "paidAt",
      ordered.shipped_at as "shippedAt", ordered.volume_when as "volumeWhen",
      sold.net, back.net as returned, sold.pieces - back.pieces as "piecesLeft"
    from (select * from sales."order" where contact_id = any(array(select people.same_person(${contact}))) ${after}
      order by placed_at desc, id desc limit ${pageSize + 1}) ordered
    cross join lateral (select coalesce(sum(net), 0)::bigint as net, coalesce(sum(quantity), 0)::bigint as pieces
      from sales.order_line where order_id = ordered.id) sold
    cross join lateral (select coalesce(sum(line.net), 0)::bigint as net, coalesce(sum(line.quantity), 0)::bigint as pieces
      from sales.return join sales.return_line line on line.return_id = return.id where return.order_id = ordered.id) back
    order by ordered.placed_at desc, ordered.id desc`.execute(database)
  const { rows: shown, next } = pageOfFound(rows, row => [row.placedAt, row.number])
  return { rows: shown.map(rowOf), next }
}

const rowOf = (row: Row): OrderRow => {
  const id = publicIdOf('order', row.uuid)
  return {
    id,
    reference: row.reference ?? id,
    placedAt: row.placedAt,
    state: stateOf(row, row.piecesLeft === 0),
    net: row.net,
    // Zero would become minus zero.
    returned: (0 - row.returned) as Cents,
  }
}

/** The order's number; undefined when there is none with this id. */
export const orderNumberOf = async (database: Database, id: OrderId): Promise<number | undefined> => {
  const uuid = uuidOf('order', id)
  if (uuid === undefined) return undefined
  return (await database.selectFrom('sales.order').select('id').where('uuid', '=', uuid).executeTakeFirst())?.id
}
