import type { Database } from '#ground/database'
import { answered, maySee, notFound, pageOf, refused, type Actor, type Reply } from '#ground/http'
import type { Asked } from '#ground/http/operation.ts'
import { pageOfRows, paging, text, z } from '#ground/http/schema.ts'
import type { ContactNumber } from '#ground/identity'
import { contactById } from '#people/contact/routes.ts'
import { listOrders, orderByReference, type KnownOrder } from '../store.ts'
import { describeOrders, exampleOrder, orderById, orderPath, orderSchema, type Routes } from './answers.ts'

const listQuery = z.strictObject({
  contact: text("Only this contact's orders, by his public id.", 'con_01hzx4a7c2f3g4h5j6k7m8n9pq').optional(),
  reference: text('Only the order with exactly this reference.', '536365').optional(),
  ...paging(['moment', 'number']),
})

/** GET /orders */
export const listing = ({ read }: Routes) =>
  read({
    name: 'listOrders',
    path: '/orders',
    tag: 'orders',
    summary: 'List orders',
    description: 'Orders, the newest first: all, or those of one contact. A partner is told his own.',
    access: 'partners too',
    query: listQuery,
    reply: pageOfRows(orderSchema),
    example: { rows: [exampleOrder], next: null },
    run: async asked => {
      const { database, query } = asked
      const buyer = await buyerOf(asked)
      if (buyer.is === 'refused') return buyer
      const found = await find(database, query, buyer.body)
      const page = pageOf(found, query.limit, order => [order.placedAt, order.number])
      return answered({ rows: await describeOrders(database, page.rows), next: page.next })
    },
  })

type List = Asked<unknown, z.output<typeof listQuery>, unknown>

/** Whose orders are asked for; undefined for everybody's, which only the company may see. */
const buyerOf = async ({ database, query, actor }: List): Promise<Reply<ContactNumber | undefined>> => {
  if (query.contact === undefined) return answered(actor.role === 'partner' ? actor.contact : undefined)
  const contact = await contactById(database, query.contact)
  if (contact === undefined || !maySee(actor, contact.number)) return refused(notFound('contact'))
  return answered(contact.number)
}

const find = async (
  database: Database,
  { reference, cursor, limit }: List['query'],
  contact: ContactNumber | undefined,
): Promise<KnownOrder[]> => {
  if (reference !== undefined) {
    const order = await orderByReference(database, reference)
    return order === undefined || (contact !== undefined && order.contact !== contact) ? [] : [order]
  }
  const after = cursor === undefined ? undefined : { placedAt: cursor[0], number: cursor[1] }
  return listOrders(database, { contact, after, limit: limit + 1 })
}

/** GET /orders/{id} */
export const reading = ({ read }: Routes) =>
  read({
    name: 'getOrder',
    path: '/orders/{id}',
    tag: 'orders',
    summary: 'Get an order',
    description: 'An order with its lines and what was taken back of it. A partner may ask for his own.',
    access: 'partners too',
    params: orderPath,
    reply: orderSchema,
    example: exampleOrder,
    run: async ({ database, params, actor }) => {
      const order = visible(await orderById(database, params.id), actor)
      if (order === undefined) return refused(notFound('order'))
      return answered((await describeOrders(database, [order]))[0]!)
    },
  })

const visible = (order: KnownOrder | undefined, actor: Actor) =>
  order !== undefined && maySee(actor, order.contact) ? order : undefined
