import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { periodOf, type Instant, type Period, type Zone } from '#ground/period'
import { periodNumber, periodOfNumber } from './index.ts'

const closing = (database: Database) => database.selectFrom('volume.closing').select('closed_until')

/** The last closed month; undefined as long as none is. */
export const closedUntil = async (database: Database): Promise<Period | undefined> =>
  monthOf((await closing(database).executeTakeFirstOrThrow()).closed_until)

const monthOf = (number: number): Period | undefined => (number === 0 ? undefined : periodOfNumber(number))

/**
 * The last closed month, held until the transaction ends: who books holds it shared, who closes alone. So a month closes after
 * everything that was being booked into it, and before everything that is booked from then on.
 */
export const closedWhileBooking = async (database: Database): Promise<Period | undefined> =>
  monthOf((await closing(database).forShare().executeTakeFirstOrThrow()).closed_until)

/** From now on nothing is booked, and no other month closed, until the transaction ends. Answers the last closed month. */
export const holdBookings = async (database: Database): Promise<Period | undefined> =>
  monthOf((await closing(database).forUpdate().executeTakeFirstOrThrow()).closed_until)

/** Closes the books of a month and all before it, for ever. Call it in the transaction that holds the bookings. */
export const closeBooks = async (database: Database, period: Period): Promise<void> => {
  await sql`update volume.closing set closed_until = ${periodNumber(period)}`.execute(database)
}

/** Whether nothing more is booked into the month of a moment. */
export const isClosedIn =
  (zone: Zone) =>
  async (database: Database, at: Instant): Promise<boolean> => {
    const closed = await closedUntil(database)
    return closed !== undefined && periodOf(at, zone) <= closed
  }
