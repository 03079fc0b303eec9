import { timestamp, type Database } from '#ground/database'
import { insertRows } from '#ground/database/store.ts'
import { newUuid, publicIdOf, type ContactNumber, type PublicId } from '#ground/identity'
import { isoOf, type Instant } from '#ground/period'
import { makeCustomers } from '#people/contact/store.ts'
import { groupsOf } from '#sales/catalogue/store.ts'
import type { Line, Milestone, Order } from './index.ts'
import { linesWithReturns, lockOrders, numbersOf } from './returns.ts'
import { splitsOf } from './splitting.ts'

export {
  listOrders,
  orderByReference,
  orderByUuid,
  ordersByNumber,
  type KnownLine,
  type KnownOrder,
  type KnownReturn,
} from './reading.ts'
export { holdersOf, splitOrder, type SplitResult } from './splitting.ts'
export {
  linesWithReturns,
  lockOrders,
  takeBackOrder,
  takeBackOrders,
  takeBackWithoutOrders,
  type LineWithReturns,
  type LoneReturn,
  type NewReturn,
  type ReturnResult,
} from './returns.ts'

export type NewLine = Line & {
  readonly article: string
  readonly description: string
  /** In basis points: 1900 is 19 %. */
  readonly vatRate: number
  /** The product group; the catalogue's where it is left out. */
  readonly group?: string | undefined
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
  const groups = await groupsOf(
    database,
    orders.flatMap(({ lines }) => lines.map(({ article }) => article)),
  )
  await insertRows(
    database,
    'sales.order_line',
    orders.flatMap((order, position) => lineRows(order, numbers[position]!, groups)),
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

const lineRows = (order: NewOrder, order_id: number, groups: ReadonlyMap<string, string>) =>
  order.lines.map((line, position) => ({
    order_id,
    position: position + 1,
    article: line.article,
    description: line.description,
    quantity: line.quantity,
    net: line.net,
    vat_rate: line.vatRate,
    points: line.points,
    product_group: line.group ?? groups.get(line.article) ?? null,
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
  const [found] = await lockOrders(database, [order])
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
  if (milestone === 'paid') await makeCustomersOf(database, { order, buyer: found.contact_id, at })
  return { is: 'done' }
}

type Paying = { readonly order: number; readonly buyer: ContactNumber; readonly at: Instant }

// Whoever was given pieces of it has bought, too.
const makeCustomersOf = async (database: Database, { order, buyer, at }: Paying): Promise<void> => {
  const others = (await splitsOf(database, [order])).map(({ contact }) => contact)
  await makeCustomers(
    database,
    [buyer, ...others].map(contact => ({ contact, at })),
  )
}

const isWhollyTakenBack = async (database: Database, order: number): Promise<boolean> =>
  (await linesWithReturns(database, [order])).every(line => line.returned.quantity === line.quantity)
