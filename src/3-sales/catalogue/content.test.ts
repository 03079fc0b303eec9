import { describe, expect, test } from 'vitest'
import { cents } from '#ground/money'
import { decimalOfThousandths, parseThousandths, unitPriceOf } from './index.ts'

describe('beside a price stands what a kilogram, litre, metre or square metre costs', () => {
  test.each`
    gross    | amount     | unit    | per     | each       | why
    ${690}   | ${'250'}   | ${'g'}  | ${'kg'} | ${2_760}   | ${'four times a quarter of a kilogram'}
    ${690}   | ${'0,25'}  | ${'kg'} | ${'kg'} | ${2_760}   | ${'however it is written'}
    ${1_299} | ${'0.75'}  | ${'l'}  | ${'l'}  | ${1_732}   | ${'a bottle'}
    ${499}   | ${'30'}    | ${'ml'} | ${'l'}  | ${16_633}  | ${'also of little; rounded to the cent'}
    ${1_000} | ${'3'}     | ${'g'}  | ${null} | ${null}    | ${'not of less than ten grams'}
    ${1_000} | ${'9.999'} | ${'ml'} | ${null} | ${null}    | ${'not of less than ten millilitres'}
    ${1_000} | ${'0.009'} | ${'kg'} | ${null} | ${null}    | ${'not of nine grams, told in kilograms'}
    ${1_000} | ${'10'}    | ${'g'}  | ${'kg'} | ${100_000} | ${'from ten grams on'}
    ${1_000} | ${'1'}     | ${'kg'} | ${null} | ${null}    | ${'not twice the same of a kilogram'}
    ${1_000} | ${'1000'}  | ${'ml'} | ${null} | ${null}    | ${'not twice the same of a litre'}
    ${1_590} | ${'2.5'}   | ${'m'}  | ${'m'}  | ${636}     | ${'ribbon'}
    ${10}    | ${'0.005'} | ${'m'}  | ${'m'}  | ${2_000}   | ${'of length and area however little'}
    ${2_000} | ${'1.6'}   | ${'m2'} | ${'m2'} | ${1_250}   | ${'cloth'}
  `('$gross cents for $amount $unit: $why', ({ gross, amount, unit, per, each }) => {
    const content = { thousandths: parseThousandths(amount)!, unit }
    const found = unitPriceOf(cents(gross), content)
    expect(found === null ? [null, null] : [found.per, found.gross]).toEqual([per, each])
  })

  test('of what is sold by the piece nothing stands there', () => expect(unitPriceOf(cents(690), null)).toBeNull())
})

test.each`
  written      | thousandths
  ${'250'}     | ${250_000}
  ${'0,75'}    | ${750}
  ${'0.001'}   | ${1}
  ${'0'}       | ${undefined}
  ${'-1'}      | ${undefined}
  ${'1.2345'}  | ${undefined}
  ${'1.000,5'} | ${undefined}
  ${'9999999'} | ${undefined}
  ${'a lot'}   | ${undefined}
`('"$written" is $thousandths thousandths', ({ written, thousandths }) => {
  const parsed = parseThousandths(written)
  expect(parsed).toBe(thousandths)
  expect(parsed === undefined ? undefined : parseThousandths(decimalOfThousandths(parsed))).toBe(thousandths)
})
