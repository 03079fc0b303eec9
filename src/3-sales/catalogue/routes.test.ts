import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#ground/http'
import type { Instant } from '#ground/period'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { at, forget } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { catalogueRoutes } from './routes.ts'
import { takeStock } from './store.ts'

const { database } = await testDatabase()
let today: Instant

const routes = catalogueRoutes({ database, now: () => today })
const office: Actor = { id: 'key:1', role: 'company', mayWrite: true }
const { get, post } = asking(openedTo(office, [routes]), documentOf(routes))

const white = {
  sku: '85123A',
  name: { de: 'Weiß', en: 'White' },
  points: '5.798',
  stock: 12,
  prices: [{ country: 'DE', gross: '6.90' }],
}
const hearts = { name: { de: 'Hängendes Herz', en: 'Hanging heart' }, category: 'licht', variants: [white] }

beforeEach(async () => {
  await forget(database)
  today = at('2026-03-01')
  await post('/categories', { slug: 'licht', name: { de: 'Licht', en: 'Light' } })
})

describe('a product', () => {
  test('is added with its variants, found again and changed', async () => {
    const { status, headers, body } = await post('/products', hearts)
    expect([status, headers.get('location')]).toEqual([201, `/products/${body.id}`])
    expect(body).toMatchObject({
      slug: 'haengendes-herz',
      category: { slug: 'licht' },
      shown: true,
      pictures: [],
      variants: [
        {
          sku: '85123A',
          stock: 12,
          vatClass: 'standard',
          points: '5.798',
          prices: [{ country: 'DE', currency: 'EUR', group: 'customer', kind: 'regular', gross: '6.90', until: null }],
        },
      ],
    })
    expect((await get(`/products/${body.id}`)).body).toEqual(body)
    expect((await get('/products?search=85123a')).body.rows).toEqual([body])
    const changed = await post(`/products/${body.id}/data`, { name: { de: 'Herz', en: 'Heart' }, shown: false })
    expect(changed.body).toMatchObject({ slug: 'haengendes-herz', name: { de: 'Herz' }, category: null, shown: false })
    const red = await post(`/products/${body.id}/variants`, { sku: '21733', points: '5', stock: null })
    expect(red.body.variants.map(({ sku }: { sku: string }) => sku)).toEqual(['85123A', '21733'])
    const renamed = await post('/articles/21733/data', {
      name: { de: 'Rot', en: 'Red' },
      points: '6',
      vatClass: 'reduced',
    })
    expect(renamed.body.variants[1]).toMatchObject({ name: { de: 'Rot' }, points: '6.000', vatClass: 'reduced' })
  })

  test('tells what a kilogram costs where it is sold by weight', async () => {
    const jam = { ...white, content: { amount: '0.25', unit: 'kg' } }
    const { body } = await post('/products', { ...hearts, variants: [jam] })
    expect(body.variants[0]).toMatchObject({
      content: { amount: '0.25', unit: 'kg' },
      prices: [{ gross: '6.90', unitPrice: { gross: '27.60', per: 'kg' } }],
    })
    const told = { points: '5.798', content: { amount: '0', unit: 'kg' } }
    const refused = await post('/articles/85123A/data', told)
    expect([refused.status, refused.body.errors]).toMatchObject([400, [{ pointer: '#/content/amount' }]])
    const piece = await post('/articles/85123A/data', { ...told, content: null })
    expect(piece.body.variants[0]).toMatchObject({ content: null, prices: [{ unitPrice: null }] })
  })

  test('lists page by page', async () => {
    for (const sku of ['A', 'B', 'C'])
      await post('/products', { ...hearts, slug: sku.toLowerCase(), variants: [{ ...white, sku }] })
    const first = await get('/products?limit=2&category=licht')
    const second = await get(`/products?limit=2&category=licht&cursor=${first.body.next}`)
    expect([...first.body.rows, ...second.body.rows].map(({ slug }) => slug)).toEqual(['a', 'b', 'c'])
    expect(second.body.next).toBeNull()
    expect((await get('/categories')).body.rows).toEqual([{ slug: 'licht', name: { de: 'Licht', en: 'Light' } }])
  })

  test.each`
    change                                                                      | pointer
    ${{ category: 'dunkel' }}                                                   | ${'#/category'}
    ${{ slug: 'Große Kerze' }}                                                  | ${'#/slug'}
    ${{ name: { de: '—', en: 'x' } }}                                           | ${'#/name/de'}
    ${{ variants: [] }}                                                         | ${'#/variants'}
    ${{ variants: [{ ...white, sku: 'a b' }] }}                                 | ${'#/variants/0/sku'}
    ${{ variants: [{ ...white, stock: -1 }] }}                                  | ${'#/variants/0/stock'}
    ${{ variants: [{ ...white, points: '-1' }] }}                               | ${'#/variants/0/points'}
    ${{ variants: [{ ...white, prices: [{ country: 'FR', gross: '1' }] }] }}    | ${'#/variants/0/prices/0/country'}
    ${{ variants: [{ ...white, prices: [{ country: 'DE', gross: 1 }] }] }}      | ${'#/variants/0/prices/0/gross'}
    ${{ variants: [{ ...white, prices: [white.prices[0], white.prices[0]] }] }} | ${'#/variants'}
  `('with $change is refused at $pointer', async ({ change, pointer }) => {
    const { status, body } = await post('/products', { ...hearts, ...change })
    expect([status, body.errors[0].pointer]).toEqual([400, pointer])
  })

  test('has a slug and article numbers of its own', async () => {
    await post('/products', hearts)
    expect((await post('/products', hearts)).body.type).toBe('/problems/slug-taken')
    const { status, body } = await post('/products', { ...hearts, slug: 'other' })
    expect([status, body.type]).toEqual([409, '/problems/article-number-taken'])
    expect((await get('/products')).body.rows).toHaveLength(1)
  })
})

