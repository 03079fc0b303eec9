import fc from 'fast-check'
import { expect, test } from 'vitest'
import { missing, stepsTo } from '#earnings/rank'
import { computeMonth } from './index.ts'
import { columnsOf, facts } from './plain/facts.ts'
import { rankPlans } from './plain/rank-plans.ts'

test('a rank’s steps are all taken exactly where nothing is missing for it, and none is taken that is short', () => {
  const property = fc.property(rankPlans, facts(), (plan, given) => {
    const { standing } = computeMonth(plan, columnsOf(given))
    const partners = given.people.filter(({ isPartner }) => isPartner)
    for (const [{ needs }, { id }] of plan.ranks.flatMap(rank => partners.map(partner => [rank, partner] as const))) {
      const steps = stepsTo(needs, standing, id)
      expect(steps.every(({ isMet }) => isMet)).toBe(missing(needs, standing, id).length === 0)
      for (const { has, needed, isMet } of steps) expect(has >= needed).toBe(isMet)
    }
  })
  fc.assert(property, { numRuns: 100 })
})
