import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { insertRows } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import { isoOf, type Instant } from '#ground/period'
import type { Role } from '#people/contact'
import { changeRole, type RoleChangeResult } from '#people/contact/store.ts'
import { heirOf, movesOfLeaving, type Heir, type Moves } from './index.ts'
import { keepHeir } from './heirs.ts'
import { house } from './house.ts'
import type { Evidence } from './joining.ts'

export { join, type Newcomer } from './joining.ts'
export { house } from './house.ts'
export { heirNow, leftAt } from './heirs.ts'
export { partnersWithin, recruiters, structureBefore, type StructureThen } from './columns.ts'
export { standingsAt, type StandingQuestion } from './standings.ts'
export { sponsorshipsOf, sponsorsNow } from './sponsors.ts'

/**
 * The guard of the structure: one change of place or role at a time, until the transaction ends. Without it two opposite moves
 * both pass the check for cycles and close one. It also bumps the version that tells caches to compute anew.
 */
export const lockStructure = async (database: Database): Promise<void> => {
  await sql`update people.structure set version = version + 1`.execute(database)
}

/**
 * Waits for moves and changes of role under way, and holds further ones up until the transaction ends: whoever is asked after it
 * stands where he stood at that moment for good. Several may wait and read at once.
 */
export const waitForMoves = async (database: Database): Promise<void> => {
  await sql`select from people.structure for share`.execute(database)
}

export const structureVersion = async (database: Database): Promise<number> =>
  (await database.selectFrom('people.structure').select('version').executeTakeFirstOrThrow()).version

export type MoveResult =
  | { readonly is: 'moved' }
  | {
      readonly is: 'refused'
      readonly because:
        | 'unknown contact'
        | 'the house has no sponsor'
        | 'would close a cycle'
        | 'not after the last change'
    }

type When = { readonly at: Instant; readonly because: Evidence }

const inForce = sql<boolean>`until_at = 'infinity'`

/** Gives a contact a new sponsor from a moment on. Call it in a transaction. */
export const move = async (
  database: Database,
  { contact, to, ...when }: { readonly contact: ContactNumber; readonly to: ContactNumber } & When,
): Promise<MoveResult> => {
  await lockStructure(database)
  return moveUnderLock(database, { contacts: [contact], to, ...when })
}

const moveUnderLock = async (database: Database, { contacts, to, at, because }: Moves & When): Promise<MoveResult> => {
  const refusal = await refusalOfMove(database, { contacts, to, at })
  if (refusal !== undefined) return { is: 'refused', because: refusal }
  const moving = sql<ContactNumber>`any(${contacts}::int[])`
  await database
    .updateTable('people.sponsorship')
    .set({ until_at: timestamp(at) })
    .where('contact_id', '=', moving)
    .where(inForce)
    .execute()
  const row = {
    sponsor_id: to,
    from_at: isoOf(at),
    until_at: 'infinity',
    reason: because.reason,
    evidence: because.facts ?? {},
  }
  await insertRows(
    database,
    'people.sponsorship',
    contacts.map(contact_id => ({ contact_id, ...row })),
  )
  return { is: 'moved' }
}

type Refusal = Extract<MoveResult, { is: 'refused' }>['because']

const refusalOfMove = async (database: Database, asked: Moves & { at: Instant }): Promise<Refusal | undefined> => {
  const { contacts, to, at } = asked
  if (contacts.includes(await house(database))) return 'the house has no sponsor'
  const present = await database
    .selectFrom('people.sponsorship')
    .select('from_at')
    .where('contact_id', '=', sql<ContactNumber>`any(${contacts}::int[])`)
    .where(inForce)
    .execute()
  if (present.length < contacts.length || !(await exists(database, to))) return 'unknown contact'
  if (present.some(row => at <= row.from_at)) return 'not after the last change'
  return (await wouldCloseCycle(database, asked)) ? 'would close a cycle' : undefined
}

const exists = async (database: Database, contact: ContactNumber): Promise<boolean> =>
  (await roleNow(database, contact)) !== undefined

// Climbs from the new sponsor and keeps only the time in which all edges climbed so far hold together, so that a move dated
// back is checked against every later moment. Reaching one who moves within such a time is a cycle. The first edge of a contact
// counts from ever, because turnover from before he joined follows it too.
const wouldCloseCycle = async (database: Database, { contacts, to, at }: Moves & { at: Instant }): Promise<boolean> => {
  const { rows } = await sql<{ found: boolean }>`
    with recursive climb (id, from_at, until_at) as (
      select ${to}::int, ${timestamp(at)}::timestamptz, 'infinity'::timestamptz
      union
      select edge.sponsor_id, greatest(edge.from_at, climb.from_at), least(edge.until_at, climb.until_at)
      from climb cross join lateral (
        select sponsor_id, until_at,
          case when row_number() over (order by from_at) = 1 then '-infinity' else from_at end as from_at
        from people.sponsorship where contact_id = climb.id
      ) edge
      where edge.from_at < climb.until_at and edge.until_at > climb.from_at and climb.id <> all(${contacts}::int[])
    )
    select exists (select from climb where id = any(${contacts}::int[])) as found`.execute(database)
  return rows[0]!.found
}

