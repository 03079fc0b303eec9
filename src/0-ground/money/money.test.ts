import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cents,
  decimalOfCents,
  decimalOfPoints,
  negative,
  parseCents,
  parsePoints,
  points,
  share,
  split,
  sum,
  type Cents,
} from './index.ts'

const amount = fc.integer({ min: -1e12, max: 1e12 }).map(cents)

describe('money is whole cents', () => {
  test.each([0.5, Number.NaN, Infinity, 2 ** 53])('%s is refused', value => {
    expect(() => cents(value)).toThrow(RangeError)
    expect(() => points(value)).toThrow(RangeError)
  })

  test('a sum that leaves the safe range throws, also when it would come back', () => {
    const most = cents(Number.MAX_SAFE_INTEGER)
    expect(() => sum([most, cents(1), cents(-1)])).toThrow(RangeError)
    expect(sum([most, negative(most)])).toBe(0)
  })

  test('minus zero is zero', () => expect(Object.is(negative(cents(0)), 0)).toBe(true))
})

describe('a share', () => {
  test.each`
    of      | numerator | denominator | is     | why
    ${5}    | ${1}      | ${2}        | ${3}   | ${'half a cent goes up'}
    ${-5}   | ${1}      | ${2}        | ${-3}  | ${'and down when negative: away from zero'}
    ${1000} | ${19}     | ${100}      | ${190} | ${'19 % of 10.00'}
    ${333}  | ${7}      | ${100}      | ${23}  | ${'23.31 goes down'}
    ${1}    | ${-1}     | ${2}        | ${-1}  | ${'a negative fraction'}
  `('$why', ({ of, numerator, denominator, is }) => expect(share(cents(of), { numerator, denominator })).toBe(is))

  test('of a reversal cancels the share of its booking', () => {
    fc.assert(
      fc.property(
        amount,
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 1000 }),
        (value, numerator, denominator) => {
          const of = (each: typeof value) => share(each, { numerator, denominator })
          expect(sum([of(value), of(negative(value))])).toBe(0)
        },
      ),
    )
  })
})

describe('a share is exact', () => {
  const byHand = (amount: number, numerator: number, denominator: number) => {
    const [over, under] = [BigInt(amount) * BigInt(numerator), BigInt(denominator)]
    const size = over < 0n ? -over : over
    const whole = (2n * size + under) / (2n * under)
    return Number(over < 0n ? -whole : whole)
  }
  const most = Number.MAX_SAFE_INTEGER

  test.each`
    of             | numerator    | denominator      | why
    ${most}        | ${1}         | ${1}             | ${'the largest amount'}
    ${most}        | ${1}         | ${2}             | ${'half of it'}
    ${most}        | ${1}         | ${most}          | ${'its smallest part'}
    ${most - 1}    | ${1}         | ${most}          | ${'a quotient that a number rounds up to one'}
    ${-most}       | ${210_000}   | ${1_000_000}     | ${'a product beyond the safe range'}
    ${42_949_672}  | ${210_000}   | ${1_000_000}     | ${'a product within it'}
    ${499_999_999} | ${9_999_999} | ${4_999_999_989} | ${'nearly half a cent'}
  `('$why', ({ of, numerator, denominator }) =>
    expect(share(cents(of), { numerator, denominator })).toBe(byHand(of, numerator, denominator)),
  )

  test('within the safe range of products and beyond it', () => {
    const whole = (most: number) => fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: most }))
    fc.assert(
      fc.property(fc.oneof(amount, fc.maxSafeInteger().map(cents)), whole(1e9), whole(2 ** 52), (value, over, part) => {
        const under = Math.max(over, part)
        expect(share(value, { numerator: over, denominator: under })).toBe(byHand(value, over, under))
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    [0.5, 1, 1],
    [1, 0.5, 1],
    [1, 1, 0.5],
    [1, 1, 0],
    [Number.NaN, 1, 1],
  ])('%d × %d / %d is refused', (of, numerator, denominator) =>
    expect(() => share(of as Cents, { numerator, denominator })).toThrow(RangeError),
  )
})

describe('a split', () => {
  test.each`
    of      | weights           | parts
    ${100}  | ${[1, 1, 1]}      | ${[34, 33, 33]}
    ${-100} | ${[1, 1, 1]}      | ${[-34, -33, -33]}
    ${5}    | ${[0, 1, 0]}      | ${[0, 5, 0]}
    ${1}    | ${[1, 2, 2]}      | ${[0, 1, 0]}
    ${1000} | ${[700, 200, 99]} | ${[701, 200, 99]}
  `('of $of by $weights', ({ of, weights, parts }) => expect(split(cents(of), weights)).toEqual(parts))

  test('loses no cent and gives nobody more than a cent too much', () => {
    const weights = fc
      .array(fc.nat(10_000), { minLength: 1, maxLength: 20 })
      .filter(all => all.some(weight => weight > 0))
    fc.assert(
      fc.property(amount, weights, (whole, by) => {
        const parts = split(whole, by)
        expect(sum(parts)).toBe(whole)
        const total = by.reduce((a, b) => a + b)
        for (const [position, part] of parts.entries())
          expect(Math.abs(part - (whole * by[position]!) / total)).toBeLessThan(1.001)
      }),
    )
  })

  test.each([[[]], [[0, 0]], [[-1, 2]], [[0.5]]])('by %j is refused', weights => {
    expect(() => split(cents(1), weights)).toThrow(RangeError)
  })
})

describe('amounts as text', () => {
  test.each`
    text                   | value
    ${'12'}                | ${1200}
    ${'12.5'}              | ${1250}
    ${'-12,50'}            | ${-1250}
    ${'+0.01'}             | ${1}
    ${',5'}                | ${50}
    ${'1.500'}             | ${150}
    ${'1.505'}             | ${undefined}
    ${'1.000,5'}           | ${undefined}
    ${''}                  | ${undefined}
    ${'1e3'}               | ${undefined}
    ${'99999999999999.99'} | ${undefined}
  `('"$text" is $value cents', ({ text, value }) => expect(parseCents(text)).toBe(value))

  test('what is printed reads back', () => {
    fc.assert(
      fc.property(amount, value => {
        expect(parseCents(decimalOfCents(value))).toBe(value)
        expect(parsePoints(decimalOfPoints(points(value)))).toBe(value)
      }),
    )
    expect(decimalOfCents(cents(-5))).toBe('-0.05')
    expect(decimalOfPoints(points(12_125))).toBe('12.125')
  })
})
