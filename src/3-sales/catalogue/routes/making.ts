import type { Database } from '#ground/database'
import { answered, conflict, invalid, refused, type Reply } from '#ground/http'
import { text, z } from '#ground/http/schema.ts'
import { isTaken } from '#ground/http/store.ts'
import type { Instant } from '#ground/period'
import { slugOf } from '../index.ts'
import { addProduct, addVariant, changeProduct, changeVariant, keepCategory, type NewVariant } from '../store.ts'
import {
  articlePath,
  categorySchema,
  country,
  described,
  describedArticle,
  exampleProduct,
  grossGiven,
  group,
  knownCategory,
  nameGiven,
  productAt,
  productPath,
  productSchema,
  stockGiven,
  variantGiven,
  type Routes,
} from './answers.ts'
import { noArticle } from './shelf.ts'

const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected small letters, digits and single hyphens, such as "red-candle"')
  .max(100)
  .openapi({ description: 'Its name in addresses; made of the German name where it is left out.', example: 'licht' })

/** POST /categories */
export const keepingCategory = ({ command }: Routes) =>
  command({
    name: 'keepCategory',
    path: '/categories',
    tag: 'catalogue',
    summary: 'Add or rename a category',
    description: 'A new one comes last; one whose slug is there already gets the new name.',
    body: z.strictObject({ slug, name: nameGiven('Licht & Kerzen', 'Lights & candles') }),
    reply: categorySchema,
    examples: { body: exampleProduct.category, reply: exampleProduct.category },
    run: async ({ database, body }) => {
      await keepCategory(database, body)
      return answered(body)
    },
  })

const about = z.string().trim().max(5_000).default('')

const dataGiven = {
  slug: slug.optional(),
  name: nameGiven('Hängendes Herz', 'Hanging heart'),
  description: z.strictObject({ de: about, en: about }).default({ de: '', en: '' }),
  category: text("The category's slug.", 'licht').nullable().default(null),
  group: text('The product group, by which compensation plans tell goods apart.', 'Ware').nullable().default(null),
  shown: z.boolean().default(true).openapi({ description: 'Whether the shop shows it.' }),
}

const firstPrice = z.strictObject({ country, group: group.default('customer'), gross: grossGiven })

const newVariant = z.strictObject({
  sku: z
    .string()
    .trim()
    .regex(/^\S{1,60}$/, 'expected an article number of at most 60 characters without blanks'),
  ...variantGiven,
  stock: stockGiven,
  prices: z
    .array(firstPrice)
    .max(12)
    .default([])
    .openapi({ description: 'Its first regular prices, from now on; without one it is not sold.' }),
})

const variantOf = ({ prices, ...variant }: z.output<typeof newVariant>, from: Instant): NewVariant => ({
  ...variant,
  prices: prices.map(price => ({ ...price, kind: 'regular' as const, from })),
})

const exampleVariant = {
  sku: '85123A',
  name: { de: 'Weiß', en: 'White' },
  points: '5.798',
  vatClass: 'standard' as const,
  content: { amount: '250', unit: 'g' as const },
  stock: 120,
  prices: [{ country: 'DE' as const, group: 'customer' as const, gross: '6.90' }],
}

const { id: _id, pictures: _pictures, variants: _variants, category: _category, ...exampleData } = exampleProduct

const newProduct = z.strictObject({ ...dataGiven, variants: z.array(newVariant).min(1).max(100) }).openapi('NewProduct')

/** The unique names that a product and its variants bear, and what is said where one is taken. */
const unlessTaken = async <T>(body: () => Promise<Reply<T>>): Promise<Reply<T>> => {
  try {
    return await body()
  } catch (error) {
    if (isTaken(error, 'product_slug_key')) return refused(conflict('slug taken', 'Another product has this slug.'))
    if (isTaken(error, 'price_variant_id_country_price_group_kind_from_at_key'))
      return refused(invalid({ pointer: '#/variants', detail: 'a price for the same country and group is told twice' }))
    if (!isTaken(error, 'variant_sku_key')) throw error
    return refused(conflict('article number taken', 'Another article has this number.'))
  }
}

