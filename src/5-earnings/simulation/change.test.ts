import { expect, test } from 'vitest'
import { changePlan } from './change.ts'
import { changeablesOf } from './changeable.ts'

const plan = `# what we pay
name: Klein
from: 2026-01
point value: 0.50 # since 2019

volumes:
  Eigenumsatz: { sum: own }
  Punkte: { sum: own, in: points }

ranks:
  - name: Berater
    needs: { volume: Eigenumsatz, at least: 300 } # not more

bonuses:
  # everybody's
  - name: Provision
    kind: own volume
    base: Eigenumsatz
    method: slab
    brackets:
      - { from: 0, rate: 5 % } # to begin with
      - { from: 1000, rate: 7.5 % }
  - { name: "Nr. 2", kind: level, base: Eigenumsatz, follows: sponsor, levels: [ 5 % ], compression: none, unqualified share: company }
`

const changed = (...changes: string[]) => {
  const answer = changePlan(plan, changes)
  if (answer.is === 'refused') throw new Error(JSON.stringify(answer.problems))
  return answer
}

test('a changed rate leaves everything else as it is written, comments too', () => {
  expect(changed('bonuses.Provision.brackets[0].rate = 6 %').text).toBe(plan.replace('rate: 5 % }', 'rate: 6 % }'))
  expect(changed().text).toBe(plan)
})

test.each([
  ['point value=0.6', ['point value'], 600],
  ['ranks.Berater.needs.at least = 250', ['ranks', 0, 'needs', 'at least'], 250_000],
  ['bonuses[0].brackets[1].from = 2000', ['bonuses', 0, 'brackets', 1, 'from'], 2_000_000],
  ['bonuses."Nr. 2".levels = [4 %, 2 %]', ['bonuses', 1, 'levels'], [40_000, 20_000]],
  ['bonuses."Nr. 2".levels[1] = 2 %', ['bonuses', 1, 'levels'], [50_000, 20_000]],
  ['bonuses."Nr. 2" =', ['bonuses', 'length'], 1],
  ['active = {volume: Eigenumsatz, at least: 50}', ['active'], { volume: 'Eigenumsatz', 'at least': 50_000 }],
  ['bonuses.Provision.needs = {rank: Berater}', ['bonuses', 0, 'needs'], { rank: 'Berater' }],
])('%s', (change, path, value) => {
  const found = path.reduce<unknown>(
    (part, key) => (part as Record<string | number, unknown>)[key],
    changed(change).plan,
  )
  expect(found).toEqual(value)
})

test('changes that only together make a plan are taken together', () => {
  const answer = changed('ranks.Berater.name = Leiter', 'bonuses.Provision.needs = {rank: Leiter}')
  expect(answer.plan.ranks[0]!.name).toBe('Leiter')
})

test.each([
  [
    'Provision 6 %',
    'Provision 6 %',
    '"Provision 6 %"',
    'a path and a value such as bonuses.Provision.brackets[0].rate = 6 %',
  ],
  [
    'bonuses..rate = 6 %',
    'bonuses..rate = 6 %',
    '"bonuses..rate = 6 %"',
    'a path and a value such as bonuses.Provision.brackets[0].rate = 6 %',
  ],
  ['bonuses.Provison.method = slab', 'bonuses.Provison.method = slab', '"Provison"', 'Provision or Nr. 2'],
  ['bonuses.Provision.brackets[2].rate = 1 %', 'bonuses.Provision.brackets[2].rate = 1 %', '"2"', '[0] or [1]'],
  ['bonuses.Provision.name.x = 1', 'bonuses.Provision.name.x = 1', '"name"', 'name, kind, base, method or brackets'],
  ['active =', 'active =', '"active"', 'name, from, point value, volumes, ranks or bonuses'],
  [
    'bonuses.Provision.brackets[0].rate = six',
    'bonuses › 1 › brackets › 1 › rate',
    '"six"',
    'a rate such as 3 % or 2.5 %',
  ],
  ['payed at most = 3 %', 'payed at most', '"payed at most"', 'no such key here'],
  [
    'bonuses.Provision.method = [',
    'bonuses.Provision.method = [',
    '"["',
    'a path and a value such as bonuses.Provision.brackets[0].rate = 6 %',
  ],
])('refused: %s', (change, ...told) => {
  const answer = changePlan(plan, [change])
  if (answer.is === 'changed') throw new Error(answer.text)
  expect(answer.problems.map(problem => [problem.where, problem.found.en, problem.expected.en])).toEqual([told])
})

test('every number that a what-if may change is told by a path that changes it', () => {
  const changeables = changeablesOf(plan)
  expect(changeables.map(({ path, of, within, about, value }) => [path, of, within, about, value].join(' | '))).toEqual(
    [
      'point value | point value |  |  | 0.50',
      'ranks.Berater.needs.at least | Berater | needs.at least | Eigenumsatz | 300',
      'bonuses.Provision.brackets[0].from | Provision | brackets[0].from |  | 0',
      'bonuses.Provision.brackets[0].rate | Provision | brackets[0].rate |  | 5 %',
      'bonuses.Provision.brackets[1].from | Provision | brackets[1].from |  | 1000',
      'bonuses.Provision.brackets[1].rate | Provision | brackets[1].rate |  | 7.5 %',
      'bonuses."Nr. 2".levels[0] | "Nr. 2" | levels[0] |  | 5 %',
    ],
  )
  expect(changed(...changeables.map(({ path, value }) => `${path} = ${value}`)).text).toBe(plan)
})
