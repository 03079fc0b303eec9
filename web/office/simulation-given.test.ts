import { expect, test } from 'vitest'
import { simulationGiven, typedIn } from './simulation-given.ts'

const changeables = [
  { path: 'bonuses.P.rate', of: 'P', within: 'rate', about: '', value: '5 %' },
  { path: 'point value', of: 'point value', within: '', about: '', value: '0.50' },
]

const given = (fields: Readonly<Record<string, string>>) => {
  const form = new FormData()
  const all = { from: '2026-01', until: '2026-03', present: '2', kind: 'changes', ...fields }
  for (const [name, value] of Object.entries(all)) form.set(name, value)
  return simulationGiven(typedIn(form), changeables)
}

const asked = { from: '2026-01', until: '2026-03', present: 2 }

test('numbers that differ from the plan’s, and lines, are what is changed', () => {
  const more = ' bonuses.P.method = slab \r\n\r\nbonuses.Q =\r\n'
  expect(given({ 'value:bonuses.P.rate': '6 %', 'value:point value': '0.50', more })).toEqual({
    is: 'given',
    asked: {
      ...asked,
      other: { changes: ['bonuses.P.rate = 6 %', 'bonuses.P.method = slab', 'bonuses.Q ='] },
    },
  })
})

test('a number that is wiped out takes it away, and is for the checker to judge', () => {
  expect(given({ 'value:bonuses.P.rate': '' })).toMatchObject({ asked: { other: { changes: ['bonuses.P.rate = '] } } })
})

test.each([
  [{ kind: 'version', other: '1' }, { version: 1 }],
  [{ kind: 'text', text: 'name: x\r\n' }, { text: 'name: x\n' }],
])('the other plan: %j', (fields, other) => {
  expect(given(fields as never)).toEqual({ is: 'given', asked: { ...asked, other } })
})

test.each([
  [{}, 'nothing'],
  [{ 'value:point value': '0.50' }, 'nothing'],
  [{ from: '2026-13' }, 'month'],
  [{ present: 'x' }, 'present'],
  [{ kind: 'version' }, 'other'],
])('faulty: %j', (fields, fault) => expect(given(fields as never)).toEqual({ is: 'faulty', fault }))
