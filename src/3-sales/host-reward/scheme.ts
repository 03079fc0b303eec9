import { z } from 'zod'
import { setting } from '#ground/setting'
import type { Cents } from '#ground/money'

const amount = z
  .int()
  .min(0)
  .max(100_000_000)
  .transform(value => value as Cents)
const percent = z.int().min(0).max(100_00)

const tierShape = z.strictObject({
  from: amount,
  guests: z.int().min(0).max(200),
  percent,
  credit: amount,
  halfPrice: z.int().min(0).max(50),
})

const schemeShape = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    turnover: z.enum(['gross', 'net']),
    percentOf: z.enum(['all', 'each tier']),
    tiers: z.array(tierShape).max(20),
    booking: z.strictObject({ credit: amount, from: z.enum(['planned', 'held']), most: z.int().min(0).max(50) }),
    pastHost: z.strictObject({ credit: amount, withinDays: z.int().min(0).max(3_650) }),
    mostCredit: amount.nullable(),
    mostPercent: percent.nullable(),
    rounding: z.strictObject({ to: z.int().min(1).max(100_00), how: z.enum(['down', 'nearest']) }),
    redeemable: z.enum(['once settled', 'once final']),
  })
  .superRefine(({ tiers }, context) => {
    for (const [position, tier] of tiers.entries()) {
      const before = tiers[position - 1]
      const fault = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['tiers', position, field], message })
      if (before !== undefined && tier.from <= before.from) fault('from', 'must be more than in the tier before')
      if (before !== undefined && tier.guests < before.guests)
        fault('guests', 'must not be fewer than in the tier before')
    }
  })

/**
 * What a company thanks hosts with, as data. Percents are in basis points (1000 is 10 %), amounts in cents of the company's currency.
 * - `turnover`: whether the party's turnover counts with VAT or without; never with shipping
 * - `tiers`: reached by turnover and by guests who ordered, both. The highest that is reached counts: its percent of the turnover as
 *   product credit, its fixed credit, and how many articles the host may buy at half price
 * - `percentOf`: the tier's percent of all of the turnover, or of each tier's part its own
 * - `booking`: credit for each further party that was booked at this one, once it is planned or once it was held with an order
 * - `pastHost`: credit for whoever hosted another party within so many days before
 * - `mostCredit`, `mostPercent`: what the credit is capped at, absolutely and by the turnover
 * - `rounding`: of the credit, at the end
 * - `redeemable`: when the host may use it
 */
export type Scheme = z.output<typeof schemeShape>
export type Tier = Scheme['tiers'][number]

export type Checked =
  | { readonly is: 'scheme'; readonly scheme: Scheme }
  | { readonly is: 'refused'; readonly faults: readonly { readonly field: string; readonly because: string }[] }

/** A scheme as it was written, or what is wrong with it, field by field: "tiers.1.from". */
export const checkScheme = (written: unknown): Checked => {
  const parsed = schemeShape.safeParse(written)
  if (parsed.success) return { is: 'scheme', scheme: parsed.data }
  return {
    is: 'refused',
    faults: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), because: message })),
  }
}

const noCents = 0 as Cents

/** No reward: a company that thanks its hosts says how. */
export const noReward: Scheme = {
  name: '–',
  turnover: 'gross',
  percentOf: 'all',
  tiers: [],
  booking: { credit: noCents, from: 'held', most: 0 },
  pastHost: { credit: noCents, withinDays: 0 },
  mostCredit: null,
  mostPercent: null,
  rounding: { to: 1, how: 'nearest' },
  redeemable: 'once final',
}

export const hostRewardScheme = setting<Scheme>('host reward', schemeShape, noReward)
