import { z } from 'zod'
import { rate, volumeName } from '#earnings/scalar'
import { mostFields, nameShape } from '#earnings/bonus'

const cuts = z
  .enum(['proportionally', 'last rule first'])
  .default('proportionally')
  .meta({ description: 'off all rules alike, or off the last rule before the cap, then the one before that …' })

export const partnerShape = z.strictObject({
  name: nameShape(),
  kind: z.literal('partner cap'),
  ...mostFields,
  cuts,
})

export const companyShape = z.strictObject({
  name: nameShape(),
  kind: z.literal('company cap'),
  'at most': rate(),
  of: volumeName(),
  cuts,
})

export type PartnerRule = z.output<typeof partnerShape>
export type CompanyRule = z.output<typeof companyShape>
