import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describePlan, planSchema, readPlan } from './index.ts'

const root = join(import.meta.dirname, '../../..')

test('the JSON Schema beside the examples is the language', () => {
  const kept: unknown = JSON.parse(readFileSync(join(root, 'examples/plans/plan.schema.json'), 'utf8'))
  expect(kept).toEqual(JSON.parse(JSON.stringify(planSchema())))
})

const told = (text: string, language: 'de' | 'en' = 'en'): string[] => {
  const read = readPlan(text)
  if (read.is === 'read') return read.warnings.map(({ line, column, told }) => `${line}:${column}: ${told[language]}`)
  return read.problems.map(
    ({ line, column, path, found, expected }) =>
      `${line}:${column}: ${path}: found ${found[language]}, expected ${expected[language]}`,
  )
}

test('the refused plan of the README', () => {
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  const plan = /```yaml\n([^`]+)```/u.exec(readme)![1]!
  const quoted = readme.split('\n').flatMap(line => (line.startsWith('> ') ? [line.slice(2)] : []))
  expect(told(plan)).toEqual(quoted)
})

const plan = ({ volume = '{sum: own}', ranks = '[]', bonus = '', more = '' }) => `name: P
from: 2026-01
${more}
volumes:
  V: ${volume}
ranks: ${ranks}
bonuses:
  - {name: B, kind: own volume, base: V, method: slab, brackets: [{from: 0, rate: 5 %}]${bonus}}
`

test.each([
  ['a sound plan', plan({}), []],
  [
    'no YAML',
    'name: [',
    [
      '1:8: : found no YAML (Flow sequence in block collection must be sufficiently indented and end with a ]), expected YAML',
    ],
  ],
  [
    'an unknown key',
    plan({ bonus: ', rates: 3' }),
    ['8:90: bonuses › 1 › rates: found "rates", expected no such key here'],
  ],
  [
    'a condition misspelt',
    plan({ ranks: '[{name: R, needs: {volume: V, at last: 100}}]' }),
    [
      '6:19: ranks › 1 › needs › at least: found nothing, expected an amount such as 1000 or 99.90',
      '6:38: ranks › 1 › needs › at last: found "at last", expected no such key here',
    ],
  ],
  [
    'a volume that nobody defined',
    plan({ ranks: '[{name: R, needs: {volume: W, at least: 1}}]' }),
    ['6:35: ranks › 1 › needs › volume: found "W", expected a volume defined under volumes: V'],
  ],
  [
    'a higher rank asked for',
    plan({ ranks: '[{name: R, needs: {lines: 1, with: {rank: S}}}, {name: S, needs: {rank: R}}]' }),
    ['6:50: ranks › 1 › needs › with › rank: found "S", expected a lower rank, and none stands before'],
  ],
  [
    'a sum down the line that does not say whether with himself',
    plan({ volume: '{sum: own, down to: all}' }),
    ['5:3: volumes › V › with himself: found nothing, expected with himself: yes or no'],
  ],
  [
    'points without a value',
    plan({ volume: '{sum: own, in: points}' }),
    ['8:39: bonuses › 1 › base: found "V", expected a point value in the plan, for this volume is in points'],
  ],
  [
    'a starter kit that is paid on',
    plan({ more: 'product groups: {Startset: starter kit}' }),
    [
      '8:39: bonuses › 1 › base: found "V", expected a volume without Startset (starter kit): nothing may be paid on that (without groups)',
    ],
  ],
  [
    'pay by the head',
    plan({}).replace('kind: own volume', 'kind: recruiting bonus'),
    [
      '8:21: bonuses › 1 › kind: found "recruiting bonus", expected a bonus on turnover: nothing may be paid for recruiting partners (German UWG § 16 (2))',
    ],
  ],
  [
    'a rank that can be bought',
    plan({ ranks: '[{name: R, needs: {volume: V, at least: 1}}]' }),
    ['6:19: Somebody can reach the rank R by his own purchases alone.'],
  ],
  [
    'a payout beyond the bound',
    plan({ more: 'payout at most: 4 %' }),
    ['7:1: All rules together can pay up to 5 % of the turnover, more than 4 %.'],
  ],
  [
    'points of which it is not said how many the turnover brings',
    plan({ volume: '{sum: own, in: points}', more: 'point value: 0.80' }),
    [
      '7:1: All rules together can pay up to 5 % of the points\' value; how much that is of the turnover is known with "points per money at most".',
    ],
  ],
  [
    'a payout beyond the bound in points',
    plan({
      volume: '{sum: own, in: points}',
      more: 'point value: 0.80\npoints per money at most: 1.5\npayout at most: 5 %',
    }),
    ['9:1: All rules together can pay up to 6 % of the turnover, more than 5 %.'],
  ],
  [
    'three levels that one turnover is paid on',
    plan({ volume: '{sum: own, down to: 2 levels, with himself: yes}', more: 'payout at most: 14 %' }),
    ['7:1: All rules together can pay up to 15 % of the turnover, more than 14 %.'],
  ],
  [
    'any number of partners that one turnover is paid to',
    plan({ volume: '{sum: own, down to: all, with himself: yes}' }),
    ['8:5: B can pay more than any share of the turnover; a company cap after it bounds it.'],
  ],
  [
    'compensation beside what is no differential',
    `${plan({})}  - {name: A, kind: equal rank, beside: B, base: V, rates: [1 %]}
