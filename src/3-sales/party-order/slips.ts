import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { digestOf } from '#ground/identity/digest.ts'
import { newUuid, publicIdOf, type ContactNumber, type PublicId } from '#ground/identity'
import type { Instant, Zone } from '#ground/period'
import { takenAt, type Hindrance, type SlipContent, type SlipState } from './index.ts'
import { orderSlip, type Ordering } from './ordering.ts'
import type { Doing } from './placing.ts'

/** What a partner took down, and what became of it. */
export type Slip = {
  readonly number: number
  readonly id: PublicId<'slip'>
  readonly party: number
  readonly partner: ContactNumber
  /** Chosen by the phone. */
  readonly commandId: string
  readonly content: SlipContent
  readonly takenAt: Instant
  readonly receivedAt: Instant
  readonly state: SlipState
  /** What stands in its way; null once it is placed or dropped. */
  readonly because: Hindrance | null
  readonly order: number | null
  readonly droppedBecause: string | null
}

const slips = (database: Database) => database.selectFrom('sales.party_slip').selectAll()

type Row = Awaited<ReturnType<ReturnType<typeof slips>['executeTakeFirstOrThrow']>>

const slipOf = (row: Row): Slip => ({
  number: row.id,
  id: publicIdOf('slip', row.uuid),
  party: row.party_id,
  partner: row.partner_id,
  commandId: row.command_id,
  content: row.content as SlipContent,
  takenAt: row.taken_at,
  receivedAt: row.received_at,
  state: row.state,
  because: row.because as Hindrance | null,
  order: row.order_id,
  droppedBecause: row.dropped_because,
})

export type Taking = {
  readonly party: number
  /** Who takes it down. */
  readonly partner: ContactNumber
  /** Chosen by her phone: sent twice, it is taken once. */
  readonly commandId: string
  readonly content: SlipContent
  /** When it was taken, by the phone's clock. */
  readonly toldAt: Instant
  readonly at: Instant
  readonly zone: Zone
  readonly by: string
  readonly orderUrl: Ordering['orderUrl']
}

export type Taken =
  | { readonly is: 'taken'; readonly slip: Slip }
  | { readonly is: 'refused'; readonly because: 'command used for another slip' }

/**
 * Takes what a partner took down at a party, and makes an order of it where nothing stands in its way; else it waits to be settled. Whoever
 * sends it again, or at the same time, is told what became of it.
 */
export const takeSlip = ({ database, providers }: Doing, taking: Taking): Promise<Taken> =>
  inTransaction(database, async transaction => {
    const digest = digestOf(JSON.stringify([taking.party, taking.content, taking.toldAt]))
    const number = await keepSlip(transaction, taking, digest)
    if (number === undefined) return takenBefore(transaction, taking, digest)
    const slip = (await lockSlip(transaction, number))!
    await tryOrder({ database: transaction, providers }, slip, { ...taking, countsFor: 'its party' })
    return { is: 'taken', slip: (await slipByNumber(transaction, number))! }
  })

