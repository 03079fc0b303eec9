import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { inSharedMemory, isLarge } from '#ground/thread'
import { besides } from '#ground/thread/store.ts'
import { boundsOf, type Period, type Zone } from '#ground/period'
import {
  recruiters,
  partnersWithin,
  structureBefore,
  structureVersion,
  type StructureThen,
} from '#people/structure/store.ts'
import type { WhoseCustomers } from '#people/structure'
import type { Reading } from '#volume/kinds'
import { periodNumber, periodOfNumber, type BalanceColumns } from '#volume/ledger'
import { balancesOf, periodsWithEntries, versionOf } from '#volume/ledger/store.ts'
import { ownersOf, rollUp, type Volumes } from './index.ts'

/** All volumes of a month under one reading, in columns by contact number, computed from balances and the structure at its end. */
export type Month = {
  readonly period: Period
  readonly reading: Reading
  readonly structure: StructureThen
  /** 1 for whoever was a partner at any moment of the month, and the house: only they have customers, own and team volume. */
  readonly hasVolumes: Uint8Array
  /** What each address generated for whom: one row for each contact and owner, usually one a contact. */
  readonly shares: Shares
  readonly net: Volumes
  readonly points: Volumes
}

export type Shares = {
  readonly contacts: Int32Array
  readonly owners: Int32Array
  /** The months, as numbers, that decided the owners: for returns that of the booking they reverse. */
  readonly decidedPeriods: Int32Array
  readonly net: Float64Array
  readonly points: Float64Array
}

export type MonthAsked = { readonly period: Period; readonly reading: Reading; readonly zone: Zone }

type Kept = { readonly versions: string; readonly until: number; readonly month: Promise<Month> }
const kept = new WeakMap<Database, Map<string, Kept>>()

// Volumes are exact by their versions. Names and roles that decide no turnover, a prospect who became a customer or who registered
// beside others at the same moment, may be this old.
const freshInMs = 60_000

// A month of ten million contacts takes about 1 GB; of ten thousand, 1 MB.
const positionsKept = 20_000_000

/**
 * The volumes of a month, exact and live: computed anew when an entry was booked into the month or anybody's place or role
 * changed since. Cost: linear in contacts and balances of the month when computed, two index look-ups when kept.
 */
export const monthOf = async (database: Database, asked: MonthAsked): Promise<Month> => {
  const months = kept.get(database) ?? new Map<string, Kept>()
  kept.set(database, months)
  const key = `${asked.period} ${asked.reading.whose} ${asked.reading.moment}`
  const there = await contactsThere(database)
  const versions = `${await structureVersion(database)} ${there} ${await versionOf(database, asked.period)}`
  const known = months.get(key)
  months.delete(key)
  if (known?.versions === versions && performance.now() < known.until) {
    months.set(key, known)
    return known.month
  }
  const month = isLarge(there) ? computeBeside(database, asked) : compute(database, asked)
  months.set(key, { versions, until: performance.now() + freshInMs, month })
  try {
    dropOldest(months, (await month).structure.sponsors.length)
  } catch (error) {
    months.delete(key)
    throw error
  }
  return month
}

const dropOldest = (months: Map<string, Kept>, size: number) => {
  const most = Math.max(2, Math.floor(positionsKept / size))
  for (const key of [...months.keys()].slice(0, Math.max(0, months.size - most))) months.delete(key)
}

// New contacts change no volume, but lists and trees show them. Read from the index's end.
const contactsThere = async (database: Database): Promise<number> => {
  const { rows } = await sql<{ last: number | null }>`select max(id) as last from people.contact`.execute(database)
  return rows[0]!.last ?? 0
}

const compute = async (database: Database, { period, reading, zone }: MonthAsked): Promise<Month> => {
  const bounds = boundsOf(period, zone)
  // The balances first: whoever is in them is then in the structure, too.
  const balances = await balancesOf(database, period)
  const structure = await structureBefore(database, bounds.until)
  const shares = {
    ...balances,
    owners: await ownersUnder(database, balances, { reading, zone, structure, period }),
  }
  const hasVolumes = new Uint8Array(structure.sponsors.length)
  for (const partner of [structure.house, ...(await partnersWithin(database, bounds))]) hasVolumes[partner] = 1
  const entries = (amounts: Float64Array) => ({ contacts: shares.contacts, owners: shares.owners, amounts })
  return {
    period,
    reading,
    structure,
    hasVolumes,
    shares,
    net: rollUp(structure, entries(shares.net)),
    points: rollUp(structure, entries(shares.points)),
  }
}

const computeBeside = besides('volumes of a month', async (database, asked: MonthAsked) =>
  inSharedMemory(await compute(database, asked)),
)

type OwnersAsked = MonthAsked & { readonly structure: StructureThen }

/** What an owner is found by: a month's balances, or its entries one by one. */
type Booked = Pick<BalanceColumns, 'contacts' | 'decidedPeriods' | WhoseCustomers>

/** To whom each of the rows belongs under the reading. */
export const ownersUnder = async (database: Database, balances: Booked, asked: OwnersAsked): Promise<Int32Array> => {
  const { reading, zone, structure, period } = asked
  if (reading.moment === 'order') return balances[reading.whose]
  const owners = new Int32Array(balances.contacts.length)
  // A return of an order of an earlier month belongs to the owner at the end of that month.
  for (const decided of new Set(balances.decidedPeriods)) {
    const isThisMonth = decided === periodNumber(period)
    const then = isThisMonth
      ? structure
      : await structureBefore(database, boundsOf(periodOfNumber(decided), zone).until)
    const size = then.sponsors.length
    const ownersThen = ownersOf(
      then,
      reading.whose,
      reading.whose === 'recruited' ? await recruiters(database, size) : undefined,
    )
    balances.contacts.forEach((contact, row) => {
      if (balances.decidedPeriods[row] === decided) owners[row] = ownersThen[contact]!
    })
  }
  return owners
}

/** Months with entries, oldest first. */
export const periods = async (database: Database): Promise<Period[]> =>
  (await periodsWithEntries(database)).map(periodOfNumber)

export type ContactVolumes = { readonly [kind in keyof Volumes]: number }

/** One contact's volumes out of a month's columns. */
export const volumesAt = (volumes: Volumes, contact: ContactNumber): ContactVolumes => ({
  personal: volumes.personal[contact] ?? 0,
  customers: volumes.customers[contact] ?? 0,
  own: volumes.own[contact] ?? 0,
  team: volumes.team[contact] ?? 0,
  firstLine: volumes.firstLine[contact] ?? 0,
})
