import { expect, test } from 'vitest'
import { cents, points } from '#ground/money'
import { period } from '#ground/period'
import { standingOf } from './standing.ts'

const month = (name: string, personal: number, customers: number) => ({
  period: period(name),
  personal: { net: cents(personal), points: points(0) },
  customers: { net: cents(customers), points: points(0) },
})
const months = [month('2011-08', 100, 900), month('2011-09', 0, 400), month('2011-10', 50, 450)]

test.each`
  shown        | now     | before  | best    | why
  ${'2011-10'} | ${500}  | ${400}  | ${1000} | ${'stands against the month before and the best'}
  ${'2011-08'} | ${1000} | ${null} | ${500}  | ${'the first month has none before; the best of the others is below it'}
  ${'2011-12'} | ${0}    | ${null} | ${1000} | ${'a month without turnover, after another without'}
`('$why', ({ shown, now, before, best }) => {
  const standing = standingOf(months, shown)
  expect([standing.now, standing.before?.own ?? null, standing.best?.own ?? null]).toEqual([now, before, best])
})
