import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { inSharedMemory, isLarge } from '#ground/thread'
import { besides } from '#ground/thread/store.ts'
import type { Period, Zone } from '#ground/period'
import { roles, type Role } from '#people/contact'
import { mergedContacts } from '#people/contact/store.ts'
import { groupBy, type Groups } from '#volume/explanation'
import { explainedMonth, type ExplainedMonth } from '#volume/explanation/store.ts'
import type { Reading } from '#volume/kinds'
import { forestOf, type Forest } from './forest.ts'
import { columnTotals } from './totals.ts'
import type { Totals } from '../index.ts'

/** What every query knows: the database, and how the company reads it today. */
export type Context = {
  readonly database: Database
  readonly zone: Zone
  readonly reading: Reading
  /** The running month. */
  readonly currentPeriod: Period
}

/** A month with the columns that lists and trees are cut from; by contact number, at the month's end. */
export type PageMonth = ExplainedMonth & {
  /** Everybody there below his sponsor; whoever was merged is one with whom he is kept as. */
  readonly everybody: Forest
  /** Whoever was merged and has turnover booked on him in the month, by his sponsor. */
  readonly mergedBuyers: Groups
  /** Partners, and former ones with own volume, below the nearest partner upward. */
  readonly partners: Forest
  /** Everybody there who is no partner, by the owner of his turnover. */
  readonly customersOf: Groups
  /** How many partners, and how many others, stand directly below. */
  readonly partnersBelow: Int32Array
  readonly othersBelow: Int32Array
  readonly totals: Totals
}

const known = new WeakMap<ExplainedMonth, Promise<PageMonth>>()

/** The month with its columns; they are computed once for each computed month. */
export const pageMonth = async ({ database, zone, reading }: Context, period: Period): Promise<PageMonth> => {
  const month = await explainedMonth(database, { period, reading, zone })
  const found = known.get(month)
  if (found !== undefined) return found
  const fresh = (isLarge(month.structure.sponsors.length) ? columnsBeside : columnsOf)(database, month)
  known.set(month, fresh)
  fresh.catch(() => known.delete(month))
  return fresh
}

// Whoever merges changes the structure's version, and with it the month.
const columnsOf = async (database: Database, month: ExplainedMonth): Promise<PageMonth> =>
  withColumns(month, await mergedContacts(database))

const columnsBeside = besides('columns of pages', async (database, month: ExplainedMonth) =>
  inSharedMemory(await columnsOf(database, month)),
)

/** The structure as it stands now. */
export const presentMonth = (context: Context): Promise<PageMonth> => pageMonth(context, context.currentPeriod)

const nobody = 255

const withColumns = (month: ExplainedMonth, merged: ReadonlyMap<number, ContactNumber>): PageMonth => {
  const { sponsors, owners, roles, house } = month.structure
  const size = sponsors.length
  const columns = { partnersBelow: new Int32Array(size), othersBelow: new Int32Array(size) }
  const nobodys = () => new Int32Array(size).fill(-1)
  const [sponsorKeys, ownerKeys, mergedKeys] = [nobodys(), nobodys(), nobodys()]
  // A partner of that month is shown as he was. Of anybody else who was merged those below stand where he stood.
  const isMerged = (contact: number) => merged.has(contact) && owners[contact] === 0
  const above = (contact: number): number => {
    const sponsor = sponsors[contact]!
    return isMerged(sponsor) ? above(sponsor) : sponsor
  }
  for (let contact = 0; contact < size; contact += 1) {
    if (roles[contact] === nobody || contact === house) continue
    if (isMerged(contact) && hasTurnover(month, contact)) mergedKeys[contact] = above(contact)
    if (isMerged(contact)) continue
    sponsorKeys[contact] = above(contact)
    columns[owners[contact] === 1 ? 'partnersBelow' : 'othersBelow'][above(contact)]! += 1
    if (owners[contact] === 0) ownerKeys[contact] = month.ownersAtEnd[contact]!
  }
  return {
    ...month,
    ...columns,
    everybody: forestOf(sponsorKeys, house),
    mergedBuyers: groupBy(mergedKeys, size),
    partners: forestOf(month.tree.above, house),
    customersOf: groupBy(ownerKeys, size),
    totals: columnTotals(month),
  }
}

const hasTurnover = ({ net, points }: ExplainedMonth, contact: number): boolean =>
  net.personal[contact] !== 0 || points.personal[contact] !== 0

/** The role at the month's end; undefined for whoever joined later. */
export const roleIn = ({ structure }: ExplainedMonth, contact: ContactNumber): Role | undefined =>
  roles[structure.roles[contact] ?? nobody]
