import { atLeast, type Unit } from '#earnings/volume'
import type { BinaryRule } from './shape.ts'

/** What both sides brought, with what was carried over. */
export type Sides = { readonly left: number; readonly right: number }

export type Paired = { readonly paired: number; readonly rest: Sides }

/**
 * How much of the weaker side is paired, and what remains of both. With 1:2 the stronger side gives twice as much as the weaker, and where
 * it has less than that, half of what it has is paired.
 */
export const pair = ({ left, right }: Sides, ratio: BinaryRule['ratio']): Paired => {
  const [weak, strong] = left < right ? [left, right] : [right, left]
  const perPair = ratio === '1:1' ? 1 : 2
  const paired = Math.max(0, Math.min(weak, Math.floor(strong / perPair)))
  const used = { weak: paired, strong: paired * perPair }
  const rest =
    left < right
      ? { left: left - used.weak, right: right - used.strong }
      : { left: left - used.strong, right: right - used.weak }
  return { paired, rest }
}

/** What of a side is kept for the next month. What is owed, because more was given back than brought, always is. */
export const carried = (rest: number, carry: BinaryRule['carry over'], unit: Unit): number => {
  if (carry === 'all') return rest
  return Math.min(rest, carry === 'none' ? 0 : atLeast(carry['at most'], unit))
}

/** What is paired of somebody's sides, and what remains: of who does not qualify nothing is paired, and he keeps or loses both. */
export const settled = (rule: BinaryRule, sides: Sides, isQualified: boolean): Paired => {
  if (isQualified) return pair(sides, rule.ratio)
  const { left, right } = sides
  const rest = rule.unqualified === 'carry' ? sides : { left: Math.min(left, 0), right: Math.min(right, 0) }
  return { paired: 0, rest }
}
