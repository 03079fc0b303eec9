import { expect, test } from 'vitest'
import type { Cents } from '#ground/money'
import { changed, linesOf, totalOf, type Article } from './basket.ts'

const article = (sku: string, gross: number): Article => ({
  sku,
  name: sku,
  gross: gross as Cents,
  stock: null,
  picture: null,
})
const articles = [article('Candle', 1_000), article('Cup', 2_550)]

const rules = (sharedParcel: 'as usual' | 'none') => ({
  shipping: { DE: { cost: 495 as Cents, freeFrom: 5_000 as Cents } },
  rules: { collectivePrices: 'customer', sharedParcel } as const,
})

test.each`
  pieces                   | isShared | sharedParcel  | country | goods    | shipping     | why
  ${{ Candle: 2 }}         | ${false} | ${'as usual'} | ${'DE'} | ${2_000} | ${495}       | ${'the guest’s own parcel'}
  ${{ Candle: 2, Cup: 2 }} | ${false} | ${'as usual'} | ${'DE'} | ${7_100} | ${0}         | ${'free from 50.00 on'}
  ${{ Candle: 2 }}         | ${true}  | ${'as usual'} | ${'DE'} | ${2_000} | ${495}       | ${'a shared parcel costs each guest'}
  ${{ Candle: 2 }}         | ${true}  | ${'none'}     | ${'DE'} | ${2_000} | ${0}         | ${'a shared parcel costs no guest'}
  ${{ Candle: 2 }}         | ${false} | ${'none'}     | ${'DE'} | ${2_000} | ${495}       | ${'her own parcel costs her'}
  ${{ Candle: 1 }}         | ${false} | ${'as usual'} | ${'CH'} | ${1_000} | ${undefined} | ${'goods do not go there'}
`('$why', ({ pieces, isShared, sharedParcel, country, goods, shipping }) =>
  expect(totalOf(rules(sharedParcel), articles, { pieces, going: { isShared, country } })).toEqual({ goods, shipping }),
)

test('one tap is one piece, the last one taken away is none, and there are never too many', () => {
  const two = changed(changed({}, 'Cup', 1), 'Cup', 1)
  expect(linesOf(two)).toEqual([{ sku: 'Cup', quantity: 2 }])
  expect(changed(changed(two, 'Cup', -1), 'Cup', -1)).toEqual({})
  expect(changed({}, 'Cup', -1)).toEqual({})
  expect(changed({ Cup: 999 }, 'Cup', 1)).toEqual({ Cup: 999 })
})
