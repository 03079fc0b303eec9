import { decimalOfCents, decimalOfPoints, type Cents, type Points } from '#ground/money'
import type { Told } from '#earnings/scalar'
import { atLeast, type Unit } from '#earnings/volume'
import { cappedVolume, qualifiedLines, testOf, type Scope } from './condition.ts'
import type { Condition } from './shape.ts'
import { describeCondition } from './words.ts'

/** What a partner lacks for a condition, each part as a sentence; nothing when he meets it. */
export const missing = (condition: Condition, scope: Scope, contact: number): Told[] => {
  if (testOf(condition, scope)(contact)) return []
  if ('all of' in condition) return condition['all of'].flatMap(part => missing(part, scope, contact))
  if ('lines' in condition) {
    const count = qualifiedLines(condition.with, scope, contact)
    const { de, en } = describeCondition(condition)
    return [{ de: `${de}: bisher ${count}`, en: `${en}: ${count} so far` }]
  }
  if ('volume' in condition) return [missingVolume(condition, scope, contact)]
  return [describeCondition(condition)]
}

const missingVolume = (condition: Extract<Condition, { volume: string }>, scope: Scope, contact: number): Told => {
  const { values, unit } = scope.columns.get(condition.volume)!
  const needed = atLeast(condition['at least'], unit)
  const cap = condition['cap per leg']
  const has =
    cap === undefined ? values[contact]! : cappedVolume(contact, { values, needed, cap, firstLines: scope.firstLines })
  const [lacks, there] = [amount(needed - has, unit), amount(has, unit)]
  const { de, en } = describeCondition(condition)
  return { de: `${de}: bisher ${there}, es fehlen ${lacks}`, en: `${en}: ${there} so far, ${lacks} missing` }
}

const amount = (value: number, unit: Unit) =>
  unit === 'money' ? decimalOfCents(value as Cents) : decimalOfPoints(value as Points)
