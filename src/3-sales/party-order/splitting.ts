import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { standingsAt } from '#people/structure/store.ts'
import { relevantAt } from '#sales/order'
import { lockOrders, splitOrder, type SplitResult } from '#sales/order/store.ts'

/** Whether the month of a moment is closed. The ledger knows it, which is a wing after this one. */
export type IsClosed = (database: Database, at: Instant) => Promise<boolean>

export type Splitting = {
  readonly order: number
  readonly pieces: readonly { readonly position: number; readonly quantity: number }[]
  /** The guest, who has registered. */
  readonly to: ContactNumber
  readonly at: Instant
  readonly by: string
  readonly isClosed: IsClosed
}

export type SplitAnswer =
  | SplitResult
  | {
      readonly is: 'refused'
      readonly because: 'no collective order' | 'month closed' | 'belongs to somebody else' | 'is the buyer'
    }

type Refused = Extract<SplitAnswer, { is: 'refused' }>

class NotSplit extends Error {
  readonly refused: Refused

  constructor(refused: Refused) {
    super(refused.because)
    this.refused = refused
  }
}

/**
 * Pieces of a collective order turn out to be a guest's who has registered: their turnover moves from the partner's personal volume to her
 * customer's, and her own volume stays the same to the cent. Only before the month is closed, and only to a guest whose turnover is hers.
 */
export const splitCollective = async (database: Database, splitting: Splitting): Promise<SplitAnswer> => {
  try {
    return await inTransaction(database, async transaction => {
      const refusal = await refusalOf(transaction, splitting)
      if (refusal !== undefined) throw new NotSplit({ is: 'refused', because: refusal })
      const { isClosed: _isClosed, ...asked } = splitting
      const answer = await splitOrder(transaction, asked)
      if (answer.is === 'refused') throw new NotSplit(answer)
      return answer
    })
  } catch (error) {
    if (!(error instanceof NotSplit)) throw error
    return error.refused
  }
}

const refusalOf = async (database: Database, { order, to, at, isClosed }: Splitting) => {
  const [found] = await lockOrders(database, [order])
  const counted = await database
    .selectFrom('sales.party_order')
    .select('way')
    .where('order_id', '=', order)
    .executeTakeFirst()
  if (found === undefined || counted?.way !== 'collective') return 'no collective order'
  const buyer = found.contact_id
  if (to === buyer) return 'is the buyer'
  const { placed_at: placedAt, paid_at: paidAt, shipped_at: shippedAt, volume_when: volumeWhen } = found
  // What is no turnover yet becomes turnover at this moment at the earliest.
  const counts = relevantAt({ placedAt, paidAt, shippedAt, volumeWhen }) ?? at
  if (await isClosed(database, counts)) return 'month closed'
  return (await isHers(database, { buyer, to, at: counts })) ? undefined : 'belongs to somebody else'
}

type Owning = { readonly buyer: ContactNumber; readonly to: ContactNumber; readonly at: Instant }

// Under every reading, so that it stays so whichever the company counts by.
const isHers = async (database: Database, { buyer, to, at }: Owning): Promise<boolean> => {
  const [answer] = await standingsAt(database, [{ contact: to, at }])
  const { direct, nearest, recruited } = answer!.owners
  return [direct, nearest, recruited].every(owner => owner === buyer)
}
