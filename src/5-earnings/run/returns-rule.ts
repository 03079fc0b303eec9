import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { periodAfter, type Instant, type Period } from '#ground/period'
import { keepSetting, readSetting } from '#ground/setting/store.ts'
import { reasonClasses, type ReasonClass } from '#sales/order'
import { periodNumber, periodOfNumber } from '#volume/ledger'
import { closedUntil, holdBookings } from '#volume/ledger/store.ts'
import { returnsSetting } from './index.ts'

export type ReturnsChange = {
  readonly classes: readonly ReasonClass[]
  /** The first month it counts for; undefined where it counts for every month, for none was closed. */
  readonly from: Period | undefined
  readonly at: Instant
  readonly by: string
}

/** Which returns take commissions back, since when, and by whose word. */
export type ReturnsRule = {
  readonly classes: readonly ReasonClass[]
  /** The first month a change would count for; undefined as long as none is closed. */
  readonly from: Period | undefined
  /** The newest first; empty as long as it is what the program brings along. */
  readonly changes: readonly ReturnsChange[]
}

export const returnsRule = async (database: Database): Promise<ReturnsRule> => {
  const rows = await database.selectFrom('earnings.returns_change').selectAll().orderBy('id', 'desc').execute()
  return {
    classes: (await readSetting(database, returnsSetting)).classes,
    from: firstOpen(await closedUntil(database)),
    changes: rows.map(row => ({
      classes: row.classes,
      from: row.first_open === null ? undefined : periodOfNumber(row.first_open),
      at: row.changed_at,
      by: row.changed_by,
    })),
  }
}

type Change = { readonly classes: readonly ReasonClass[]; readonly by: string }

/**
 * Says anew which returns take commissions back; told what holds already, it changes nothing. It counts for all months that are open. The
 * guard is the row that closing holds: a month that is just closing closes by the rule it was approved with, or not at all.
 */
export const changeReturns = (database: Database, { classes, by }: Change): Promise<ReturnsRule> =>
  inTransaction(database, async transaction => {
    const closed = await holdBookings(transaction)
    const wanted = reasonClasses.filter(each => classes.includes(each))
    const present = (await readSetting(transaction, returnsSetting)).classes
    if (wanted.join() === reasonClasses.filter(each => present.includes(each)).join()) return returnsRule(transaction)
    await keepSetting(transaction, returnsSetting, { value: { classes: wanted }, by })
    const from = firstOpen(closed)
    await transaction
      .insertInto('earnings.returns_change')
      .values({ classes: wanted, first_open: from === undefined ? null : periodNumber(from), changed_by: by })
      .execute()
    return returnsRule(transaction)
  })

const firstOpen = (closed: Period | undefined): Period | undefined =>
  closed === undefined ? undefined : periodAfter(closed)
