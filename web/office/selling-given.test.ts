import { expect, test } from 'vitest'
import { cents } from '#ground/money'
import type { SellingSettings } from '../ui/context.ts'
import { sellingGiven, typedOf } from './selling-given.ts'

const kept: SellingSettings = {
  shipping: {
    DE: { cost: cents(495), freeFrom: cents(5_000) },
    CH: { cost: cents(1_290), freeFrom: null },
    NL: { cost: cents(900), freeFrom: null },
  },
  exchange: { CHF: { numerator: 2, denominator: 3 } },
  vouchers: {
    reserved: ['Acme', 'Beta'],
    offensive: [],
    harmless: ['Essex'],
    codesPerPartner: 20,
    spread: { redemptions: 20, hours: 24 },
  },
}

test('a form that nobody touched changes nothing', () => {
  expect(sellingGiven(typedOf(kept), kept)).toEqual({ is: 'given', settings: kept })
})

test('costs, rates and words are read as they are written in either language', () => {
  const typed = {
    ...typedOf(kept),
    'cost.DE': '5,90',
    'freeFrom.DE': '',
    'cost.CH': '',
    'rate.CHF': '1,05',
    'rate.GBP': '1.1628',
    reserved: ' Acme \r\n\r\nAcme\nGamma',
  }
  expect(sellingGiven(typed, kept)).toMatchObject({
    is: 'given',
    settings: {
      shipping: { DE: { cost: 590, freeFrom: null }, NL: { cost: 900 } },
      exchange: { CHF: { numerator: 105, denominator: 100 }, GBP: { numerator: 11_628, denominator: 10_000 } },
      vouchers: { reserved: ['Acme', 'Gamma'] },
    },
  })
})

test.each`
  name                 | text
  ${'cost.DE'}         | ${'five'}
  ${'freeFrom.CH'}     | ${'-1'}
  ${'cost.DE'}         | ${''}
  ${'rate.CHF'}        | ${'0'}
  ${'rate.GBP'}        | ${'1:2'}
  ${'codesPerPartner'} | ${'0'}
  ${'redemptions'}     | ${'1'}
  ${'hours'}           | ${'721'}
  ${'reserved'}        | ${'x'.repeat(61)}
`('"$text" as $name is refused by name', ({ name, text }) => {
  expect(sellingGiven({ ...typedOf(kept), [name]: text }, kept)).toEqual({ is: 'faulty', faults: [name] })
})
