import type { Database } from '#ground/database'
import { routesOn, type Api } from '#ground/http/operation.ts'
import type { Instant } from '#ground/period'
import { asking, giving, withdrawing } from './routes/changes.ts'
import { listingRecipients, readingConsents } from './routes/reading.ts'

export type ConsentNeeds = { readonly database: Database; readonly now: () => Instant }

/** Who may write to whom: asking, giving with proof, withdrawing, and lists that honour it. */
export const consentRoutes = ({ database, now }: ConsentNeeds): Api => {
  const routes = routesOn(database)
  readingConsents(routes, now)
  asking(routes, now)
  giving(routes, now)
  withdrawing(routes, now)
  listingRecipients(routes)
  return routes.app
}
