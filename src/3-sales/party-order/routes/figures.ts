import { answered } from '#ground/http'
import { money, orNull, z } from '#ground/http/schema.ts'
import { decimalOfCents } from '#ground/money'
import { periodOf } from '#ground/period'
import { partyAt, partyPath } from '#referral/party/routes.ts'
import { figuresOfParties } from '../figures.ts'
import { hiddenByMonth } from '../hidden.ts'
import type { PartyOrderNeeds, Routes } from './answers.ts'

const wayShape = z.object({
  orders: z.int(),
  pieces: z.int(),
  net: money('Net of VAT and of what came back.', '84.03'),
})

const figuresSchema = z
  .object({
    guest: wayShape.openapi({ description: 'Ordered by guests themselves.' }),
    forGuest: wayShape.openapi({ description: 'Taken down by the partner for guests.' }),
    collective: wayShape.openapi({ description: 'In the partner’s own name.' }),
    guests: z.int().openapi({ description: 'Who bought in his own name.', example: 9 }),
    newCustomers: z.int().openapi({ description: 'Of them, whom the party made known.', example: 6 }),
    told: z.int().openapi({ description: 'Behind collective orders, as the partner counted.', example: 4 }),
    untold: z.int().openapi({ description: 'Collective orders whose guests nobody counted.', example: 0 }),
  })
  .openapi('PartyFigures')

const none = { orders: 0, pieces: 0, net: '0.00' }

/** GET /parties/{id}/figures */
export const figures = ({ read }: Routes) =>
  read({
    name: 'getPartyFigures',
    path: '/parties/{id}/figures',
    tag: 'parties',
    summary: 'Get what came of a party',
    description: 'Turnover by the way it was taken, guests, and new customers. A partner may ask for his own.',
    access: 'partners too',
    params: partyPath,
    reply: figuresSchema,
    example: { guest: none, forGuest: none, collective: none, guests: 9, newCustomers: 6, told: 4, untold: 0 },
    run: async ({ database, params, actor }) => {
      const found = await partyAt(database, params.id, actor)
      if (found.is === 'refused') return found
      const { number } = found.body
      const { ways, guests, newCustomers, told, untold } = (await figuresOfParties(database, [number])).get(number)!
      const shown = ({ net, ...way }: (typeof ways)['guest']) => ({ ...way, net: decimalOfCents(net) })
      const [guest, forGuest, collective] = [ways.guest, ways['for guest'], ways.collective].map(shown)
      return answered({
        guest: guest!,
        forGuest: forGuest!,
        collective: collective!,
        guests,
        newCustomers,
        told,
        untold,
      })
    },
  })

const monthSchema = z
  .object({
    period: z.string().openapi({ example: '2026-03' }),
    known: z.int().openapi({ description: 'Guests of parties whom the company knows.', example: 120 }),
    orders: z.int().openapi({ description: 'Collective orders with guests behind them.', example: 14 }),
    told: z.int().openapi({ description: 'Hidden guests whom partners counted.', example: 31 }),
    estimated: z.int().openapi({ description: 'Hidden guests by what a known guest buys.', example: 22 }),
    hiddenNet: money('What they bought, net of VAT.', '2650.00'),
    netOfGuest: orNull(money('What a known guest bought on average; null where too few are known.', '50.00')),
  })
  .openapi('HiddenCustomers')

/** GET /hidden-customers */
export const hidden = ({ read }: Routes, { now, zone }: PartyOrderNeeds) =>
  read({
    name: 'listHiddenCustomers',
    path: '/hidden-customers',
    tag: 'parties',
    summary: 'How many customers hide behind collective orders',
    description:
      'The last twelve months, the oldest first: counted by partners, or estimated by what a known guest buys.',
    reply: z.object({ rows: z.array(monthSchema) }),
    example: {
      rows: [
        {
          period: '2026-03',
          known: 120,
          orders: 14,
          told: 31,
          estimated: 22,
          hiddenNet: '2650.00',
          netOfGuest: '50.00',
        },
      ],
    },
    run: async ({ database }) => {
      const months = await hiddenByMonth(database, { until: periodOf(now(), zone), months: 12 })
      return answered({
        rows: months.map(({ knownNet: _net, hiddenNet, netOfGuest, ...month }) => ({
          ...month,
          hiddenNet: decimalOfCents(hiddenNet),
          netOfGuest: netOfGuest === null ? null : decimalOfCents(netOfGuest),
        })),
      })
    },
  })
