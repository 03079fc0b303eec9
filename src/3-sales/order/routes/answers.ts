import type { Database } from '#ground/database'
import { answered, notFound, type Reply } from '#ground/http'
import { orRefuse, type routesOn } from '#ground/http/operation.ts'
import { moment, money, points, z } from '#ground/http/schema.ts'
import { uuidOf } from '#ground/identity'
import { cents, decimalOfCents, decimalOfPoints, sum } from '#ground/money'
import { isoOf, type Instant } from '#ground/period'
import { exampleRef, refOf, refSchema } from '#people/contact/routes.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { milestones, reasonClasses, stateOf } from '../index.ts'
import { orderByUuid, type KnownLine, type KnownOrder, type KnownReturn } from '../store.ts'

export type Routes = ReturnType<typeof routesOn>

const article = {
  article: z.string().openapi({ description: "The article's number.", example: '85123A' }),
  description: z.string().openapi({ example: 'White hanging heart' }),
}

const amounts = {
  net: money('Net of VAT.', '15.30'),
  points: points('Points of the compensation plan.', '15.300'),
}

const lineSchema = z.object({
  position: z.int().openapi({ description: 'The line within the order, from 1.', example: 1 }),
  ...article,
  quantity: z.int().openapi({ example: 6 }),
  returned: z.int().openapi({ description: 'How many of them were taken back so far.', example: 0 }),
  ...amounts,
  vatPercent: z.string().openapi({ description: 'VAT in percent.', example: '19.00' }),
})

const returnSchema = z.object({
  id: z.string().openapi({ example: 'ret_01hzx5m2n3p4q5r6s7t8v9w0xy' }),
  reference: z.string().nullable(),
  kind: z.enum(['cancellation', 'return']).openapi({ description: 'A cancellation before shipping, a return after.' }),
  reason: z.string().openapi({ example: 'did not fit' }),
  reasonClass: z.enum(reasonClasses).nullable().openapi({
    description: 'Why, as the law tells it apart; null where nobody told it.',
  }),
  at: moment('When it happened.'),
  ...amounts,
  lines: z.array(z.object({ position: z.int(), ...article, quantity: z.int(), ...amounts })),
})

export const orderSchema = z
  .object({
    id: z.string().openapi({ description: "The order's public id.", example: 'ord_01hzx4m2n3p4q5r6s7t8v9w0xy' }),
    reference: z.string().nullable().openapi({ description: "The shop's own number of the order.", example: '536365' }),
    contact: refSchema,
    state: z.enum(['placed', 'paid', 'shipped', 'cancelled', 'returned']).openapi({
      description: 'Cancelled or returned only when wholly taken back, before or after shipping.',
    }),
    placedAt: moment('When it was placed.'),
    paidAt: moment('When it was paid; null as long as it is not.').nullable(),
    shippedAt: moment('When it was shipped; null as long as it is not.').nullable(),
    turnoverWhen: z.enum(milestones).openapi({
      description: 'Which of the three makes it turnover: the setting of the company on the day it was placed.',
    }),
    net: money('Of all lines, net of VAT, before returns.', '15.30'),
    points: points('Of all lines, before returns.', '15.300'),
    lines: z.array(lineSchema),
    returns: z
      .array(returnSchema)
      .openapi({ description: 'What was taken back, oldest first. Amounts count positive.' }),
  })
  .openapi('Order')

export const exampleOrder = {
  id: 'ord_01hzx4m2n3p4q5r6s7t8v9w0xy',
  reference: '536365',
  contact: {
    ...exampleRef,
    id: 'con_01hzx4a7c2f3g4h5j6k7m8n9pq',
    reference: 'K-1042',
    name: 'Cem Yılmaz',
    role: 'customer' as const,
  },
  state: 'paid' as const,
  placedAt: '2026-02-10T09:30:00.000Z',
  paidAt: '2026-02-11T08:00:00.000Z',
  shippedAt: null,
  turnoverWhen: 'paid' as const,
  net: '15.30',
  points: '15.300',
  lines: [
    {
      position: 1,
      article: '85123A',
      description: 'White hanging heart',
      quantity: 6,
      returned: 0,
      net: '15.30',
      vatPercent: '19.00',
      points: '15.300',
    },
  ],
  returns: [],
}

export const orderPath = z.object({
  id: z.string().openapi({ description: "The order's public id.", example: 'ord_01hzx4m2n3p4q5r6s7t8v9w0xy' }),
})

export const orderById = async (database: Database, id: string): Promise<KnownOrder | undefined> => {
  const uuid = uuidOf('order', id)
  return uuid === undefined ? undefined : orderByUuid(database, uuid)
}

/** The order of a path, refused where there is none. */
export const orderAt = async (database: Database, id: string): Promise<Reply<KnownOrder>> =>
  orRefuse(await orderById(database, id), notFound('order'))

/** Orders as the interface tells them, in the order given. */
export const describeOrders = async (
  database: Database,
  orders: readonly KnownOrder[],
): Promise<z.input<typeof orderSchema>[]> => {
  const contacts = await contactsByNumber(
    database,
    orders.map(order => order.contact),
  )
  return orders.map(order => ({
    id: order.id,
    reference: order.reference,
    contact: refOf(contacts.get(order.contact)!),
    state: stateOf(
      order,
      order.lines.every(line => line.returned.quantity === line.quantity),
    ),
    placedAt: isoOf(order.placedAt),
    paidAt: isoOrNull(order.paidAt),
    shippedAt: isoOrNull(order.shippedAt),
    turnoverWhen: order.volumeWhen,
    ...totals(order.lines),
    lines: order.lines.map(describeLine),
    returns: order.returns.map(describeReturn),
  }))
}

/** An order that is there, as it is after a change. */
export const described = async (database: Database, id: string): Promise<Reply<z.input<typeof orderSchema>>> =>
  answered((await describeOrders(database, [(await orderById(database, id))!]))[0]!)

const isoOrNull = (at: Instant | null) => (at === null ? null : isoOf(at))

type Amounts = Pick<KnownLine, 'net' | 'points'>

const decimals = ({ net, points }: Amounts) => ({ net: decimalOfCents(net), points: decimalOfPoints(points) })

const totals = (lines: readonly Amounts[]) =>
  decimals({ net: sum(lines.map(line => line.net)), points: sum(lines.map(line => line.points)) })

const describeLine = (line: KnownLine) => ({
  position: line.position,
  article: line.article,
  description: line.description,
  quantity: line.quantity,
  returned: line.returned.quantity,
  ...decimals(line),
  // Basis points are hundredths of a percent, as cents are of a euro.
  vatPercent: decimalOfCents(cents(line.vatRate)),
})

const describeReturn = ({ happenedAt, lines, number: _number, ...back }: KnownReturn) => ({
  ...back,
  at: isoOf(happenedAt),
  ...totals(lines),
  lines: lines.map(line => ({ ...line, ...decimals(line) })),
})
