import { expect, test } from 'vitest'
import { axisOf, percentOn } from './axis.ts'

test.each`
  values         | least  | low     | high      | ticks
  ${[0, 7]}      | ${4}   | ${0}    | ${8}      | ${[0, 2, 4, 6, 8]}
  ${[]}          | ${4}   | ${0}    | ${1}      | ${[0, 1]}
  ${[-300, 900]} | ${100} | ${-500} | ${1000}   | ${[-500, 0, 500, 1000]}
  ${[12_345]}    | ${100} | ${0}    | ${15_000} | ${[0, 5000, 10_000, 15_000]}
`('$values fit between $low and $high', ({ values, least, low, high, ticks }) =>
  expect(axisOf(values, least)).toEqual({ low, high, ticks }),
)

test('a value stands where it belongs', () => {
  const axis = axisOf([-300, 900], 100)
  expect([percentOn(axis, -500), percentOn(axis, 250), percentOn(axis, 1000)]).toEqual([0, 50, 100])
})
