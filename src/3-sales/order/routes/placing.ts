import { conflict, invalid, refused, type Fault } from '#ground/http'
import { moneyGiven, pastGiven, pointsGiven, text, z } from '#ground/http/schema.ts'
import { isTaken } from '#ground/http/store.ts'
import { parseCents } from '#ground/money'
import type { Instant } from '#ground/period'
import { contactGiven, contactNamed } from '#people/contact/routes.ts'
import { placeOrders } from '../store.ts'
import { described, exampleOrder, orderSchema, type Routes } from './answers.ts'

const mostLines = 1000
const mostPieces = 1_000_000

const vatGiven = z
  .string()
  .transform((text, context): number => {
    const rate = /^\d{1,3}(\.\d{1,2})?$/u.test(text) ? parseCents(text) : undefined
    if (rate !== undefined && rate <= 100_00) return rate
    context.addIssue({ code: 'custom', message: 'expected percent in a text, such as "19.00"', input: text })
    return z.NEVER
  })
  .openapi({ type: 'string', description: 'VAT in percent, at most two decimals.', example: '19.00' })

const lineGiven = z.strictObject({
  article: text("The article's number.", '85123A'),
  description: text('What it is, in words.', 'White hanging heart'),
  quantity: z.int().min(1).max(mostPieces).openapi({ description: 'Whole pieces.', example: 6 }),
  net: moneyGiven('Of the whole line, net of VAT.'),
  vatPercent: vatGiven,
  points: pointsGiven('Of the whole line.'),
  group: text(
    "The product group, by which compensation plans tell goods apart; the catalogue's where it is left out.",
    'Ware',
  ).optional(),
})

const milestone = (which: string, now: () => Instant) => pastGiven(`When it was ${which}.`, now).optional()

const orderGiven = (now: () => Instant) =>
  z
    .strictObject({
      contact: contactGiven,
      reference: text("The shop's own number of the order; no other order has it.", '536365').nullable().default(null),
      placedAt: milestone('placed; now, where it is left out', now),
      paidAt: milestone('paid, where it already is', now),
      shippedAt: milestone('shipped, where it already is', now),
      lines: z.array(lineGiven).min(1).max(mostLines),
    })
    .openapi('NewOrder')

const { position: _position, returned: _returned, ...exampleLine } = exampleOrder.lines[0]!

/** POST /orders */
export const placing = ({ command }: Routes, now: () => Instant) =>
  command({
    name: 'placeOrder',
    path: '/orders',
    tag: 'orders',
    summary: 'Place an order',
    description:
      'Keeps an order with its lines, already paid or shipped where it comes so. It becomes turnover when it is placed, paid or shipped, by the setting of the company.',
    body: orderGiven(now),
    reply: orderSchema,
    examples: {
      body: {
        contact: { reference: 'K-1042' },
        reference: '536365',
        placedAt: '2026-02-10T09:30:00Z',
        paidAt: '2026-02-11T08:00:00Z',
        lines: [exampleLine],
      },
      reply: exampleOrder,
    },
    nameOf: ({ id }) => id,
    run: async ({ database, body: { contact, reference, lines, ...times } }) => {
      const buyer = await contactNamed(database, contact, '#/contact')
      if (buyer.is === 'refused') return buyer
      const { placedAt = now(), paidAt = null, shippedAt = null } = times
      const early = tooEarly({ placedAt, paidAt, shippedAt })
      if (early.length > 0) return refused(invalid(...early))
      const order = { contact: buyer.body.number, reference, placedAt, paidAt, shippedAt }
      const kept = lines.map(({ vatPercent, ...line }) => ({ ...line, vatRate: vatPercent }))
      try {
        const [placed] = await placeOrders(database, [{ ...order, lines: kept }])
        return await described(database, placed!.id)
      } catch (error) {
        if (!isTaken(error, 'order_reference_key')) throw error
        return refused(conflict('reference taken', `Another order has the reference ${reference}.`))
      }
    },
  })

type Times = { readonly placedAt: Instant; readonly paidAt: Instant | null; readonly shippedAt: Instant | null }

const tooEarly = ({ placedAt, ...later }: Times): Fault[] =>
  Object.entries(later).flatMap(([field, at]) =>
    at !== null && at < placedAt ? [{ pointer: `#/${field}`, detail: 'this is before it was placed' }] : [],
  )
