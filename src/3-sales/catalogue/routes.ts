import type { Database } from '#ground/database'
import { routesOn, type Api } from '#ground/http/operation.ts'
import type { Instant } from '#ground/period'
import { addingVariant, changingProduct, changingVariant, keepingCategory, making } from './routes/making.ts'
import { categories, listing, reading } from './routes/reading.ts'
import { pricing, settingStock } from './routes/shelf.ts'

export type CatalogueNeeds = { readonly database: Database; readonly now: () => Instant }

/** The catalogue over the interface: products, variants, prices and stock. Pictures are put in by people, on the pages. */
export const catalogueRoutes = ({ database, now }: CatalogueNeeds): Api => {
  const routes = routesOn(database)
  listing(routes)
  reading(routes)
  categories(routes)
  keepingCategory(routes)
  making(routes, now)
  changingProduct(routes)
  addingVariant(routes, now)
  changingVariant(routes)
  settingStock(routes)
  pricing(routes, now)
  return routes.app
}
