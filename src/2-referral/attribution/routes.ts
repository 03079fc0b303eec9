import type { Database } from '#ground/database'
import { routesOn, type Api } from '#ground/http/operation.ts'
import type { Instant } from '#ground/period'
import type { IsBookedSince } from './correcting.ts'
import { correcting } from './routes/correction.ts'
import { reading } from './routes/reading.ts'
import { registering } from './routes/registration.ts'

export { signalsFrom, signalsGiven } from './routes/signals.ts'

export type AttributionNeeds = {
  readonly database: Database
  readonly now: () => Instant
  /** Whether turnover since then was booked by where the contact stands. */
  readonly isBookedSince: IsBookedSince
}

/** Registering somebody, why he stands where he stands, and correcting it. */
export const attributionRoutes = ({ database, now, isBookedSince }: AttributionNeeds): Api => {
  const routes = routesOn(database)
  registering(routes, now)
  reading(routes)
  correcting(routes, { now, isBookedSince })
  return routes.app
}