describe('an article', () => {
  beforeEach(async () => {
    await post('/products', hearts)
    today = at('2026-03-10')
  })

  test('gets prices: now, later, and reduced for a time', async () => {
    const prices = '/articles/85123A/prices'
    await post(prices, { country: 'DE', gross: '7.50' })
    await post(prices, { country: 'CH', group: 'partner', gross: '6.00', from: '2026-04-01T00:00:00+02:00' })
    const reduced = { country: 'DE', kind: 'reduced', gross: '4.90', until: '2026-03-31T00:00:00+02:00' }
    const { body } = await post(prices, reduced)
    expect(
      body.variants[0].prices.map((price: { kind: string; currency: string; gross: string }) => [
        price.kind,
        price.currency,
        price.gross,
      ]),
    ).toEqual([
      ['regular', 'EUR', '6.90'],
      ['regular', 'EUR', '7.50'],
      ['reduced', 'EUR', '4.90'],
      ['regular', 'CHF', '6.00'],
    ])
  })

  test.each`
    price                                                              | pointer
    ${{ country: 'DE', gross: '5.00', from: '2026-03-01T00:00:00Z' }}  | ${'#/from'}
    ${{ country: 'DE', gross: '5.00', from: '2026-04-01' }}            | ${'#/from'}
    ${{ country: 'DE', gross: '5.00', until: '2026-03-01T00:00:00Z' }} | ${'#/until'}
    ${{ country: 'DE', gross: '6.90', kind: 'reduced' }}               | ${'#/gross'}
    ${{ country: 'DE' }}                                               | ${'#/gross'}
  `('refuses $price at $pointer', async ({ price, pointer }) => {
    const { status, body } = await post('/articles/85123A/prices', price)
    expect([status, body.errors[0].pointer]).toEqual([400, pointer])
  })

  test('gets a stock, unless it changed since it was looked at', async () => {
    await takeStock(database, [{ sku: '85123A', quantity: 2 }])
    const { status, body } = await post('/articles/85123A/stock', { stock: 50, seen: 12 })
    expect([status, body.type, body.detail]).toEqual([409, '/problems/changed-meanwhile', 'The stock is 10 pieces.'])
    expect((await post('/articles/85123A/stock', { stock: 50, seen: 10 })).body.variants[0].stock).toBe(50)
    expect((await post('/articles/85123A/stock', { stock: null })).body.variants[0].stock).toBeNull()
    expect((await post('/articles/85123A/stock', { stock: 1, seen: 5 })).body.detail).toBe('The stock is without end.')
  })

  test.each(['stock', 'prices', 'data'])('that is not there has no %s', async what => {
    const body = { stock: { stock: 1 }, prices: { country: 'DE', gross: '1' }, data: { points: '1' } }[what]
    expect((await post(`/articles/none/${what}`, body)).status).toBe(404)
  })
})

test('a product that is not there is not found', async () => {
  expect((await get('/products/prd_01hzx4m2n3p4q5r6s7t8v9w0xy')).status).toBe(404)
  expect((await get('/products/nonsense')).status).toBe(404)
})
