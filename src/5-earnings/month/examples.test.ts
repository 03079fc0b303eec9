import { expect, test } from 'vitest'
import { readPlan } from '#earnings/plan'
import { month } from './company.ts'
import { sortedLines, type Month, type State } from './index.ts'

// The worked examples of the rooms.
const anyBonus = 'bonuses: [{name: B, kind: own volume, base: E, method: slab, brackets: [{from: 1, rate: 1 %}]}]'

const valuesOf = ({ columns }: Month, name: string, size: number) =>
  [...columns.get(name)!.values.subarray(1, size + 1)].map(value => value / 100)

test('volumes: Anna, Ben, Cora, who is Direktor, and Dora, one below the other', () => {
  const computed = month(
    `volumes:
  E: {sum: own}
  K: {sum: customers}
  Two: {sum: own, down to: 2 levels, with himself: no}
  All: {sum: own, down to: all, with himself: yes}
  Until: {sum: own, down to: {until: {rank: Direktor}}, with himself: yes}
ranks: [{name: Direktor, needs: {volume: K, at least: 1}}]
${anyBonus}`,
    { sponsors: [0, 1, 2, 3], own: [100, 100, 99, 100], customers: [0, 0, 1, 0] },
  )
  expect(valuesOf(computed, 'E', 4)).toEqual([100, 100, 100, 100])
  expect(valuesOf(computed, 'Two', 4)).toEqual([200, 200, 100, 0])
  expect(valuesOf(computed, 'All', 4)).toEqual([400, 300, 200, 100])
  expect(valuesOf(computed, 'Until', 4)).toEqual([200, 100, 200, 100])
})

test.each`
  own                | needed  | reached
  ${'ignored'}       | ${1000} | ${false}
  ${'strongest leg'} | ${1000} | ${false}
  ${'weakest leg'}   | ${1000} | ${false}
  ${'ignored'}       | ${600}  | ${true}
  ${'weakest leg'}   | ${800}  | ${true}
  ${'ignored'}       | ${800}  | ${false}
`(
  'lines of 800 and 300 and 100 of his own reach $needed with a cap of 50 %, own volume $own: $reached',
  ({ own, needed, reached }) => {
    const cap = `cap per leg: {share: 50 %, of: requirement, own volume: ${own}}`
    const computed = month(
      `volumes: {E: {sum: own}, T: {sum: own, down to: all, with himself: yes}}
ranks: [{name: Leiter, needs: {volume: T, at least: ${needed}, ${cap}}}]
${anyBonus}`,
      { sponsors: [0, 1, 1], own: [100, 800, 300] },
    )
    expect(computed.standing.ranks[1] === 0).toBe(reached)
  },
)

test('a rank lasts two grace months after the last in which it was met', () => {
  const yaml = `volumes: {E: {sum: own}}
ranks: [{name: Berater, lasts: {grace months: 2}, needs: {volume: E, at least: 100}}]
${anyBonus}`
  const ranks: number[] = []
  let before: State | undefined
  for (const own of [100, 0, 0, 0, 100]) {
    const computed: Month = month(yaml, { sponsors: [0], own: [own] }, before)
    ranks.push(computed.standing.ranks[1]!)
    before = computed.after
  }
  expect(ranks).toEqual([0, 0, 0, -1, 0])
})

// Anna, Ben, Cora and Dora, one below the other; Dora's volume is 100.00, Cora does not qualify.
test.each`
  compression                                | unqualified         | ben            | anna
  ${'none'}                                  | ${'company'}        | ${[500]}       | ${[400]}
  ${'dynamic, skipped counts as level: no'}  | ${'company'}        | ${[1000]}      | ${[500]}
  ${'dynamic, skipped counts as level: yes'} | ${'company'}        | ${[1000, 500]} | ${[400]}
  ${'none'}                                  | ${'last qualified'} | ${[500]}       | ${[400]}
  ${'dynamic, skipped counts as level: no'}  | ${'last qualified'} | ${[1000]}      | ${[500, 400]}
`('levels: $compression, what is nobody’s to the $unqualified', ({ compression, unqualified, ben, anna }) => {
  const computed = month(
    `volumes: {E: {sum: own}, K: {sum: customers}}
ranks: [{name: Berater, needs: {volume: K, at least: 1}}]
bonuses: [{name: L, kind: level, base: E, follows: sponsor, levels: [10 %, 5 %, 4 %], needs: {rank: Berater}, compression: ${compression}, unqualified share: ${unqualified}}]`,
    { sponsors: [0, 1, 2, 3], own: [-1, -1, 0, 99], customers: [1, 1, 0, 1] },
  )
  const paid = (partner: number) =>
    sortedLines(computed).flatMap(line => (line.partner === partner ? [line.amount] : []))
  expect({ ben: paid(2), anna: paid(1) }).toEqual({ ben, anna })
})

test('a retail margin is on what customers bought, and not on what the partner bought himself', () => {
  const computed = month(
    `volumes: {K: {sum: customers}}
bonuses: [{name: Spanne, kind: retail margin, base: K, rate: 25 %}]`,
    { sponsors: [0], own: [80], customers: [199.99] },
  )
  expect(sortedLines(computed).map(({ base, amount }) => ({ base, amount }))).toEqual([{ base: 19_999, amount: 5_000 }])
})

test.each`
  caps                                                                                                | cuts
  ${'{name: C, kind: partner cap, at most: 250}'}                                                     | ${[-5_000, 0, 0]}
  ${'{name: C, kind: partner cap, at most: 250}, {name: D, kind: company cap, at most: 50 %, of: E}'} | ${[-7_273, -1_818, -909]}
  ${'{name: D, kind: company cap, at most: 50 %, of: E}'}                                             | ${[-5_000, -3_333, -1_667]}
  ${'{name: D, kind: company cap, at most: 70 %, of: E}'}                                             | ${[0, 0, 0]}
`('of 300.00, 200.00 and 100.01 $caps cut $cuts', ({ caps, cuts }) => {
  const computed = month(
    `volumes: {E: {sum: own}, K: {sum: customers}}
bonuses: [{name: M, kind: retail margin, base: K, rate: 100 %}, ${caps}]`,
    { sponsors: [0, 0, 0], own: [400, 0.01, 0], customers: [300, 200, 100.01] },
  )
  const cut = sortedLines(computed).filter(({ rule }) => rule > 0)
  const cutOf = (partner: number) => cut.reduce((sum, line) => sum + (line.partner === partner ? line.amount : 0), 0)
  expect([1, 2, 3].map(cutOf)).toEqual(cuts)
})

test('what the checker can promise is bounded by a company cap', () => {
  const plan = `name: P\nfrom: 2026-01\nvolumes: {K: {sum: customers}}
bonuses: [{name: M, kind: retail margin, base: K, rate: 80 %}, {name: C, kind: company cap, at most: 45 %, of: K}]`
  const read = readPlan(plan)
  expect(read.is === 'read' && read.warnings).toEqual([])
})
