import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { isoOf } from '#ground/period'
import type { Category, Language, Market, OfferedProduct, OfferedVariant } from './index.ts'
import { offered, products, wordsOf } from './reading.ts'
import { hasWord, wordsIn } from './search.ts'

export { addProduct, addVariant, keepCategory, type NewPrice, type NewProduct, type NewVariant } from './adding.ts'
export { changeProduct, changeVariant, keepPrice, setStock, type PriceChange } from './changing.ts'
export {
  groupsOf,
  listCategories,
  listProducts,
  productById,
  productOfArticle,
  type KeptProduct,
  type KeptVariant,
} from './kept.ts'
export { addPicture, pictureAt, removePicture } from './pictures.ts'
export { priceList, type ListedArticle } from './price-list.ts'
export { putBack, takeStock } from './stock.ts'

export type Browsing = {
  readonly market: Market
  /** A category's slug. */
  readonly category?: string | undefined
  /** Every word of it is found in a name, a description or an article number, in any language. */
  readonly search?: string | undefined
  /** From 1. */
  readonly page: number
  readonly size: number
}

// Sold in the market: some variant has a price for the group, or for customers, which all groups fall back to.
const isSold = ({ country, group, at }: Market) => sql<boolean>`exists (
  select from sales.variant variant join sales.price price on price.variant_id = variant.id
  where variant.product_id = product.id and price.country = ${country} and price.price_group in (${group}, 'customer')
    and price.from_at <= ${isoOf(at)}::timestamptz and price.until_at > ${isoOf(at)}::timestamptz)`

/** The products of the shop, a page of them and how many there are in all. */
export const listOffered = async (
  database: Database,
  { market, category, search, page, size }: Browsing,
): Promise<{ readonly rows: readonly OfferedProduct[]; readonly total: number }> => {
  let found = products(database).where('product.shown', '=', true).where(isSold(market))
  if (category !== undefined) found = found.where('category.slug', '=', category)
  for (const word of wordsIn(search)) found = found.where(hasWord(word))
  const { total } = await database
    .selectFrom(found.as('found'))
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await found
    .orderBy('product.position')
    .orderBy('product.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { rows: await offered(database, rows, market), total }
}

/** A product as it is offered in the market; undefined where it is hidden, unknown or not sold there. */
export const offeredBySlug = async (
  database: Database,
  slug: string,
  market: Market,
): Promise<OfferedProduct | undefined> => {
  const row = await products(database)
    .where('product.slug', '=', slug)
    .where('product.shown', '=', true)
    .executeTakeFirst()
  return row && (await offered(database, [row], market))[0]
}

/** The categories that hold something sold in the market, with how many products. */
export const offeredCategories = async (
  database: Database,
  market: Market,
): Promise<(Category & { readonly products: number })[]> => {
  const rows = await database
    .selectFrom('sales.category as category')
    .innerJoin('sales.product as product', 'product.category_id', 'category.id')
    .where('product.shown', '=', true)
    .where(isSold(market))
    .groupBy('category.id')
    .orderBy('category.position')
    .orderBy('category.id')
    .select(['category.slug', 'category.name_de', 'category.name_en'])
    .select(({ fn }) => fn.countAll<number>().as('products'))
    .execute()
  return rows.map(row => ({ slug: row.slug, name: wordsOf(row.name_de, row.name_en), products: row.products }))
}

/** An article with the product it is of. */
export type OfferedArticle = OfferedVariant & { readonly product: Omit<OfferedProduct, 'variants'> }

/** Articles by number, as they are offered in the market; what is not sold there now is missing. */
export const offeredArticles = async (
  database: Database,
  skus: readonly string[],
  market: Market,
): Promise<Map<string, OfferedArticle>> => {
  const owners = await database
    .selectFrom('sales.variant')
    .select('product_id')
    .distinct()
    .where(sql<boolean>`sku = any(${skus}::text[])`)
    .execute()
  const numbers = owners.map(({ product_id }) => product_id)
  const rows = await products(database)
    .where(sql<boolean>`product.id = any(${numbers}::int[])`)
    .where('product.shown', '=', true)
    .execute()
  const articles = (await offered(database, rows, market)).flatMap(({ variants, ...product }) =>
    variants.map(variant => ({ ...variant, product })),
  )
  return new Map(articles.filter(({ sku }) => skus.includes(sku)).map(article => [article.sku, article]))
}

/** The full name of an article: "Kerze, rot". */
export const articleName = ({ name, product }: OfferedArticle, language: Language): string =>
  name[language] === '' ? product.name[language] : `${product.name[language]}, ${name[language]}`
