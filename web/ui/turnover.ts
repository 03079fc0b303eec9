import { sum } from '#ground/money'
import type { Turnover } from '#doors/server'

/** @throws RangeError when the sum leaves the safe range. */
export const sumOf = (...parts: readonly Turnover[]): Turnover => ({
  net: sum(parts.map(part => part.net)),
  points: sum(parts.map(part => part.points)),
})

export const isNothing = (turnover: Turnover): boolean => turnover.net === 0 && turnover.points === 0
