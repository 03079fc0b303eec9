import type { Database } from '#ground/database'
import { publicIdOf, type ContactNumber } from '#ground/identity'
import { negative, share, sum, type Cents } from '#ground/money'
import { shopOrder } from '#sales/checkout/store.ts'
import { stateOf } from '#sales/order'
import { linesWithReturns, type LineWithReturns } from '#sales/order/store.ts'
import { entriesOfOrder, type OwnedEntry } from '#volume/explanation/store.ts'
import type { Order, OrderLine, OrderReturn } from '../index.ts'
import { entryRow, people } from './entries.ts'
import type { Context } from './month.ts'
import { refsOf } from './refs.ts'

/** Whether a reader may see the order: the company all, a partner what is his. */
export type MaySee = (order: {
  readonly contact: ContactNumber
  readonly entries: readonly OwnedEntry[]
}) => boolean | Promise<boolean>

/** An order with its lines, returns and entries; null when the reader may not see it. */
export const orderDetails = async (context: Context, number: number, maySee: MaySee): Promise<Order | null> => {
  const { database } = context
  const order = await orderRow(database, number)
  const entries = await entriesOfOrder(database, number, context)
  if (!(await maySee({ contact: order.contact_id, entries }))) return null
  const lines = await linesWithReturns(database, [number])
  const returns = await returnsOf(database, number)
  const refs = await refsOf(database, [order.contact_id, ...entries.flatMap(people)])
  const id = publicIdOf('order', order.uuid)
  const net = sum(lines.map(line => line.net))
  const vat = (await vatAgreed(database, number, net)) ?? vatOf(lines)
  return {
    id,
    reference: order.reference ?? id,
    contact: refs(order.contact_id),
    states: statesOf(order, { lines, returns }),
    lines: lines.map(lineOf),
    net,
    vat,
    gross: sum([net, vat]),
    points: sum(lines.map(line => line.points)),
    returns: returns.map(returnOf),
    entries: entries.map(entry => entryRow(entry, refs)),
  }
}

const orderRow = (database: Database, number: number) =>
  database.selectFrom('sales.order').selectAll().where('id', '=', number).executeTakeFirstOrThrow()

type Row = Awaited<ReturnType<typeof orderRow>>

const returnsOf = async (database: Database, order: number) => {
  const lines = await database
    .selectFrom('sales.return as return')
    .innerJoin('sales.return_line as line', 'line.return_id', 'return.id')
    .select(['return.id', 'return.uuid', 'return.reference', 'return.happened_at', 'return.kind'])
    .select(['return.reason', 'return.reason_class'])
    .select(['line.article', 'line.description', 'line.quantity', 'line.net', 'line.points'])
    .where('return.order_id', '=', order)
    .orderBy('return.happened_at')
    .orderBy('return.id')
    .orderBy('line.position')
    .execute()
  return [...Map.groupBy(lines, line => line.id).values()]
}

type Returned = Awaited<ReturnType<typeof returnsOf>>[number]

type Parts = { readonly lines: readonly LineWithReturns[]; readonly returns: readonly Returned[] }

const statesOf = (order: Row, { lines, returns }: Parts): Order['states'] => {
  const facts = {
    placedAt: order.placed_at,
    paidAt: order.paid_at,
    shippedAt: order.shipped_at,
    volumeWhen: order.volume_when,
  }
  const isWhollyTakenBack = lines.length > 0 && lines.every(line => line.returned.quantity === line.quantity)
  const steps = [
    { state: 'placed' as const, at: facts.placedAt },
    { state: 'paid' as const, at: facts.paidAt },
    { state: 'shipped' as const, at: facts.shippedAt },
  ]
  const reached = steps.flatMap(({ state, at }) => (at === null ? [] : [{ state, at }])).sort((a, b) => a.at - b.at)
  const last = returns.at(-1)?.[0]
  const state = stateOf(facts, isWhollyTakenBack)
  if ((state !== 'cancelled' && state !== 'returned') || last === undefined) return reached
  return [...reached, { state, at: last.happened_at }]
}

const lineOf = (line: LineWithReturns): OrderLine => ({
  position: line.position,
  article: { number: line.article, name: line.description },
  quantity: line.quantity,
  returned: line.returned.quantity,
  turnover: { net: line.net, points: line.points },
  vatRate: line.vat_rate / 10,
})

// An order of the shop keeps what was agreed in gross: its tax is what is left of it. In another currency it would be no sum of these lines.
const vatAgreed = async (database: Database, order: number, net: Cents): Promise<Cents | undefined> => {
  const shop = await shopOrder(database, order)
  if (shop === undefined) return undefined
  const company = await database.selectFrom('company').select('currency').executeTakeFirstOrThrow()
  return shop.currency === company.currency ? sum([...shop.lines.map(line => line.payable), negative(net)]) : undefined
}

// Tax is counted once for each rate, as on an invoice.
const vatOf = (lines: readonly LineWithReturns[]): Cents =>
  sum(
    [...Map.groupBy(lines, line => line.vat_rate)].map(([rate, taxed]) =>
      share(sum(taxed.map(line => line.net)), { numerator: rate, denominator: 10_000 }),
    ),
  )

const returnOf = (lines: Returned): OrderReturn => {
  const [first] = lines
  const id = publicIdOf('return', first!.uuid)
  return {
    id,
    reference: first!.reference ?? id,
    at: first!.happened_at,
    reason: first!.reason,
    reasonClass: first!.reason_class,
    lines: lines.map(({ article, description, quantity, net, points }) => ({
      article: { number: article, name: description },
      quantity,
      turnover: { net, points },
    })),
  }
}
