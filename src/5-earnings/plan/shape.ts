import { z } from 'zod'
import { currency, month, name, quantity, rate } from '#earnings/scalar'
import { conditionShape, ladderShape, rankShape } from '#earnings/rank'
import { volumeShape } from '#earnings/volume'
import { bonusShape } from './kinds.ts'

/** What a company sells, as far as it may not be paid on. */
const goodsKinds = ['goods', 'starter kit', 'training', 'joining fee', 'fee'] as const

/** A compensation plan as a company writes it. */
export const planShape = z.strictObject({
  name: name({ de: 'der Name des Plans', en: 'the name of the plan' }),
  from: month(),
  currency: currency().optional(),
  'point value': quantity().optional(),
  'points per money at most': quantity().optional(),
  'product groups': z.record(z.string(), z.enum(goodsKinds)).default({}),
  volumes: z.record(z.string(), volumeShape),
  active: conditionShape.optional(),
  ranks: z.array(rankShape).default([]),
  ladder: ladderShape.default({ 'lower ranks': 'not needed', fall: 'at once' }),
  bonuses: z.array(bonusShape).min(1),
  'payout at most': rate().default(500_000),
})

export type Plan = z.output<typeof planShape>
