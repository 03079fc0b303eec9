import type { Database } from '#ground/database'
import { points } from '#ground/money'
import {
  pay,
  placeOrders,
  ship,
  takeBackOrders,
  takeBackWithoutOrders,
  type LoneReturn,
  type NewOrder,
} from '#sales/order/store.ts'
import { inPortions } from './kept.ts'
import type { Plan, Task } from './order-task.ts'
import type { FileReturn, MatchedReturn } from './return-plan.ts'

/** What the plan found has been changed by somebody else before it was carried out: plan again. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken'
}

const reach = { paid: pay, shipped: ship }

const ordersAtOnce = 2_000
const returnsAtOnce = 2_000

/** Writes what the plan says. */
export const carryOut = async (database: Database, plan: Plan, task: Task): Promise<void> => {
  const numbers = await place(database, plan, task)
  const numberOf = (reference: string) => plan.sold.get(reference)!.number ?? numbers.get(reference)!
  for (const { order, is, at } of plan.steps) {
    const result = await reach[is](database, { order: order.number, at })
    if (result.is === 'refused') throw new Overtaken('an order was changed meanwhile')
  }
  await takeBack(database, plan.matched, numberOf)
  await takeBackRest(database, plan.lone, task)
}

/** Answers the numbers of those orders that something is taken back of. */
const place = async (database: Database, { fresh, sold }: Plan, task: Task): Promise<Map<string, number>> => {
  const numbers = new Map<string, number>()
  let done = 0
  for (const some of inPortions(fresh, ordersAtOnce)) {
    const placed = await placeOrders(
      database,
      some.map(index => newOrder(index, task)),
    )
    const pairs = some.map((index, position) => [task.file.orders[index]!.reference, placed[position]!.number] as const)
    for (const [reference, number] of pairs.filter(([reference]) => sold.has(reference))) numbers.set(reference, number)
    done += some.length
    task.progress.tell({ what: 'orders', done, of: fresh.length })
  }
  return numbers
}

const newOrder = (index: number, { file, contacts }: Task): NewOrder => {
  const { contact, line: _, ...order } = file.orders[index]!
  return { ...order, contact: contacts.get(contact)!.number, lines: file.linesOf(index) }
}

type NumberOf = (reference: string) => number

const takeBack = async (database: Database, matched: readonly MatchedReturn[], numberOf: NumberOf): Promise<void> => {
  for (const some of inPortions(matched, returnsAtOnce)) {
    const asked = some.map(({ order, reference, reason, reasonClass, at, pieces }) => ({
      order: numberOf(order),
      reference,
      reason,
      reasonClass,
      at,
      pieces,
    }))
    const results = await takeBackOrders(database, asked)
    if (results.some(result => result.is === 'refused')) throw new Overtaken('an order was changed meanwhile')
  }
}

const takeBackRest = async (database: Database, lone: readonly FileReturn[], { contacts }: Task): Promise<void> => {
  for (const some of inPortions(lone, returnsAtOnce))
    await takeBackWithoutOrders(
      database,
      some.map(each => ({
        reference: each.reference,
        reason: each.reason,
        reasonClass: each.reasonClass,
        at: each.at,
        kind: 'return',
        contact: contacts.get(each.contact)!.number,
        lines: linesOf(each),
      })),
    )
}

const linesOf = ({ rows, order }: FileReturn): LoneReturn['lines'] =>
  rows.map(row => {
    const article = row.article ?? order
    const { quantity = 1, description = article, points: earned = points(0) } = row
    return { article, description, quantity, net: row.net, points: earned }
  })
