import type { Database } from '#ground/database'
import { selectColumns } from '#ground/database/store.ts'
import { boundsOf, type Period, type Zone } from '#ground/period'
import type { WhoseCustomers } from '#people/structure'
import { missingNumbers, newcomersBefore, structureBefore, structureVersion } from '#people/structure/store.ts'
import { periodNumber } from '#volume/ledger'
import { liveVolumes, type Live } from './index.ts'

/** Which month, and whose customers count; turnover belongs to whoever owned it at the order's moment. */
export type LiveAsked = { readonly period: Period; readonly whose: WhoseCustomers; readonly zone: Zone }

export type LiveMonth = Pick<Live, 'volumesOf' | 'linesOf'>

type Kept = {
  readonly live: Live
  readonly structure: number
  /** Numbers below the last one that were nobody's. */
  readonly missing: ReadonlySet<number>
  readonly lastEntry: number
}

const kept = new WeakMap<Database, Map<string, Promise<Kept>>>()

// A month of ten million contacts takes about 2 GB; of ten thousand, 2 MB.
const monthsKept = 2

/**
 * The volumes of a month with every entry booked so far. The first question reads the month; later ones read what was booked and who joined since.
 * Where somebody moved or changed his role, the structure is read again. The figures are of partners; those of others follow at the next such reading.
 */
export const liveMonth = async (database: Database, asked: LiveAsked): Promise<LiveMonth> => {
  const months = kept.get(database) ?? new Map<string, Promise<Kept>>()
  kept.set(database, months)
  const key = `${asked.period} ${asked.whose}`
  // One after the other, or two questions at once would post the same entries twice.
  const before = months.get(key)?.catch(() => undefined)
  const now = catchUp(database, asked, before)
  months.delete(key)
  months.set(key, now)
  for (const oldest of [...months.keys()].slice(0, -monthsKept)) months.delete(oldest)
  try {
    return (await now).live
  } catch (error) {
    if (months.get(key) === now) months.delete(key)
    throw error
  }
}

const catchUp = async (
  database: Database,
  asked: LiveAsked,
  before: Promise<Kept | undefined> | undefined,
): Promise<Kept> => {
  const known = await before
  const structure = await structureVersion(database)
  // The entries first: whoever is in them is then in the structure, too.
  const entries = await entriesSince(database, asked, known?.lastEntry ?? 0)
  const placed =
    (known?.structure === structure ? await joined(database, asked, known) : undefined) ??
    (await restructured(database, asked, known))
  let lastEntry = known?.lastEntry ?? 0
  for (let row = 0; row < entries.id.length; row += 1) {
    const [contact, owner] = [entries.contact[row]!, entries.owner[row]!]
    placed.live.post({ contact, owner, net: entries.net[row]!, points: entries.points[row]! })
    lastEntry = Math.max(lastEntry, entries.id[row]!)
  }
  return { ...placed, structure, lastEntry }
}

// Entries of a month are numbered in the order in which they are booked, so whatever comes later has a higher number.
const entriesSince = (database: Database, { period, whose }: LiveAsked, after: number) =>
  selectColumns(database, {
    query: `select max(id) as id, contact_id as contact, ${whose}_owner_id as owner, sum(net)::bigint as net, sum(points)::bigint as points
      from volume.entry where period = ${periodNumber(period)} and id > ${after} group by 2, 3`,
    columns: { id: 'int8', contact: 'int4', owner: 'int4', net: 'int8', points: 'int8' },
  })

type Placed = Pick<Kept, 'live' | 'missing'>

const restructured = async (database: Database, asked: LiveAsked, known: Kept | undefined): Promise<Placed> => {
  const missing = new Set(await missingNumbers(database))
  const structure = await structureBefore(database, boundsOf(asked.period, asked.zone).until)
  known?.live.restructure(structure)
  return { live: known?.live ?? liveVolumes(structure), missing }
}

// Undefined where somebody has a number that was thought nobody's: those below him may have been placed without him.
const joined = async (database: Database, { period, zone }: LiveAsked, known: Kept): Promise<Placed | undefined> => {
  const { live, missing } = known
  const after = live.size() - 1
  const newcomers = await newcomersBefore(database, boundsOf(period, zone).until, { after, missing })
  if (newcomers.some(({ contact }) => contact <= after)) return undefined
  const skipped = new Set(missing)
  for (const newcomer of newcomers) {
    for (let number = live.size(); number < newcomer.contact; number += 1) skipped.add(number)
    live.join(newcomer)
  }
  return { live, missing: skipped }
}
