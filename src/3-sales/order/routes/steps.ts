import type { Database } from '#ground/database'
import { conflict, invalid, refused, type Reply } from '#ground/http'
import { parsed, pastGiven, text, z } from '#ground/http/schema.ts'
import { isTaken } from '#ground/http/store.ts'
import type { Instant } from '#ground/period'
import { noteAccount } from '#referral/voucher/store.ts'
import { ibanOf } from '#sales/payment'
import { reasonClasses } from '../index.ts'
import { pay, ship, takeBackOrder, type ReturnResult, type StepResult } from '../store.ts'
import { described, exampleOrder, orderAt, orderPath, orderSchema, type Routes } from './answers.ts'

const stepGiven = (what: string, now: () => Instant) =>
  z.strictObject({ at: pastGiven(`When it was ${what}; now, where it is left out.`, now).optional() })

const whyNot: Readonly<Record<string, string>> = {
  'already done': 'The order was told to be there already; GET /orders/{id} says since when.',
  'before it was placed': 'The moment lies before the order was placed.',
  'wholly taken back': 'The whole order was taken back.',
  'nothing left to take back': 'The whole order was taken back before.',
}

const no = (because: string) => refused(conflict(because, whyNot[because] ?? because))

type Step = (database: Database, step: { readonly order: number; readonly at: Instant }) => Promise<StepResult>

const reach = async (
  database: Database,
  id: string,
  { step, at }: { readonly step: Step; readonly at: Instant },
): Promise<Reply<z.input<typeof orderSchema>>> => {
  const order = await orderAt(database, id)
  if (order.is === 'refused') return order
  const done = await step(database, { order: order.body.number, at })
  return done.is === 'refused' ? no(done.because) : described(database, id)
}

/** POST /orders/{id}/payment */
export const paying = ({ command }: Routes, now: () => Instant) =>
  command({
    name: 'payOrder',
    path: '/orders/{id}/payment',
    tag: 'orders',
    summary: 'Tell that an order was paid',
    description: 'A prospect becomes a customer with his first paid order.',
    params: orderPath,
    body: stepGiven('paid', now).extend({
      iban: parsed(ibanOf, 'an IBAN', {
        description:
          'Of whoever transferred the money, where you know it: who pays for two new customers with vouchers goes to the review list. Only a digest is kept.',
        example: 'DE02120300000000202051',
      }).optional(),
    }),
    reply: orderSchema,
    examples: { body: { at: '2026-02-11T08:00:00Z' }, reply: exampleOrder },
    run: ({ database, params, body: { at = now(), iban } }) =>
      reach(database, params.id, { step: (inside, step) => payFrom(inside, { ...step, iban }), at }),
  })

const payFrom: (
  database: Database,
  paid: Parameters<Step>[1] & { readonly iban: string | undefined },
) => ReturnType<Step> = async (database, { iban, ...step }) => {
  const paid = await pay(database, step)
  if (paid.is === 'done' && iban !== undefined) await noteAccount(database, { ...step, iban })
  return paid
}

/** POST /orders/{id}/shipment */
export const shipping = ({ command }: Routes, now: () => Instant) =>
  command({
    name: 'shipOrder',
    path: '/orders/{id}/shipment',
    tag: 'orders',
    summary: 'Tell that an order was shipped',
    description: 'What is taken back from now on is a return and no cancellation.',
    params: orderPath,
    body: stepGiven('shipped', now),
    reply: orderSchema,
    examples: {
      body: { at: '2026-02-12T15:00:00Z' },
      reply: { ...exampleOrder, state: 'shipped', shippedAt: '2026-02-12T15:00:00.000Z' },
    },
    run: ({ database, params, body: { at = now() } }) => reach(database, params.id, { step: ship, at }),
  })

const pieceGiven = z.strictObject({
  position: z.int().min(1).openapi({ description: 'The line of the order.', example: 1 }),
  quantity: z.int().min(1).openapi({ description: 'How many pieces come back.', example: 6 }),
})

const returnGiven = (now: () => Instant) =>
  z
    .strictObject({
      reason: text('Why.', 'did not fit'),
      reasonClass: z.enum(reasonClasses).optional().openapi({
        description:
          'Why, as the law tells it apart: whether commissions on it are taken back depends on it. Where it is left out, they are.',
      }),
      reference: text('Your own number of the return; no other return has it.', 'C536379').nullable().default(null),
      at: pastGiven('When it happened; now, where it is left out.', now).optional(),
      lines: z.array(pieceGiven).min(1).optional().openapi({
        description: 'Which pieces come back; where it is left out, all that have not come back yet.',
      }),
    })
    .openapi('NewReturn')

const exampleBack = {
  article: '85123A',
  description: 'White hanging heart',
  quantity: 6,
  net: '15.30',
  points: '15.300',
}

const exampleReturned = {
  ...exampleOrder,
  state: 'cancelled' as const,
  lines: [{ ...exampleOrder.lines[0]!, returned: 6 }],
  returns: [
    {
      id: 'ret_01hzx5m2n3p4q5r6s7t8v9w0xy',
      reference: 'C536379',
      kind: 'cancellation' as const,
      reason: 'did not fit',
      reasonClass: 'withdrawal' as const,
      at: '2026-02-12T10:00:00.000Z',
      net: '15.30',
      points: '15.300',
      lines: [{ position: 1, ...exampleBack }],
    },
  ],
}

/** POST /orders/{id}/returns */
export const takingBack = ({ command }: Routes, now: () => Instant) =>
  command({
    name: 'takeBackOrder',
    path: '/orders/{id}/returns',
    tag: 'orders',
    summary: 'Cancel or return an order, in part or whole',
    description:
      'A cancellation before it was shipped, a return after. The ledger books the negative of what was sold, to whom the order belonged, when the return happened.',
    params: orderPath,
    body: returnGiven(now),
    reply: orderSchema,
    examples: {
      body: {
        reason: 'did not fit',
        reasonClass: 'withdrawal',
        reference: 'C536379',
        lines: [{ position: 1, quantity: 6 }],
      },
      reply: exampleReturned,
    },
    run: async ({ database, params, body: { lines, at = now(), ...given } }) => {
      const order = await orderAt(database, params.id)
      if (order.is === 'refused') return order
      try {
        const pieces = lines ?? 'everything'
        const back = await takeBackOrder(database, { order: order.body.number, ...given, at, pieces })
        return back.is === 'refused' ? refusalOf(back, lines) : await described(database, params.id)
      } catch (error) {
        if (!isTaken(error, 'return_reference_key')) throw error
        return refused(conflict('reference taken', `Another return has the reference ${given.reference}.`))
      }
    },
  })

type Refused = Extract<ReturnResult, { is: 'refused' }>

const refusalOf = (back: Refused, lines: readonly { readonly position: number }[] = []) => {
  if (!('position' in back)) return no(back.because)
  const position = lines.findIndex(line => line.position === back.position)
  if (back.because === 'unknown line')
    return refused(invalid({ pointer: `#/lines/${position}/position`, detail: 'the order has no such line' }))
  return refused(conflict(back.because, `Line ${back.position} has not so many pieces left.`))
}
