import { expect, test } from 'vitest'
import { cents, points } from '#ground/money'
import { period } from '#ground/period'
import { barsOf, scaleOf, windowOf } from './months-scale.ts'

const month = (personal: number, customers: number) => ({
  period: period('2011-10'),
  personal: { net: cents(personal), points: points(0) },
  customers: { net: cents(customers), points: points(0) },
})

test.each`
  personal | customers | high     | low      | why
  ${0}     | ${0}      | ${25}    | ${0}     | ${'nothing still has an axis'}
  ${3000}  | ${7000}   | ${10000} | ${0}     | ${'the sum of both parts fits'}
  ${9000}  | ${-1000}  | ${10000} | ${-2500} | ${'returns reach below nothing'}
`('$why', ({ personal, customers, high, low }) => {
  expect(scaleOf([month(personal, customers)])).toMatchObject({ high, low })
})

const monthsOf = (...names: string[]) => names.map(name => ({ ...month(0, 0), period: period(name) }))

test.each`
  shown        | drawn                     | why
  ${'2026-03'} | ${['2026-02', '2026-03']} | ${'the last months'}
  ${'2026-02'} | ${['2026-02', '2026-03']} | ${'it is among them'}
  ${'2026-01'} | ${['2025-12', '2026-01']} | ${'an older one ends them'}
  ${'2025-12'} | ${['2025-12']}            | ${'the first has none before it'}
  ${'2020-01'} | ${['2026-02', '2026-03']} | ${'one without turnover is not among them'}
`('of four months two are drawn with $shown: $why', ({ shown, drawn }) => {
  const all = monthsOf('2025-12', '2026-01', '2026-02', '2026-03')
  expect(windowOf(all, period(shown), 2).map(each => each.period)).toEqual(drawn)
})

test('partners stand upon customers', () => {
  const one = month(2500, 7500)
  expect(barsOf(one, scaleOf([one]))).toEqual([
    { of: 'customers', from: 0, height: 75 },
    { of: 'partners', from: 75, height: 25 },
  ])
})

test('a part below nothing does not push the other', () => {
  const one = month(5000, -5000)
  expect(barsOf(one, { low: -5000, high: 5000, ticks: [] })).toEqual([
    { of: 'customers', from: 0, height: 50 },
    { of: 'partners', from: 50, height: 50 },
  ])
})
