import { expect, test } from 'vitest'
import type { Cents } from '#ground/money'
import { always, instant, type Instant } from '#ground/period'
import type { Country, Price, PriceGroup } from '#sales/catalogue'
import { articlesOf, changed, linesOf, saleOf, totalOf } from './basket.ts'

type Row = readonly [Country, PriceGroup, number, Instant?, Price['kind']?]

const price = ([country, group, gross, from = always.from, kind = 'regular']: Row): Price => ({
  country,
  group,
  kind,
  gross: gross as Cents,
  from,
  until: always.until,
})

const article = (sku: string, ...rows: Row[]) => ({
  sku,
  name: { de: sku, en: sku },
  stock: null,
  picture: null,
  prices: rows.map(price),
})

const saturday = instant('2026-03-14T00:00:00Z')

const counter = (collectivePrices: 'customer' | 'partner', sharedParcel: 'as usual' | 'none') => ({
  country: 'DE' as const,
  articles: [
    article('Candle', ['DE', 'customer', 1_000], ['DE', 'partner', 700], ['AT', 'customer', 1_100]),
    article('Cup', ['DE', 'customer', 2_550], ['DE', 'customer', 1_950, saturday, 'reduced']),
  ],
  shipping: {
    DE: { cost: 495 as Cents, freeFrom: 5_000 as Cents },
    AT: { cost: 990 as Cents, freeFrom: null },
  },
  rules: { collectivePrices, sharedParcel },
  reaches: { host: 'AT', partner: 'DE' },
})

test.each`
  pieces                   | way             | to           | home    | prices        | parcel        | goods    | shipping     | why
  ${{ Candle: 2 }}         | ${'for guest'}  | ${'guest'}   | ${'DE'} | ${'customer'} | ${'as usual'} | ${2_000} | ${495}       | ${'the guest’s own parcel'}
  ${{ Candle: 2, Cup: 2 }} | ${'for guest'}  | ${'guest'}   | ${'DE'} | ${'customer'} | ${'as usual'} | ${7_100} | ${0}         | ${'free from 50.00 on'}
  ${{ Candle: 2 }}         | ${'for guest'}  | ${'partner'} | ${'AT'} | ${'customer'} | ${'as usual'} | ${2_000} | ${495}       | ${'a shared parcel costs each guest, where it goes'}
  ${{ Candle: 2 }}         | ${'for guest'}  | ${'partner'} | ${'DE'} | ${'customer'} | ${'none'}     | ${2_000} | ${0}         | ${'a shared parcel costs no guest'}
  ${{ Candle: 2 }}         | ${'for guest'}  | ${'guest'}   | ${'DE'} | ${'customer'} | ${'none'}     | ${2_000} | ${495}       | ${'her own parcel costs her'}
  ${{ Candle: 1 }}         | ${'for guest'}  | ${'guest'}   | ${'AT'} | ${'customer'} | ${'as usual'} | ${1_100} | ${990}       | ${'the price and parcel of her country'}
  ${{ Candle: 1 }}         | ${'for guest'}  | ${'host'}    | ${'DE'} | ${'customer'} | ${'as usual'} | ${1_100} | ${990}       | ${'the host lives in another country'}
  ${{ Cup: 1 }}            | ${'for guest'}  | ${'guest'}   | ${'AT'} | ${'customer'} | ${'as usual'} | ${0}     | ${undefined} | ${'it is not sold there'}
  ${{ Candle: 1 }}         | ${'for guest'}  | ${'guest'}   | ${'CH'} | ${'customer'} | ${'as usual'} | ${0}     | ${undefined} | ${'goods do not go there'}
  ${{ Candle: 1 }}         | ${'for guest'}  | ${'guest'}   | ${'CH'} | ${'customer'} | ${'none'}     | ${0}     | ${undefined} | ${'nor in a shared parcel'}
  ${{ Candle: 2, Cup: 1 }} | ${'collective'} | ${'partner'} | ${'DE'} | ${'partner'}  | ${'as usual'} | ${3_950} | ${495}       | ${'partners’ prices, and customers’ where they have none'}
  ${{ Candle: 2 }}         | ${'collective'} | ${'partner'} | ${'DE'} | ${'customer'} | ${'as usual'} | ${2_000} | ${495}       | ${'customers’ prices, as the company’s rule says'}
`('$why', ({ pieces, way, to, home, prices, parcel, goods, shipping }) => {
  const given = counter(prices, parcel)
  const sale = saleOf(given, { way, deliveredTo: to, country: home })
  const friday = instant('2026-03-13T12:00:00Z')
  const articles = articlesOf(given, { ...sale, at: friday, language: 'de' }, pieces)
  expect(totalOf(given, articles, { pieces, sale })).toEqual({ goods, shipping })
})

test('a price that begins on Saturday is asked on Saturday, also by a phone that read it on Friday', () => {
  const given = counter('partner', 'as usual')
  const cupAt = (at: Instant) =>
    articlesOf(given, { group: 'customer', country: 'DE', at, language: 'de' }).find(({ sku }) => sku === 'Cup')!.gross
  expect([cupAt((saturday - 1) as Instant), cupAt(saturday)]).toEqual([2_550, 1_950])
})

test('a collective order goes nowhere where the partner has no address: she is billed', () => {
  const given = { ...counter('partner', 'as usual'), reaches: { host: 'DE', partner: null } }
  expect(saleOf(given, { way: 'collective', deliveredTo: 'host', country: 'DE' }).country).toBeUndefined()
})

test('one tap is one piece, the last one taken away is none, and there are never too many', () => {
  const two = changed(changed({}, 'Cup', 1), 'Cup', 1)
  expect(linesOf(two)).toEqual([{ sku: 'Cup', quantity: 2 }])
  expect(changed(changed(two, 'Cup', -1), 'Cup', -1)).toEqual({})
  expect(changed({}, 'Cup', -1)).toEqual({})
  expect(changed({ Cup: 999 }, 'Cup', 1)).toEqual({ Cup: 999 })
})
