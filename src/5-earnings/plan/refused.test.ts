import { expect, test } from 'vitest'
import { readPlan } from './index.ts'

const planOf = ({
  volume = '{sum: own}',
  active = '{volume: V, at least: 1}',
  needs = '{volume: V, at least: 1}',
  more = '',
}) =>
  `name: P
from: 2026-01
payout at most: 100 %
${more}
volumes:
  V: {sum: own}
  W: ${volume}
active: ${active}
ranks: [{name: R1, needs: {volume: V, at least: 1}}, {name: R2, needs: ${needs}}]
bonuses: [{name: B, kind: own volume, base: V, method: slab, brackets: [{from: 0, rate: 5 %}]}]
`

const wrongIn = (text: string): string[] => {
  const read = readPlan(text)
  if (read.is === 'read') return []
  return read.problems.map(({ path, found, expected }) => `${path}: ${found.en} → ${expected.en}`)
}

test.each([
  ['{sum: own, over: 3 months}', []],
  ['{sum: own, over: {best of: 12 months}}', []],
  ['{sum: own, over: {since: 2026-02-28}}', []],
  [
    '{sum: own, over: {since: 2026-02-30}}',
    [
      'volumes › W › over › since: "2026-02-30" → "joining", "ever", a day such as 2026-03-15 or a month such as 2026-03',
    ],
  ],
  [
    '{sum: own, over: 61 months}',
    ['volumes › W › over: "61 months" → "3 months" (at most 60), "30 days", {best of: 3 months} or {since: …}'],
  ],
  [
    '{sum: own, over: three months}',
    ['volumes › W › over: "three months" → "3 months" (at most 60), "30 days", {best of: 3 months} or {since: …}'],
  ],
  [
    '{sum: own, down to: all, with himself: yes, over: 3 months}',
    [
      'volumes › W › structure: nothing → structure: then (each month by its own structure) or now (all by the last one)',
    ],
  ],
  ['{sum: own, over: 30 days}', []],
  [
    '{sum: own, down to: all, with himself: yes, over: 30 days, structure: then}',
    ['volumes › W › structure: "then" → now, for days are no months'],
  ],
  ['{sum: own, over: 3 months, structure: now}', ['volumes › W › structure: "now" → only with over and down to']],
  [
    '{sum: own, down to: {until: {rank: R2}}, with himself: yes, over: {best of: 3 months}, structure: then}',
    ['volumes › W › over: best of → no best month with until'],
  ],
  [
    '{sum: own, down to: three levels}',
    ['volumes › W › down to: "three levels" → "3 levels", "all" or {until: {rank: NAME}}'],
  ],
  ['{sum: own, days: 20 to 10}', ['volumes › W › days: "20 to 10" → "1 to 15" or "15 to end" (days of the month)']],
  ['{sum: own, days: 0 to 10}', ['volumes › W › days: "0 to 10" → "1 to 15" or "15 to end" (days of the month)']],
  ['{sum: new customers, counts for: ranks}', []],
  [
    '{sum: new customers, groups: [Ware]}',
    [
      'volumes › W › counts for: nothing → counts for: ranks, for nothing may be paid on heads',
      'volumes › W › groups: a list → no such key with new customers, for heads are counted',
    ],
  ],
])('a volume %s: %j', (volume, told) => expect(wrongIn(planOf({ volume }))).toEqual(told))

const wholeTeam =
  'with a limit per leg a volume with down to: all and with himself: yes (over several months: with structure: now)'

