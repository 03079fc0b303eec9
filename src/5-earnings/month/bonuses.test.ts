import { expect, test } from 'vitest'
import { dayNumber } from '#ground/period'
import { describeLine } from '#earnings/plan'
import { month, paidBy, planOf } from './company.ts'
import { computeMonth, sortedLines, type State } from './index.ts'
import { columnsOf, type PlainPerson } from './plain/facts.ts'

// The worked examples of the kinds of bonus.

test.each`
  variant     | bens   | anna     | ben      | why
  ${'linear'} | ${-2}  | ${1_000} | ${2_000} | ${'the first and the second of 21 % above Dora'}
  ${'leg'}    | ${-2}  | ${1_000} | ${2_000} | ${'the second and the first whose line has somebody with 21 %'}
  ${'linear'} | ${498} | ${2_000} | ${2_000} | ${'of Ben’s own turnover Anna is the first'}
  ${'leg'}    | ${498} | ${1_500} | ${2_000} | ${'Ben’s own turnover is part of the line Anna is the second of'}
`(
  'equal rank, $variant: Anna and Ben have 21 % as Dora below them has, Cora between has 6 %: $why',
  ({ variant, bens, anna, ben }) => {
    const computed = month(
      `volumes: {E: {sum: own}, K: {sum: customers}}
ranks: [{name: R6, needs: {volume: K, at least: 1}}, {name: R21, needs: {volume: K, at least: 2}}]
bonuses:
  - {name: D, kind: differential, base: E, follows: sponsor, variant: ${variant}, rates: [{rank: R6, rate: 6 %}, {rank: R21, rate: 21 %}]}
  - {name: A, kind: equal rank, beside: D, base: E, rates: [2 %, 1 %]}`,
      { sponsors: [0, 1, 2, 3, 4], own: [-2, bens, -1, -2, 1000], customers: [2, 2, 1, 2, 0] },
    )
    expect(paidBy(computed, 1, 5)).toEqual([anna, ben, 0, 0, 0])
  },
)

const house: PlainPerson = { id: 0, sponsor: -1, isPartner: false }

test('fast start: Ben’s first fourteen days bring Anna 20 % and himself 5 %', () => {
  const plan = planOf(`volumes: {E: {sum: own}}
bonuses: [{name: F, kind: fast start, base: E, follows: sponsor, within: 2 weeks, himself: 5 %, levels: [20 %], compression: none, unqualified share: company}]`)
  const people = [
    house,
    { id: 1, sponsor: 0, isPartner: true, partnerSince: dayNumber('2025-01-01') },
    { id: 2, sponsor: 1, isPartner: true, partnerSince: dayNumber('2026-01-10') },
  ]
  const sold = { '2026-01-09': 7_000, '2026-01-10': 10_000, '2026-01-23': 5_000, '2026-01-24': 8_000 }
  const entries = Object.entries(sold).map(([day, net]) => ({ contact: 2, owner: 2, net, day: dayNumber(day) }))
  expect(paidBy(computeMonth(plan, columnsOf({ people, entries })), 0, 2)).toEqual([3_000, 750])
})

test('rank bonus: Anna is paid once, Ben gives back what he lost too soon', () => {
  const yaml = `volumes: {E: {sum: own}}
ranks: [{name: Leiter, needs: {volume: E, at least: 1}}]
bonuses: [{name: R, kind: rank bonus, ranks: [{rank: Leiter, amount: 500}], held months: 2, back if lost within months: 2, already reached: pay}]`
  let before: State | undefined
  const paid: number[][] = []
  for (const own of [
    [1, 1],
    [1, 1],
    [1, 0],
    [1, 1],
    [0, 1],
    [1, 0],
  ]) {
    const computed = month(yaml, { sponsors: [0, 0], own }, before)
    paid.push(paidBy(computed, 0, 2))
    before = computed.after
  }
  const [month1, both, back, none] = [
    [0, 0],
    [50_000, 50_000],
    [0, -50_000],
    [0, 0],
  ]
  expect(paid).toEqual([month1, both, back, none, [0, 50_000], back])
})

test('a rank somebody has when the rule begins may count as paid', () => {
  const yaml = `volumes: {E: {sum: own}}
ranks: [{name: Leiter, needs: {volume: E, at least: 1}}]
bonuses: [{name: R, kind: rank bonus, ranks: [{rank: Leiter, amount: 500}], already reached: skip}]`
  const first = month(yaml, { sponsors: [0, 0], own: [1, 0] })
  const second = month(yaml, { sponsors: [0, 0], own: [1, 1] }, first.after)
  expect([paidBy(first, 0, 2), paidBy(second, 0, 2)]).toEqual([
    [0, 0],
    [0, 50_000],
  ])
})

