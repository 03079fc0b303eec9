import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { gathered, type Pieces } from './index.ts'

export type StockResult =
  | { readonly is: 'taken' }
  /** `left` are the pieces there are. */
  | { readonly is: 'refused'; readonly because: 'too little left'; readonly sku: string; readonly left: number }
  | { readonly is: 'refused'; readonly because: 'unknown article'; readonly sku: string }

type Refused = Extract<StockResult, { is: 'refused' }>

class Refusal extends Error {
  readonly refused: Refused

  constructor(refused: Refused) {
    super(refused.because)
    this.refused = refused
  }
}

/**
 * Takes all pieces from stock, or none. The guard is the condition of the update: of two who want the last piece, the second waits
 * for the first and then finds none.
 */
export const takeStock = async (database: Database, pieces: readonly Pieces[]): Promise<StockResult> => {
  try {
    return await inTransaction(database, async transaction => {
      for (const each of gathered(pieces)) await take(transaction, each)
      return { is: 'taken' }
    })
  } catch (error) {
    if (error instanceof Refusal) return error.refused
    throw error
  }
}

const take = async (transaction: Database, { sku, quantity }: Pieces): Promise<void> => {
  const { numUpdatedRows } = await transaction
    .updateTable('sales.variant')
    .set({ stock: sql`stock - ${quantity}` })
    .where('sku', '=', sku)
    .where('stock', '>=', quantity)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) return
  const kept = await transaction.selectFrom('sales.variant').select('stock').where('sku', '=', sku).executeTakeFirst()
  if (kept === undefined) throw new Refusal({ is: 'refused', because: 'unknown article', sku })
  // Without a limit nothing is counted, so that its buyers do not wait for each other.
  if (kept.stock !== null) throw new Refusal({ is: 'refused', because: 'too little left', sku, left: kept.stock })
}

/** Puts pieces back that were taken, such as those of a cancelled order. An article that is no longer kept is passed over. */
export const putBack = async (database: Database, pieces: readonly Pieces[]): Promise<void> => {
  for (const { sku, quantity } of gathered(pieces))
    await database
      .updateTable('sales.variant')
      .set({ stock: sql`stock + ${quantity}` })
      .where('sku', '=', sku)
      .where('stock', 'is not', null)
      .execute()
}
