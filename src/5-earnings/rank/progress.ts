import type { Told } from '#earnings/scalar'
import { atLeast, type Unit } from '#earnings/volume'
import { testOf, type Scope } from './condition.ts'
import { countedVolume, qualifiedLines } from './lines.ts'
import { timesMet } from './months.ts'
import type { Condition } from './shape.ts'
import { describeCondition } from './words.ts'

/** One thing a condition asks for, and how far a partner is with it. A `count` is of lines, months or people; money in cents, points in thousandths. */
export type Step = {
  readonly told: Told
  readonly has: number
  readonly needed: number
  readonly unit: Unit | 'count'
  readonly isMet: boolean
}

/** How far a partner is with each part of a condition, met parts, too. Of several ways to meet it, that which he is furthest on. */
export const stepsTo = (condition: Condition, scope: Scope, contact: number): Step[] => {
  if ('all of' in condition) return condition['all of'].flatMap(part => stepsTo(part, scope, contact))
  if ('any of' in condition) {
    const ways = condition['any of'].map(part => stepsTo(part, scope, contact))
    return ways.reduce((best, way) => (shareOf(way) > shareOf(best) ? way : best))
  }
  const isMet = testOf(condition, scope)(contact)
  return [{ told: describeCondition(condition), isMet, ...(measured(condition, scope, contact) ?? yesOrNo(isMet)) }]
}

type Measured = Pick<Step, 'has' | 'needed' | 'unit'>

const yesOrNo = (isMet: boolean): Measured => ({ has: isMet ? 1 : 0, needed: 1, unit: 'count' })

const measured = (condition: Condition, scope: Scope, contact: number): Measured | undefined => {
  if ('volume' in condition) {
    const { unit, isCount } = scope.columns.get(condition.volume)!
    const [has, needed] = [countedVolume(condition, scope)(contact), atLeast(condition['at least'], unit)]
    // People are counted in thousandths, as points are.
    return isCount === true ? { has: has / 1_000, needed: needed / 1_000, unit: 'count' } : { has, needed, unit }
  }
  if ('lines' in condition)
    return { has: qualifiedLines(condition.with, scope)(contact), needed: condition.lines, unit: 'count' }
  if ('months' in condition)
    return { has: timesMet(condition, scope.monthsMet)(contact), needed: condition.months.met, unit: 'count' }
  return undefined
}

const shareOf = (steps: readonly Step[]): number =>
  steps.reduce((total, { has, needed, isMet }) => total + (isMet ? 1 : Math.max(0, Math.min(has / needed, 1))), 0) /
  steps.length
