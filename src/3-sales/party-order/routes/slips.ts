import type { Database } from '#ground/database'
import { answered, conflict, refused, type Reply } from '#ground/http'
import { moneyGiven, orNull, pastGiven, text, z } from '#ground/http/schema.ts'
import type { Instant } from '#ground/period'
import { keeperOf } from '#referral/party/store.ts'
import { partyAt, partyPath } from '#referral/party/routes.ts'
import { mostPieces } from '#sales/cart'
import { addressGiven, buyerGiven, orderPageGiven, orderUrlOf } from '#sales/checkout/routes.ts'
import { paymentNames } from '#sales/payment'
import { deliveries, mostToldGuests, type SlipContent } from '../index.ts'
import { dropSlip, settleSlip, slipsOf, takeSlip } from '../slips.ts'
import {
  describeSlips,
  exampleSlip,
  reasonGiven,
  slipAt,
  slipPath,
  slipSchema,
  type PartyOrderNeeds,
  type Routes,
  type ToldSlip,
} from './answers.ts'

const contentGiven = z.strictObject({
  way: z.enum(['for guest', 'collective']).openapi({
    description: 'For a guest, who is then the buyer; or collective, in the partner’s own name.',
  }),
  buyer: orNull(
    buyerGiven.extend({
      email: orNull(text('Where the confirmation goes; null where she gets it on paper.', 'cem@example.org')).default(
        null,
      ),
    }),
  )
    .default(null)
    .openapi({ description: 'The guest; null in a collective order.' }),
  home: orNull(addressGiven).default(null).openapi({ description: 'Where the guest lives.' }),
  lines: z
    .array(
      z.strictObject({
        sku: text("The article's number.", '22423'),
        quantity: z.int().min(1).max(mostPieces).openapi({ example: 2 }),
      }),
    )
    .max(200),
  voucher: orNull(text('A voucher code, as it was typed.', 'VONBEN')).default(null),
  deliveredTo: z.enum(deliveries).default('guest'),
  payment: z.enum([...paymentNames, 'collected']).openapi({ description: '`collected`: the partner has the money.' }),
  total: moneyGiven('What the guest was told it comes to.'),
  toldGuests: z.int().min(1).max(mostToldGuests).optional().openapi({
    description: 'How many guests are behind a collective order.',
    example: 4,
  }),
  language: z.enum(['de', 'en']).default('de'),
})

const slipGiven = (now: () => Instant) =>
  contentGiven
    .extend({
      commandId: text('Chosen by the phone: sent twice, it is taken once, for ever.', 'phone 17').optional(),
      takenAt: pastGiven('When it was taken down; now, where it is left out.', now).optional(),
      orderPage: orderPageGiven,
    })
    .openapi('NewPartySlip')

