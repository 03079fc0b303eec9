import type { Database } from '#ground/database'
import { routesOn, type Api } from '#ground/http/operation.ts'
import type { Instant } from '#ground/period'
import { merging, previewing, undoing } from './routes/merging.ts'
import { decidingDifferent, listingSuspicions, readingSimilar } from './routes/suspicions.ts'

export type DuplicateNeeds = { readonly database: Database; readonly now: () => Instant }

/** Finding contacts who may be one person, merging them, and undoing it. */
export const duplicateRoutes = ({ database, now }: DuplicateNeeds): Api => {
  const routes = routesOn(database)
  listingSuspicions(routes)
  readingSimilar(routes)
  decidingDifferent(routes, now)
  previewing(routes, now)
  merging(routes, now)
  undoing(routes, now)
  return routes.app
}
