import type { Database } from '#ground/database'
import { collectProblems, quoted, shownMoment, type Source } from '#ground/table'
import { cents, points } from '#ground/money'
import { always, type Instant, type Zone } from '#ground/period'
import { relevantAt, type Order } from '#sales/order'
import type { Policy } from './contact-plan.ts'
import { contactsNow, inPortions, keptOrders, keptReturns, type KeptOrder } from './kept.ts'
import { readOrderFile, type FileLine, type FileOrder, type OrderFile } from './order-file.ts'
import { carryOut } from './order-keeping.ts'
import { compareOrder } from './order-plan.ts'
import { summaryOf, type OrderSummary } from './order-summary.ts'
import type { Plan, Sold, Step, Task } from './order-task.ts'
import type { Progress } from './progress.ts'
import { refusedBy, type Refused } from './refused.ts'
import { compareReturn } from './return-comparison.ts'
import { matchReturns, returnsIn, type SoldOrder } from './return-plan.ts'

export type OrderImport = {
  readonly source: Source
  /** For moments without one. */
  readonly zone: Zone
  /** No moment of the file may lie after it; without it any may. */
  readonly now?: Instant
  readonly mode: 'import' | 'dry run'
  readonly policy: Policy
  readonly progress: Progress
}

/** Brings the orders and returns of a file into the database, all or none. Call it in a transaction; a dry run only reads. */
export const importOrders = async (database: Database, asked: OrderImport): Promise<OrderSummary | Refused> => {
  const problems = collectProblems()
  const file = readOrderFile(asked.source, { zone: asked.zone, now: asked.now ?? always.until, problems })
  if (problems.list().length > 0) return refusedBy(problems)
  const { volume_when: volumeWhen } = await database
    .selectFrom('company')
    .select('volume_when')
    .executeTakeFirstOrThrow()
  const contacts = await contactsNow(database, contactsNamed(file))
  const task = { ...asked, file, problems, contacts, volumeWhen }
  refuseUnknownContacts(task)
  const plan = problems.list().length > 0 ? undefined : await planOf(database, task)
  if (plan === undefined || problems.list().length > 0) return refusedBy(problems)
  if (asked.mode === 'import') await carryOut(database, plan, task)
  return summaryOf(plan, task)
}

const contactsNamed = ({ orders, returns }: OrderFile): string[] => [
  ...new Set([...orders, ...returns].map(each => each.contact)),
]

const refuseUnknownContacts = ({ file, contacts, problems }: Task): void => {
  const column = file.header.get('contact')!
  for (const each of [...file.orders, ...file.returns]) {
    if (problems.isFull()) return
    if (contacts.has(each.contact)) continue
    const expected = 'the number of a contact who is there already; contacts are imported first'
    problems.add({ file: file.file, line: each.line, column, found: quoted(each.contact), expected })
  }
}

const planOf = async (database: Database, task: Task): Promise<Plan> => {
  const { file } = task
  const returns = returnsIn(file.returns, task)
  const returnsKept = await keptReturns(
    database,
    returns.map(each => each.reference),
  )
  const newReturns = returns.filter(each => !returnsKept.has(each.reference))
  for (const each of returns) {
    const known = returnsKept.get(each.reference)
    if (known !== undefined) compareReturn(each, known, task)
  }
  const orders = await sortOut(database, task, new Set(newReturns.map(each => each.order)))
  const { matched, lone } = matchReturns(newReturns, { ...task, sold: orders.sold })
  return { ...orders, matched, lone, returnsThere: returns.length - newReturns.length }
}

const ordersAtOnce = 2_000

type Sorted = Pick<Plan, 'fresh' | 'sold' | 'steps'>

/** An order that the file tells, or names in a return, and as it is kept. */
type Found = {
  readonly reference: string
  readonly index: number
  readonly order: FileOrder | undefined
  readonly kept: KeptOrder | undefined
}

/** Which orders of the file are new, and how those orders stand, of the file or kept, that something is taken back of. */
const sortOut = async (database: Database, task: Task, sought: ReadonlySet<string>): Promise<Sorted> => {
  const { orders } = task.file
  const fresh: number[] = []
  const sold = new Map<string, Sold>()
  const steps: Step[] = []
  const references = [...new Set([...orders.map(order => order.reference), ...sought])]
  for (const indexes of inPortions([...references.keys()], ordersAtOnce)) {
    const found = await findOrders(database, task, { references, indexes })
    steps.push(...found.flatMap(each => compareKept(each, task)))
    fresh.push(
      ...found.filter(({ kept, order }) => kept === undefined && order !== undefined).map(({ index }) => index),
    )
    for (const each of found.filter(({ reference }) => sought.has(reference))) addSold(sold, each, task)
    task.progress.tell({ what: 'comparing', done: indexes.at(-1)! + 1, of: references.length })
  }
  // A prospect is a customer from his first paid order on, so they come in the order of time.
  const timeOf = (index: number) => orders[index]!.paidAt ?? orders[index]!.placedAt
  return { fresh: fresh.sort((a, b) => timeOf(a) - timeOf(b)), sold, steps }
}

type Portion = { readonly references: readonly string[]; readonly indexes: readonly number[] }

const findOrders = async (database: Database, { file }: Task, { references, indexes }: Portion): Promise<Found[]> => {
  const kept = await keptOrders(
    database,
    indexes.map(index => references[index]!),
  )
  return indexes.map(index => {
    const reference = references[index]!
    return { reference, index, order: file.orders[index], kept: kept.get(reference) }
  })
}

/** Compares, and answers what has happened to the order since. */
const compareKept = ({ index, order, kept }: Found, task: Task): Step[] => {
  if (order === undefined || kept === undefined) return []
  const steps = task.policy === 'update' ? stepsSince(order, kept, task) : []
  const known = Object.assign({}, kept, Object.fromEntries(steps.map(({ is, at }) => [`${is}At`, at])))
  compareOrder({ order, lines: task.file.linesOf(index), known }, task)
  return steps
}

const stepsSince = (order: FileOrder, kept: KeptOrder, { file, zone, problems }: Task): Step[] => {
  const steps = (['paid', 'shipped'] as const).flatMap((is): Step[] => {
    const at = order[`${is}At`]
    return kept[`${is}At`] === null && at !== null && file.header.has(is) ? [{ order: kept, is, at }] : []
  })
  if (steps.length === 0 || kept.lines.some(line => line.returned.quantity < line.quantity)) return steps
  const expected = `nothing, for order ${kept.reference} was wholly taken back`
  const [{ is, at }] = steps as [Step]
  const found = shownMoment(at, zone)
  problems.add({ file: file.file, line: order.line, column: file.header.get(is)!, found, expected })
  return []
}

const isRelevant = (order: Order): boolean => relevantAt(order) !== null

const addSold = (sold: Map<string, Sold>, { reference, index, order, kept }: Found, task: Task): void => {
  if (kept !== undefined) sold.set(reference, { ...kept, isRelevant: isRelevant(kept) })
  else if (order !== undefined) {
    const inFile = soldInFile(order, task.file.linesOf(index))
    sold.set(reference, { ...inFile, isRelevant: isRelevant({ ...order, volumeWhen: task.volumeWhen }) })
  }
}

const soldInFile = ({ contact, placedAt }: FileOrder, lines: readonly FileLine[]): SoldOrder => ({
  contact,
  placedAt,
  lines: lines.map(({ article, quantity, net, points: earned }, index) => ({
    article,
    quantity,
    net,
    points: earned,
    position: index + 1,
    returned: { quantity: 0, net: cents(0), points: points(0) },
  })),
})
