import { beforeEach, describe, expect, test } from 'vitest'
import { cents, points } from '#ground/money'
import type { Instant } from '#ground/period'
import { at, forget } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import {
  addPicture,
  changeProduct,
  changeVariant,
  keepCategory,
  keepPrice,
  listCategories,
  listProducts,
  offeredBySlug,
  pictureAt,
  productById,
  productOfArticle,
  removePicture,
  setStock,
  takeStock,
  type KeptProduct,
  type PriceChange,
} from './store.ts'

const { database } = await testDatabase()
const today = at('2026-03-10')

const bowl = async (): Promise<KeptProduct> =>
  (await productById(database, (await productOfArticle(database, 'bowl'))!))!

const offer = async (on: Instant) =>
  (await offeredBySlug(database, 'bowl', { country: 'DE', group: 'customer', at: on }))?.variants[0]!.offer

beforeEach(async () => {
  await forget(database)
  await sells(database, { bowl: { stock: 5, prices: { DE: 2_490 } }, cup: { stock: 40 } })
})

const price = (gross: number | null, change: Partial<PriceChange> = {}) =>
  keepPrice(
    database,
    {
      sku: 'bowl',
      country: 'DE',
      group: 'customer',
      kind: 'regular',
      gross: gross === null ? null : cents(gross),
      from: today,
      ...change,
    },
    today,
  )

describe('a price', () => {
  test('holds from its moment on; what was asked before stays', async () => {
    expect(await price(1_990, { from: at('2026-04-01') })).toEqual({ is: 'kept' })
    expect([(await offer(at('2026-03-31')))?.gross, (await offer(at('2026-04-01')))?.gross]).toEqual([2_490, 1_990])
    expect((await bowl()).variants[0]!.prices).toHaveLength(2)
  })

  test('that is reduced for a time is shown beside the lowest of the 30 days before, and ends by itself or earlier', async () => {
    const spring = { kind: 'reduced', until: at('2026-04-10') } as const
    expect(await price(1_690, spring)).toEqual({ is: 'kept' })
    expect(await offer(today)).toMatchObject({
      gross: 1_690,
      currency: 'EUR',
      reduction: { lowest30: 2_490, percent: 32 },
    })
    expect((await offer(at('2026-04-10')))?.gross).toBe(2_490)
    expect(await price(null, { kind: 'reduced', from: at('2026-03-20') })).toEqual({ is: 'kept' })
    expect([(await offer(at('2026-03-19')))?.gross, (await offer(at('2026-03-20')))?.gross]).toEqual([1_690, 2_490])
  })

  test('takes the place of what was planned from then on', async () => {
    await price(1_000, { from: at('2026-05-01') })
    await price(2_000, { from: at('2026-04-01') })
    expect((await offer(at('2026-06-01')))?.gross).toBe(2_000)
    await price(null, { from: at('2026-06-01') })
    expect(await offer(at('2026-06-01'))).toBeUndefined()
  })

  test.each`
    gross    | change                                | because
    ${1_000} | ${{ sku: 'vase' }}                    | ${'unknown article'}
    ${1_000} | ${{ from: today - 1 }}                | ${'in the past'}
    ${1_000} | ${{ until: today }}                   | ${'ends before it begins'}
    ${2_490} | ${{ kind: 'reduced' }}                | ${'not below the regular price'}
    ${1_000} | ${{ kind: 'reduced', country: 'AT' }} | ${'not below the regular price'}
  `('is refused: $because', async ({ gross, change, because }) => {
    expect(await price(gross, change)).toEqual({ is: 'refused', because })
    expect((await bowl()).variants[0]!.prices).toHaveLength(1)
  })

  // Without the lock on the variant both find the same price to end, and the second breaks a unique constraint.
  test('set by many at the same moment leaves one chain of intervals', async () => {
    const results = await Promise.all(Array.from({ length: 8 }, (_, turn) => price(1_000 + turn)))
    expect(results.filter(({ is }) => is === 'kept')).toHaveLength(8)
    const { prices } = (await bowl()).variants[0]!
    expect(prices.map(({ from, until }) => [from, until > today])).toEqual([
      [expect.any(Number), false],
      [today, true],
    ])
  })
})

