import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cents } from '#ground/money'
import { always, instant, type Instant } from '#ground/period'
import { gathered, lowest30, priceOf, slugOf, vatRateOf, type Price, type VatRate } from './index.ts'

const on = (day: string): Instant => instant(`${day}T00:00:00Z`)

const price = (gross: number, from: string, change: Partial<Price> = {}): Price => ({
  country: 'DE',
  group: 'customer',
  kind: 'regular',
  gross: cents(gross),
  from: on(from),
  until: always.until,
  ...change,
})

const german = (day: string) => ({ country: 'DE', group: 'customer', at: on(day) }) as const

describe('the price', () => {
  test('is what holds at the moment, in the money of the country', () => {
    const prices = [price(1_000, '2026-01-01', { until: on('2026-03-01') }), price(1_200, '2026-03-01')]
    const swiss = price(1_500, '2026-01-01', { country: 'CH' })
    expect(priceOf([...prices, swiss], german('2026-02-28'))).toEqual({
      gross: 1_000,
      currency: 'EUR',
      reduction: null,
    })
    expect(priceOf([...prices, swiss], german('2026-03-01'))?.gross).toBe(1_200)
    expect(priceOf([...prices, swiss], { ...german('2026-03-01'), country: 'CH' })).toMatchObject({
      gross: 1_500,
      currency: 'CHF',
    })
    expect(priceOf(prices, german('2025-12-31'))).toBeUndefined()
    expect(priceOf(prices, { ...german('2026-03-01'), country: 'AT' })).toBeUndefined()
  })

  test("of a group is the customers' where it has none of its own, never the other way", () => {
    const partners = price(700, '2026-02-01', { group: 'partner' })
    const prices = [price(1_000, '2026-01-01'), partners]
    expect(priceOf(prices, { ...german('2026-01-15'), group: 'partner' })?.gross).toBe(1_000)
    expect(priceOf(prices, { ...german('2026-02-15'), group: 'partner' })?.gross).toBe(700)
    expect(priceOf(prices, { ...german('2026-02-15'), group: 'reseller' })?.gross).toBe(1_000)
    expect(priceOf([partners], german('2026-02-15'))).toBeUndefined()
  })
})

describe('a reduced price', () => {
  const reduced = (gross: number, from: string, until: string) =>
    price(gross, from, { kind: 'reduced', until: on(until) })

  test('stands beside the lowest price of the 30 days before (PAngV § 11; the example of the README)', () => {
    const prices = [
      price(1_990, '2026-01-01', { until: on('2026-02-20') }),
      price(2_490, '2026-02-20'),
      reduced(1_690, '2026-03-10', '2026-04-10'),
    ]
    expect(priceOf(prices, german('2026-03-12'))).toEqual({
      gross: 1_690,
      currency: 'EUR',
      // 24.90 was asked last, but 19.90 within the 30 days before.
      reduction: { lowest30: 1_990, percent: 15 },
    })
    expect(priceOf(prices, german('2026-04-10'))).toEqual({ gross: 2_490, currency: 'EUR', reduction: null })
  })

  test.each`
    gross    | why                                               | shown
    ${1_990} | ${'as low as before: nothing is reduced'}         | ${null}
    ${2_100} | ${'lower than the last, but not than the lowest'} | ${null}
    ${1_989} | ${'a cent below: less than one percent'}          | ${{ lowest30: 1_990, percent: 0 }}
    ${995}   | ${'half'}                                         | ${{ lowest30: 1_990, percent: 50 }}
  `('$gross, $why', ({ gross, shown }) => {
    const prices = [
      price(1_990, '2026-01-01', { until: on('2026-02-20') }),
      price(2_490, '2026-02-20'),
      reduced(gross, '2026-03-10', '2026-04-10'),
    ]
    expect(priceOf(prices, german('2026-03-12'))?.reduction).toEqual(shown)
  })

  test('an earlier reduction within 30 days counts as a price that was asked', () => {
    const prices = [
      price(2_000, '2026-01-01'),
      reduced(1_500, '2026-02-01', '2026-02-08'),
      reduced(1_600, '2026-03-01', '2026-03-08'),
    ]
    expect(priceOf(prices, german('2026-03-02'))?.reduction).toBeNull()
    const later = [...prices.slice(0, 2), reduced(1_600, '2026-03-10', '2026-03-18')]
    expect(priceOf(later, german('2026-03-12'))?.reduction).toEqual({ lowest30: 2_000, percent: 20 })
  })

  test('of something new has no price to be compared with', () => {
    expect(priceOf([reduced(900, '2026-03-01', '2026-04-01')], german('2026-03-02'))).toMatchObject({
      gross: 900,
      reduction: null,
    })
  })

  test('the lowest of 30 days is what somebody asking every day would have seen', () => {
    const day = 86_400_000
    const at = on('2026-06-01')
    const anyPrice = fc
      .record({
        kind: fc.constantFrom('regular' as const, 'reduced' as const),
        gross: fc.nat(9_999),
        from: fc.nat(60),
        days: fc.integer({ min: 1, max: 40 }),
      })
      .map(({ kind, gross, from, days }) => ({
        ...price(gross, '2026-01-01'),
        kind,
        from: (at - from * day) as Instant,
        until: (at - (from - days) * day) as Instant,
      }))
    fc.assert(
      fc.property(fc.array(anyPrice, { maxLength: 8 }), prices => {
        const seen = Array.from(
          { length: 30 },
          (_, back) => priceOf(prices, { ...german('2026-06-01'), at: (at - (back + 1) * day) as Instant })?.gross,
        )
        const lowest = seen
          .filter(gross => gross !== undefined)
          .reduce<number | undefined>((a, b) => Math.min(a ?? b, b), undefined)
        expect(lowest30(prices, { ...german('2026-06-01'), at })).toBe(lowest)
      }),
    )
  })
})

describe('VAT', () => {
  const rates: VatRate[] = [
    { country: 'DE', vatClass: 'standard', fromOn: '2007-01-01', rate: 1900 },
    { country: 'DE', vatClass: 'standard', fromOn: '2020-07-01', rate: 1600 },
    { country: 'DE', vatClass: 'standard', fromOn: '2021-01-01', rate: 1900 },
  ]
  test.each`
    at                        | rate
    ${'2020-06-30T21:59:00Z'} | ${1900}
    ${'2020-06-30T22:00:00Z'} | ${1600}
    ${'2020-12-31T22:59:59Z'} | ${1600}
    ${'2020-12-31T23:00:00Z'} | ${1900}
  `('changes at midnight in the country: $rate at $at', ({ at, rate }) => {
    expect(vatRateOf(rates, { country: 'DE', vatClass: 'standard', at: instant(at) })).toBe(rate)
  })

  test('without a rate nothing is sold', () => {
    expect(() => vatRateOf(rates, { country: 'CH', vatClass: 'standard', at: on('2026-01-01') })).toThrow(RangeError)
  })
})

test.each`
  name                     | slug
  ${'Große Kerze „Anna“'}  | ${'grosse-kerze-anna'}
  ${'Café-Tasse, 2 Stück'} | ${'cafe-tasse-2-stueck'}
  ${'  --  '}              | ${''}
`('"$name" is found at "$slug"', ({ name, slug }) => expect(slugOf(name)).toBe(slug))

test('the same article named twice is taken once', () => {
  const pieces = [
    { sku: 'B', quantity: 1 },
    { sku: 'A', quantity: 2 },
    { sku: 'B', quantity: 3 },
  ]
  expect(gathered(pieces)).toEqual([
    { sku: 'A', quantity: 2 },
    { sku: 'B', quantity: 4 },
  ])
})
