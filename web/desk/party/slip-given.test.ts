import { expect, test } from 'vitest'
import { readSlip } from './slip-given.ts'

const slip = {
  way: 'collective',
  guest: null,
  buyer: null,
  home: null,
  lines: [{ sku: 'Candle', quantity: 2 }],
  voucher: null,
  deliveredTo: 'partner',
  payment: 'invoice',
  total: 2_495,
  toldGuests: 7,
  language: 'de',
}
const sent = { commandId: '3f0d4f0e-8a0e-4b6e-9a57-0f8a3a6f2d11', takenAt: 1_790_000_000_000, slip }

test('what a phone took down is read as it was sent', () => {
  expect(readSlip(sent)).toEqual({ is: 'read', given: sent })
})

test.each`
  field                      | change
  ${'commandId'}             | ${{ commandId: 'x' }}
  ${'takenAt'}               | ${{ takenAt: 'today' }}
  ${'slip.lines.0.quantity'} | ${{ slip: { ...slip, lines: [{ sku: 'Candle', quantity: 0 }] } }}
  ${'slip.payment'}          | ${{ slip: { ...slip, payment: 'gold' } }}
  ${'slip.guest'}            | ${{ slip: { ...slip, guest: 'con_1' } }}
  ${'slip.toldGuests'}       | ${{ slip: { ...slip, toldGuests: -1 } }}
`('$field that is wrong is named', ({ field, change }) => {
  expect(readSlip({ ...sent, ...change })).toEqual({ is: 'refused', field })
})

test('what is no order at all is refused as a whole', () => {
  expect(readSlip(undefined)).toMatchObject({ is: 'refused' })
})
