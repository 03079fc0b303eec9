import { z } from 'zod'
import { quantity, rate, volumeName } from '#earnings/scalar'
import { followsShape, mostFields, nameShape } from '#earnings/bonus'
import { spillovers } from '#earnings/placement'
import { conditionShape } from '#earnings/rank'

export const shape = z.strictObject({
  name: nameShape(),
  kind: z.literal('binary'),
  base: volumeName(),
  follows: followsShape,
  spillover: z.enum(spillovers).meta({
    description: 'where somebody goes for whom nothing is free directly below his sponsor',
  }),
  ratio: z
    .enum(['1:1', '1:2'])
    .meta({ description: 'how much of the weaker side is paired with how much of the stronger' }),
  rate: rate(),
  'carry over': z.union([z.enum(['all', 'none']), z.strictObject({ 'at most': quantity() })]).meta({
    description: 'what of a side is kept for the next month where it was not paired',
  }),
  unqualified: z
    .enum(['carry', 'flush'])
    .meta({ description: 'what happens to both sides of who does not meet needs' }),
  ...mostFields,
  needs: conditionShape.optional(),
})

export type BinaryRule = z.output<typeof shape>