test.each`
  owner    | paid               | why
  ${'yes'} | ${[1_000, -1_300]} | ${'Ben pays 5 % of 200.00 for Anna’s lead, and 3 % of 100.00 for the company’s'}
  ${'no'}  | ${[1_000, 0]}      | ${'Anna is paid besides'}
`('lead split: $why', ({ owner, paid }) => {
  const keeps = owner === 'yes' ? 'company keeps: 3 %, ' : ''
  const plan = planOf(`volumes: {K: {sum: customers}}
bonuses: [{name: S, kind: lead split, base: K, giver gets: 5 %, ${keeps}owner pays: ${owner}}]`)
  const people = [
    house,
    { id: 1, sponsor: 0, isPartner: true },
    { id: 2, sponsor: 0, isPartner: true },
    { id: 3, sponsor: 2, isPartner: false, lead: 1 },
    { id: 4, sponsor: 2, isPartner: false, lead: 0 },
    { id: 5, sponsor: 2, isPartner: false },
  ]
  const entries = [20_000, 10_000, 40_000].map((net, place) => ({ contact: 3 + place, owner: 2, net }))
  expect(paidBy(computeMonth(plan, columnsOf({ people, entries })), 0, 2)).toEqual(paid)
})

test('pool: two full thousands of a team volume are two shares, besides one for the rank', () => {
  const yaml = `volumes: {E: {sum: own}, T: {sum: own, down to: all, with himself: yes}}
ranks: [{name: Leiter, needs: {volume: E, at least: 600}}]
bonuses: [{name: P, kind: pool, base: E, rate: 1 %, shares: [{rank: Leiter, shares: 1}], shares by volume: {volume: T, each: 1000}}]`
  // Anna: 2999.99 below her and 0.00 of her own; Ben: 1999.99 of his own; Cora: 1000.00.
  const computed = month(yaml, { sponsors: [0, 1, 1], own: [0, 1999.99, 1000] })
  expect(paidBy(computed, 0, 3)).toEqual([1_000, 1_000, 1_000])
})

const twoRules = `volumes: {E: {sum: own}, K: {sum: customers}}
ranks: [{name: Leiter, needs: {volume: K, at least: 1}}]
bonuses:
  - {name: M, kind: retail margin, base: K, rate: 10 %}
  - {name: O, kind: own volume, base: E, method: slab, brackets: [{from: 0, rate: 10 %}]}
`

// Anna is paid 100.00 by M and 100.00 by O, Ben 100.00 by O.
test.each`
  cap                                                                                                          | cuts
  ${'partner cap, at most: 150, cuts: last rule first'}                                                        | ${['1 -5000 at most 150.00, taken off O']}
  ${'partner cap, at most: 70, cuts: last rule first'}                                                         | ${['1 -3000 at most 70.00, taken off M', '1 -10000 at most 70.00, taken off O', '2 -3000 at most 70.00, taken off O']}
  ${'partner cap, at most: 80, at most by rank: [{rank: Leiter, at most: 190}]'}                               | ${['1 -1000 at most 80.00, Leiter 190.00', '2 -2000 at most 80.00, Leiter 190.00']}
  ${'company cap, at most: 10 %, of: E, cuts: last rule first'}                                                | ${['1 -5000 at most 10 % of E in all, taken off O', '2 -5000 at most 10 % of E in all, taken off O']}
  ${'company cap, at most: 2.5 %, of: E, cuts: last rule first'}                                               | ${['1 -5000 at most 2.5 % of E in all, taken off M', '1 -10000 at most 2.5 % of E in all, taken off O', '2 -10000 at most 2.5 % of E in all, taken off O']}
  ${'partner cap, at most: 150}\n  - {name: D, kind: company cap, at most: 5 %, of: E, cuts: last rule first'} | ${['1 -5000 at most 150.00', '1 -7500 at most 5 % of E in all, taken off O', '2 -7500 at most 5 % of E in all, taken off O']}
`('$cap', ({ cap, cuts }) => {
  const yaml = `${twoRules}  - {name: C, kind: ${cap}}\n`
  const computed = month(yaml, { sponsors: [0, 0], own: [0, 1000], customers: [1000, 0] })
  const plan = planOf(yaml)
  const lines = sortedLines(computed).filter(({ rule }) => rule > 1)
  expect(lines.map(line => `${line.partner} ${line.amount} ${describeLine(plan, line).en}`)).toEqual(cuts)
})
