import type { Database } from '#ground/database'
import type { Instant } from '#ground/period'
import { companyShop } from '#referral/subdomain'
import { resolveHost } from '#referral/subdomain/store.ts'
import type { Base } from '../../hosts.ts'
import type { ShopPlace } from '../../shop.ts'

export type PlaceNeeds = { readonly database: Database; readonly clock: () => Instant }

/** Who answers at a host other than the house's own. The host is looked up, and answered only where it is known. */
export const placeFinder =
  ({ database, clock }: PlaceNeeds) =>
  async (host: string, base: Base): Promise<ShopPlace> => {
    const answer = await resolveHost(database, { host, baseHost: base.host, at: clock() })
    const shop = companyShop(base.host)
    if (answer.is === 'company') {
      if (!answer.isShop) return { is: 'house' }
      return host === shop ? { is: 'shop', host, partner: null } : { is: 'redirect', to: shop, isForGood: true }
    }
    if (answer.is === 'partner') return { is: 'shop', host, partner: answer }
    if (answer.is === 'redirect') return { ...answer, isForGood: true }
    return answer.answer === 'not found' ? { is: 'nowhere' } : { is: 'redirect', to: shop, isForGood: false }
  }
