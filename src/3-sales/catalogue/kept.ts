import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { publicIdOf, uuidOf, type PublicId } from '#ground/identity'
import type { Points } from '#ground/money'
import type { Category, Content, Picture, Price, VatClass, Words } from './index.ts'
import {
  contentOf,
  describedProduct,
  picturesOf,
  pricesOf,
  products,
  variantsOf,
  wordsOf,
  type ProductRow,
} from './reading.ts'
import { hasWord, wordsIn } from './search.ts'

/** A variant as the company keeps it, with all its prices: those that were, are and will be, oldest first. */
export type KeptVariant = {
  readonly sku: string
  readonly name: Words
  readonly stock: number | null
  readonly points: Points
  readonly vatClass: VatClass
  readonly content: Content | null
  readonly prices: readonly Price[]
}

export type KeptProduct = {
  readonly number: number
  readonly id: PublicId<'product'>
  readonly slug: string
  readonly name: Words
  readonly description: Words
  readonly category: Category | null
  readonly group: string | null
  readonly shown: boolean
  readonly position: number
  readonly pictures: readonly Picture[]
  readonly variants: readonly KeptVariant[]
}

const kept = async (database: Database, rows: readonly ProductRow[]): Promise<KeptProduct[]> => {
  const numbers = rows.map(({ id }) => id)
  const variants = await variantsOf(database, numbers)
  const prices = await pricesOf(
    database,
    variants.map(({ id }) => id),
  )
  const pictures = await picturesOf(database, numbers)
  const byProduct = Map.groupBy(variants, ({ product_id }) => product_id)
  return rows.map(row => ({
    ...describedProduct(row),
    id: publicIdOf('product', row.uuid),
    number: row.id,
    group: row.product_group,
    shown: row.shown,
    position: row.position,
    pictures: pictures.get(row.id) ?? [],
    variants: (byProduct.get(row.id) ?? []).map(variant => ({
      sku: variant.sku,
      name: wordsOf(variant.name_de, variant.name_en),
      stock: variant.stock,
      points: variant.points,
      vatClass: variant.vat_class,
      content: contentOf(variant),
      prices: prices.get(variant.id) ?? [],
    })),
  }))
}

/** A product by its public id, whether it is shown or not. */
export const productById = async (database: Database, id: string): Promise<KeptProduct | undefined> => {
  const uuid = uuidOf('product', id)
  if (uuid === undefined) return undefined
  const row = await products(database).where('product.uuid', '=', uuid).executeTakeFirst()
  return row && (await kept(database, [row]))[0]
}

/** The product groups of articles, of those that are in the catalogue and have one. */
export const groupsOf = async (database: Database, skus: readonly string[]): Promise<Map<string, string>> => {
  const rows = await database
    .selectFrom('sales.variant as variant')
    .innerJoin('sales.product as product', 'product.id', 'variant.product_id')
    .select(['variant.sku', 'product.product_group'])
    .where('variant.sku', '=', sql<string>`any(${[...new Set(skus)]}::text[])`)
    .execute()
  return new Map(rows.flatMap(({ sku, product_group }) => (product_group === null ? [] : [[sku, product_group]])))
}

/** The public id of the product an article belongs to. */
export const productOfArticle = async (database: Database, sku: string): Promise<PublicId<'product'> | undefined> => {
  const row = await database
    .selectFrom('sales.variant as variant')
    .innerJoin('sales.product as product', 'product.id', 'variant.product_id')
    .select('product.uuid')
    .where('variant.sku', '=', sku)
    .executeTakeFirst()
  return row && publicIdOf('product', row.uuid)
}

export type ProductSearch = {
  /** Words of names, descriptions or article numbers. */
  readonly search?: string | undefined
  /** A category's slug. */
  readonly category?: string | undefined
  /** Only products of which some variant has at most so many pieces left. */
  readonly mostLeft?: number | undefined
  /** After this product of the page before. */
  readonly after?: { readonly position: number; readonly number: number } | undefined
  readonly limit: number
}

/** Products of the catalogue in their order, shown or not, and how many match in all. */
export const listProducts = async (
  database: Database,
  { search, category, mostLeft, after, limit }: ProductSearch,
): Promise<{ readonly rows: readonly KeptProduct[]; readonly total: number }> => {
  let found = products(database)
  for (const word of wordsIn(search)) found = found.where(hasWord(word))
  if (category !== undefined) found = found.where('category.slug', '=', category)
  if (mostLeft !== undefined)
    found = found.where(
      sql<boolean>`exists (select from sales.variant where product_id = product.id and stock <= ${mostLeft})`,
    )
  const { total } = await database
    .selectFrom(found.as('found'))
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  if (after !== undefined)
    found = found.where(sql<boolean>`(product.position, product.id) > (${after.position}, ${after.number})`)
  const rows = await found.orderBy('product.position').orderBy('product.id').limit(limit).execute()
  return { rows: await kept(database, rows), total }
}

/** All categories, also empty ones, in their order. */
export const listCategories = async (database: Database): Promise<Category[]> => {
  const rows = await database
    .selectFrom('sales.category')
    .select(['slug', 'name_de', 'name_en'])
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(row => ({ slug: row.slug, name: wordsOf(row.name_de, row.name_en) }))
}
