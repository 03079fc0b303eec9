import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { insertRows } from '#ground/database/store.ts'
import { newUuid, type ContactNumber } from '#ground/identity'
import { negative, sum, type Cents, type Points } from '#ground/money'
import { isoOf, type Instant } from '#ground/period'
import { makeCustomers } from '#people/contact/store.ts'
import { takeBack, type TakenBack } from './index.ts'
import { linesWithReturns, lockOrders, type LineWithReturns } from './returns.ts'

export type KeptSplit = TakenBack & {
  readonly id: number
  readonly line: number
  readonly contact: ContactNumber
  readonly at: Instant
  readonly returned: TakenBack
}

/** The splits of orders, oldest first, with what came back of each. */
export const splitsOf = async (database: Database, orders: readonly number[]): Promise<KeptSplit[]> => {
  const { rows } = await sql<Omit<KeptSplit, 'returned'> & { back: number; backNet: Cents; backPoints: Points }>`
    select split.id, split.order_line_id as line, split.contact_id as contact, split.quantity, split.net, split.points, split.at,
      coalesce(sum(returned.quantity), 0)::int as back, coalesce(sum(returned.net), 0)::bigint as "backNet",
      coalesce(sum(returned.points), 0)::bigint as "backPoints"
    from sales.split join sales.order_line line on line.id = split.order_line_id
    left join sales.return_line returned on returned.split_id = split.id
    where line.order_id = any(${orders}::bigint[]) group by split.id order by split.id`.execute(database)
  return rows.map(({ back, backNet, backPoints, ...split }) => ({
    ...split,
    returned: { quantity: back, net: backNet, points: backPoints },
  }))
}

/** A line, or the part of it that one of its holders has. */
export type Holder = LineWithReturns & { readonly split: number | null }

/** Who holds the pieces of each line: first the buyer, then who got some, the latest first. A line that nobody split is its buyer's. */
export const holdersOf = async (database: Database, orders: readonly number[]): Promise<Holder[]> => {
  const lines = await linesWithReturns(database, orders)
  const splits = Map.groupBy(await splitsOf(database, orders), split => split.line)
  return lines.flatMap(line => {
    const own = (splits.get(line.id) ?? []).toReversed()
    const rest = Object.assign({}, line, without(line, own), { split: null, returned: backOfRest(line, own) })
    const parts = own.map(({ id, quantity, net, points, returned }) =>
      Object.assign({}, line, { quantity, net, points, returned, split: id }),
    )
    return rest.quantity === 0 && parts.length > 0 ? parts : [rest, ...parts]
  })
}

const without = (all: TakenBack, parts: readonly TakenBack[]): TakenBack => ({
  quantity: parts.reduce((left, part) => left - part.quantity, all.quantity),
  net: sum([all.net, ...parts.map(part => negative(part.net))]),
  points: sum([all.points, ...parts.map(part => negative(part.points))]),
})

const backOfRest = ({ returned }: LineWithReturns, parts: readonly KeptSplit[]): TakenBack =>
  without(
    returned,
    parts.map(part => part.returned),
  )

export type NewSplit = {
  readonly order: number
  readonly pieces: readonly { readonly position: number; readonly quantity: number }[]
  readonly to: ContactNumber
  readonly at: Instant
  readonly by: string
}

export type SplitResult =
  | { readonly is: 'split'; readonly net: Cents }
  | { readonly is: 'refused'; readonly because: 'unknown order' | 'nothing chosen' }
  | {
      readonly is: 'refused'
      readonly because: 'unknown line' | 'more than the line has left'
      readonly position: number
    }

/**
 * Pieces of an order turn out to be somebody else's: they get their share of what is left with the buyer. The order's row is the guard: of
 * two who split the same pieces at once the second finds them gone. Call it in a transaction, and roll back on a refusal.
 */
export const splitOrder = async (database: Database, { order, pieces, to, at, by }: NewSplit): Promise<SplitResult> => {
  const [found] = await lockOrders(database, [order])
  if (found === undefined) return { is: 'refused', because: 'unknown order' }
  if (pieces.length === 0) return { is: 'refused', because: 'nothing chosen' }
  const nets: Cents[] = []
  for (const { position, quantity } of pieces) {
    const rest = (await holdersOf(database, [order])).find(each => each.position === position && each.split === null)
    if (rest === undefined) return { is: 'refused', because: 'unknown line', position }
    if (quantity <= 0 || quantity > rest.quantity - rest.returned.quantity)
      return { is: 'refused', because: 'more than the line has left', position }
    const part = takeBack(rest, quantity, rest.returned)
    const row = { uuid: newUuid(), order_line_id: rest.id, contact_id: to, at: timestamp(at), by_whom: by }
    await database
      .insertInto('sales.split')
      .values({ ...row, ...part })
      .execute()
    nets.push(part.net)
  }
  await insertRows(database, 'sales.event', [{ kind: 'split', order_id: order, happened_at: isoOf(at) }])
  if (found.paid_at !== null) await makeCustomers(database, [{ contact: to, at }])
  return { is: 'split', net: sum(nets) }
}
