import type { Database } from '#ground/database'
import { routesOn, type Api } from '#ground/http/operation.ts'
import type { Instant } from '#ground/period'
import { changingRole, moving } from './routes/changes.ts'
import { readingHistory } from './routes/history.ts'
import { leaving, previewing } from './routes/leaving.ts'
import { registering } from './routes/registration.ts'

export type StructureNeeds = { readonly database: Database; readonly now: () => Instant }

/** Registering, changing role, moving and leaving: what changes who stands where, or what he is. */
export const structureRoutes = ({ database, now }: StructureNeeds): Api => {
  const routes = routesOn(database)
  registering(routes, now)
  changingRole(routes, now)
  moving(routes, now)
  readingHistory(routes)
  previewing(routes)
  leaving(routes, now)
  return routes.app
}
