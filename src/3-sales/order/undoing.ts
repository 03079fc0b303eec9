import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import type { Instant } from '#ground/period'
import type { ContactNumber } from '#people/contact'
import { unbind } from '#referral/attribution/store.ts'
import { release } from '#referral/voucher/store.ts'
import { putBack } from '#sales/catalogue/store.ts'

/** What was just taken back of an order. */
export type Undoing = {
  readonly order: number
  readonly contact: ContactNumber
  readonly kind: 'cancellation' | 'return'
  readonly at: Instant
  readonly pieces: readonly { readonly sku: string; readonly quantity: number }[]
  /** Nothing of it is left, and nobody had paid. */
  readonly isUndone: boolean
}

/**
 * Takes back what an order of the shop did beside its lines, in the transaction that takes back the order, whoever asks for it. Goods
 * that never left go back into stock. An order that is gone before it was paid gives back its voucher and leaves its buyer where he
 * stood. Orders that came from elsewhere did nothing of the kind.
 */
export const undo = async (database: Database, taken: readonly Undoing[]): Promise<void> => {
  const shop = await shopOrders(
    database,
    taken.map(each => each.order),
  )
  for (const each of taken) {
    const promised = shop.get(each.order)
    if (promised === undefined) continue
    if (each.kind === 'cancellation') await putBack(database, withPieces(each))
    if (each.isUndone && promised.undone_at === null) await undoPromises(database, each, promised)
  }
}

// Money alone may come back: no piece.
const withPieces = ({ pieces }: Undoing) => pieces.filter(({ quantity }) => quantity > 0)

const shopOrders = async (database: Database, orders: readonly number[]) => {
  const rows = await database
    .selectFrom('sales.shop_order')
    .select(['order_id', 'redemption_id', 'attribution_id', 'undone_at'])
    .where('order_id', '=', sql<number>`any(${orders}::bigint[])`)
    .execute()
  return new Map(rows.map(row => [row.order_id, row]))
}

type Promised = { readonly redemption_id: number | null; readonly attribution_id: number | null }

const undoPromises = async (
  database: Database,
  { order, contact, at }: Undoing,
  { redemption_id, attribution_id }: Promised,
): Promise<void> => {
  await database
    .updateTable('sales.shop_order')
    .set({ undone_at: timestamp(at) as Date })
    .where('order_id', '=', order)
    .execute()
  if (redemption_id !== null) await release(database, redemption_id, at)
  if (attribution_id === null) return
  const staysCustomer = await hasAnotherOrder(database, { order, contact })
  const from = await notBeforeTurnover(database, { order, contact, at })
  await unbind(database, { attribution: attribution_id, at: from, staysCustomer })
}

/**
 * From when the buyer may stand elsewhere: a cancellation that is told late must not move him below turnover that was decided by his place
 * since then, his own or that of those whom he brought.
 */
const notBeforeTurnover = async (
  database: Database,
  { order, contact, at }: Pick<Undoing, 'order' | 'contact' | 'at'>,
): Promise<Instant> => {
  const { rows } = await sql<{ last: Instant | null }>`
    with recursive below (id) as (
      select ${contact}::int
      union
      select edge.contact_id from below join people.sponsorship edge on edge.sponsor_id = below.id
      join people.role on role.contact_id = edge.contact_id and role.until_at = 'infinity' and role.role <> 'partner'
      where edge.until_at > ${timestamp(at)}
    )
    select max(greatest(placed_at, paid_at, shipped_at)) as last
    from sales."order" join below on contact_id = below.id where "order".id <> ${order}`.execute(database)
  const last = rows[0]!.last
  return last === null || last < at ? at : ((last + 1) as Instant)
}

/** Whether another order makes him a customer: one that was paid, or one by a voucher that still stands. */
const hasAnotherOrder = async (
  database: Database,
  { order, contact }: { readonly order: number; readonly contact: ContactNumber },
): Promise<boolean> => {
  const { rows } = await sql<{ is_so: boolean }>`
    select exists (
      select from sales."order" other left join sales.shop_order shop on shop.order_id = other.id
      where other.contact_id = ${contact} and other.id <> ${order}
        and (other.paid_at is not null or (shop.redemption_id is not null and shop.undone_at is null))
    ) as is_so`.execute(database)
  return rows[0]!.is_so
}
