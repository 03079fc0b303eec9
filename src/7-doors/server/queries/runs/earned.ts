import { firstAtLeast, isIn } from '#ground/ascending'
import type { Database } from '#ground/database'
import { selectColumns } from '#ground/database/store.ts'
import type { Period } from '#ground/period'
import { periodNumber } from '#volume/ledger'
import { recentMonth, runOf, type ComputedMonth } from '#earnings/run/store.ts'
import type { LinesOf, RunSums } from '../../runs.ts'

/** What whoever has lines in a month earns by them together, by contact number in its order. */
export type Earned = { readonly contacts: Int32Array; readonly amounts: Float64Array }

const known = new WeakMap<ComputedMonth['lines'], Map<LinesOf | 'all', Earned>>()

/** By all lines or those of one kind: added up once for each computed month, in one pass over its lines. */
export const earnedIn = ({ lines }: Pick<ComputedMonth, 'lines'>, of: LinesOf | 'all' = 'all'): Earned => {
  const sums = known.get(lines) ?? new Map<LinesOf | 'all', Earned>()
  known.set(lines, sums)
  const isOf = (place: number) => (lines.ofPeriod[place] === 0 ? lines.rule[place] : 'taken back') === of
  const found = sums.get(of) ?? addedUp(lines, of === 'all' ? () => true : isOf)
  sums.set(of, found)
  return found
}

const addedUp = ({ partner, amount }: ComputedMonth['lines'], counts: (place: number) => boolean): Earned => {
  let size = 0
  for (let place = 0; place < partner.length; place += 1) size = Math.max(size, partner[place]! + 1)
  const [sums, has] = [new Float64Array(size), new Uint8Array(size)]
  for (let place = 0; place < partner.length; place += 1) {
    if (!counts(place)) continue
    sums[partner[place]!]! += amount[place]!
    has[partner[place]!] = 1
  }
  const [contacts, amounts] = [new Int32Array(size), new Float64Array(size)]
  let row = 0
  for (let contact = 0; contact < size; contact += 1) {
    contacts[row] = contact
    amounts[row] = sums[contact]!
    row += has[contact]!
  }
  return { contacts: contacts.slice(0, row), amounts: amounts.slice(0, row) }
}

export const hasLine = ({ contacts }: Earned, contact: number): boolean => isIn(contacts, contact)

/** What somebody earns; nothing where he has no line. */
export const amountOf = ({ contacts, amounts }: Earned, contact: number): number => {
  const row = firstAtLeast(contacts, contact)
  return contacts[row] === contact ? amounts[row]! : 0
}

export type Before = { readonly period: Period; readonly sums: RunSums; readonly earned: Earned }

/** A month's sums and what everybody earns in it; of a closed one as it is written down, for that it is not computed again. */
export const earnedBefore = async (database: Database, period: Period): Promise<Before | undefined> => {
  const run = await runOf(database, period)
  if (run?.state === 'closed') return { period, sums: run.record.sums, earned: await closedEarned(database, period) }
  const { month: computed } = await recentMonth(database, period)
  return computed && { period, sums: computed.record.sums, earned: earnedIn(computed) }
}

const closedEarned = (database: Database, period: Period): Promise<Earned> =>
  selectColumns(database, {
    query: `select partner, sum(amount)::bigint from earnings.line where period = ${periodNumber(period)} group by 1 order by 1`,
    columns: { contacts: 'int4', amounts: 'int8' },
  })
