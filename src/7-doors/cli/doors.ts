import { Resolver } from 'node:dns/promises'
import type { OpenedDatabase } from '#ground/database/store.ts'
import type { Instant, Zone } from '#ground/period'
import { pictureAt } from '#sales/catalogue/store.ts'
import { photoAt, type ResolveTxt } from '#referral/subdomain/store.ts'
import type { Providers } from '#sales/payment/store.ts'
import { apiOf } from '#doors/api'
import { demoLogins, openAuth } from '#doors/auth/store.ts'
import { placeFinder, shopFactory, worldFactory } from '#doors/server/queries/world.ts'

type Needs = {
  readonly zone: Zone
  /** What the company's hosts end in, without a port. */
  readonly baseHost: string
  readonly secret: string | undefined
  readonly providers: Providers
  readonly isMailing: boolean
  readonly complain: (line: string) => void
}

const now = () => Date.now() as Instant

// Whoever waits for it sits before a page.
const nameServers = new Resolver({ timeout: 2500, tries: 2 })
export const resolveTxt: ResolveTxt = host => nameServers.resolveTxt(host)

/** The interface and the pages' world on one database, as the server takes them. */
export const doorsOf = async (
  { database, libraryPool }: OpenedDatabase,
  { zone, baseHost, secret, providers, isMailing, complain }: Needs,
) => {
  const auth = await openAuth({ database, libraryPool, secret })
  return {
    pictureAt: async (path: string) => (await pictureAt(database, path)) ?? photoAt(database, path),
    placeOf: placeFinder({ database, clock: now }),
    api: apiOf({ database, zone, now, actorOf: auth.actorOf, complain, baseHost, resolveTxt, providers }),
    worldOf: worldFactory({
      database,
      clock: now,
      auth,
      shopOf: shopFactory({ database, clock: now, auth, providers }),
      demoLogins: () => demoLogins(database),
      resolveTxt,
      providers,
      isMailing,
    }),
  }
}
