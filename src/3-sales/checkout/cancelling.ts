import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { Instant } from '#ground/period'
import { lockOrders, takeBackOrder } from '#sales/order/store.ts'
import type { Cancelled } from './index.ts'

/**
 * A buyer takes back his order as long as it is neither paid nor shipped. Whoever pays at the same moment comes before or after: then it
 * is refused, or the payment finds a cancelled order and goes back.
 */
export const cancelByBuyer = (
  database: Database,
  { order, at }: { readonly order: number; readonly at: Instant },
): Promise<Cancelled> =>
  inTransaction(database, async transaction => {
    const [kept] = await lockOrders(transaction, [order])
    if (kept!.paid_at !== null || kept!.shipped_at !== null) return { is: 'refused', because: 'paid or shipped' }
    const asked = { order, reference: null, reason: 'cancelled by the buyer', at } as const
    const taken = await takeBackOrder(transaction, { ...asked, pieces: 'everything' })
    return taken.is === 'refused' ? { is: 'refused', because: 'cancelled before' } : { is: 'cancelled' }
  })
