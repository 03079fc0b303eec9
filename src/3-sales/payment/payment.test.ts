import { expect, test } from 'vitest'
import { cents } from '#ground/money'
import { instructionsFor, offeredNow, pauseAfter, type PaymentPolicy } from './index.ts'

const policy: PaymentPolicy = { offered: ['invoice', 'stripe'], invoiceDays: 14, prepaymentDays: 7 }
const account = { holder: 'Hell & Gut GmbH', iban: 'DE02120300000000202051', bic: null, bank: null }

test('a buyer may choose what the company offers, and the provider only where it is set up', () => {
  expect(offeredNow(policy, true)).toEqual(['invoice', 'stripe'])
  expect(offeredNow(policy, false)).toEqual(['invoice'])
})

test('who pays later is told whom, how much, by which words and within how many days', () => {
  const due = { number: '100001', amount: cents(4_990), currency: 'EUR' }
  expect(instructionsFor('prepayment', due, { policy, account })).toEqual({
    how: 'prepayment',
    account,
    reference: '100001',
    amount: 4_990,
    currency: 'EUR',
    withinDays: 7,
  })
  expect(instructionsFor('invoice', due, { policy, account: null })).toMatchObject({ withinDays: 14, account: null })
})

test('a refund that fails is tried again after a pause that grows up to a day', () => {
  expect([0, 1, 5, 30].map(pauseAfter)).toEqual([1, 2, 32, 1_440])
})
