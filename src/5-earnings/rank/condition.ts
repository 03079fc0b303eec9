import { share } from '#ground/money'
import type { Cents } from '#ground/money'
import { atLeast, type Columns, type Lineage } from '#earnings/volume'
import type { Condition, LegCap, LineCondition } from './shape.ts'

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
}

/** Everybody's first line, one after the other in one column. */
export type FirstLines = { readonly from: Int32Array; readonly partners: Int32Array }

export const firstLinesOf = ({ above, partners }: Lineage): FirstLines => {
  const from = new Int32Array(above.length + 1)
  const isIn = (contact: number) => partners[contact] === 1 && above[contact]! >= 0
  for (let contact = 0; contact < above.length; contact += 1) if (isIn(contact)) from[above[contact]! + 1]! += 1
  for (let contact = 0; contact < above.length; contact += 1) from[contact + 1]! += from[contact]!
  const next = from.slice()
  const all = new Int32Array(from[above.length]!)
  for (let contact = 0; contact < above.length; contact += 1) if (isIn(contact)) all[next[above[contact]!]!++] = contact
  return { from, partners: all }
}

/** Whether a partner meets a condition, to be asked of one after the other. Names must be known: the checker has looked. */
export const testOf = (condition: Condition, scope: Scope): Test => {
  if ('all of' in condition) {
    const tests = condition['all of'].map(part => testOf(part, scope))
    return contact => tests.every(test => test(contact))
  }
  if ('any of' in condition) {
    const tests = condition['any of'].map(part => testOf(part, scope))
    return contact => tests.some(test => test(contact))
  }
  if ('lines' in condition) {
    const test = lineTest(condition.with, scope)
    return contact => linesMeeting(test, scope.firstLines, contact) >= condition.lines
  }
  if ('active' in condition) return contact => (scope.active[contact] === 1) === condition.active
  if ('rank' in condition) return contact => scope.ranks[contact]! >= scope.rankNumbers.get(condition.rank)!
  const { values, unit } = scope.columns.get(condition.volume)!
  const needed = atLeast(condition['at least'], unit)
  const cap = condition['cap per leg']
  if (cap === undefined) return contact => values[contact]! >= needed
  return contact => cappedVolume(contact, { values, needed, cap, firstLines: scope.firstLines }) >= needed
}

const linesMeeting = (test: Test, { from, partners }: FirstLines, contact: number): number => {
  let count = 0
  for (let place = from[contact]!; place < from[contact + 1]!; place += 1) if (test(partners[place]!)) count += 1
  return count
}

/** How many lines of a partner have what they need. */
export const qualifiedLines = (needed: LineCondition, scope: Scope, contact: number): number =>
  linesMeeting(lineTest(needed, scope), scope.firstLines, contact)

const lineTest = (needed: LineCondition, { columns, ranks, best, rankNumbers }: Scope): Test => {
  if ('rank' in needed) {
    const least = rankNumbers.get(needed.rank)!
    return needed.directly === true ? head => ranks[head]! >= least : head => best[head]! >= least
  }
  const { values, unit } = columns.get(needed.volume)!
  const least = atLeast(needed['at least'], unit)
  return head => values[head]! >= least
}

type Capped = {
  readonly values: Float64Array
  readonly needed: number
  readonly cap: LegCap
  readonly firstLines: FirstLines
}

/** A volume over legs of which each counts only up to its cap; what is not of a leg is the partner's own. */
export const cappedVolume = (contact: number, { values, needed, cap, firstLines }: Capped): number => {
  const { from, partners } = firstLines
  const legs = [...partners.subarray(from[contact], from[contact + 1])].map(head => values[head]!).sort((a, b) => b - a)
  const own = values[contact]! - legs.reduce((total, leg) => total + leg, 0)
  const place = cap['own volume'] === 'strongest leg' ? 0 : Math.max(legs.length - 1, 0)
  if (cap['own volume'] !== 'ignored') legs[place] = (legs[place] ?? 0) + own
  const part = (amount: number) => share(amount as Cents, { numerator: cap.share, denominator: 1_000_000 })
  const counted = legs.map(leg => (cap.of === 'leg' ? part(leg) : Math.min(leg, part(needed))))
  return counted.reduce((total, leg) => total + leg, 0)
}
