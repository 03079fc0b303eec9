import type { Kept } from '#earnings/scalar'
import type { Unit } from '#earnings/volume'
import { carried, pair, settled, type Sides } from './pair.ts'
import type { BinaryRule } from './shape.ts'
import { addUp, type Left, type SideSums } from './sides.ts'

type Without = {
  /** What the month left. */
  readonly kept: Kept
  /** What came back of everybody's base. */
  readonly back: Float64Array
  readonly above: Int32Array
  readonly partners: Uint8Array
  readonly unit: Unit
}

/** What a month would have paired, and carried over, without what came back of it; who was qualified then, still is. */
export const pairedWithout = (rule: BinaryRule, { kept, back, above, partners, unit }: Without) => {
  const then = kept as unknown as Left
  const backs: SideSums = { left: new Float64Array(back.length), right: new Float64Array(back.length) }
  addUp(then, { base: back, above, sides: backs })
  const sidesThen = (partner: number): Sides => ({
    left: then.broughtLeft[partner]!,
    right: then.broughtRight[partner]!,
  })
  const sidesNow = (partner: number): Sides => ({
    left: then.broughtLeft[partner]! - backs.left[partner]!,
    right: then.broughtRight[partner]! - backs.right[partner]!,
  })
  const carriedOf = ({ left, right }: Sides): Sides => ({
    left: carried(left, rule['carry over'], unit),
    right: carried(right, rule['carry over'], unit),
  })
  const wasQualified = (partner: number): boolean => {
    const { left, right } = carriedOf(pair(sidesThen(partner), rule.ratio).rest)
    return left === then.left[partner] && right === then.right[partner]
  }
  return {
    paired: (partner: number): number => pair(sidesNow(partner), rule.ratio).paired,
    /** How much less of both sides counts in the month after. */
    carriedLess: (partner: number): Sides => {
      const isTouched = partners[partner] === 1 && (backs.left[partner] !== 0 || backs.right[partner] !== 0)
      if (!isTouched) return { left: 0, right: 0 }
      const now = carriedOf(settled(rule, sidesNow(partner), wasQualified(partner)).rest)
      return { left: then.left[partner]! - now.left, right: then.right[partner]! - now.right }
    },
  }
}

const minus = (side: Float64Array, less: Float64Array): Float64Array =>
  side.map((value, partner) => value - (less[partner] ?? 0))

/** What a month left, with so much less carried over. */
export const carryingLess = (kept: Kept, less: SideSums): Kept => {
  const then = kept as unknown as Left
  return { ...then, left: minus(then.left, less.left), right: minus(then.right, less.right) }
}
