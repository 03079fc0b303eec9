import { expect, test } from 'vitest'
import { amountOf } from '#earnings/bonus'
import { parseRate } from '#earnings/scalar'
import { partsOf } from './index.ts'

const brackets = [
  { from: 0, rate: parseRate('5 %')! },
  { from: 500_000, rate: parseRate('10 %')! },
]

const paid = (volume: number, method: 'slab' | 'marginal') =>
  partsOf(volume, { brackets, method }, 'money').reduce(
    (total, { amount, bracket }) => total + amountOf(amount, bracket.rate, { unit: 'money', pointValue: undefined }),
    0,
  )

test.each`
  volume     | slab      | marginal  | why
  ${49_999}  | ${2_500}  | ${2_500}  | ${'the last cent of the first bracket'}
  ${50_000}  | ${5_000}  | ${2_500}  | ${'the bracket is reached'}
  ${80_000}  | ${8_000}  | ${5_500}  | ${'beyond it'}
  ${-80_000} | ${-8_000} | ${-5_500} | ${'a reversal of it all'}
  ${0}       | ${0}      | ${0}      | ${'nothing'}
`('$why', ({ volume, slab, marginal }) => {
  expect(paid(volume, 'slab')).toBe(slab)
  expect(paid(volume, 'marginal')).toBe(marginal)
})
