import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cents, points, share, sum, type Cents } from '#ground/money'
import { shippingCost, shippingPolicy, totalsOf, type PricedLine } from './index.ts'

const line = (sku: string, gross: number, vatRate = 1900): PricedLine => ({
  sku,
  quantity: 1,
  gross: cents(gross),
  vatRate,
  points: points(gross * 10),
})

describe('what a cart comes to', () => {
  test('a voucher of 10.00 over candles, a bag and a book, with shipping (the example of the README)', () => {
    const lines = [line('candle', 1_999), line('bag', 1_250), line('book', 1_295, 700)]
    const totals = totalsOf(lines, { discount: cents(1_000), lowersPoints: true, shipping: cents(495) })
    expect(totals.lines.map(({ discount, payable, net, points }) => [discount, payable, net, points])).toEqual([
      [440, 1_559, 1_310, 15_591],
      [275, 975, 819, 9_749],
      [285, 1_010, 944, 10_100],
    ])
    expect(totals.rates).toEqual([
      { vatRate: 700, net: 1_076, vat: 75, gross: 1_151 },
      { vatRate: 1900, net: 2_427, vat: 461, gross: 2_888 },
    ])
    expect(totals).toMatchObject({ goods: 4_544, discount: 1_000, total: 4_039, net: 3_503, vat: 536, points: 35_440 })
    expect(totals.shipping).toEqual({ gross: 495, net: 430 })
  })

  test('VAT is rounded once for a rate, never for each line', () => {
    // 1.00 at 19 %: 0.84 net; ten of them rounded each for itself would come to 8.40.
    const totals = totalsOf(Array.from({ length: 10 }, (_, position) => line(`A-${position}`, 100)))
    expect([totals.net, totals.vat, totals.total]).toEqual([840, 160, 1_000])
    const three = totalsOf([line('a', 105), line('b', 105), line('c', 105)])
    expect(three.lines.map(({ net }) => net)).toEqual([89, 88, 88])
    expect(three.net).toBe(265)
  })

  test('a voucher larger than the cart takes what there is, and never off shipping', () => {
    const totals = totalsOf([line('a', 500), line('b', 700, 700)], { discount: cents(5_000), shipping: cents(495) })
    expect([totals.discount, totals.total, totals.net + totals.vat]).toEqual([1_200, 495, 495])
    // Nothing is payable for goods: the highest rate bears shipping.
    expect(totals.rates.map(({ gross }) => gross)).toEqual([0, 495])
  })

  test('points stay where the voucher does not lower them', () => {
    expect(totalsOf([line('a', 1_000)], { discount: cents(100) }).points).toBe(10_000)
    expect(totalsOf([line('a', 1_000)], { discount: cents(100), lowersPoints: true }).points).toBe(9_000)
  })

  test('an empty cart comes to nothing', () => {
    expect(totalsOf([])).toMatchObject({ lines: [], rates: [], total: 0, net: 0, vat: 0, points: 0 })
    expect(() => totalsOf([], { shipping: cents(495) })).toThrow(RangeError)
    expect(() => totalsOf([line('a', -1)])).toThrow(RangeError)
  })
})

const anyLine = fc.record({
  sku: fc.string(),
  quantity: fc.integer({ min: 1, max: 99 }),
  gross: fc.nat(1e7).map(cents),
  vatRate: fc.constantFrom(0, 260, 700, 810, 1900, 2000),
  points: fc.nat(1e8).map(points),
})
const anyCart = fc.array(anyLine, { minLength: 1, maxLength: 12 })
const anyReckoning = fc.record({
  discount: fc.nat(2e7).map(cents),
  lowersPoints: fc.boolean(),
  shipping: fc.nat(5_000).map(cents),
})
const total = (amounts: readonly Cents[]) => sum(amounts)

describe('for any cart, voucher and shipping', () => {
  test('not a cent is lost: lines, rates and totals add up', () => {
    fc.assert(
      fc.property(anyCart, anyReckoning, (lines, reckoning) => {
        const totals = totalsOf(lines, reckoning)
        expect(total(totals.lines.map(({ discount }) => discount))).toBe(totals.discount)
        expect(totals.goods - totals.discount + totals.shipping.gross).toBe(totals.total)
        expect(total(totals.lines.map(({ payable }) => payable))).toBe(totals.goods - totals.discount)
        expect(total(totals.lines.map(({ net }) => net)) + totals.shipping.net).toBe(totals.net)
        expect(totals.net + totals.vat).toBe(totals.total)
        expect(total(totals.rates.map(({ gross }) => gross))).toBe(totals.total)
        expect(totals.lines.reduce((all, each) => all + each.points, 0)).toBe(totals.points)
      }),
    )
  })

  test('VAT of a rate is rounded once from its gross', () => {
    fc.assert(
      fc.property(anyCart, anyReckoning, (lines, reckoning) => {
        for (const { vatRate, gross, net, vat } of totalsOf(lines, reckoning).rates) {
          expect(vat).toBe(share(gross, { numerator: vatRate, denominator: 10_000 + vatRate }))
          expect(net).toBe(gross - vat)
        }
      }),
    )
  })

  test('no line pays or earns less than nothing, nor has more net than it pays', () => {
    fc.assert(
      fc.property(anyCart, anyReckoning, (lines, reckoning) => {
        for (const { discount, payable, net, points } of totalsOf(lines, reckoning).lines)
          expect(Math.min(discount, payable, net, points, payable - net)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('each line is within a cent of its exact part, whatever stands beside it', () => {
    fc.assert(
      fc.property(anyCart, anyReckoning, (lines, reckoning) => {
        const totals = totalsOf(lines, reckoning)
        for (const { gross, discount } of totals.lines)
          expect(Math.abs(discount - (totals.discount * gross) / Math.max(1, totals.goods))).toBeLessThan(1.000_001)
      }),
    )
  })
})

test.each`
  country | payable  | pieces | cost
  ${'DE'} | ${4_999} | ${1}   | ${495}
  ${'DE'} | ${5_000} | ${1}   | ${0}
  ${'CH'} | ${5_000} | ${1}   | ${1_290}
  ${'DE'} | ${0}     | ${0}   | ${0}
  ${'FR'} | ${9_000} | ${1}   | ${undefined}
`('shipping $pieces pieces for $payable to $country costs $cost', ({ cost, ...asked }) => {
  expect(shippingCost(shippingPolicy.usual, asked)).toBe(cost)
})