describe('the stock that is set', () => {
  test('is what was counted, unless somebody sold meanwhile', async () => {
    expect(await setStock(database, { sku: 'bowl', to: 12, seen: 5 })).toEqual({ is: 'set' })
    await takeStock(database, [{ sku: 'bowl', quantity: 2 }])
    expect(await setStock(database, { sku: 'bowl', to: 20, seen: 12 })).toEqual({
      is: 'refused',
      because: 'changed meanwhile',
      stock: 10,
    })
    expect(await setStock(database, { sku: 'bowl', to: null })).toEqual({ is: 'set' })
    expect(await setStock(database, { sku: 'bowl', to: 3, seen: null })).toEqual({ is: 'set' })
    expect(await setStock(database, { sku: 'vase', to: 1 })).toEqual({ is: 'refused', because: 'unknown article' })
  })
})

test('name, words, points and category may change; the number of an article never does', async () => {
  await keepCategory(database, { slug: 'kueche', name: { de: 'Küche', en: 'Kitchen' } })
  const { number } = await bowl()
  const words = { de: 'Schale', en: 'Bowl' }
  await changeProduct(database, number, {
    slug: 'schale',
    name: words,
    description: words,
    category: 'kueche',
    group: null,
    shown: false,
  })
  const content = { thousandths: 250_000, unit: 'g' } as const
  const data = { name: words, points: points(7_500), vatClass: 'reduced', content } as const
  expect(await changeVariant(database, 'bowl', data)).toBe(true)
  expect(await changeVariant(database, 'vase', data)).toBe(false)
  expect(await bowl()).toMatchObject({
    slug: 'schale',
    name: words,
    category: { slug: 'kueche' },
    shown: false,
    variants: [{ sku: 'bowl', name: words, points: 7_500, vatClass: 'reduced', content }],
  })
  expect(await listCategories(database)).toEqual([{ slug: 'kueche', name: { de: 'Küche', en: 'Kitchen' } }])
  await expect(
    changeProduct(database, number, {
      slug: 'cup',
      name: words,
      description: words,
      category: null,
      group: null,
      shown: true,
    }),
  ).rejects.toThrow('product_slug_key')
})

test('the company lists all products, those that are hidden too, and those of which little is left', async () => {
  const { number, ...data } = await bowl()
  await changeProduct(database, number, { ...data, category: null, group: null, shown: false })
  const first = await listProducts(database, { limit: 1 })
  expect([first.rows.map(({ slug }) => slug), first.total]).toEqual([['bowl'], 2])
  const [{ position }] = first.rows as [KeptProduct]
  expect(
    (await listProducts(database, { limit: 1, after: { position, number } })).rows.map(({ slug }) => slug),
  ).toEqual(['cup'])
  expect((await listProducts(database, { limit: 9, mostLeft: 5 })).rows.map(({ slug }) => slug)).toEqual(['bowl'])
  expect((await listProducts(database, { limit: 9, search: 'CUP' })).total).toBe(1)
  expect((await listProducts(database, { limit: 9, category: 'kueche' })).total).toBe(0)
})

test('a picture has an address that changes with it, and none once it is taken away', async () => {
  const { number } = await bowl()
  const drawing = { type: 'image/svg+xml', bytes: Buffer.from('<svg/>'), alt: { de: 'Schale', en: 'Bowl' } } as const
  await addPicture(database, number, drawing)
  await addPicture(database, number, drawing)
  const [picture, ...others] = (await bowl()).pictures
  expect(others).toEqual([])
  expect(picture).toEqual({ path: expect.stringMatching(/^\/pictures\/[0-9a-f]{64}\.svg$/u), alt: drawing.alt })
  expect((await pictureAt(database, picture!.path))?.bytes.toString()).toBe('<svg/>')
  expect(await removePicture(database, number, picture!.path)).toBe(true)
  expect(await removePicture(database, number, picture!.path)).toBe(false)
  expect(await pictureAt(database, picture!.path)).toBeUndefined()
})
