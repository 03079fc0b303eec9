import fc from 'fast-check'
import { readPlan, type Plan } from '#earnings/plan'

const pick = (...words: string[]) => fc.constantFrom(...words)
const limit = fc.constantFrom('1', '50', '200', '499.99', '900')
const lines = fc.constantFrom('1', '2')
const some = (word: string, values: fc.Arbitrary<string>) =>
  fc.option(values, { nil: undefined }).map(value => (value === undefined ? '' : `${word}${value}`))

const level = fc
  .tuple(
    pick(
      'compression: none',
      'compression: dynamic, skipped counts as level: yes',
      'compression: dynamic, skipped counts as level: no',
    ),
    pick('company', 'last qualified'),
    pick('[10 %]', '[7 %, 3.33 %, 2.5 %]', '[5 %, 4 %, 3 %, 2 %, 1 %]'),
    some(
      ', levels by rank: ',
      pick('[{rank: R1, levels: 1}, {rank: R2, levels: 3}]', '[{rank: R1, levels: 2}, {rank: R3, levels: 5}]'),
    ),
    some(', needs: ', pick('{active: yes}', '{rank: R1}', '{lines: 1, with: {rank: R1}}')),
  )
  .map(
    ([compression, nobodys, levels, byRank, needs]) =>
      `follows: sponsor, levels: ${levels}, ${compression}, unqualified share: ${nobodys}${byRank}${needs}`,
  )

const differential = fc
  .tuple(
    pick('linear', 'leg'),
    pick(
      'steps by: T, steps: [{from: 0, rate: 3 %}, {from: 300, rate: 9 %}, {from: 800, rate: 21 %}]',
      'rates: [{rank: R1, rate: 5 %}, {rank: R2, rate: 12.5 %}, {rank: R3, rate: 21 %}]',
    ),
    some(', needs: ', pick('{active: yes}')),
  )
  .map(([variant, rates, needs]) => `follows: sponsor, variant: ${variant}, ${rates}${needs}`)

const equal = fc
  .tuple(
    pick('[2 %]', '[3 %, 1 %]'),
    some(', least rate: ', pick('5 %', '21 %')),
    some(', needs: ', pick('{active: yes}')),
  )
  .map(([rates, least, needs]) => `rates: ${rates}${least}${needs}`)

const text = fc
  .record({
    active: limit,
    r1: limit,
    r2: lines,
    r3: limit,
    r3lines: lines,
    directly: pick('', ', directly: yes'),
    method: pick('slab', 'marginal'),
    level,
    differential,
    matching: level,
    equal,
  })
  .map(
    ({ active, r1, r2, r3, r3lines, directly, method, level, differential, matching, equal }) => `name: Drawn
from: 2026-01
payout at most: 100 %
volumes:
  E: {sum: own}
  K: {sum: customers}
  P: {sum: personal}
  T: {sum: own, down to: all, with himself: yes}
  L: {sum: own, down to: 2 levels, with himself: no}
  G: {sum: own, down to: {until: {rank: R2}}, with himself: yes}
active: {any of: [{volume: K, at least: ${active}}, {volume: P, at least: ${active}}]}
ranks:
  - {name: R1, needs: {volume: E, at least: ${r1}}}
  - {name: R2, needs: {all of: [{active: yes}, {lines: ${r2}, with: {rank: R1${directly}}}]}}
  - {name: R3, needs: {any of: [{volume: G, at least: ${r3}}, {lines: ${r3lines}, with: {volume: L, at least: ${r3}}}]}}
bonuses:
  - {name: Own, kind: own volume, base: E, method: ${method}, brackets: [{from: 0, rate: 5 %}, {from: 250, rate: 7.77 %}, {from: 500, rate: 11 %}]}
  - {name: Level, kind: level, base: E, ${level}}
  - {name: Difference, kind: differential, base: E, ${differential}}
  - {name: Equal, kind: equal rank, beside: Difference, base: E, ${equal}}
  - {name: Generation, kind: generation, base: E, follows: sponsor, of rank: R1, generations: [4 %, 2 %], needs: {active: yes}}
  - {name: Match, kind: matching, of: Level, ${matching}}
`,
  )

/** Plans of every kind of bonus there is. */
export const plans: fc.Arbitrary<Plan> = text.map(yaml => {
  const read = readPlan(yaml)
  if (read.is === 'refused') throw new Error(JSON.stringify(read.problems))
  return read.plan
})
