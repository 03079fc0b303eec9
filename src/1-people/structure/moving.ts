import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { insertRows } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import { always, isoOf, type Instant } from '#ground/period'
import type { Moves } from './index.ts'
import { house } from './house.ts'
import type { Evidence } from './joining.ts'
import { sponsorshipsOf } from './sponsors.ts'
import { roleNow } from './standings.ts'

/**
 * The guard of the structure: one change of place or role at a time, until the transaction ends. Without it two opposite moves
 * both pass the check for cycles and close one. It also bumps the version that tells caches to compute anew.
 */
export const lockStructure = async (database: Database): Promise<void> => {
  await sql`update people.structure set version = version + 1`.execute(database)
}

export type MoveResult =
  | { readonly is: 'moved' }
  | {
      readonly is: 'refused'
      readonly because:
        | 'unknown contact'
        | 'the house has no sponsor'
        | 'would close a cycle'
        | 'not after the last change'
        | 'moved since registration'
    }

export type When = { readonly at: Instant; readonly because: Evidence }

const inForce = sql<boolean>`until_at = 'infinity'`

/** Gives a contact a new sponsor from a moment on. Call it in a transaction. */
export const move = async (
  database: Database,
  { contact, to, ...when }: { readonly contact: ContactNumber; readonly to: ContactNumber } & When,
): Promise<MoveResult> => {
  await lockStructure(database)
  return moveUnderLock(database, { contacts: [contact], to, ...when })
}

/** Call it under the lock. */
export const moveUnderLock = async (
  database: Database,
  { contacts, to, at, because }: Moves & When,
): Promise<MoveResult> => {
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

/**
 * Gives a contact who never moved another first sponsor, as if he had registered with him: who brought him is then another, too. Whom he
 * had is no longer written here, so that the caller keeps it. Call it in a transaction.
 */
export const moveFromRegistration = async (
  database: Database,
  { contact, to, because }: { readonly contact: ContactNumber; readonly to: ContactNumber; readonly because: Evidence },
): Promise<MoveResult> => {
  await lockStructure(database)
  const places = await sponsorshipsOf(database, contact)
  if (places.length > 1) return { is: 'refused', because: 'moved since registration' }
  // What somebody did before he joined follows his first sponsor as well.
  const refusal = await refusalOfPlace(database, { contacts: [contact], to, at: always.from })
  if (refusal !== undefined) return { is: 'refused', because: refusal }
  await database
    .updateTable('people.sponsorship')
    .set({ sponsor_id: to, reason: because.reason, evidence: JSON.stringify(because.facts ?? {}) })
    .where('contact_id', '=', contact)
    .where(inForce)
    .execute()
  return { is: 'moved' }
}

type Refusal = Extract<MoveResult, { is: 'refused' }>['because']

const refusalOfMove = async (database: Database, asked: Moves & { at: Instant }): Promise<Refusal | undefined> => {
  const { rows: later } = await sql`
    select from people.sponsorship where contact_id = any(${asked.contacts}::int[]) and until_at = 'infinity'
      and from_at >= ${timestamp(asked.at)} limit 1`.execute(database)
  return later.length > 0 ? 'not after the last change' : refusalOfPlace(database, asked)
}

const refusalOfPlace = async (database: Database, asked: Moves & { at: Instant }): Promise<Refusal | undefined> => {
  const { contacts, to } = asked
  if (contacts.includes(await house(database))) return 'the house has no sponsor'
  const present = await database
    .selectFrom('people.sponsorship')
    .select('contact_id')
    .where('contact_id', '=', sql<ContactNumber>`any(${contacts}::int[])`)
    .where(inForce)
    .execute()
  if (present.length < contacts.length || !(await exists(database, to))) return 'unknown contact'
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
      select ${to}::int, ${at === always.from ? '-infinity' : timestamp(at)}::timestamptz, 'infinity'::timestamptz
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
