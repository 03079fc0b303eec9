import { daysOf } from '#ground/period'
import type { Kept } from '#earnings/scalar'
import type { Facts } from './facts.ts'
import type { VolumeRule } from './shape.ts'

type AnyOver = NonNullable<VolumeRule['over']>

type Over = Exclude<AnyOver, { 'last days': number }>

/**
 * What a volume over time leaves to the next month: single months, the last one first; or their sum so far alone; or what will count at
 * the end of each later month. `unit` and `how` say what was counted: a new version of the plan that counts otherwise begins anew.
 */
type VolumeKept = { readonly unit: VolumeRule['in']; readonly how: string; readonly months: readonly Float64Array[] }

const howOf = (over: AnyOver): string => {
  if ('since' in over) return `since ${over.since}`
  return 'last days' in over ? `last ${over['last days']} days` : 'months'
}

/** What was kept of the same kind, and nothing of another. */
export const keptMonths = (rule: VolumeRule, over: AnyOver, before: Kept | undefined): readonly Float64Array[] => {
  const kept = before as VolumeKept | undefined
  return kept?.unit === rule.in && kept.how === howOf(over) ? kept.months : []
}

export const keeping = (rule: VolumeRule, over: AnyOver, months: readonly Float64Array[]): Kept => ({
  unit: rule.in,
  how: howOf(over),
  months,
})

type Time = {
  readonly rule: VolumeRule
  readonly over: Over
  readonly facts: Facts
  readonly before: Kept | undefined
}

/** The months before, as a volume over time sees them, and what it leaves when this month's amounts are known. */
export type Past = {
  /** The sum of the months before that count. */
  readonly sum: () => Float64Array
  /** This month's amounts with those before that count. */
  readonly with: (amounts: Float64Array) => Float64Array
  readonly leave: (amounts: Float64Array) => Kept
}

/** Linear in contacts and months of the window. Whoever became a partner this month begins anew where it is since joining. */
export const pastOf = ({ rule, over, facts, before }: Time): Past => {
  const size = facts.sponsors.length
  const kept = keptMonths(rule, over, before)
  const months = ('since' in over ? kept : kept.slice(0, windowOf(over) - 1)).map(column => lengthened(column, size))
  const sum = () => {
    const total = new Float64Array(size)
    for (const month of months) for (let at = 0; at < size; at += 1) total[at]! += month[at]!
    if ('since' in over && over.since === 'joining') forget(total, facts)
    return total
  }
  const withPast = (amounts: Float64Array): Float64Array => {
    if ('best of' in over)
      return amounts.map((amount, at) => months.reduce((m, month) => Math.max(m, month[at]!), amount))
    return checked(sum().map((past, at) => past + amounts[at]!))
  }
  const leave = (amounts: Float64Array): Kept =>
    keeping(rule, over, 'since' in over ? [withPast(amounts)] : [amounts, ...months])
  return { sum, with: withPast, leave }
}

const windowOf = (over: Exclude<Over, { since: unknown }>) => ('best of' in over ? over['best of'] : over['sum of'])

export const lengthened = (column: Float64Array, size: number): Float64Array => {
  const longer = new Float64Array(size)
  longer.set(column)
  return longer
}

const forget = (total: Float64Array, { partnersSince, period }: Facts): void => {
  const { first } = daysOf(period)
  for (let contact = 0; contact < total.length; contact += 1) if (partnersSince[contact]! >= first) total[contact] = 0
}

const checked = (amounts: Float64Array): Float64Array => {
  if (amounts.some(amount => Math.abs(amount) > Number.MAX_SAFE_INTEGER))
    throw new RangeError('a volume over time could leave the safe range')
  return amounts
}

/** The days of booking that a volume counts within a month; undefined for all. */
export const daysCounted = (
  { days, over }: VolumeRule,
  { period }: Facts,
): { first: number; last: number } | undefined => {
  const month = daysOf(period)
  const since = over !== undefined && 'since' in over && typeof over.since === 'number' ? over.since : month.first
  if (days === undefined && since <= month.first) return undefined
  const [from, until] = days === undefined ? [1, 31] : [days.from, days.until]
  return {
    first: Math.max(month.first + from - 1, since),
    last: Math.min(month.first + until - 1, month.last),
  }
}
