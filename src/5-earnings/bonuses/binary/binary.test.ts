import { expect, test } from 'vitest'
import { carried, pair } from './pair.ts'

test.each`
  left    | right  | ratio    | paired | leftRest | rightRest | why
  ${400}  | ${300} | ${'1:1'} | ${300} | ${100}   | ${0}      | ${'as much as the weaker side has'}
  ${400}  | ${300} | ${'1:2'} | ${200} | ${0}     | ${100}    | ${'half of the stronger, where it has no twice the weaker'}
  ${900}  | ${300} | ${'1:2'} | ${300} | ${300}   | ${0}      | ${'the stronger gives twice'}
  ${300}  | ${901} | ${'1:2'} | ${300} | ${0}     | ${301}    | ${'on either side'}
  ${301}  | ${301} | ${'1:2'} | ${150} | ${1}     | ${151}    | ${'no half cent is paired'}
  ${-100} | ${300} | ${'1:1'} | ${0}   | ${-100}  | ${300}    | ${'what was given back pairs with nothing'}
`('$ratio of $left and $right: $why', ({ left, right, ratio, paired, leftRest, rightRest }) => {
  expect(pair({ left, right }, ratio)).toEqual({ paired, rest: { left: leftRest, right: rightRest } })
})

test.each`
  rest    | carry                   | kept    | why
  ${700}  | ${'all'}                | ${700}  | ${'all of it'}
  ${700}  | ${'none'}               | ${0}    | ${'nothing'}
  ${700}  | ${{ 'at most': 5_000 }} | ${500}  | ${'up to 5.00'}
  ${-700} | ${'none'}               | ${-700} | ${'what is owed is always carried'}
  ${-700} | ${{ 'at most': 5_000 }} | ${-700} | ${'what is owed is always carried'}
`('of $rest is kept: $why', ({ rest, carry, kept }) => expect(carried(rest, carry, 'money')).toBe(kept))
