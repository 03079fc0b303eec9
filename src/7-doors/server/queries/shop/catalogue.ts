import type { Database } from '#ground/database'
import type { Market } from '#sales/catalogue'
import { listOffered, offeredBySlug, offeredCategories } from '#sales/catalogue/store.ts'
import type { ShopCatalogue } from '../../shop.ts'

const productsOnPage = 24

/** The catalogue as it is offered in a market. */
export const catalogueOf = (database: Database, market: Market): ShopCatalogue => ({
  categories: () => offeredCategories(database, market),
  products: async ({ q, category, page }) => {
    const asked = { market, search: q, category: category ?? undefined, page, size: productsOnPage }
    const { rows, total } = await listOffered(database, asked)
    return { rows, total, pages: Math.ceil(total / productsOnPage) }
  },
  product: async slug => (await offeredBySlug(database, slug, market)) ?? null,
})
