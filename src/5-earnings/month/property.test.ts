import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Line } from '#earnings/bonus'
import { daysOf, periodAfter } from '#ground/period'
import type { Plan } from '#earnings/plan'
import type { Facts } from '#earnings/volume'
import { computeMonth, sortedLines } from './index.ts'
import { columnsOf, facts, january, type PlainFacts } from './plain/facts.ts'
import { plans } from './plain/plans.ts'
import { rankPlans } from './plain/rank-plans.ts'

const linesOf = (plan: Plan, given: PlainFacts): Line[] => sortedLines(computeMonth(plan, columnsOf(given)))

const paidBy = (lines: readonly Line[], plan: Plan, name: string) =>
  lines.filter(({ rule }) => plan.bonuses[rule]!.name === name)

const total = (lines: readonly Line[]) => lines.reduce((sum, { amount }) => sum + amount, 0)

test('the order of entries does not matter', () => {
  const property = fc.property(plans, facts(), (plan, given) => {
    const turned = { ...given, entries: [...given.entries].reverse() }
    expect(linesOf(plan, turned)).toEqual(linesOf(plan, given))
  })
  fc.assert(property, { numRuns: 300 })
})

test('what is sold and given back in the month pays nothing', () => {
  const property = fc.property(plans, facts(), (plan, given) => {
    const back = given.entries.map(entry => ({ ...entry, net: -entry.net }))
    expect(linesOf(plan, { ...given, entries: [...given.entries, ...back] })).toEqual([])
  })
  fc.assert(property, { numRuns: 300 })
})

test('each amount is its base times its rate, rounded once, and parts of a volume add up to it', () => {
  const property = fc.property(plans, facts(), (plan, given) => {
    const month = computeMonth(plan, columnsOf(given))
    const lines = sortedLines(month)
    for (const { base, rate, amount } of lines)
      expect(Math.abs(amount - (base * rate) / 1_000_000)).toBeLessThanOrEqual(0.5)
    const own = month.columns.get('E')!.values
    for (const partner of new Set(paidBy(lines, plan, 'Own').map(line => line.partner))) {
      const bases = paidBy(lines, plan, 'Own').filter(line => line.partner === partner)
      const isWhole = bases.reduce((sum, { base }) => sum + base, 0) === own[partner]
      // A part so small that it pays no cent makes no line.
      expect(isWhole || bases.every(({ base }) => Math.abs(base) <= Math.abs(own[partner]!))).toBe(true)
    }
  })
  fc.assert(property, { numRuns: 300 })
})

const sales = facts(fc.integer({ min: 0, max: 90_000 }))

test('a differential never pays more in all than its highest rate', () => {
  const property = fc.property(plans, sales, (plan, given) => {
    const lines = paidBy(linesOf(plan, given), plan, 'Difference')
    const turnover = given.entries.reduce((sum, { net }) => sum + net, 0)
    expect(total(lines)).toBeLessThanOrEqual((turnover * 210_000) / 1_000_000 + lines.length / 2)
  })
  fc.assert(property, { numRuns: 500 })
})

test('levels never pay more on a turnover than their rates together', () => {
  const property = fc.property(plans, sales, (plan, given) => {
    const rule = plan.bonuses.find(({ kind }) => kind === 'level')
    const most = rule?.kind === 'level' ? rule.levels.reduce((sum, rate) => sum + rate, 0) : 0
    const lines = paidBy(linesOf(plan, given), plan, 'Level')
    for (const from of new Set(lines.map(line => line.from))) {
      const his = lines.filter(line => line.from === from)
      expect(total(his)).toBeLessThanOrEqual((his[0]!.base * most) / 1_000_000 + his.length / 2)
    }
  })
  fc.assert(property, { numRuns: 300 })
})

// A line of partners, each below the other.
const lineOf = (size: number): Facts => {
  const places = Int32Array.from({ length: size }, (_, place) => place)
  return {
    period: january,
    sponsors: places.map(place => place - 1),
    recruiters: places.map(place => place - 1),
    partners: Uint8Array.from(places, place => (place === 0 ? 0 : 1)),
    partnersSince: new Int32Array(size),
    customersSince: new Int32Array(size),
    byHand: [],
    entries: {
      contacts: places,
      owners: places,
      net: Float64Array.from(places, place => (place % 7) * 1_000),
      points: new Float64Array(size),
      groups: new Int32Array(size).fill(-1),
      groupNames: [],
      days: new Int32Array(size).fill(daysOf(january).first),
    },
  }
}

test('a line of 300,000 partners, each below the other, is as quick as any', () => {
  const size = 300_000
  const plan = fc.sample(plans, { numRuns: 1, seed: 7 })[0]!
  expect(computeMonth(plan, lineOf(size)).lines.length()).toBeGreaterThan(size)
})

test('so it is with volumes over time and ranks that look back, month after month', () => {
  const [line, plan] = [lineOf(100_000), fc.sample(rankPlans, { numRuns: 1, seed: 7 })[0]!]
  const first = computeMonth(plan, line)
  const second = computeMonth(plan, { ...line, period: periodAfter(january) }, first.after)
  expect(second.after.period).toBe('2026-02')
})
