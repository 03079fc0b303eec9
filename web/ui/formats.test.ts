import { describe, expect, test } from 'vitest'
import { cents, points } from '#ground/money'
import { instant, period, zone } from '#ground/period'
import { changeAgainst, formatsOf, perMille } from './formats.ts'

const german = formatsOf('de', 'EUR', zone('Europe/Berlin'))
const english = formatsOf('en', 'GBP', zone('Europe/London'))
const swiss = formatsOf('en', 'CHF', zone('Europe/Zurich'))

describe('money is written as the language writes it', () => {
  test.each`
    amount          | de                           | en                     | why
    ${0}            | ${'0,00\u00a0€'}             | ${'£0.00'}             | ${'nothing'}
    ${5}            | ${'0,05\u00a0€'}             | ${'£0.05'}             | ${'less than a unit'}
    ${123450}       | ${'1.234,50\u00a0€'}         | ${'£1,234.50'}         | ${'thousands are grouped'}
    ${-99}          | ${'−0,99\u00a0€'}            | ${'−£0.99'}            | ${'a return'}
    ${100000000000} | ${'1.000.000.000,00\u00a0€'} | ${'£1,000,000,000.00'} | ${'a billion'}
  `('$why', ({ amount, de, en }) => {
    expect(german.money(cents(amount))).toBe(de)
    expect(english.money(cents(amount))).toBe(en)
  })
  test('a currency without a sign of its own is named', () => expect(swiss.money(cents(1200))).toBe('CHF\u00a012.00'))
  test('rounded amounts lose the cents', () => expect(german.moneyRounded(cents(123450))).toBe('1.235\u00a0€'))
})

test.each`
  thousandths | de           | en
  ${0}        | ${'0'}       | ${'0'}
  ${1000}     | ${'1'}       | ${'1'}
  ${12500}    | ${'12,5'}    | ${'12.5'}
  ${-10125}   | ${'−10,125'} | ${'−10.125'}
  ${1000000}  | ${'1.000'}   | ${'1,000'}
`('$thousandths thousandths of a point', ({ thousandths, de, en }) => {
  expect(german.points(points(thousandths))).toBe(de)
  expect(english.points(points(thousandths))).toBe(en)
})

describe('moments are told in the company’s zone', () => {
  const at = instant('2011-10-31T23:30:00Z')
  test('Berlin is already in November', () => expect(german.day(at)).toBe('1.\u00a0November 2011'))
  test('London is still in October', () => expect(english.day(at)).toBe('31 October 2011'))
  test('with the time', () => expect(german.moment(at)).toBe('01.11.2011, 00:30'))
  test('a month', () =>
    expect([german.month(period('2011-03')), english.monthShort(period('2011-03'))]).toEqual(['März 2011', 'Mar 11']))
})

describe('shares and changes', () => {
  test('a share', () => expect(german.share(834)).toBe('83,4\u00a0%'))
  test('a rise carries its sign', () => expect(english.change(52)).toBe('+5.2%'))
  test('a fall carries its sign', () => expect(english.change(-52)).toBe('−5.2%'))
  test('a part of nothing is no share', () => expect(perMille(cents(5), cents(0))).toBeNull())
  test('a change against nothing is no change', () => expect(changeAgainst(cents(5), cents(0))).toBeNull())
  test('from 200 to 150 is a fall by a quarter', () => expect(changeAgainst(cents(150), cents(200))).toBe(-250))
})