const exampleBody = {
  way: 'for guest' as const,
  buyer: { givenName: 'Cem', familyName: 'Yılmaz', email: 'cem@example.org' },
  home: { name: 'Cem Yılmaz', street: 'Hauptstraße 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
  lines: [{ sku: '22423', quantity: 2 }],
  payment: 'invoice' as const,
  total: '49.90',
}

const contentOf = (given: z.output<typeof contentGiven>): SlipContent => ({ ...given, guest: null })

/** POST /parties/{id}/slips */
export const takingSlips = ({ command }: Routes, needs: PartyOrderNeeds) =>
  command({
    name: 'takePartySlip',
    path: '/parties/{id}/slips',
    tag: 'parties',
    summary: 'Take an order at a party',
    description:
      'By the prices of the moment it was taken. What cannot be placed is kept as `to settle`, with what stands in its way: no order is lost. Told again with the same `commandId` it is taken once.',
    params: partyPath,
    body: slipGiven(needs.now),
    reply: slipSchema,
    examples: { body: exampleBody, reply: exampleSlip },
    run: async ({
      database,
      params,
      body: { commandId = crypto.randomUUID(), takenAt, orderPage = '', ...content },
      actor,
    }) => {
      const found = await partyAt(database, params.id, actor)
      if (found.is === 'refused') return found
      const { number } = found.body
      const at = needs.now()
      const partner = await keeperOf(database, found.body)
      const told = { party: number, partner, commandId, content: contentOf(content) }
      const shared = { toldAt: takenAt ?? at, at, zone: needs.zone, by: actor.id, orderUrl: orderUrlOf(orderPage) }
      const taken = await takeSlip({ database, providers: needs.providers }, { ...told, ...shared })
      if (taken.is === 'refused')
        return refused(conflict(taken.because, 'This commandId came with another slip before; choose a new one.'))
      return answered((await describeSlips(database, [taken.slip]))[0]!)
    },
  })

/** GET /parties/{id}/slips */
export const listingSlips = ({ read }: Routes) =>
  read({
    name: 'listPartySlips',
    path: '/parties/{id}/slips',
    tag: 'parties',
    summary: 'List what was taken down at a party',
    description: 'Oldest first, with what became of each. A partner may ask for his own parties.',
    access: 'partners too',
    params: partyPath,
    reply: z.object({ rows: z.array(slipSchema) }),
    example: { rows: [exampleSlip] },
    run: async ({ database, params, actor }) => {
      const found = await partyAt(database, params.id, actor)
      if (found.is === 'refused') return found
      return answered({ rows: await describeSlips(database, await slipsOf(database, found.body.number)) })
    },
  })

const settlingGiven = contentGiven
  .extend({
    orderPage: orderPageGiven,
    countsFor: z.enum(['its party', 'no party']).default('its party').openapi({
      description: '`no party`: an order that counts for none, where the party takes it no more.',
    }),
  })
  .openapi('SettledPartySlip')

/** POST /slips/{id}/settlement */
export const settlingSlips = ({ command }: Routes, needs: PartyOrderNeeds) =>
  command({
    name: 'settlePartySlip',
    path: '/slips/{id}/settlement',
    tag: 'parties',
    summary: 'Settle an order that could not be placed',
    description: 'Tries again with all of it as it is now. What still stands in its way is told by the slip.',
    params: slipPath,
    body: settlingGiven,
    reply: slipSchema,
    examples: { body: exampleBody, reply: exampleSlip },
    run: async ({ database, params, body: { countsFor, orderPage = '', ...content }, actor }) => {
      const slip = await slipAt(database, params.id)
      if (slip.is === 'refused') return slip
      const shared = { at: needs.now(), zone: needs.zone, by: actor.id, orderUrl: orderUrlOf(orderPage), countsFor }
      const { number, content: before } = slip.body
      const told = { ...contentOf(content), guest: before.guest }
      const settled = await settleSlip(
        { database, providers: needs.providers },
        { ...shared, slip: number, content: told },
      )
      return settled.is === 'refused' ? no(settled.because) : toldAgain(database, params.id)
    },
  })

const no = (because: string) => refused(conflict(because, `The slip cannot be settled: ${because}.`))

const toldAgain = async (database: Database, id: string): Promise<Reply<ToldSlip>> => {
  const slip = await slipAt(database, id)
  return slip.is === 'refused' ? slip : answered((await describeSlips(database, [slip.body]))[0]!)
}

/** POST /slips/{id}/drop */
export const dropping = ({ command }: Routes, needs: PartyOrderNeeds) =>
  command({
    name: 'dropPartySlip',
    path: '/slips/{id}/drop',
    tag: 'parties',
    summary: 'Drop an order that could not be placed',
    description: 'Nothing comes of it; it is kept with the reason.',
    params: slipPath,
    body: reasonGiven,
    reply: slipSchema,
    examples: {
      body: { because: 'She changed her mind.' },
      reply: { ...exampleSlip, state: 'dropped' as const, order: null },
    },
    run: async ({ database, params, body, actor }) => {
      const slip = await slipAt(database, params.id)
      if (slip.is === 'refused') return slip
      const dropped = await dropSlip(database, { slip: slip.body.number, ...body, at: needs.now(), by: actor.id })
      return dropped.is === 'refused' ? no(dropped.because) : toldAgain(database, params.id)
    },
  })