test.each([
  ['{months: 2 of 3, needs: {rank: R1}}', []],
  ['{months: 24 in a row, needs: {volume: V, at least: 1}}', []],
  [
    '{months: 3 of 2, needs: {rank: R1}}',
    ['ranks › 2 › needs › months: "3 of 2" → "3 in a row" or "2 of 3" months, at most 24'],
  ],
  [
    '{months: 25 in a row, needs: {rank: R1}}',
    ['ranks › 2 › needs › months: "25 in a row" → "3 in a row" or "2 of 3" months, at most 24'],
  ],
  ['{months: 2 of 3, needs: {rank: R2}}', ['ranks › 2 › needs › needs › rank: "R2" → a rank that stands before: R1']],
  [
    '{different lines: [{lines: 1, with: {rank: R2}}, {lines: 1, with: {all of: [{volume: X, at least: 1}]}}]}',
    [
      'ranks › 2 › needs › different lines › 1 › with › rank: "R2" → a rank that stands before: R1',
      'ranks › 2 › needs › different lines › 2 › with › all of › 1 › volume: "X" → a volume defined under volumes: V or W',
    ],
  ],
  [
    `{different lines: [${Array.from({ length: 7 }, () => '{lines: 1, with: {rank: R1}}').join(', ')}]}`,
    ['ranks › 2 › needs › different lines: a list → at most 6 entries'],
  ],
  [
    '{volume: W, at least: 1, without strongest legs: 1}',
    [`ranks › 2 › needs › without strongest legs: "1" → ${wholeTeam}`],
  ],
  ['{partner for at most: 0 months}', ['ranks › 2 › needs › partner for at most: "0 months" → "3 months", at most 24']],
])('a condition %s: %j', (needs, told) => expect(wrongIn(planOf({ needs }))).toEqual(told))

test('a cap per leg needs legs that add up: all months by one structure', () => {
  const volume = (by: string) => `{sum: own, down to: all, with himself: yes, over: 3 months, structure: ${by}}`
  const needs = '{volume: W, at least: 1, cap per leg: {share: 50 %, of: leg, own volume: ignored}}'
  expect(wrongIn(planOf({ needs, volume: volume('now') }))).toEqual([])
  expect(wrongIn(planOf({ needs, volume: volume('then') }))).toEqual([
    `ranks › 2 › needs › cap per leg: share, of, own volume → ${wholeTeam}`,
  ])
})

test('who is active cannot be asked while that is decided', () => {
  const itself = 'something else: this very thing is decided here'
  expect(wrongIn(planOf({ active: '{months: 2 of 3, needs: {active: yes}}' }))).toEqual([
    `active › needs › active: "yes" → ${itself}`,
  ])
  expect(wrongIn(planOf({ active: '{lines: 1, with: {active: yes}}' }))).toEqual([
    `active › with › active: "yes" → ${itself}`,
  ])
})

test('nothing is paid on a volume over several months', () => {
  const paid = planOf({ volume: '{sum: own, over: 3 months}' }).replace('base: V', 'base: W')
  expect(wrongIn(paid)).toEqual([
    'bonuses › 1 › base: "W" → a volume of the month, without over: the months before are paid on already',
  ])
})

test.each(['PV', 'GV', 'PGV', 'QV', 'CV', 'BV', 'OV', 'Punkte', 'Linienumsatz', 'Umsatz', 'Eigenumsatz'])(
  'the word %s has several readings, and each of them is a volume that can be written',
  word => {
    const [told] = wrongIn(planOf({ volume: `{sum: ${word}}` }))
    expect(told).toMatch(/a reading under volumes, for the word has several: /u)
    const readings = [...told!.matchAll(/\{sum.*?\}(?=\s\()/gu)].map(([reading]) => reading)
    expect(readings.length).toBeGreaterThan(1)
    for (const reading of readings) expect(wrongIn(planOf({ volume: reading.replace('NAME', 'R2') }))).toEqual([])
  },
)

test('a fee may make active without a warning; among turnover that counts for ranks it is warned of', () => {
  const warned = (volume: string) => {
    const more = 'product groups: {Gebühr: fee}'
    const read = readPlan(
      planOf({ volume, more }).replace('V: {sum: own}', 'V: {sum: customers, without groups: [Gebühr]}'),
    )
    return read.is === 'read' ? read.warnings.map(({ told }) => told.de) : read.problems
  }
  expect(warned('{sum: personal, groups: [Gebühr], over: 12 months, counts for: ranks}')).toEqual([])
  expect(warned('{sum: personal, counts for: ranks}')).toEqual([
    'W zählt Gebühr für Ränge: so führen Beitritt, Starterpakete, Schulungen oder Gebühren zu höheren Sätzen.',
  ])
})