export type LeavingPreview = { readonly sponsor: ContactNumber; readonly moves: readonly Moves[] }

type Leaver = { readonly partner: ContactNumber; readonly heir: Heir }

/** What would move if the partner left now. */
export const previewLeaving = async (database: Database, { partner, heir }: Leaver): Promise<LeavingPreview> => {
  const { rows: below } = await sql<{ contact_id: ContactNumber }>`
    select contact_id from people.sponsorship where sponsor_id = ${partner} and until_at = 'infinity' order by contact_id`.execute(
    database,
  )
  const [sponsor] = await upline(database, partner)
  if (sponsor === undefined) throw new Error(`contact ${partner} has no sponsor and cannot leave`)
  const directlyBelow = below.map(row => row.contact_id)
  const lineOfSuccessor =
    typeof heir === 'object' ? await lineBelow(database, { partner, contact: heir.successor }) : undefined
  const leaving = { partner, sponsor, house: await house(database), directlyBelow, lineOfSuccessor }
  return { sponsor, moves: movesOfLeaving(leaving, heir) }
}

const lineBelow = async (
  database: Database,
  { partner, contact }: { partner: ContactNumber; contact: ContactNumber },
): Promise<ContactNumber | undefined> => {
  const path = [contact, ...(await upline(database, contact))]
  const position = path.indexOf(partner)
  return position > 0 ? path[position - 1] : undefined
}

/** The sponsors above a contact now, the nearest first, the house last. */
export const upline = async (database: Database, contact: ContactNumber): Promise<ContactNumber[]> => {
  const { rows } = await sql<{ sponsor_id: ContactNumber }>`
    with recursive climb (sponsor_id, depth) as (
      select sponsor_id, 1 from people.sponsorship where contact_id = ${contact} and until_at = 'infinity'
      union all
      select edge.sponsor_id, depth + 1 from climb join people.sponsorship edge
        on edge.contact_id = climb.sponsor_id and edge.until_at = 'infinity'
    )
    select sponsor_id from climb order by depth`.execute(database)
  return rows.map(row => row.sponsor_id)
}

/**
 * From now on nobody moves, and nobody registers below the partner, until the transaction ends: whoever did so before, did so
 * earlier. Read the clock for his leaving after it.
 */
export const holdStill = async (database: Database, partner: ContactNumber): Promise<void> => {
  await lockStructure(database)
  await sql`select from people.contact where id = ${partner} for update`.execute(database)
}

export type LeaveResult =
  | { readonly is: 'left'; readonly moves: readonly Moves[] }
  | Extract<RoleChangeResult, { is: 'refused' }>
  | Extract<MoveResult, { is: 'refused' }>
  | { readonly is: 'refused'; readonly because: 'not a partner' | 'successor is no partner' }

/**
 * A partner leaves: he becomes a former partner, and everybody directly below him moves to the heir, at the same moment.
 * Call it in a transaction and roll back on a refusal.
 */
export const leave = async (
  database: Database,
  leaver: Leaver & { at: Instant; reason: string },
): Promise<LeaveResult> => {
  const { partner, heir, at, reason } = leaver
  await holdStill(database, partner)
  if ((await roleNow(database, partner)) !== 'partner') return { is: 'refused', because: 'not a partner' }
  if (
    typeof heir === 'object' &&
    (heir.successor === partner || (await roleNow(database, heir.successor)) !== 'partner')
  )
    return { is: 'refused', because: 'successor is no partner' }
  const { moves, sponsor } = await previewLeaving(database, { partner, heir })
  const changed = await changeRole(database, { contact: partner, to: 'former partner', at, reason })
  if (changed.is === 'refused') return changed
  await keepHeir(database, { partner, at, heir: heirOf(heir, { sponsor, house: await house(database) }) })
  for (const each of moves) {
    const moved = await moveUnderLock(database, {
      ...each,
      at,
      because: { reason: 'partner left', facts: { by: 'leaving partner', partner, reason } },
    })
    if (moved.is === 'refused') return moved
  }
  return { is: 'left', moves }
}

/** What a contact is now; undefined when there is no such contact. */
export const roleNow = async (database: Database, contact: ContactNumber): Promise<Role | undefined> => {
  const { rows } = await sql<{ role: Role }>`
    select role from people.role where contact_id = ${contact} and until_at = 'infinity'`.execute(database)
  return rows[0]?.role
}
