import type { Database } from '#ground/database'
import type { Zone } from '#ground/period'
import type { Scene } from './index.ts'

/** The company as its letters show it. */
export const sceneIn = async (database: Database, origin: string): Promise<Scene> => {
  const { name, currency, zone } = await database
    .selectFrom('company')
    .select(['name', 'currency', 'zone'])
    .executeTakeFirstOrThrow()
  return { company: name, currency, zone: zone as Zone, imprint: [name], origin }
}
