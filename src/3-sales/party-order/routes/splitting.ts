import { answered, conflict, notFound, refused } from '#ground/http'
import { money, z } from '#ground/http/schema.ts'
import { uuidOf } from '#ground/identity'
import { decimalOfCents } from '#ground/money'
import { contactGiven, contactNamed } from '#people/contact/routes.ts'
import { orderByUuid } from '#sales/order/store.ts'
import { splitCollective } from '../splitting.ts'
import type { PartyOrderNeeds, Routes } from './answers.ts'

const splitGiven = z
  .strictObject({
    to: contactGiven.openapi({ description: 'The guest, who has registered.' }),
    pieces: z
      .array(
        z.strictObject({
          position: z.int().min(1).openapi({ description: 'Which line of the order.', example: 1 }),
          quantity: z.int().min(1).openapi({ example: 2 }),
        }),
      )
      .min(1)
      .max(1_000),
  })
  .openapi('NewSplit')

const splitSchema = z
  .object({ net: money('What went from personal to customer volume, net of VAT.', '16.81') })
  .openapi('Split')

const orderPath = z.object({
  id: z.string().openapi({ description: "The order's id.", example: 'ord_01hzx4m2n3p4q5r6s7t8v9w0xy' }),
})

const whyNot: Readonly<Record<string, string>> = {
  'no collective order': 'Only a collective order of a party is split.',
  'month closed': 'The month of the order is closed; what is booked stays booked.',
  'belongs to somebody else': 'The turnover of this guest is not the partner’s.',
  'is the buyer': 'The pieces are his own already.',
  'more than the line has left': 'So many pieces are not left with the partner.',
}

/** POST /orders/{id}/splits */
export const splitting = ({ command }: Routes, needs: PartyOrderNeeds) =>
  command({
    name: 'splitCollectiveOrder',
    path: '/orders/{id}/splits',
    tag: 'parties',
    summary: 'Give a guest his pieces of a collective order',
    description:
      'Turnover goes from the partner’s personal to her customer volume by counter-entries; her own volume stays the same to the cent. Only before the month is closed.',
    params: orderPath,
    body: splitGiven,
    reply: splitSchema,
    examples: {
      body: { to: { reference: 'K-1042' }, pieces: [{ position: 1, quantity: 2 }] },
      reply: { net: '16.81' },
    },
    run: async ({ database, params, body, actor }) => {
      const uuid = uuidOf('order', params.id)
      const order = uuid === undefined ? undefined : await orderByUuid(database, uuid)
      if (order === undefined) return refused(notFound('order'))
      const to = await contactNamed(database, body.to, '#/to')
      if (to.is === 'refused') return to
      const { now, isClosed } = needs
      const asked = { order: order.number, pieces: body.pieces, to: to.body.number, at: now(), by: actor.id, isClosed }
      const answer = await splitCollective(database, asked)
      if (answer.is === 'split') return answered({ net: decimalOfCents(answer.net) })
      return refused(conflict(answer.because, whyNot[answer.because] ?? `It cannot be split: ${answer.because}.`))
    },
  })
