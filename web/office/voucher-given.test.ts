import { expect, test } from 'vitest'
import { instant, zone } from '#ground/period'
import { templateGiven, usual, type Typed } from './voucher-given.ts'

const berlin = zone('Europe/Berlin')
const company = { currency: 'EUR', zone: berlin }
const typed: Typed = { ...usual(instant('2026-03-10T12:00:00Z'), berlin), name: 'New', value: '10,00', minimum: '50' }

test('a form tells a template; its last day is still within', () => {
  const given = templateGiven({ ...typed, until: '2026-03-31', countries: ['DE'], limitInAll: '100' }, company)
  expect(given).toMatchObject({
    is: 'given',
    template: {
      discount: { kind: 'amount', amount: 1000 },
      minimum: 5000,
      from: instant('2026-03-10', berlin),
      until: instant('2026-04-01', berlin),
      countries: ['DE'],
      newCustomersOnly: true,
      lowersPoints: false,
      forPartners: true,
      limitPerCode: null,
      limitInAll: 100,
    },
  })
})

test('percent are told with two decimals at most', () => {
  const given = templateGiven({ ...typed, kind: 'percent', value: '12,5' }, company)
  expect(given).toMatchObject({ template: { discount: { kind: 'percent', basisPoints: 1250 } } })
})

test.each`
  change                                 | faults
  ${{ name: '' }}                        | ${{ name: 'missing' }}
  ${{ value: '' }}                       | ${{ value: 'amount' }}
  ${{ value: '0' }}                      | ${{ value: 'amount' }}
  ${{ value: '101', kind: 'percent' }}   | ${{ value: 'percent' }}
  ${{ minimum: '-1' }}                   | ${{ minimum: 'amount' }}
  ${{ from: 'soon' }}                    | ${{ from: 'day' }}
  ${{ until: '2026-02-30x' }}            | ${{ until: 'day' }}
  ${{ until: '2026-03-09' }}             | ${{ until: 'order' }}
  ${{ limitPerCode: '0', value: 'ten' }} | ${{ limitPerCode: 'limit', value: 'amount' }}
`('$change has the faults $faults', ({ change, faults }) => {
  expect(templateGiven({ ...typed, ...change }, company)).toEqual({ is: 'faulty', faults })
})
