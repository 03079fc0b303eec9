import { z } from 'zod'
import { anyOf, name, parseDay, rankName, spoken, yes } from '#earnings/scalar'
import { ambiguous } from './trade.ts'

const levels = spoken<number | 'all'>(
  text => (text === 'all' ? 'all' : count(/^([1-9]\d?) levels?$/u.exec(text)?.[1])),
  {
    de: '"3 levels" (Ebenen), "all" (alle) oder {until: {rank: NAME}} (bis zu einem Rang)',
    en: '"3 levels", "all" or {until: {rank: NAME}}',
  },
)

const count = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits))

const untilRank = z.strictObject({ until: z.strictObject({ rank: rankName() }) })

/** How long the longest window is that a plan may ask for. */
const mostMonths = 60

const months = () =>
  spoken(
    text => {
      const number = count(/^([1-9]\d?) months?$/u.exec(text)?.[1])
      return number !== undefined && number <= mostMonths ? number : undefined
    },
    { de: `"3 months" (Monate), höchstens ${mostMonths}`, en: `"3 months", at most ${mostMonths}` },
  )

const mostDays = 366

const window = spoken<{ 'sum of': number } | { 'last days': number }>(
  text => {
    const [, digits, unit] = /^([1-9]\d{0,2}) (month|day)s?$/u.exec(text) ?? []
    if (digits === undefined || Number(digits) > (unit === 'day' ? mostDays : mostMonths)) return undefined
    return unit === 'day' ? { 'last days': Number(digits) } : { 'sum of': Number(digits) }
  },
  {
    de: `"3 months" (Monate, höchstens ${mostMonths}), "30 days" (Tage), {best of: 3 months} (der beste) oder {since: …}`,
    en: `"3 months" (at most ${mostMonths}), "30 days", {best of: 3 months} or {since: …}`,
  },
)

const since = spoken<Since>(text => (text === 'joining' || text === 'ever' ? text : dayOrMonth(text)), {
  de: '"joining" (Beginn als Partner), "ever" (von jeher), ein Tag wie 2026-03-15 oder ein Monat wie 2026-03',
  en: '"joining", "ever", a day such as 2026-03-15 or a month such as 2026-03',
})

/** From which month of a partner's on: the one in which he became one, the plan's first, or that of a day (as its number). */
type Since = 'joining' | 'ever' | number

const dayOrMonth = (text: string) => parseDay(/^\d{4}-\d{2}$/u.test(text) ? `${text}-01` : text)

const over = z.union([window, z.strictObject({ 'best of': months() }), z.strictObject({ since })]).meta({
  description: '"3 months": this month and the two before; "30 days" up to its end; {best of: 3 months}; {since: …}',
})

const days = spoken(
  text => {
    const [, from, until] = /^(\d{1,2}) to (\d{1,2}|end)$/u.exec(text) ?? []
    const bounds = { from: Number(from), until: until === 'end' ? 31 : Number(until) }
    return bounds.from >= 1 && bounds.from <= bounds.until && bounds.until <= 31 ? bounds : undefined
  },
  { de: '"1 to 15" oder "15 to end" (Tage des Monats)', en: '"1 to 15" or "15 to end" (days of the month)' },
)

const sums = ['personal', 'customers', 'own', 'new customers'] as const

/** A volume by name: what is summed, of whom, over which time, in which unit. */
export const volumeShape = z.strictObject({
  sum: sumShape(),
  'down to': z.union([levels, untilRank]).optional(),
  'with himself': yes().optional(),
  over: over.optional(),
  structure: z
    .enum(['then', 'now'])
    .optional()
    .meta({ description: 'of a volume down the line over time: each month by its own structure, or all by the last' }),
  days: days.optional(),
  in: z.enum(['money', 'points']).default('money'),
  groups: z.array(productGroup()).min(1).optional(),
  'without groups': z.array(productGroup()).min(1).optional(),
  'counts for': z.enum(['ranks', 'ranks and bonuses']).default('ranks and bonuses'),
})

function sumShape() {
  return z
    .unknown()
    .transform((value, context): (typeof sums)[number] => {
      const known = sums.find(sum => sum === value)
      const expected = (typeof value === 'string' ? ambiguous(value) : undefined) ?? anyOf(sums)
      if (known === undefined) context.addIssue({ code: 'custom', params: { expected }, message: expected.en })
      return known ?? z.NEVER
    })
    .meta({
      enum: sums,
      description:
        'personal: himself; customers: his customers; own: himself and his customers; new customers: how many of them bought the first time',
    })
}

function productGroup() {
  return name({ de: 'der Name einer Produktgruppe', en: 'the name of a product group' })
}

export type VolumeRule = z.output<typeof volumeShape>
