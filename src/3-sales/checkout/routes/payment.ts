import { answered, notFound, refused } from '#ground/http'
import { money, z } from '#ground/http/schema.ts'
import { uuidOf } from '#ground/identity'
import { decimalOfCents } from '#ground/money'
import { orderByUuid } from '#sales/order/store.ts'
import type { Begun } from '#sales/payment'
import { payFor } from '../paying.ts'
import { shopOrder } from '../reading.ts'
import type { CheckoutNeeds } from '../routes.ts'
import type { Routes } from './answers.ts'

const replySchema = z
  .object({
    is: z.enum(['redirect', 'waiting', 'nothing to pay', 'failed']).openapi({
      description:
        'Send the buyer to `url`; or tell him what to transfer; or nothing is to be paid; or the provider cannot be asked now.',
    }),
    url: z.string().nullable().openapi({ description: "The provider's page.", example: null }),
    transfer: z
      .object({
        amount: money('How much.', '49.90'),
        currency: z.string().openapi({ example: 'EUR' }),
        reference: z.string().openapi({ description: 'What to write on it.', example: '100001' }),
        withinDays: z.int().openapi({ example: 14 }),
        iban: z.string().nullable().openapi({ example: 'DE02120300000000202051' }),
      })
      .nullable(),
  })
  .openapi('CheckoutPayment')

/** GET /checkouts/{id}/payment */
export const payingFor = ({ read }: Routes, { database, providers }: CheckoutNeeds) =>
  read({
    name: 'getCheckoutPayment',
    path: '/checkouts/{id}/payment',
    tag: 'orders',
    summary: 'How an order is paid',
    description:
      "The provider's page, or what to transfer. Ask as often as you like: a page that is still open is told again, one that expired is followed by another.",
    params: z.object({ id: z.string().openapi({ example: 'ord_01hzx4m2n3p4q5r6s7t8v9w0xy' }) }),
    query: z.strictObject({
      returnTo: z.url().max(500).openapi({
        description: "Where the provider's page leads to afterwards.",
        example: 'https://shop.example/thanks',
      }),
    }),
    reply: replySchema,
    example: {
      is: 'waiting',
      url: null,
      transfer: {
        amount: '49.90',
        currency: 'EUR',
        reference: '100001',
        withinDays: 14,
        iban: 'DE02120300000000202051',
      },
    },
    run: async ({ params, query }) => {
      const uuid = uuidOf('order', params.id)
      const order = uuid === undefined ? undefined : await orderByUuid(database, uuid)
      const shop = order && (await shopOrder(database, order.number))
      if (shop === undefined) return refused(notFound('order'))
      return answered(told(await payFor({ database, providers }, shop, query.returnTo)))
    },
  })

const told = (begun: Begun): z.input<typeof replySchema> => {
  if (begun.is === 'redirect') return { is: 'redirect', url: begun.url, transfer: null }
  if (begun.is !== 'waiting') return { is: begun.is, url: null, transfer: null }
  const { amount, currency, reference, withinDays, account } = begun.instructions
  const transfer = { amount: decimalOfCents(amount), currency, reference, withinDays, iban: account?.iban ?? null }
  return { is: 'waiting', url: null, transfer }
}
