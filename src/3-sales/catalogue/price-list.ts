import type { Database } from '#ground/database'
import type { Instant } from '#ground/period'
import type { Country, Price, PriceGroup, Words } from './index.ts'
import { picturesOf, pricesOf, products, variantsOf } from './reading.ts'

/** An article with all it costs: `priceOf` says what somebody pays, without asking us again. */
export type ListedArticle = {
  readonly sku: string
  /** The full name: "Kerze, rot". */
  readonly name: Words
  readonly stock: number | null
  /** Where its picture is found. */
  readonly picture: string | null
  readonly prices: readonly Price[]
}

export type PriceListing = {
  readonly countries: readonly Country[]
  readonly groups: readonly PriceGroup[]
  /** Prices that hold at some moment in between. */
  readonly from: Instant
  readonly until: Instant
}

/** What is sold, with the prices of these countries and groups, for whoever has to do without network; in the order of the shop. */
export const priceList = async (database: Database, listing: PriceListing): Promise<ListedArticle[]> => {
  const shown = await products(database)
    .where('product.shown', '=', true)
    .orderBy('product.position')
    .orderBy('product.id')
    .execute()
  const numbers = shown.map(({ id }) => id)
  const variants = Map.groupBy(await variantsOf(database, numbers), row => row.product_id)
  const rows = shown.flatMap(product => (variants.get(product.id) ?? []).map(variant => ({ product, variant })))
  const prices = await pricesOf(
    database,
    rows.map(({ variant }) => variant.id),
  )
  const pictures = await picturesOf(database, numbers)
  return rows
    .map(({ product, variant }) => ({
      sku: variant.sku,
      name: { de: named(product.name_de, variant.name_de), en: named(product.name_en, variant.name_en) },
      stock: variant.stock,
      picture: pictures.get(product.id)?.[0]?.path ?? null,
      prices: (prices.get(variant.id) ?? []).filter(price => isListed(price, listing)),
    }))
    .filter(article => article.prices.length > 0)
}

const named = (product: string, variant: string): string => (variant === '' ? product : `${product}, ${variant}`)

const isListed = (price: Price, { countries, groups, from, until }: PriceListing): boolean =>
  countries.includes(price.country) && groups.includes(price.group) && price.from < until && price.until > from
