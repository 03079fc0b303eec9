import { z } from 'zod'
import { quantity, rate, volumeName, whole } from '#earnings/scalar'
import { nameShape } from '#earnings/bonus'

const tierShape = z.strictObject({
  from: quantity(),
  guests: whole(1000).optional(),
  rate: rate().optional(),
  amount: quantity().optional(),
})

export type Tier = z.output<typeof tierShape>

export const shape = z.strictObject({
  name: nameShape(),
  kind: z.literal('host reward'),
  base: volumeName(),
  'own orders': z.enum(['count', 'do not count']).meta({ description: 'what the host orders at the party' }),
  'reward in': z.enum(['goods', 'money']),
  tiers: z.array(tierShape).min(1),
})

export type HostRule = z.output<typeof shape>
