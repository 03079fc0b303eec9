import { expect, test } from 'vitest'
import { instant } from '#ground/period'
import { matchCancellations } from './orders.ts'
import { netOf, whyLeftOut, type ShopRow } from './shop.ts'

const sale = (also: Partial<ShopRow>): ShopRow => ({
  invoice: '1',
  article: 'A',
  description: 'A',
  quantity: 1,
  at: instant('2011-01-01'),
  unitPrice: 1_250,
  customer: '1',
  country: 'United Kingdom',
  ...also,
})

const row = (invoice: string, day: string, quantity: number): ShopRow =>
  sale({ invoice, at: instant(`2011-${day}`), quantity })

const matches = (...rows: readonly ShopRow[]) =>
  matchCancellations(rows).map(({ row, quantity, invoice }) => `${row.invoice}: ${quantity} of ${invoice}`)

test.each`
  why                                        | rows                                                                                                     | taken
  ${'takes back the latest purchase before'} | ${[row('1', '01-01', 5), row('2', '01-02', 5), row('3', '01-04', 5), row('C', '01-03', -4)]}             | ${['C: 4 of 2']}
  ${'and the one before that for the rest'}  | ${[row('1', '01-01', 5), row('2', '01-02', 5), row('C', '01-03', -7)]}                                   | ${['C: 5 of 2', 'C: 2 of 1']}
  ${'none when all are not enough'}          | ${[row('1', '01-01', 5), row('C', '01-03', -6)]}                                                         | ${['C: 6 of undefined']}
  ${'no piece twice'}                        | ${[row('1', '01-01', 5), row('C1', '01-03', -4), row('C2', '01-04', -2)]}                                | ${['C1: 4 of 1', 'C2: 2 of undefined']}
  ${'not at another price'}                  | ${[{ ...row('1', '01-01', 5), unitPrice: 1_000 }, row('C', '01-03', -1)]}                                | ${['C: 1 of undefined']}
  ${'not of another customer'}               | ${[{ ...row('1', '01-01', 5), customer: '2' }, row('C', '01-03', -1)]}                                   | ${['C: 1 of undefined']}
  ${'not of somebody unknown'}               | ${[{ ...row('1', '01-01', 5), customer: undefined }, { ...row('C', '01-03', -1), customer: undefined }]} | ${['C: 1 of undefined']}
`('a cancellation $why', ({ rows, taken }) => {
  expect(matches(...(rows as ShopRow[]))).toEqual(taken)
})

test.each`
  quantity | unitPrice | net    | why
  ${3}     | ${1_250}  | ${375} | ${'exact'}
  ${-3}    | ${1_250}  | ${375} | ${'without sign'}
  ${1}     | ${1_255}  | ${126} | ${'half a penny is rounded away from zero'}
  ${3}     | ${35}     | ${11}  | ${'the line is rounded, not the piece'}
`('$quantity × $unitPrice thousandths are $net pennies: $why', ({ net, ...sold }) => {
  expect(netOf(sold)).toBe(net)
})

test.each`
  why                     | sold                                                   | leftOut
  ${'a fee'}              | ${{ article: 'AMAZONFEE' }}                            | ${'costs of the shop'}
  ${'lost pieces'}        | ${{ unitPrice: 0, quantity: -5, customer: undefined }} | ${'correction of stock'}
  ${'found pieces'}       | ${{ unitPrice: 0, customer: undefined }}               | ${'correction of stock'}
  ${'a gift'}             | ${{ unitPrice: 0 }}                                    | ${undefined}
  ${'postage'}            | ${{ article: 'POST' }}                                 | ${undefined}
  ${'a sale to somebody'} | ${{ customer: undefined }}                             | ${undefined}
`('$why is left out as: $leftOut', ({ sold, leftOut }) => {
  expect(whyLeftOut(sale(sold))).toBe(leftOut)
})