// The guard: who sends the same at the same time waits for the unique key, and finds it taken.
const keepSlip = async (database: Database, taking: Taking, digest: string): Promise<number | undefined> => {
  const { party, partner, commandId, content, toldAt, at, by } = taking
  const row = await database
    .insertInto('sales.party_slip')
    .values({
      uuid: newUuid(),
      party_id: party,
      partner_id: partner,
      command_id: commandId,
      digest,
      content: JSON.stringify(content),
      taken_at: timestamp(takenAt(toldAt, at)),
      received_at: timestamp(at),
      state: 'to settle',
      because: null,
      order_id: null,
      dropped_because: null,
      changed_at: timestamp(at),
      changed_by: by,
    })
    .onConflict(conflict => conflict.columns(['partner_id', 'command_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

const takenBefore = async (database: Database, { partner, commandId }: Taking, digest: string): Promise<Taken> => {
  const row = await slips(database)
    .where('partner_id', '=', partner)
    .where('command_id', '=', commandId)
    .executeTakeFirstOrThrow()
  if (row.digest !== digest) return { is: 'refused', because: 'command used for another slip' }
  return { is: 'taken', slip: slipOf(row) }
}

type Trying = Pick<Taking, 'at' | 'zone' | 'by' | 'orderUrl'> & Pick<Ordering, 'countsFor'>

const tryOrder = async ({ database, providers }: Doing, slip: Slip, trying: Trying): Promise<void> => {
  const { number, party, partner, content, takenAt } = slip
  const { at, zone, orderUrl, countsFor } = trying
  const told = { slip: number, party, partner, content, takenAt, arrivedAt: at, zone, orderUrl, countsFor }
  const placed = await attempt({ database, providers }, told)
  await database
    .updateTable('sales.party_slip')
    .set({
      content: JSON.stringify(content),
      state: placed.is === 'placed' ? 'placed' : 'to settle',
      order_id: placed.is === 'placed' ? placed.order : null,
      because: placed.is === 'placed' ? null : JSON.stringify(placed),
      changed_at: timestamp(at),
      changed_by: trying.by,
    })
    .where('id', '=', number)
    .execute()
}

class NotPlaced extends Error {
  readonly hindrance: Hindrance

  constructor(hindrance: Hindrance) {
    super(hindrance.because)
    this.hindrance = hindrance
  }
}

// In a savepoint, so that nothing stays of what was begun, such as its cart.
const attempt = async ({ database, providers }: Doing, ordering: Ordering) => {
  try {
    return await inTransaction(database, async inside => {
      const placed = await orderSlip({ database: inside, providers }, ordering)
      if (placed.is === 'refused') throw new NotPlaced(placed)
      return placed
    })
  } catch (error) {
    if (!(error instanceof NotPlaced)) throw error
    return error.hindrance
  }
}

export type Settling = Trying & { readonly slip: number; readonly content: SlipContent }

export type Settled =
  | { readonly is: 'settled'; readonly slip: Slip }
  | { readonly is: 'refused'; readonly because: 'no such slip' | 'not to settle' }

/** Tries again with what was changed: fewer pieces, the new price, no voucher. What still stands in its way is told by the slip. */
export const settleSlip = ({ database, providers }: Doing, settling: Settling): Promise<Settled> =>
  inTransaction(database, async transaction => {
    const slip = await lockSlip(transaction, settling.slip)
    if (slip === undefined) return { is: 'refused', because: 'no such slip' }
    if (slip.state !== 'to settle') return { is: 'refused', because: 'not to settle' }
    await tryOrder({ database: transaction, providers }, { ...slip, content: settling.content }, settling)
    return { is: 'settled', slip: (await slipByNumber(transaction, slip.number))! }
  })

export type Dropping = { readonly slip: number; readonly because: string; readonly at: Instant; readonly by: string }

export type Dropped =
  | { readonly is: 'dropped' }
  | { readonly is: 'refused'; readonly because: 'no such slip' | 'not to settle' | 'reason missing' }

/** Nothing comes of what was taken down; it is kept with the reason. */
export const dropSlip = (database: Database, { slip: number, because, at, by }: Dropping): Promise<Dropped> =>
  inTransaction(database, async transaction => {
    if (because.trim() === '') return { is: 'refused', because: 'reason missing' }
    const slip = await lockSlip(transaction, number)
    if (slip === undefined) return { is: 'refused', because: 'no such slip' }
    if (slip.state !== 'to settle') return { is: 'refused', because: 'not to settle' }
    await transaction
      .updateTable('sales.party_slip')
      .set({
        state: 'dropped',
        dropped_because: because.trim(),
        because: null,
        changed_at: timestamp(at),
        changed_by: by,
      })
      .where('id', '=', number)
      .execute()
    return { is: 'dropped' }
  })

// Two who settle the same slip at once come one after the other.
const lockSlip = async (database: Database, number: number): Promise<Slip | undefined> => {
  const row = await slips(database).where('id', '=', number).forUpdate().executeTakeFirst()
  return row && slipOf(row)
}

const slipByNumber = async (database: Database, number: number): Promise<Slip | undefined> => {
  const row = await slips(database).where('id', '=', number).executeTakeFirst()
  return row && slipOf(row)
}

export const slipByUuid = async (database: Database, uuid: string): Promise<Slip | undefined> => {
  const row = await slips(database).where('uuid', '=', uuid).executeTakeFirst()
  return row && slipOf(row)
}

/** What was taken down at a party, oldest first. */
export const slipsOf = async (database: Database, party: number): Promise<Slip[]> =>
  (await slips(database).where('party_id', '=', party).orderBy('id').execute()).map(slipOf)

/** Whether something waits to be settled at the party. */
export const hasOpenSlips = async (database: Database, party: number): Promise<boolean> => {
  const { rows } = await sql<{ is_so: boolean }>`select exists (
    select from sales.party_slip where party_id = ${party} and state = 'to settle') as is_so`.execute(database)
  return rows[0]!.is_so
}
