import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstAtLeast, firstPlace, isIn } from './index.ts'

test.each`
  value | place | isThere
  ${10} | ${0}  | ${true}
  ${20} | ${1}  | ${true}
  ${30} | ${3}  | ${false}
  ${41} | ${4}  | ${false}
`('in 10, 20, 20, 40 the first of at least $value stands at $place', ({ value, place, isThere }) => {
  const row = [10, 20, 20, 40]
  expect([firstAtLeast(row, value), isIn(row, value)]).toEqual([place, isThere])
})

test('halving finds what looking at each finds', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: -1, max: 21 }), (values, value) => {
      const row = Int32Array.from(values).sort()
      const found = row.findIndex(each => each >= value)
      expect(firstAtLeast(row, value)).toBe(found < 0 ? row.length : found)
      expect(isIn(row, value)).toBe(row.includes(value))
    }),
  )
})

test('a million places are asked at most twenty times', () => {
  let asked = 0
  expect(firstPlace(1_000_000, place => (asked += 1) > 0 && place >= 777_777)).toBe(777_777)
  expect(asked).toBeLessThanOrEqual(20)
})
