import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { Instant } from '#ground/period'
import { lockOrders, takeBackOrder } from '#sales/order/store.ts'
import type { Cancelled } from './index.ts'
import { orderByToken } from './reading.ts'

/**
 * A buyer takes back his order as long as it is neither paid nor shipped. Whoever pays at the same moment comes before or after: then it
 * is refused, or the payment finds a cancelled order and goes back.
 */
export const cancelByBuyer = (
  database: Database,
  { token, at }: { readonly token: string; readonly at: Instant },
): Promise<Cancelled> =>
  inTransaction(database, async transaction => {
    const found = await orderByToken(transaction, token)
    if (found === undefined) return { is: 'refused', because: 'unknown order' }
    const [kept] = await lockOrders(transaction, [found.order])
    if (kept!.paid_at !== null || kept!.shipped_at !== null) return { is: 'refused', because: 'paid or shipped' }
    const asked = { order: found.order, reference: null, reason: 'cancelled by the buyer', at } as const
    const taken = await takeBackOrder(transaction, { ...asked, pieces: 'everything' })
    return taken.is === 'refused' ? { is: 'refused', because: 'cancelled before' } : { is: 'cancelled' }
  })
