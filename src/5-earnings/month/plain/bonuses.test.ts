import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packKept, unpackKept } from '#earnings/scalar'
import type { Plan } from '#earnings/plan'
import { computeMonth, sortedLines, type State } from '../index.ts'
import { bonusPlans, draws, withMore } from './bonus-plans.ts'
import { columnsOf, histories, type PlainFacts } from './facts.ts'
import { plainLines } from './pay.ts'
import type { PlainMonth } from './people.ts'
import { printed } from './printed.ts'
import { runs } from './runs.ts'

// What a month leaves is kept as bytes between months.
const keptBetween = (state: State): State => unpackKept(packKept(state)) as unknown as State

const expectToAgree = (plan: Plan, history: readonly PlainFacts[]): void => {
  let before: State | undefined
  let slow: PlainMonth | undefined
  for (const facts of history) {
    const month = computeMonth(plan, columnsOf(facts), before)
    slow = slow === undefined ? { plan, facts } : { plan, facts, before: slow }
    expect(printed(sortedLines(month))).toEqual(printed(plainLines(slow)))
    before = keptBetween(month.after)
  }
}

test('trees, starts, ranks, parties, leads, pools and caps: month after month a plain recursion agrees to the cent', () => {
  const property = fc.property(bonusPlans, histories(3), draws, (plan, history, drawn) =>
    expectToAgree(plan, withMore(history, drawn)),
  )
  expect(() => fc.assert(property, runs(700))).not.toThrow()
}, 900_000)
