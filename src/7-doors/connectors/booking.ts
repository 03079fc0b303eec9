import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { Zone } from '#ground/period'
import { pull } from '#volume/ledger/store.ts'
import type { Progress } from './progress.ts'

/** The number of the ledger's newest entry; 0 in an empty one. */
export const lastEntry = async (database: Database): Promise<number> => {
  const { rows } = await sql<{ last: number | null }>`select max(id) as last from volume.entry`.execute(database)
  return rows[0]!.last ?? 0
}

type Booking = {
  readonly zone: Zone
  /** The ledger's newest entry before. */
  readonly before: number
  /** How many entries are expected to come. */
  readonly expected: number
  readonly progress: Progress
}

const isNewsLeft = async (database: Database): Promise<boolean> => {
  const { rows } = await sql<{ is_left: boolean }>`
    select exists (select from sales.event where pulled_by_ledger_at is null) as is_left`.execute(database)
  return rows[0]!.is_left
}

const patience = 60_000

/**
 * Has the ledger book what is new, and answers how many entries came after `before`. A running server pulls as well: then each
 * books a part, and what it still has in hand is waited for.
 */
export const bookedNow = async (database: Database, booking: Booking): Promise<number> => {
  const stop = watch(database, booking)
  try {
    await pull(database, booking.zone)
    for (let waited = 0; waited < patience && (await isNewsLeft(database)); waited += 50) await pause(50)
  } finally {
    stop()
  }
  // PostgreSQL plans by the sizes it knows: here tables have grown a thousandfold, and by itself it looks a minute later.
  await sql`analyze`.execute(database)
  const { rows } = await sql<{ booked: number }>`
    select count(*)::int as booked from volume.entry where id > ${booking.before}`.execute(database)
  return rows[0]!.booked
}

const watch = (database: Database, { before, expected, progress }: Booking): (() => void) => {
  let isDone = false
  const tell = async () => {
    const last = await lastEntry(database).catch(() => before)
    if (!isDone)
      progress.tell({ what: 'booking in the ledger', done: last - before, of: Math.max(expected, last - before) })
  }
  const timer = setInterval(() => void tell(), 200)
  return () => {
    isDone = true
    clearInterval(timer)
  }
}
