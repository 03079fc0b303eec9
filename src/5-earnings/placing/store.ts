import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { insertRows } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import { dayNumbered, daysOf, isoOf, periodAfter, type Instant, type Period } from '#ground/period'
import { lockStructure, roleNow } from '#people/structure/store.ts'
import { closedUntil, holdBookings } from '#volume/ledger/store.ts'
import { placedTrees, type PlacedTree } from '#earnings/run/store.ts'
import { lineageOf, never, type Facts } from '#earnings/volume'
import { refusalOfPlace, type PlaceRefusal, type Wish } from './index.ts'

/** The trees of the running month, and who can still be placed in them. */
export type Placeable = {
  readonly trees: readonly PlacedTree[]
  readonly facts: Pick<Facts, 'sponsors' | 'recruiters' | 'partners' | 'partnersSince'>
  readonly closed: Period | undefined
}

/** The trees as the plan of a month draws them from all that is known now; undefined where no plan of it has one. */
export const treesNow = async (database: Database, period: Period): Promise<Placeable | undefined> => {
  const closed = await closedUntil(database)
  const found = await placedTrees(database, { period, closed })
  return found === undefined || found.trees.length === 0 ? undefined : { ...found, closed }
}

/** Who can still be placed by his sponsor, or by whoever recruited him where the rule follows that; the newest first. */
export const newcomersOf = ({ trees, facts }: Placeable, partner: ContactNumber): ContactNumber[] => {
  const { partners, partnersSince: since } = facts
  const open = trees.map(({ follows, isSettled }) => ({
    isSettled,
    above: lineageOf(follows === 'sponsor' ? facts.sponsors : facts.recruiters, partners).above,
  }))
  const isHis = (contact: number) =>
    open.some(({ above, isSettled }) => above[contact] === partner && !isSettled(contact))
  const found: ContactNumber[] = []
  for (const [contact, isPartner] of partners.entries())
    if (isPartner === 1 && isHis(contact)) found.push(contact as ContactNumber)
  return found.sort((a, b) => since[b]! - since[a]! || b - a)
}

type Placing = {
  readonly contact: ContactNumber
  readonly below: ContactNumber | null
  readonly place: number | null
  /** In whose tree the place has to be; undefined where the company places, which says why. */
  readonly within: ContactNumber | undefined
  readonly reason: string
  readonly at: Instant
  readonly by: string
  readonly known: Placeable
}

export type Placed = { readonly is: 'placed' } | { readonly is: 'refused'; readonly because: PlaceRefusal }

/**
 * Names a place for a partner who has none since a closed month; told twice it is the same. The guard is the row that closing holds: one after the
 * other looks whether the place is free and whether a circle would close, and no month closes meanwhile. Structure's lock keeps him a partner, and its
 * version tells open months to be computed anew. Call it in a transaction.
 */
export const namePlace = async (database: Database, placing: Placing): Promise<Placed> => {
  const closed = await holdBookings(database)
  await lockStructure(database)
  const refusal = await refusalNow(database, placing, closed)
  if (refusal !== undefined) return { is: 'refused', because: refusal }
  const { contact, below, place, reason, at, by, known } = placing
  const before = await current(database).where('contact_id', '=', contact).executeTakeFirst()
  if (before?.below_id === below && before.place === place) return { is: 'placed' }
  await database
    .updateTable('earnings.named_place')
    .set({ replaced_at: timestamp(at) as Date })
    .where('contact_id', '=', contact)
    .where('replaced_at', 'is', null)
    .execute()
  const row = {
    contact_id: contact,
    below_id: below,
    place,
    from_on: firstDay(contact, known),
    reason: reason.trim(),
    decided_at: timestamp(at),
    decided_by: by,
  }
  await database.insertInto('earnings.named_place').values(row).execute()
  return { is: 'placed' }
}

