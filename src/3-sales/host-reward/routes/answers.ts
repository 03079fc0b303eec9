import type { routesOn } from '#ground/http/operation.ts'
import { moment, money, orNull, z } from '#ground/http/schema.ts'
import type { Database } from '#ground/database'
import { decimalOfCents } from '#ground/money'
import { isoOf, type Instant, type Zone } from '#ground/period'
import { rewardLineKinds } from '../index.ts'
import type { PartyReward } from '../store.ts'

export type HostRewardNeeds = { readonly database: Database; readonly zone: Zone; readonly now: () => Instant }

export type Routes = ReturnType<typeof routesOn>

const goodsSchema = z
  .object({
    place: z.int().openapi({ description: 'Among what the host took, from 1.', example: 1 }),
    sku: z.string().openapi({ example: '22423' }),
    name: z.string().openapi({ example: 'Regency cakestand, 3 tier' }),
    quantity: z.int().openapi({ example: 1 }),
    by: z.enum(['credit', 'half price']),
    state: z.enum(['taken', 'shipped', 'undone']).openapi({
      description: 'Taken goods are shipped, or undone as long as they are not.',
    }),
    takenAt: moment('When the host took them.'),
    endedAt: orNull(moment('When they were shipped, or it was undone.')),
    reason: orNull(z.string()).openapi({ description: 'Why it was undone.', example: null }),
    listPrice: money('Of the whole line, with VAT.', '12.90'),
    paid: money('What the host pays herself.', '0.00'),
    reward: z.object({ net: money('Net of VAT.', '10.84'), vat: money('Its VAT.', '2.06') }).openapi({
      description: 'The reward in goods: list price without what the host pays.',
    }),
    vatRate: z.int().openapi({ description: 'In hundredths of a percent.', example: 1900 }),
    currency: z.string().openapi({ example: 'EUR' }),
  })
  .openapi('HostRewardGoods')

const exampleGoods: z.input<typeof goodsSchema> = {
  place: 1,
  sku: '22423',
  name: 'Regency cakestand, 3 tier',
  quantity: 1,
  by: 'credit',
  state: 'taken',
  takenAt: '2026-03-20T10:00:00.000Z',
  endedAt: null,
  reason: null,
  listPrice: '12.90',
  paid: '0.00',
  reward: { net: '10.84', vat: '2.06' },
  vatRate: 1900,
  currency: 'EUR',
}

const toldGoods = (goods: PartyReward['goods'][number]): z.input<typeof goodsSchema> => {
  const { gross, paid, reward, takenAt, endedAt, ...rest } = goods
  return {
    ...rest,
    takenAt: isoOf(takenAt),
    endedAt: endedAt === null ? null : isoOf(endedAt),
    listPrice: decimalOfCents(gross),
    paid: decimalOfCents(paid),
    reward: { net: decimalOfCents(reward.net), vat: decimalOfCents(reward.vat) },
  }
}

export const rewardSchema = z
  .object({
    state: z.enum(['growing', 'provisional', 'final']).openapi({
      description: 'Growing until the party is settled; provisional as long as something may come back.',
    }),
    tier: z.int().openapi({ description: 'From 1; 0 for none.', example: 2 }),
    credit: money('Product credit as it is by now.', '40.00'),
    halfPrice: z.int().openapi({ description: 'Articles at half price.', example: 1 }),
    lines: z.array(z.object({ kind: z.enum(rewardLineKinds), amount: money('Its part of the credit.', '40.00') })),
    turnover: money('As the scheme counts it.', '500.00'),
    guests: z.int().openapi({ example: 5 }),
    goods: z.array(goodsSchema).openapi({ description: 'What the host took, oldest first; also what was undone.' }),
    left: z
      .object({ credit: money('Booked and not taken.', '40.00'), halfPrice: z.int() })
      .openapi({ description: 'What the host can take; below nothing where goods came back after she took it.' }),
    next: orNull(z.object({ turnover: money('How much is missing.', '300.00'), guests: z.int() })).openapi({
      description: 'To the next tier; null at the highest and once the party is settled.',
    }),
  })
  .openapi('HostReward')

export const exampleReward: z.input<typeof rewardSchema> = {
  state: 'provisional',
  tier: 2,
  credit: '40.00',
  halfPrice: 1,
  lines: [{ kind: 'tier credit', amount: '40.00' }],
  turnover: '500.00',
  guests: 5,
  goods: [exampleGoods],
  left: { credit: '40.00', halfPrice: 1 },
  next: null,
}

export const told = ({ state, reward, result, goods, left, next }: PartyReward): z.input<typeof rewardSchema> => ({
  state,
  tier: reward.tier,
  credit: decimalOfCents(reward.credit),
  halfPrice: reward.halfPrice,
  lines: reward.lines.map(({ kind, amount }) => ({ kind, amount: decimalOfCents(amount) })),
  turnover: decimalOfCents(result.turnover),
  guests: result.guests,
  goods: goods.map(toldGoods),
  left: { credit: decimalOfCents(left.credit), halfPrice: left.halfPrice },
  next: next === null ? null : { turnover: decimalOfCents(next.turnover), guests: next.guests },
})
