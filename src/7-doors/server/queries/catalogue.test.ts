import { beforeEach, describe, expect, test } from 'vitest'
import { cents, points } from '#ground/money'
import type { Instant } from '#ground/period'
import { pictureAt, takeStock } from '#sales/catalogue/store.ts'
import { at, berlin, forget, openCompany } from '../../../../test/company.ts'
import { testDatabase } from '../../../../test/database.ts'
import type { PriceData, ProductId } from '../catalogue.ts'
import { catalogueOffice } from './catalogue.ts'

const { database } = await testDatabase()
let today: Instant

const office = catalogueOffice({ database, clock: () => today, actor: async () => 'user:1', zone: berlin })

const commandId = () => crypto.randomUUID()
const words = (text: string) => ({ de: text, en: text })

const bowl = { slug: 'schale', name: words('Schale'), description: words(''), category: null, group: null, shown: true }
const article = {
  sku: 'B-1',
  name: words(''),
  points: points(5_000),
  vatClass: 'standard',
  content: null,
  stock: 5,
  price: { country: 'DE', gross: cents(1_990) },
} as const

let id: ProductId

const everything = { q: '', category: null, isScarce: false, cursor: null }
const view = async () => (await office.product(id))!
const price = (change: Partial<PriceData>) =>
  office.keepPrice({
    commandId: commandId(),
    price: {
      sku: 'B-1',
      country: 'DE',
      group: 'customer',
      kind: 'regular',
      gross: cents(1_490),
      firstDay: null,
      lastDay: null,
      ...change,
    },
  })

beforeEach(async () => {
  await forget(database)
  await openCompany(database)
  today = at('2026-03-10 14:00')
  const added = await office.addProduct({ commandId: commandId(), product: bowl, variant: article })
  if (added.is === 'refused') throw new Error(added.because)
  id = added.id
})

test('the list says what a product costs, how much is left and whether it is shown', async () => {
  await office.addVariant({ commandId: commandId(), id, variant: { ...article, sku: 'B-2', stock: 80, price: null } })
  expect(await office.products(everything)).toEqual({
    rows: [
      {
        id,
        name: words('Schale'),
        category: null,
        picture: null,
        shown: true,
        articles: 2,
        stock: 85,
        isScarce: true,
        price: { gross: 1_990, currency: 'EUR', isReduced: false },
      },
    ],
    next: null,
    total: 1,
  })
  expect((await office.products({ ...everything, q: 'b-2', isScarce: true })).total).toBe(1)
  expect((await office.products({ ...everything, category: 'licht' })).total).toBe(0)
})

describe('prices are told by days of the company', () => {
  test('a reduced one is shown with the lowest of 30 days and ends with its last day', async () => {
    today = at('2026-03-20 09:00')
    expect(await price({ kind: 'reduced', firstDay: '2026-03-20', lastDay: '2026-03-31' })).toEqual({ is: 'kept' })
    expect((await view()).variants[0]!.prices).toEqual([
      {
        country: 'DE',
        currency: 'EUR',
        group: 'customer',
        regular: 1_990,
        reduced: { gross: 1_490, until: at('2026-04-01'), lowest30: 1_990 },
        planned: [],
      },
    ])
  })

  test('what is planned is told, and what has ended is not', async () => {
    await price({ firstDay: '2026-03-29' })
    await price({ group: 'partner', firstDay: '2026-04-01', gross: cents(999) })
    const [customers, partners] = (await view()).variants[0]!.prices
    expect(customers).toMatchObject({
      regular: 1_990,
      planned: [{ gross: 1_490, from: at('2026-03-29'), until: null }],
    })
    expect(partners).toMatchObject({ group: 'partner', regular: null, planned: [{ gross: 999 }] })
    await price({ gross: null })
    expect((await view()).variants[0]!.prices.map(({ group }) => group)).toEqual(['partner'])
  })

  test.each`
    change                                               | because
    ${{ firstDay: '2026-03-09' }}                        | ${'in the past'}
    ${{ firstDay: '2026-03-20', lastDay: '2026-03-19' }} | ${'ends before it begins'}
    ${{ kind: 'reduced', gross: 1_990 }}                 | ${'not below the regular price'}
    ${{ sku: 'X' }}                                      | ${'unknown article'}
  `('refused: $because', async ({ change, because }) => {
    expect(await price(change)).toEqual({ is: 'refused', because })
  })
})

test('a form that is sent twice happens once, and what was sold meanwhile is not counted twice', async () => {
  const command = { commandId: commandId(), sku: 'B-1', to: 20, seen: 5 }
  expect(await office.setStock(command)).toEqual({ is: 'set' })
  await takeStock(database, [{ sku: 'B-1', quantity: 3 }])
  expect(await office.setStock(command)).toEqual({ is: 'set' })
  expect((await view()).variants[0]!.stock).toBe(17)
  const again = await office.setStock({ ...command, commandId: commandId(), to: 30, seen: 20 })
  expect(again).toMatchObject({ is: 'refused', because: 'changed meanwhile' })
})

test('names and numbers that are taken, and what is not there, are refused', async () => {
  const again = { commandId: commandId(), product: bowl, variant: article }
  expect(await office.addProduct(again)).toEqual({ is: 'refused', because: 'slug taken' })
  const other = { ...again, product: { ...bowl, slug: 'other' } }
  expect(await office.addProduct(other)).toEqual({ is: 'refused', because: 'article number taken' })
  const dark = { ...again, product: { ...bowl, category: 'dunkel' } }
  expect(await office.addProduct(dark)).toEqual({ is: 'refused', because: 'unknown category' })
  const gone = 'prd_01hzx4m2n3p4q5r6s7t8v9w0xy' as ProductId
  expect(await office.product(gone)).toBeNull()
  expect(await office.changeProduct({ commandId: commandId(), id: gone, product: bowl })).toMatchObject({
    because: 'unknown product',
  })
  const variant = { commandId: commandId(), sku: 'X', variant: article }
  expect(await office.changeVariant(variant)).toEqual({ is: 'refused', because: 'unknown article' })
})

test('a product gets a category and pictures, but nothing that is no picture', async () => {
  await office.keepCategory({ commandId: commandId(), name: { de: 'Küche & Tafel', en: 'Kitchen' } })
  const product = { ...bowl, category: 'kueche-tafel', shown: false }
  expect(await office.changeProduct({ commandId: commandId(), id, product })).toEqual({ is: 'changed' })
  expect(await view()).toMatchObject({ category: 'kueche-tafel', shown: false })
  expect(await office.categories()).toHaveLength(1)
  const refused = await office.addPicture(id, { bytes: Buffer.from('<svg onload="x"/>'), alt: words('Schale') })
  expect(refused).toEqual({ is: 'refused', because: 'no picture' })
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  expect(await office.addPicture(id, { bytes: png, alt: words('Schale') })).toEqual({ is: 'added' })
  const [picture] = (await view()).pictures
  expect((await pictureAt(database, picture!.path))?.type).toBe('image/png')
  await office.removePicture(id, picture!.path)
  expect((await view()).pictures).toEqual([])
})
