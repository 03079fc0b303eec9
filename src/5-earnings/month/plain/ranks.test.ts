import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Plan } from '#earnings/plan'
import { computeMonth, sortedLines, type Month, type State } from '../index.ts'
import { isActive } from './conditions.ts'
import { columnsOf, histories, type PlainFacts } from './facts.ts'
import { plainLines } from './pay.ts'
import type { PlainMonth } from './people.ts'
import { printed } from './printed.ts'
import { rankPlans } from './rank-plans.ts'
import { rankOf } from './ranks.ts'
import { runs } from './runs.ts'
import { volume } from './volumes.ts'

// What is reached, told the same way for both: by partner his volumes, whether he is active, and his rank.
type Told = Readonly<Record<number, { volumes: Record<string, number>; active: boolean; rank: number }>>

const partnersOf = (facts: PlainFacts) => facts.people.filter(({ isPartner }) => isPartner).map(({ id }) => id)

const toldOf = (facts: PlainFacts, tell: (id: number) => Told[number]): Told =>
  Object.fromEntries(partnersOf(facts).map(id => [id, tell(id)]))

const fast = ({ columns, standing }: Month, facts: PlainFacts): Told =>
  toldOf(facts, id => ({
    volumes: Object.fromEntries([...columns].map(([name, { values }]) => [name, values[id]!])),
    active: standing.active[id] === 1,
    rank: standing.ranks[id]!,
  }))

const plain = (month: PlainMonth): Told =>
  toldOf(month.facts, id => ({
    volumes: Object.fromEntries(Object.keys(month.plan.volumes).map(name => [name, volume(month, name, id)])),
    active: isActive(month, id),
    rank: rankOf(month, id),
  }))

const expectToAgree = (plan: Plan, history: readonly PlainFacts[]): void => {
  let before: State | undefined
  let earlier: PlainMonth | undefined
  for (const facts of history) {
    const month = computeMonth(plan, columnsOf(facts), before)
    const slow: PlainMonth = earlier === undefined ? { plan, facts } : { plan, facts, before: earlier }
    expect(fast(month, facts)).toEqual(plain(slow))
    expect(printed(sortedLines(month))).toEqual(printed(plainLines(slow)))
    before = month.after
    earlier = slow
  }
}

test('volumes over time, ranks that last, fall and are given: month after month a plain recursion agrees', () => {
  const property = fc.property(rankPlans, histories(4), expectToAgree)
  expect(() => fc.assert(property, runs(300))).not.toThrow()
}, 900_000)
