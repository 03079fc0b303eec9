import { decimalOfCents, decimalOfPoints, type Cents, type Points } from '#ground/money'
import { printQuantity, type Told } from '#earnings/scalar'
import { atLeast, type Column } from '#earnings/volume'
import { testOf, type Scope } from './condition.ts'
import { countedVolume, qualifiedLines } from './lines.ts'
import { timesMet } from './months.ts'
import type { Condition, LinesCondition, MonthsCondition, VolumeCondition } from './shape.ts'
import { describeCondition } from './words.ts'

/** What a partner lacks for a condition, each part as a sentence; nothing when he meets it. */
export const missing = (condition: Condition, scope: Scope, contact: number): Told[] => {
  if (testOf(condition, scope)(contact)) return []
  if ('all of' in condition) return condition['all of'].flatMap(part => missing(part, scope, contact))
  if ('any of' in condition) return [missingEither(condition['any of'].map(part => missing(part, scope, contact)))]
  if ('lines' in condition) return [missingLines(condition, scope, contact)]
  if ('different lines' in condition) return [missingDifferent(condition, scope, contact)]
  if ('volume' in condition) return [missingVolume(condition, scope, contact)]
  if ('months' in condition) return [missingMonths(condition, scope, contact)]
  return [describeCondition(condition)]
}

// Each way to meet it, with what that lacks.
const missingEither = (ways: readonly Told[][]): Told => {
  const list = (language: keyof Told, or: string) =>
    ways.map(way => way.map(told => told[language]).join('; ')).join(or)
  return { de: list('de', ' – oder '), en: list('en', ' – or ') }
}

const missingLines = (condition: LinesCondition, scope: Scope, contact: number): Told => {
  const count = qualifiedLines(condition.with, scope)(contact)
  const { de, en } = describeCondition(condition)
  return { de: `${de}: bisher ${count}`, en: `${en}: ${count} so far` }
}

const missingDifferent = (
  condition: Extract<Condition, { 'different lines': unknown }>,
  scope: Scope,
  contact: number,
): Told => {
  const counts = condition['different lines'].map(part => qualifiedLines(part.with, scope)(contact))
  const { de, en } = describeCondition(condition)
  return { de: `${de}: bisher ${counts.join(' und ')}`, en: `${en}: ${counts.join(' and ')} so far` }
}

const missingVolume = (condition: VolumeCondition, scope: Scope, contact: number): Told => {
  const column = scope.columns.get(condition.volume)!
  const has = countedVolume(condition, scope)(contact)
  const [lacks, there] = [amount(atLeast(condition['at least'], column.unit) - has, column), amount(has, column)]
  const { de, en } = describeCondition(condition)
  return { de: `${de}: bisher ${there}, es fehlen ${lacks}`, en: `${en}: ${there} so far, ${lacks} missing` }
}

const missingMonths = (condition: MonthsCondition, scope: Scope, contact: number): Told => {
  const count = timesMet(condition, scope.monthsMet)(contact)
  const now = missing(condition.needs, scope, contact)
  const { de, en } = describeCondition(condition)
  const list = (language: keyof Told) => (now.length === 0 ? '' : ` (${now.map(told => told[language]).join('; ')})`)
  return { de: `${de}: bisher ${count}${list('de')}`, en: `${en}: ${count} so far${list('en')}` }
}

const amount = (value: number, { unit, isCount }: Column): string => {
  if (isCount === true) return printQuantity(value)
  return unit === 'money' ? decimalOfCents(value as Cents) : decimalOfPoints(value as Points)
}
