import { expect, test } from 'vitest'
import { shapes } from '../volumes/company.ts'
import { latencyOf, measureLive } from './measure.ts'

test('of a hundred questions one may take longer than the p99 says', () => {
  const hundred = Array.from({ length: 100 }, (_, place) => 100 - place)
  expect(latencyOf(hundred)).toEqual({ p50: 51, p99: 100, most: 100 })
  expect(latencyOf([7])).toEqual({ p50: 7, p99: 7, most: 7 })
})

test.each(shapes)('a small company that is %s ends as its rollup does', shape => {
  const { differences, question } = measureLive({ contacts: 2_000, shape, postings: 10_000, newcomers: 500 })
  expect(differences).toBe(0)
  expect(question.p50).toBeGreaterThan(0)
})
