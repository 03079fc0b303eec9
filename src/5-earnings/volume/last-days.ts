import { daysOf, periodAfter } from '#ground/period'
import type { Kept } from '#earnings/scalar'
import { baseOf, type Measured } from './base.ts'
import { keeping, keptMonths, lengthened } from './over.ts'
import type { VolumeRule } from './shape.ts'

type Asked = Measured & { readonly days: number; readonly before: Kept | undefined }

/**
 * What each generated in the last days up to the month's end. A month leaves, for the end of each later one that its days reach, what of
 * it will count then: so no day has to be kept.
 */
export const lastDaysOf = (
  rule: VolumeRule,
  { days, before, ...measured }: Asked,
): { readonly values: Float64Array; readonly leave: () => Kept } => {
  const { period } = measured.facts
  const over = { 'last days': days }
  const earlier = keptMonths(rule, over, before)
  const firstDay = (ahead: number) => daysOf(periodAfter(period, ahead)).last - days + 1
  const countedAt = (ahead: number): Float64Array => {
    const now = baseOf({ ...rule, over: { since: firstDay(ahead) } }, measured)
    const then = lengthened(earlier[ahead] ?? new Float64Array(0), now.length)
    return then.map((amount, contact) => amount + now[contact]!)
  }
  const leave = () => {
    const months: Float64Array[] = []
    for (let ahead = 1; firstDay(ahead) <= daysOf(period).last; ahead += 1) months.push(countedAt(ahead))
    return keeping(rule, over, months)
  }
  return { values: countedAt(0), leave }
}
