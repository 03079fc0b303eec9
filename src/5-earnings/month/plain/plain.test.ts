import fc from 'fast-check'
import { expect, test } from 'vitest'
import { computeMonth, sortedLines } from '../index.ts'
import { columnsOf, facts } from './facts.ts'
import { plainLines } from './pay.ts'
import { plans } from './plans.ts'
import { printed } from './printed.ts'
import { runs } from './runs.ts'

// A plan once more, slowly and straight from its words, to check the fast evaluation against: plain recursion, one rule at a time, none of
// its columns.

test('a plain recursion, written from the words, agrees to the cent', { timeout: 900_000 }, () => {
  const property = fc.property(plans, facts(), (plan, given) => {
    const fast = sortedLines(computeMonth(plan, columnsOf(given)))
    expect(printed(fast)).toEqual(printed(plainLines({ plan, facts: given })))
  })
  fc.assert(property, runs(1_000))
})
