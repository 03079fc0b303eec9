import type { Database } from '#ground/database'
import type { Instant, Zone } from '#ground/period'
import { routesOn, type Api } from '#ground/http/operation.ts'
import type { HoldBooks } from './givers.ts'
import { answering, listing, passing } from './routes/passing.ts'
import { deciding, reading } from './routes/giver.ts'

export type LeadNeeds = {
  readonly database: Database
  readonly now: () => Instant
  readonly zone: Zone
  readonly holdBooks: HoldBooks
}

/** Leads that partners pass on, and the company's decisions who gave somebody. */
export const leadRoutes = ({ database, ...needs }: LeadNeeds): Api => {
  const routes = routesOn(database)
  reading(routes)
  deciding(routes, needs)
  passing(routes, needs)
  answering(routes, needs)
  listing(routes)
  return routes.app
}
