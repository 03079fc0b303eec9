import { pageOf, partsOf } from '#ground/http'
import type { Database } from '#ground/database'
import { always, type Instant } from '#ground/period'
import { countries, markets, priceGroups, priceOf, type Price } from '#sales/catalogue'
import {
  listCategories,
  listProducts,
  productById,
  type KeptProduct,
  type KeptVariant,
} from '#sales/catalogue/store.ts'
import type { PriceView, ProductRow, ProductSearch, ProductView, VariantView } from '../catalogue.ts'
import type { CatalogueOffice } from '../catalogue.ts'
import { catalogueCommands, type CatalogueNeeds } from './catalogue-commands.ts'

const rowsOfPage = 40
const scarce = 5

/** The catalogue as the company sees and changes it. */
export const catalogueOffice = (needs: CatalogueNeeds): CatalogueOffice => {
  const { database, clock } = needs
  return {
    products: search => products(database, search, clock()),
    product: async id => {
      const product = await productById(database, id)
      return product === undefined ? null : productView(product, clock())
    },
    categories: () => listCategories(database),
    ...catalogueCommands(needs),
  }
}

const products = async (database: Database, { q, category, isScarce, cursor }: ProductSearch, at: Instant) => {
  const parts = cursor === null ? undefined : partsOf(cursor, ['number', 'number'])
  const { rows, total } = await listProducts(database, {
    search: q,
    category: category ?? undefined,
    mostLeft: isScarce ? scarce : undefined,
    after: parts && { position: parts[0], number: parts[1] },
    limit: rowsOfPage + 1,
  })
  const page = pageOf(rows, rowsOfPage, ({ position, number }) => [position, number])
  return { rows: page.rows.map(product => productRow(product, at)), next: page.next, total }
}

const productRow = (product: KeptProduct, at: Instant): ProductRow => {
  const stocks = product.variants.map(({ stock }) => stock)
  return {
    id: product.id,
    name: product.name,
    category: product.category?.name ?? null,
    picture: product.pictures[0]?.path ?? null,
    shown: product.shown,
    articles: product.variants.length,
    stock: stocks.includes(null) ? null : stocks.reduce<number>((all, stock) => all + (stock ?? 0), 0),
    isScarce: stocks.some(stock => stock !== null && stock <= scarce),
    price: lowestPrice(product, at),
  }
}

const lowestPrice = ({ variants }: KeptProduct, at: Instant): ProductRow['price'] => {
  for (const country of countries) {
    const offers = variants.flatMap(({ prices }) => priceOf(prices, { country, group: 'customer', at }) ?? [])
    const [lowest] = offers.toSorted((a, b) => a.gross - b.gross)
    if (lowest !== undefined)
      return { gross: lowest.gross, currency: lowest.currency, isReduced: lowest.reduction !== null }
  }
  return null
}

const productView = (
  { number: _number, position: _position, category, variants, ...product }: KeptProduct,
  at: Instant,
): ProductView => ({
  ...product,
  category: category?.slug ?? null,
  variants: variants.map(variant => variantView(variant, at)),
})

const variantView = ({ prices, ...variant }: KeptVariant, at: Instant): VariantView => ({
  ...variant,
  prices: countries.flatMap(country =>
    priceGroups.flatMap(group => {
      const own = prices.filter(price => price.country === country && price.group === group && price.until > at)
      return own.length === 0
        ? []
        : [{ country, currency: markets[country].currency, group, ...pricesNow(own, prices, at) }]
    }),
  ),
})

const endOf = (until: Instant): Instant | null => (until >= always.until ? null : until)

/** Of prices for one country and group that have not ended, with all there were to compare with. */
const pricesNow = (
  own: readonly Price[],
  all: readonly Price[],
  at: Instant,
): Pick<PriceView, 'regular' | 'reduced' | 'planned'> => {
  const now = own.filter(({ from }) => from <= at)
  const reduced = now.find(({ kind }) => kind === 'reduced')
  return {
    regular: now.find(({ kind }) => kind === 'regular')?.gross ?? null,
    reduced: reduced === undefined ? null : reducedView(reduced, all, at),
    planned: own
      .filter(({ from }) => from > at)
      .map(({ kind, gross, from, until }) => ({ kind, gross, from, until: endOf(until) })),
  }
}

const reducedView = ({ country, group, gross, until }: Price, all: readonly Price[], at: Instant) => ({
  gross,
  until: endOf(until),
  lowest30: priceOf(all, { country, group, at })?.reduction?.lowest30 ?? null,
})
