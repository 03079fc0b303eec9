import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cents, sum } from '#ground/money'
import { faultsOf, inCompanyCurrency, refundsOf, type Address, type Buyer } from './index.ts'

const buyer: Buyer = {
  kind: 'person',
  givenName: 'Cy',
  familyName: 'Ott',
  firmName: null,
  email: 'cy@example.org',
  phone: null,
}
const delivery: Address = {
  name: 'Cy Ott',
  firmName: null,
  street: 'Hauptstraße 1',
  postalCode: '10115',
  city: 'Berlin',
  country: 'DE',
}

describe('the form of the checkout', () => {
  test('is right when it says who orders and where to', () => {
    expect(faultsOf({ buyer, delivery, billing: null })).toEqual([])
    expect(
      faultsOf({
        buyer: { ...buyer, kind: 'firm', givenName: null, familyName: null, firmName: 'Ott OHG' },
        delivery,
        billing: null,
      }),
    ).toEqual([])
  })

  test.each`
    change                                                 | field                 | because
    ${{ buyer: { ...buyer, email: 'cy@' } }}               | ${'buyer.email'}      | ${'no e-mail address'}
    ${{ buyer: { ...buyer, email: ' ' } }}                 | ${'buyer.email'}      | ${'missing'}
    ${{ buyer: { ...buyer, email: 'a@b.c\nd' } }}          | ${'buyer.email'}      | ${'no e-mail address'}
    ${{ buyer: { ...buyer, familyName: null } }}           | ${'buyer.familyName'} | ${'missing'}
    ${{ buyer: { ...buyer, kind: 'firm' } }}               | ${'buyer.firmName'}   | ${'missing'}
    ${{ delivery: { ...delivery, street: '' } }}           | ${'delivery.street'}  | ${'missing'}
    ${{ delivery: { ...delivery, country: 'D' } }}         | ${'delivery.country'} | ${'no country'}
    ${{ billing: { ...delivery, city: 'x'.repeat(201) } }} | ${'billing.city'}     | ${'too long'}
  `('names the field: $field $because', ({ change, field, because }) => {
    expect(faultsOf({ buyer, delivery, billing: null, ...change })).toEqual([{ field, because }])
  })
})

describe('what a return gives back', () => {
  const candles = {
    position: 1,
    quantity: 3,
    gross: cents(1_500),
    discount: cents(500),
    payable: cents(1_000),
    net: cents(840),
  }
  const soap = { position: 2, quantity: 1, gross: cents(500), discount: cents(0), payable: cents(500), net: cents(420) }
  const order = { lines: [candles, soap], shipping: cents(490) }
  const back = (position: number, quantity: number, net = 0) => ({ position, quantity, net: cents(net) })

  test('pieces take their share of what is left, the last ones all of it, and who sends everything back gets the shipping', () => {
    expect(refundsOf(order, [[back(1, 1)], [back(1, 1)], [back(1, 1), back(2, 1)]])).toEqual([
      333,
      334,
      333 + 500 + 490,
    ])
  })

  test('all at once gives back what was paid', () => {
    expect(refundsOf(order, [[back(1, 3), back(2, 1)]])).toEqual([1_990])
  })

  test('money without pieces takes the VAT that lay on it', () => {
    expect(refundsOf(order, [[back(1, 0, 84)], [back(1, 3)]])).toEqual([100, 900])
  })

  test('never more goes back than was paid, in whatever portions', () => {
    const portions = fc.array(fc.record({ position: fc.constantFrom(1, 2), quantity: fc.nat(3) }), { maxLength: 6 })
    fc.assert(
      fc.property(portions, asked => {
        const left = new Map([
          [1, 3],
          [2, 1],
        ])
        const returns = asked.flatMap(({ position, quantity }) => {
          const taken = Math.min(quantity, left.get(position)!)
          left.set(position, left.get(position)! - taken)
          return taken === 0 ? [] : [[back(position, taken)]]
        })
        const isAll = [...left.values()].every(pieces => pieces === 0)
        const total = sum(refundsOf(order, returns))
        expect(isAll ? total === 1_990 : total < 1_500).toBe(true)
      }),
    )
  })
})

test('an order in another currency counts in the company’s, and not at all where nobody said what it is worth', () => {
  const rates = { CHF: { numerator: 107, denominator: 100 } }
  expect(inCompanyCurrency(cents(1_000), { from: 'EUR', to: 'EUR' }, rates)).toBe(1_000)
  expect(inCompanyCurrency(cents(1_000), { from: 'CHF', to: 'EUR' }, rates)).toBe(1_070)
  expect(inCompanyCurrency(cents(1_000), { from: 'GBP', to: 'EUR' }, rates)).toBeUndefined()
})
