import { monthOfDay } from '#ground/period'
import { atLeast, never, type Columns, type Lineage } from '#earnings/volume'
import { countedVolume, differentLines, qualifiedLines, type FirstLines } from './lines.ts'
import { timesMet, type MonthsMet } from './months.ts'
import type { Condition } from './shape.ts'

export type Test = (contact: number) => boolean

/** What conditions are tested on. Ranks are places in the plan's list, -1 for none; `best` is the highest in a whole line. */
export type Scope = {
  readonly columns: Columns
  readonly lineage: Lineage
  readonly firstLines: FirstLines
  readonly active: Uint8Array
  readonly ranks: Int16Array
  readonly best: Int16Array
  readonly rankNumbers: ReadonlyMap<string, number>
  /** The month (`monthNumber`), and the day since when each has been a partner. */
  readonly month: number
  readonly partnersSince: Int32Array
  readonly monthsMet: MonthsMet
}

/** Whether a partner meets a condition, to be asked of one after the other. Names must be known: the checker has looked. */
export const testOf = (condition: Condition, scope: Scope): Test => {
  if ('all of' in condition) {
    const tests = condition['all of'].map(part => testOf(part, scope))
    // A plain loop: it is asked millions of times.
    return contact => {
      for (const test of tests) if (!test(contact)) return false
      return true
    }
  }
  if ('any of' in condition) {
    const tests = condition['any of'].map(part => testOf(part, scope))
    return contact => tests.some(test => test(contact))
  }
  if ('lines' in condition) {
    const count = qualifiedLines(condition.with, scope)
    return contact => count(contact) >= condition.lines
  }
  if ('different lines' in condition) return differentLines(condition['different lines'], scope)
  if ('months' in condition) {
    const times = timesMet(condition, scope.monthsMet)
    return contact => times(contact) >= condition.months.met
  }
  return simpleTest(condition, scope)
}

type Simple = Extract<Condition, { active: boolean } | { rank: string } | { volume: string } | PartnerFor>
type PartnerFor = { 'partner for at most': number }

const simpleTest = (condition: Simple, scope: Scope): Test => {
  if ('active' in condition) return contact => (scope.active[contact] === 1) === condition.active
  if ('rank' in condition) {
    const least = scope.rankNumbers.get(condition.rank)!
    return contact => scope.ranks[contact]! >= least
  }
  if ('partner for at most' in condition)
    return contact => monthsAsPartner(scope, contact) <= condition['partner for at most']
  const volume = countedVolume(condition, scope)
  const needed = atLeast(condition['at least'], scope.columns.get(condition.volume)!.unit)
  return contact => volume(contact) >= needed
}

// This month among them.
const monthsAsPartner = ({ month, partnersSince }: Scope, contact: number): number => {
  const day = partnersSince[contact]!
  return day === never ? Infinity : month - monthOfDay(day) + 1
}
