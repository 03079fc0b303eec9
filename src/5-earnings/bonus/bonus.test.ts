import { expect, test } from 'vitest'
import { amountOf } from './index.ts'

test.each`
  base      | rate         | unit        | pointValue   | amount
  ${1_050}  | ${50_000}    | ${'money'}  | ${undefined} | ${53}
  ${-1_050} | ${50_000}    | ${'money'}  | ${undefined} | ${-53}
  ${80_000} | ${50_000}    | ${'points'} | ${500}       | ${200}
  ${1_001}  | ${1_000_000} | ${'points'} | ${50}        | ${5}
`('$base × $rate in $unit is $amount cents', ({ base, rate, unit, pointValue, amount }) =>
  expect(amountOf(base, rate, { unit, pointValue })).toBe(amount),
)

test('points without a value are never paid', () => {
  expect(() => amountOf(1000, 1, { unit: 'points', pointValue: undefined })).toThrow(/value of a point/u)
})
