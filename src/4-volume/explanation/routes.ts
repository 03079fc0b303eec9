import type { Database } from '#ground/database'
import { routesOn, type Api } from '#ground/http/operation.ts'
import type { Zone } from '#ground/period'
import { explaining } from './routes/explaining.ts'
import { listingEntries } from './routes/entries.ts'
import { listingPeriods, listingVolumes, readingVolumes } from './routes/volumes.ts'

export type VolumeNeeds = { readonly database: Database; readonly zone: Zone }

/** Volumes of a month over the interface, each figure saying which reading it is and opening into what it is made of. */
export const volumeRoutes = ({ database, zone }: VolumeNeeds): Api => {
  const routes = routesOn(database)
  listingPeriods(routes)
  listingVolumes(routes, zone)
  readingVolumes(routes, zone)
  explaining(routes, zone)
  listingEntries(routes, zone)
  return routes.app
}
