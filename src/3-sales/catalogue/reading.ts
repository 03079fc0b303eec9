import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { publicIdOf } from '#ground/identity'
import { isMarket, priceOf, unitPriceOf, vatRateOf } from './index.ts'
import type {
  Category,
  Content,
  Country,
  Market,
  OfferedProduct,
  OfferedVariant,
  Picture,
  Price,
  VatRate,
  Words,
} from './index.ts'

const endings = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/svg+xml': 'svg' } as const
export type PictureType = keyof typeof endings

/** Where a picture is found: "/pictures/4f1c….svg". */
export const picturePath = (hash: string, type: PictureType): string => `/pictures/${hash}.${endings[type]}`

export const wordsOf = (de: string, en: string): Words => ({ de, en })

/** Every rate there was and will be; a handful of rows. */
const vatRates = async (database: Database): Promise<VatRate[]> => {
  const rows = await database.selectFrom('sales.vat_rate').selectAll().execute()
  return rows.flatMap(row =>
    isMarket(row.country)
      ? [{ country: row.country, vatClass: row.vat_class, fromOn: row.from_on, rate: row.rate }]
      : [],
  )
}

/** Prices of variants by their number, oldest first. */
export const pricesOf = async (
  database: Database,
  variants: readonly number[],
  country?: Country,
): Promise<Map<number, Price[]>> => {
  let asked = database
    .selectFrom('sales.price')
    .selectAll()
    .where(sql<boolean>`variant_id = any(${variants}::int[])`)
    .orderBy('from_at')
  if (country !== undefined) asked = asked.where('country', '=', country)
  const prices = new Map<number, Price[]>()
  for (const row of await asked.execute()) {
    const price = {
      country: row.country as Country,
      group: row.price_group,
      kind: row.kind,
      gross: row.gross,
      from: row.from_at,
      until: row.until_at,
    }
    prices.set(row.variant_id, [...(prices.get(row.variant_id) ?? []), price])
  }
  return prices
}

export const variantsOf = (database: Database, products: readonly number[]) =>
  database
    .selectFrom('sales.variant')
    .selectAll()
    .where(sql<boolean>`product_id = any(${products}::int[])`)
    .orderBy('product_id')
    .orderBy('position')
    .orderBy('id')
    .execute()

export const contentOf = ({
  content,
  content_unit: unit,
}: Pick<VariantRow, 'content' | 'content_unit'>): Content | null =>
  content === null || unit === null ? null : { thousandths: content, unit }

type VariantRow = Awaited<ReturnType<typeof variantsOf>>[number]

type Known = { readonly prices: ReadonlyMap<number, readonly Price[]>; readonly rates: readonly VatRate[] }

const offeredVariant = (row: VariantRow, { prices, rates }: Known, market: Market): OfferedVariant[] => {
  const offer = priceOf(prices.get(row.id) ?? [], market)
  if (offer === undefined) return []
  const { sku, stock, points, vat_class: vatClass } = row
  const vatRate = vatRateOf(rates, { country: market.country, vatClass, at: market.at })
  const content = contentOf(row)
  const priced = { ...offer, unitPrice: unitPriceOf(offer.gross, content) }
  return [{ sku, name: wordsOf(row.name_de, row.name_en), stock, points, vatClass, vatRate, content, offer: priced }]
}

const knownFor = async (database: Database, rows: readonly VariantRow[], { country }: Market): Promise<Known> => ({
  prices: await pricesOf(
    database,
    rows.map(({ id }) => id),
    country,
  ),
  rates: await vatRates(database),
})

/** Pictures by product, the first first. */
export const picturesOf = async (database: Database, products: readonly number[]): Promise<Map<number, Picture[]>> => {
  const rows = await database
    .selectFrom('sales.picture')
    .select(['product_id', 'hash', 'type', 'alt_de', 'alt_en'])
    .where(sql<boolean>`product_id = any(${products}::int[])`)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const pictures = new Map<number, Picture[]>()
  for (const row of rows) {
    const picture = { path: picturePath(row.hash, row.type), alt: wordsOf(row.alt_de, row.alt_en) }
    pictures.set(row.product_id, [...(pictures.get(row.product_id) ?? []), picture])
  }
  return pictures
}

export const products = (database: Database) =>
  database
    .selectFrom('sales.product as product')
    .leftJoin('sales.category as category', 'category.id', 'product.category_id')
    .selectAll('product')
    .select(['category.slug as category_slug', 'category.name_de as category_de', 'category.name_en as category_en'])

export type ProductRow = Awaited<ReturnType<ReturnType<typeof products>['executeTakeFirstOrThrow']>>

const categoryOf = (row: ProductRow): Category | null =>
  row.category_slug === null ? null : { slug: row.category_slug, name: wordsOf(row.category_de!, row.category_en!) }

/** What a product says of itself, without what is offered of it. */
export const describedProduct = (row: ProductRow): Omit<OfferedProduct, 'pictures' | 'variants'> => ({
  id: publicIdOf('product', row.uuid),
  slug: row.slug,
  name: wordsOf(row.name_de, row.name_en),
  description: wordsOf(row.description_de, row.description_en),
  category: categoryOf(row),
})

/** Products as they are offered in the market, in the order given; without those that have no price there. */
export const offered = async (
  database: Database,
  rows: readonly ProductRow[],
  market: Market,
): Promise<OfferedProduct[]> => {
  const numbers = rows.map(({ id }) => id)
  const variants = await variantsOf(database, numbers)
  const known = await knownFor(database, variants, market)
  const pictures = await picturesOf(database, numbers)
  return rows
    .map(row => ({
      ...describedProduct(row),
      pictures: pictures.get(row.id) ?? [],
      variants: variants
        .filter(({ product_id }) => product_id === row.id)
        .flatMap(each => offeredVariant(each, known, market)),
    }))
    .filter(product => product.variants.length > 0)
}
