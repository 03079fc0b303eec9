import { beforeEach, expect, test } from 'vitest'
import { cents, points } from '#ground/money'
import { at, forget } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells, since2026 } from '../../../test/shop.ts'
import { countries, type Country, type PriceGroup } from './index.ts'
import {
  addProduct,
  addVariant,
  articleName,
  keepCategory,
  keepPrice,
  listOffered,
  offeredArticles,
  offeredBySlug,
  offeredCategories,
  priceList,
  type NewProduct,
  type NewVariant,
} from './store.ts'

const { database } = await testDatabase()

const market = (country: Country = 'DE', group: PriceGroup = 'customer') => ({ country, group, at: at('2026-03-01') })

const variant = (sku: string, gross: number): NewVariant => ({
  sku,
  name: { de: `in ${sku}`, en: `in ${sku}` },
  stock: null,
  points: points(1_000),
  vatClass: 'standard',
  prices: [{ country: 'DE', group: 'customer', kind: 'regular', gross: cents(gross), from: since2026 }],
})

const lantern: NewProduct = {
  slug: 'laterne',
  name: { de: 'Laterne „Anna“', en: 'Lantern “Anna”' },
  description: { de: 'Für Teelichter.', en: 'For tea lights, 100% glass.' },
  category: 'licht',
  group: null,
  shown: true,
  variants: [variant('red', 1_990), variant('blue', 2_190)],
}

beforeEach(async () => {
  await forget(database)
  await keepCategory(database, { slug: 'licht', name: { de: 'Licht', en: 'Light' } })
  await keepCategory(database, { slug: 'leer', name: { de: 'Leer', en: 'Empty' } })
  await sells(database, { candle: { prices: { DE: 500, AT: 520 } }, bag: { prices: { CH: 700 } } })
  await addProduct(database, lantern)
})

const found = async (
  browsing: { readonly search?: string; readonly category?: string; readonly country?: Country } = {},
) => {
  const { country, ...asked } = browsing
  const { rows, total } = await listOffered(database, { market: market(country), ...asked, page: 1, size: 20 })
  expect(rows).toHaveLength(total)
  return rows.map(({ slug }) => slug)
}

test('the shop shows what has a price in the country, in the order it was added', async () => {
  expect(await found()).toEqual(['candle', 'laterne'])
  expect(await found({ country: 'AT' })).toEqual(['candle'])
  expect(await found({ country: 'CH' })).toEqual(['bag'])
  expect(await found({ country: 'GB' })).toEqual([])
  const second = await listOffered(database, { market: market(), page: 2, size: 1 })
  expect([second.rows.map(({ slug }) => slug), second.total]).toEqual([['laterne'], 2])
})

test.each`
  search             | slugs
  ${'LATERNE'}       | ${['laterne']}
  ${'anna teelicht'} | ${['laterne']}
  ${'tea glass'}     | ${['laterne']}
  ${'Blue'}          | ${['laterne']}
  ${'100%'}          | ${['laterne']}
  ${'_'}             | ${[]}
  ${'anna kerze'}    | ${[]}
  ${'  '}            | ${['candle', 'laterne']}
`('a search for "$search" finds $slugs', async ({ search, slugs }) => {
  expect(await found({ search })).toEqual(slugs)
})

test('categories are those that hold something for the visitor', async () => {
  expect(await found({ category: 'licht' })).toEqual(['laterne'])
  expect(await offeredCategories(database, market())).toEqual([
    { slug: 'licht', name: { de: 'Licht', en: 'Light' }, products: 1 },
  ])
  expect(await offeredCategories(database, market('CH'))).toEqual([])
})

test('a product is shown with the variants that are sold in the country, and their VAT', async () => {
  const { id } = await database
    .selectFrom('sales.product')
    .select('id')
    .where('slug', '=', 'laterne')
    .executeTakeFirstOrThrow()
  await addVariant(database, id, { ...variant('green', 1), prices: [] })
  const product = await offeredBySlug(database, 'laterne', market())
  expect(product).toMatchObject({ name: lantern.name, category: { slug: 'licht' }, pictures: [] })
  expect(product?.variants.map(({ sku, vatRate, offer }) => [sku, vatRate, offer.gross])).toEqual([
    ['red', 1900, 1_990],
    ['blue', 1900, 2_190],
  ])
  expect(await offeredBySlug(database, 'laterne', market('CH'))).toBeUndefined()
  await database.updateTable('sales.product').set({ shown: false }).where('id', '=', id).execute()
  expect(await offeredBySlug(database, 'laterne', market())).toBeUndefined()
  expect((await offeredArticles(database, ['red'], market())).size).toBe(0)
})

test('articles are found by number with the product they are of', async () => {
  const articles = await offeredArticles(database, ['blue', 'candle', 'bag', 'none'], market())
  expect([...articles.values()].map(article => articleName(article, 'de')).toSorted()).toEqual([
    'Laterne „Anna“, in blue',
    'candle',
  ])
})

test('the shipped VAT rates cover every market today', async () => {
  await sells(database, { tea: { vatClass: 'reduced', prices: { DE: 500, AT: 500, CH: 500, GB: 500 } } })
  const rates = await Promise.all(
    countries.map(async country => (await offeredArticles(database, ['tea'], market(country))).get('tea')?.vatRate),
  )
  expect(rates).toEqual([700, 1000, 260, 500])
})

test('a price list has every price of its countries and groups that holds in its time, and only what is sold there', async () => {
  const partners = { country: 'DE', group: 'partner', kind: 'regular', from: at('2026-03-05') } as const
  await keepPrice(database, { ...partners, sku: 'candle', gross: cents(350) }, at('2026-03-05'))
  const listing = { groups: ['customer', 'partner'], from: at('2026-03-01'), until: at('2026-03-10') } as const
  const listed = async (countries: readonly Country[]) =>
    (await priceList(database, { ...listing, countries })).map(({ name, prices }) => [
      name.de,
      ...prices.map(({ country, group, gross }) => `${country} ${group} ${gross}`),
    ])
  expect(await listed(['DE'])).toEqual([
    ['candle', 'DE customer 500', 'DE partner 350'],
    ['Laterne „Anna“, in red', 'DE customer 1990'],
    ['Laterne „Anna“, in blue', 'DE customer 2190'],
  ])
  expect(await listed(['CH', 'AT'])).toEqual([
    ['candle', 'AT customer 520'],
    ['bag', 'CH customer 700'],
  ])
  expect(await priceList(database, { ...listing, countries: ['DE'], until: at('2025-12-01') })).toEqual([])
})
