import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { parse } from 'csv-parse/sync'
import { instant } from '#ground/period'
import { countries, type Country, type OfferedProduct } from '#sales/catalogue'
import { listOffered, offeredCategories, pictureAt } from '#sales/catalogue/store.ts'
import { testDatabase } from '../../../test/database.ts'
import { keepDemoCatalogue } from './catalogue.ts'

const [{ database }, second] = [await testDatabase(), await testDatabase()]

const market = (country: Country) => ({ country, group: 'customer', at: instant('2026-03-01') }) as const
const inShop = (country: Country, from = database) =>
  listOffered(from, { market: market(country), page: 1, size: 100 }).then(({ rows }) => rows)

let products: readonly OfferedProduct[]

beforeAll(async () => {
  await keepDemoCatalogue(database)
  products = await inShop('DE')
})

test('the demo sells articles of the real orders, by their own numbers', () => {
  const file = new URL('../../../examples/online-retail/online-retail-sample.csv.gz', import.meta.url)
  const rows = parse(gunzipSync(readFileSync(file)), { columns: true }) as { readonly StockCode: string }[]
  const sold = new Set(rows.map(({ StockCode }) => StockCode))
  const skus = products.flatMap(({ variants }) => variants.map(({ sku }) => sku))
  expect(skus.filter(sku => !sold.has(sku))).toEqual([])
  expect([products.length, skus.length, new Set(skus).size]).toEqual([49, 86, 86])
})

test('it has a shop worth looking at: categories, variants, reductions and little stock', async () => {
  expect((await offeredCategories(database, market('DE'))).map(({ slug, products }) => [slug, products])).toEqual([
    ['kueche', 14],
    ['licht', 7],
    ['taschen', 5],
    ['wohnen', 12],
    ['feste', 9],
    ['garten', 2],
  ])
  const variants = products.flatMap(product => product.variants)
  const left = (most: number) => variants.filter(({ stock }) => stock !== null && stock <= most)
  expect([left(0).length, left(5).length]).toEqual([1, 8])
  const reduced = variants.filter(({ offer }) => offer.reduction !== null)
  expect(reduced.length).toBeGreaterThan(10)
  const cakestand = products.find(({ slug }) => slug === 'etagere-regency-3-stoeckig')
  expect(cakestand?.variants[0]).toMatchObject({
    // 29.90 was asked last; 26.90 is the lowest of the 30 days before.
    offer: { gross: 2_290, currency: 'EUR', reduction: { lowest30: 2_690, percent: 14 } },
    vatRate: 1900,
    points: 25_126,
  })
})

test('everything is sold in every market, for prices that coins can pay, in two languages', async () => {
  for (const country of countries) {
    const there = await inShop(country)
    expect(there.map(({ slug }) => slug)).toEqual(products.map(({ slug }) => slug))
    expect(
      there.flatMap(({ variants }) => variants).filter(({ offer }) => offer.gross % 5 !== 0 || offer.gross < 100),
    ).toEqual([])
  }
  const texts = products.flatMap(({ name, description }) => [name.de, name.en, description.de, description.en])
  expect(texts.filter(text => text.trim() === '')).toEqual([])
})

test('its pictures are drawn, small, and load nothing from elsewhere', async () => {
  const paths = products.flatMap(({ pictures }) => pictures.map(({ path }) => path))
  expect(products.filter(({ pictures }) => pictures.length === 0)).toEqual([])
  for (const path of paths) {
    const picture = await pictureAt(database, path)
    const svg = picture!.bytes.toString()
    expect(svg.length).toBeLessThan(6_000)
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/http|href|script|NaN|undefined/u)
  }
  expect(await pictureAt(database, paths[0]!.replace('.svg', '.png'))).toBeUndefined()
  expect(await pictureAt(database, '/pictures/../secret')).toBeUndefined()
})

test('it is the same every time', async () => {
  await keepDemoCatalogue(second.database)
  const again = await inShop('DE', second.database)
  const without = (rows: readonly OfferedProduct[]) => rows.map(({ id: _id, ...rest }) => rest)
  expect(without(again)).toEqual(without(products))
})
