import { share, type Cents } from '#ground/money'
import type { Rate } from '#earnings/scalar'
import type { Unit } from '#earnings/volume'

/** What a point is worth, in thousandths of the currency's unit. */
export type PointValue = number

const whole = 1_000_000

/**
 * What a rate of a base pays in cents, rounded once, half away from zero. A base in points needs the value of a point.
 * @throws Error when that is missing.
 */
export const amountOf = (
  base: number,
  rate: Rate,
  { unit, pointValue }: { unit: Unit; pointValue: PointValue | undefined },
): Cents => {
  if (unit === 'money') return share(base as Cents, { numerator: rate, denominator: whole })
  if (pointValue === undefined) throw new Error('a base in points needs the value of a point')
  // Thousandths of points times thousandths of the unit are millionths of it; a cent is 10,000 of them.
  return share(base as Cents, { numerator: rate * pointValue, denominator: whole * 10_000 })
}