`,
    ['9:41: bonuses › 2 › beside: found "B", expected the name of a differential that stands before'],
  ],
  [
    'rates that nobody reaches without lines',
    plan({
      ranks: '[{name: R, needs: {lines: 2, with: {volume: V, at least: 1}}}]',
    }).replace(
      / {2}- \{name: B.*/u,
      '  - {name: D, kind: differential, base: V, follows: sponsor, variant: leg, rates: [{rank: R, rate: 3 %}]}',
    ),
    ['7:1: Who has recruited nobody cannot earn anything by this plan.'],
  ],
])('%s', (_, text, expected) => expect(told(text)).toEqual(expected))

test('an alias stands for the anchor before it', () => {
  const text = plan({ ranks: '[{name: R, needs: &some {volume: V, at least: 1}}, {name: S, needs: *some}]' })
  const read = readPlan(text)
  expect(read.is === 'read' && read.plan.ranks.map(({ needs }) => needs)).toEqual(
    [1, 2].map(() => ({ volume: 'V', 'at least': 1_000 })),
  )
})

test('training that counts for ranks is warned of', () => {
  const more = 'product groups: {Seminar: training}\n'
  const volumes = 'V: {sum: own, without groups: [Seminar]}\n  R: {sum: customers, counts for: ranks}'
  expect(told(plan({ more }).replace('V: {sum: own}', volumes))).toEqual([
    '7:3: R counts Seminar for ranks: so joining, starter kits, training or fees lead to higher rates.',
  ])
})

test('problems are told in German, too', () => {
  expect(told(plan({ volume: '{sum: Gruppenumsatz}' }), 'de')[0]).toMatch(
    /^5:12: volumes › V › sum: found "Gruppenumsatz", expected eine Lesart unter volumes, denn das Wort ist mehrdeutig: /u,
  )
})

test('a plan in plain sentences', () => {
  const read = readPlan(plan({ ranks: '[{name: R, needs: {volume: V, at least: 100}}]' }))
  expect(read.is === 'read' && describePlan(read.plan).map(({ de }) => de)).toEqual([
    'V: was ein Partner und seine Kunden erzeugen, in Geld.',
    'Rang R: mindestens 100 V.',
    'B: Auf V ab 0: 5 %; die erreichte Stufe gilt für alles.',
    'Alle Regeln zusammen zahlen höchstens 5 % des Umsatzes.',
  ])
})
