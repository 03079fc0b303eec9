import { sum, type Cents } from '#ground/money'
import { relevantAt } from '#sales/order'
import type { Plan, Step, Task } from './order-task.ts'
import type { FileReturn } from './return-plan.ts'

export type OrderSummary = {
  readonly is: 'orders'
  readonly orders: { readonly placed: number; readonly lines: number; readonly net: Cents; readonly there: number }
  /** Orders that were open and are now paid, or shipped. */
  readonly steps: Readonly<Record<Step['is'], number>>
  /** Of the returns that were not there yet: what was taken back of orders, and what stands without one. */
  readonly returns: {
    readonly matched: number
    readonly matchedNet: Cents
    readonly lone: number
    readonly loneNet: Cents
    readonly there: number
  }
  /** Prospects who become customers. */
  readonly customers: number
  /** New orders from before their contact had joined. */
  readonly early: number
  /** How many entries of the ledger follow from what is new. */
  readonly entries: number
}

/** What the plan does, counted. */
export const summaryOf = (plan: Plan, task: Task): OrderSummary => {
  const { matched, lone, returnsThere, steps } = plan
  const { orders, payers, early, entries } = placedBy(plan, task)
  for (const step of steps) if (step.is === 'paid') payers.add(step.order.contact)
  return {
    is: 'orders',
    orders: { ...orders, there: task.file.orders.length - plan.fresh.length },
    steps: { paid: stepsTo('paid', steps), shipped: stepsTo('shipped', steps) },
    returns: {
      matched: matched.length,
      matchedNet: sum(matched.map(netTakenBack)),
      lone: lone.length,
      loneNet: sum(lone.map(netOf)),
      there: returnsThere,
    },
    customers: [...payers].filter(contact => task.contacts.get(contact)!.role === 'prospect').length,
    early,
    entries: entries + entriesOfSteps(steps) + entriesOfReturns(plan),
  }
}

const stepsTo = (is: Step['is'], steps: readonly Step[]): number => steps.filter(step => step.is === is).length

const netOf = ({ rows }: FileReturn): Cents => sum(rows.map(row => row.net))

const netTakenBack = ({ rows, rest }: Plan['matched'][number]): Cents =>
  sum(rows.filter(row => !rest.includes(row)).map(row => row.net))

const total = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)

const entriesOfSteps = (steps: readonly Step[]): number =>
  total(steps.map(({ order, is }) => (is === order.volumeWhen ? order.lines.length + order.returnLines : 0)))

const entriesOfReturns = ({ sold, matched, lone }: Plan): number =>
  total(matched.map(each => (sold.get(each.order)!.isRelevant ? each.pieces.length : 0))) +
  total(lone.map(each => each.rows.length))

// One order after the other, so that a million lines are never held at once.
const placedBy = ({ fresh }: Plan, { file, volumeWhen, contacts }: Task) => {
  const payers = new Set<string>()
  let [lines, entries, early, net] = [0, 0, 0, sum<Cents>([])]
  for (const index of fresh) {
    const order = file.orders[index]!
    const own = file.linesOf(index)
    if (order.paidAt !== null) payers.add(order.contact)
    if (order.placedAt < contacts.get(order.contact)!.joinedAt) early += 1
    if (relevantAt({ ...order, volumeWhen }) !== null) entries += own.length
    lines += own.length
    net = sum([net, ...own.map(line => line.net)])
  }
  return { orders: { placed: fresh.length, lines, net }, payers, early, entries }
}