type Given = {
  readonly slug?: string | undefined
  readonly name: { readonly de: string }
  readonly category: string | null
}

/** The slug and category that are told or follow. */
const placeOf = async (
  database: Database,
  { slug, name, category }: Given,
): Promise<Reply<{ slug: string; category: string | null }>> => {
  const known = await knownCategory(database, category)
  if (known.is === 'refused') return known
  const place = { slug: slug ?? slugOf(name.de), category }
  return place.slug === ''
    ? refused(invalid({ pointer: '#/name/de', detail: 'expected a letter or digit' }))
    : answered(place)
}

/** POST /products */
export const making = ({ command }: Routes, now: () => Instant) =>
  command({
    name: 'addProduct',
    path: '/products',
    tag: 'catalogue',
    summary: 'Add a product',
    description: 'A product with its variants and their first prices. It comes last in the shop.',
    body: newProduct,
    reply: productSchema,
    examples: { body: { ...exampleData, category: 'licht', variants: [exampleVariant] }, reply: exampleProduct },
    nameOf: ({ id }) => id,
    run: async ({ database, body: { variants, ...data } }) => {
      const place = await placeOf(database, data)
      if (place.is === 'refused') return place
      const from = now()
      return unlessTaken(async () => {
        const kept = variants.map(variant => variantOf(variant, from))
        const { id } = await addProduct(database, { ...data, ...place.body, variants: kept })
        return described(database, id)
      })
    },
  })

/** POST /products/{id}/data */
export const changingProduct = ({ command }: Routes) =>
  command({
    name: 'changeProduct',
    path: '/products/{id}/data',
    tag: 'catalogue',
    summary: 'Change what a product is called and where it stands',
    description: 'All of its data, in both languages. The slug stays where it is left out.',
    params: productPath,
    body: z.strictObject(dataGiven).openapi('ProductData'),
    reply: productSchema,
    examples: { body: { ...exampleData, category: 'licht' }, reply: exampleProduct },
    run: async ({ database, params, body }) => {
      const product = await productAt(database, params.id)
      if (product.is === 'refused') return product
      const place = await placeOf(database, { ...body, slug: body.slug ?? product.body.slug })
      if (place.is === 'refused') return place
      return unlessTaken(async () => {
        await changeProduct(database, product.body.number, { ...body, ...place.body })
        return described(database, params.id)
      })
    },
  })

/** POST /products/{id}/variants */
export const addingVariant = ({ command }: Routes, now: () => Instant) =>
  command({
    name: 'addVariant',
    path: '/products/{id}/variants',
    tag: 'catalogue',
    summary: 'Add a variant to a product',
    description: 'It comes last among the variants of its product.',
    params: productPath,
    body: newVariant.openapi('NewVariant'),
    reply: productSchema,
    examples: { body: exampleVariant, reply: exampleProduct },
    run: async ({ database, params, body }) => {
      const product = await productAt(database, params.id)
      if (product.is === 'refused') return product
      return unlessTaken(async () => {
        await addVariant(database, product.body.number, variantOf(body, now()))
        return described(database, params.id)
      })
    },
  })

/** POST /articles/{sku}/data */
export const changingVariant = ({ command }: Routes) =>
  command({
    name: 'changeArticle',
    path: '/articles/{sku}/data',
    tag: 'catalogue',
    summary: 'Change what an article is called, earns and is taxed',
    description: 'What is ordered already stays as it was ordered. The number of an article never changes.',
    params: articlePath,
    body: z.strictObject(variantGiven).openapi('ArticleData'),
    reply: productSchema,
    examples: {
      body: { name: { de: 'Weiß', en: 'White' }, points: '5.798', content: exampleVariant.content },
      reply: exampleProduct,
    },
    run: async ({ database, params, body }) =>
      (await changeVariant(database, params.sku, body)) ? describedArticle(database, params.sku) : refused(noArticle),
  })
