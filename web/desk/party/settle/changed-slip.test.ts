import { expect, test } from 'vitest'
import { cents } from '#ground/money'
import type { SlipTold } from '#doors/server'
import { changedSlip } from './changed-slip.ts'

const slip: SlipTold = {
  way: 'for guest',
  guest: null,
  buyer: { kind: 'person', givenName: 'Eva', familyName: 'Klein', firmName: null, email: 'eva@x', phone: null },
  home: { name: 'Eva Klein', firmName: null, street: 'Weg 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
  lines: [
    { sku: 'Candle', quantity: 3 },
    { sku: 'Cup', quantity: 1 },
  ],
  voucher: 'VONBEN',
  deliveredTo: 'guest',
  payment: 'invoice',
  total: cents(2_495),
  language: 'de',
}

const lines = (candles: number) => [
  { sku: 'Candle', quantity: candles },
  { sku: 'Cup', quantity: 1 },
]

test.each`
  typed                       | changes                         | why
  ${{}}                       | ${{}}                           | ${'nothing is said, nothing changes'}
  ${{ 'pieces Candle': '2' }} | ${{ lines: lines(2) }}          | ${'fewer pieces'}
  ${{ 'pieces Candle': 'x' }} | ${{}}                           | ${'what is no number stays as it was'}
  ${{ 'pieces Candle': '0' }} | ${{ lines: lines(3).slice(1) }} | ${'none takes the article out'}
  ${{ voucher: '' }}          | ${{ voucher: null }}            | ${'without the voucher'}
  ${{ total: '1995' }}        | ${{ total: 1_995 }}             | ${'the sum that was agreed anew'}
  ${{ total: '19,95' }}       | ${{}}                           | ${'a sum the page did not tell'}
  ${{ deliveredTo: 'host' }}  | ${{ deliveredTo: 'host' }}      | ${'it goes somewhere else'}
  ${{ deliveredTo: 'moon' }}  | ${{}}                           | ${'where nothing goes'}
  ${{ payment: 'collected' }} | ${{ payment: 'collected' }}     | ${'she has the money now'}
`('$why', ({ typed, changes }) => {
  const form = new FormData()
  for (const [name, text] of Object.entries(typed as Record<string, string>)) form.set(name, text)
  expect(changedSlip(slip, form)).toEqual({ ...slip, ...changes })
})

test('a guest whose address was wrong is written anew', () => {
  const form = new FormData()
  const typed = {
    givenName: 'Eva',
    familyName: 'Klein',
    email: 'eva@guest.example',
    street: 'Weg 2',
    postalCode: '1',
    city: 'B',
    country: 'AT',
  }
  for (const [name, text] of Object.entries(typed)) form.set(name, text)
  expect(changedSlip(slip, form)).toMatchObject({
    buyer: { email: 'eva@guest.example', phone: null },
    home: { street: 'Weg 2', country: 'AT' },
  })
})
