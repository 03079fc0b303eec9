import { share, type Cents } from '#ground/money'
import { atLeast, type Column, type Lineage } from '#earnings/volume'
import type { Scope, Test } from './condition.ts'
import type { LegCap, LineCondition, LinesCondition, VolumeCondition } from './shape.ts'

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

/** How many lines of a partner have what they need. */
export const qualifiedLines = (needed: LineCondition, scope: Scope): ((contact: number) => number) => {
  const test = lineTest(needed, scope)
  const { from, partners } = scope.firstLines
  return contact => {
    let count = 0
    for (let place = from[contact]!; place < from[contact + 1]!; place += 1) if (test(partners[place]!)) count += 1
    return count
  }
}

const lineTest = (needed: LineCondition, scope: Scope): Test => {
  const { columns, ranks, best, rankNumbers, active } = scope
  if ('all of' in needed) {
    const tests = needed['all of'].map(part => lineTest(part, scope))
    return head => tests.every(test => test(head))
  }
  if ('active' in needed) return head => (active[head] === 1) === needed.active
  if ('rank' in needed) {
    const least = rankNumbers.get(needed.rank)!
    return needed.directly === true ? head => ranks[head]! >= least : head => best[head]! >= least
  }
  const { values, unit } = columns.get(needed.volume)!
  const least = atLeast(needed['at least'], unit)
  return head => values[head]! >= least
}

/**
 * Whether each requirement finds lines of its own, however they are dealt out. By Hall's theorem they do where, for any of the requirements
 * together, as many lines meet at least one of them as all of them ask for. Linear in lines, for a handful of requirements.
 */
export const differentLines = (needed: readonly LinesCondition[], scope: Scope): Test => {
  const tests = needed.map(part => lineTest(part.with, scope))
  const { from, partners } = scope.firstLines
  const kinds = 1 << needed.length
  const least = sumOf(needed, ({ lines }) => lines)
  const asked = Array.from({ length: kinds }, (_, some) =>
    sumOf(needed, ({ lines }, at) => (has(some, at) ? lines : 0)),
  )
  const counts = new Int32Array(kinds)
  return contact => {
    if (from[contact + 1]! - from[contact]! < least) return false
    counts.fill(0)
    for (let place = from[contact]!; place < from[contact + 1]!; place += 1)
      counts[sumOf(tests, (test, at) => (test(partners[place]!) ? 1 << at : 0))]! += 1
    return asked.every((lines, some) => sumOf([...counts], (count, met) => ((met & some) !== 0 ? count : 0)) >= lines)
  }
}

const has = (some: number, at: number) => (some & (1 << at)) !== 0

const sumOf = <T>(parts: readonly T[], amountOf: (part: T, at: number) => number): number =>
  parts.reduce((total, part, at) => total + amountOf(part, at), 0)

type Legs = { readonly own: number; readonly legs: number[] }

/** The volume that counts for a condition: all of it, capped by leg, or without the strongest legs. */
export const countedVolume = (condition: VolumeCondition, scope: Scope): ((contact: number) => number) => {
  const column = scope.columns.get(condition.volume)!
  const { values } = column
  const [cap, without] = [condition['cap per leg'], condition['without strongest legs']]
  if (without !== undefined)
    return contact => {
      const { own, legs } = legsOf(contact, column, scope.firstLines)
      return own + sumOf(legs, (leg, place) => (place < without ? 0 : leg))
    }
  if (cap === undefined) return contact => values[contact]!
  const most = part(atLeast(condition['at least'], column.unit), cap)
  return contact => capped(legsOf(contact, column, scope.firstLines), cap, most)
}

const part = (amount: number, cap: LegCap): number =>
  share(amount as Cents, { numerator: cap.share, denominator: 1_000_000 })

// The strongest first; what is not of a leg is the partner's own.
const legsOf = (contact: number, { values }: Column, { from, partners }: FirstLines): Legs => {
  const legs = [...partners.subarray(from[contact], from[contact + 1])].map(head => values[head]!).sort((a, b) => b - a)
  return { legs, own: values[contact]! - sumOf(legs, leg => leg) }
}

const capped = ({ own, legs }: Legs, cap: LegCap, most: number): number => {
  const place = cap['own volume'] === 'strongest leg' ? 0 : Math.max(legs.length - 1, 0)
  if (cap['own volume'] !== 'ignored') legs[place] = (legs[place] ?? 0) + own
  return sumOf(legs, leg => (cap.of === 'leg' ? part(leg, cap) : Math.min(leg, most)))
}
