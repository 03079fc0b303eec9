import type { Database } from '#ground/database'
import { routesOn, type Api } from '#ground/http/operation.ts'
import type { Instant } from '#ground/period'
import type { IsBookedSince } from './routes/answers.ts'
import { changingRole, moving } from './routes/changes.ts'
import { readingHistory } from './routes/history.ts'
import { leaving, previewing } from './routes/leaving.ts'

export { described, evidence, no, sponsorGiven, sponsorNamed, type IsBookedSince } from './routes/answers.ts'

export type StructureNeeds = {
  readonly database: Database
  readonly now: () => Instant
  /** Whether turnover since then was booked by where the contact stands, or by what he is. */
  readonly isBookedSince: IsBookedSince
}

/** Changing role, moving and leaving: what changes who stands where, or what he is. */
export const structureRoutes = ({ database, now, isBookedSince }: StructureNeeds): Api => {
  const routes = routesOn(database)
  changingRole(routes, { now, isBookedSince })
  moving(routes, { now, isBookedSince })
  readingHistory(routes)
  previewing(routes)
  leaving(routes, { now, isBookedSince })
  return routes.app
}
