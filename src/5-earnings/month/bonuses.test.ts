import { expect, test } from 'vitest'
import { month, paidBy } from './company.ts'

// The worked examples of the kinds of bonus.

test('equal rank: Anna and Ben have 21 % as Dora below them has, Cora between has 6 %', () => {
  const computed = month(
    `volumes: {E: {sum: own}, K: {sum: customers}}
ranks: [{name: R6, needs: {volume: K, at least: 1}}, {name: R21, needs: {volume: K, at least: 2}}]
bonuses:
  - {name: D, kind: differential, base: E, follows: sponsor, variant: linear, rates: [{rank: R6, rate: 6 %}, {rank: R21, rate: 21 %}]}
  - {name: A, kind: equal rank, beside: D, base: E, rates: [2 %, 1 %]}`,
    { sponsors: [0, 1, 2, 3, 4], own: [-2, -2, -1, -2, 1000], customers: [2, 2, 1, 2, 0] },
  )
  expect(paidBy(computed, 0, 5)).toEqual([0, 0, 0, 21_000, 0])
  expect(paidBy(computed, 1, 5)).toEqual([1_000, 2_000, 0, 0, 0])
})
