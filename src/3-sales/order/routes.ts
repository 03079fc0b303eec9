import type { Database } from '#ground/database'
import { routesOn, type Api } from '#ground/http/operation.ts'
import type { Instant } from '#ground/period'
import { placing } from './routes/placing.ts'
import { listing, reading } from './routes/reading.ts'
import { paying, shipping, takingBack } from './routes/steps.ts'

export type OrderNeeds = { readonly database: Database; readonly now: () => Instant }

/** Orders over the interface. Nobody is called after a change: who wants to know pulls. */
export const orderRoutes = ({ database, now }: OrderNeeds): Api => {
  const routes = routesOn(database)
  placing(routes, now)
  listing(routes)
  reading(routes)
  paying(routes, now)
  shipping(routes, now)
  takingBack(routes, now)
  return routes.app
}