const refusalNow = async (
  database: Database,
  { within, reason, known, ...wish }: Placing,
  closed: Period | undefined,
): Promise<PlaceRefusal | undefined> => {
  if (within === undefined && reason.trim() === '') return 'reason missing'
  if (closed !== known.closed) return 'closed meanwhile'
  if ((await roleNow(database, wish.contact)) !== 'partner') return 'no partner'
  const isPartner = (contact: number) => known.facts.partners[contact] === 1
  const refusal = refusalOfPlace(wish, { trees: known.trees, isPartner, within })
  if (refusal !== undefined) return refusal
  if (within !== undefined && !newcomersOf(known, within).includes(wish.contact)) return 'not his'
  return refusalOfNames(database, wish)
}

// What was named meanwhile, which the trees do not know yet.
const refusalOfNames = async (
  database: Database,
  { contact, below, place }: Wish,
): Promise<'place taken' | 'would close a cycle' | undefined> => {
  if (below === null) return undefined
  const { rows } = await sql<{ taken: boolean; circles: boolean }>`
    with recursive climb (id) as (
      select ${below}::int
      union
      select named.below_id from climb join earnings.named_place named on named.contact_id = climb.id
      where named.replaced_at is null and named.below_id is not null
    )
    select exists (select from climb where id = ${contact}) as circles,
      exists (select from earnings.named_place where replaced_at is null and below_id = ${below} and place = ${place}::int
        and contact_id <> ${contact}) as taken`.execute(database)
  const { taken, circles } = rows[0]!
  return taken ? 'place taken' : circles ? 'would close a cycle' : undefined
}

// In the month that is open first, or in the one in which he became a partner.
const firstDay = (contact: ContactNumber, { facts, closed }: Placeable): string => {
  const since = facts.partnersSince[contact]!
  const open = closed === undefined ? never : daysOf(periodAfter(closed)).first
  return dayNumbered(Math.max(since, open))
}

/** A place that was named for somebody, by whom, when and why. */
export type NamedPlace = {
  readonly below: ContactNumber | null
  readonly place: number | null
  readonly from: string
  /** Empty where his sponsor named it. */
  readonly reason: string
  readonly at: Instant
  readonly by: string
  readonly isReplaced: boolean
}

type KeptPlace = Omit<NamedPlace, 'isReplaced' | 'below'> & {
  readonly contact: ContactNumber
  readonly below: ContactNumber
}

/** Keeps places that a file names for new contacts. Whoever reads it looks whether they are free. Call it in a transaction. */
export const keepNamedPlaces = (database: Database, named: readonly KeptPlace[]): Promise<void> =>
  insertRows(
    database,
    'earnings.named_place',
    named.map(({ contact, below, place, from, reason, at, by }) => ({
      contact_id: contact,
      below_id: below,
      place,
      from_on: from,
      reason,
      decided_at: isoOf(at),
      decided_by: by,
    })),
  )

/** The places below these that are named for somebody. */
export const takenPlaces = async (
  database: Database,
  above: readonly ContactNumber[],
): Promise<{ readonly below: ContactNumber; readonly place: number }[]> => {
  const { rows } = await sql<{ below: ContactNumber; place: number }>`
    select below_id as below, place from earnings.named_place
    where replaced_at is null and place is not null and below_id = any(${above}::int[])`.execute(database)
  return rows
}

/** All places that were ever named for somebody, the newest first. */
export const namedPlacesOf = async (database: Database, contact: ContactNumber): Promise<NamedPlace[]> => {
  const rows = await database
    .selectFrom('earnings.named_place')
    .selectAll()
    .where('contact_id', '=', contact)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(row => ({
    below: row.below_id,
    place: row.place,
    from: row.from_on,
    reason: row.reason,
    at: row.decided_at,
    by: row.decided_by,
    isReplaced: row.replaced_at !== null,
  }))
}

/** For whom of these a place is named now. */
export const withNamedPlace = async (
  database: Database,
  contacts: readonly ContactNumber[],
): Promise<Set<ContactNumber>> => {
  const rows = await current(database)
    .where('contact_id', '=', sql<ContactNumber>`any(${contacts}::int[])`)
    .where('below_id', 'is not', null)
    .execute()
  return new Set(rows.map(row => row.contact_id))
}

const current = (database: Database) =>
  database.selectFrom('earnings.named_place').selectAll().where('replaced_at', 'is', null)
