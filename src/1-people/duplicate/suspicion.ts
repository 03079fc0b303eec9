import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { newUuid, publicIdOf, uuidOf, type ContactNumber, type PublicId } from '#ground/identity'
import { isoOf, type Instant } from '#ground/period'
import { contactsByNumber, type Contact } from '#people/contact/store.ts'
import { findLikeEach } from './find.ts'
import { keptFirst, type LikenessReason } from './index.ts'

/** Two contacts who may be one person; `one` is whom a merge would usually keep. */
export type Suspicion = {
  readonly number: number
  readonly id: PublicId<'duplicate'>
  readonly one: Contact
  readonly other: Contact
  readonly score: number
  readonly because: readonly LikenessReason[]
  readonly foundAt: Instant
}

/**
 * Compares contacts whose keys are new with everybody, and keeps what is suspicious. Answers how many were compared; none when all are.
 * Call it in a transaction. What a person has decided stays decided.
 */
export const compareChanged = async (database: Database, at: Instant, limit = 200): Promise<number> => {
  const { rows } = await sql<{ contact: ContactNumber }>`
    delete from people.to_compare where contact_id in
      (select contact_id from people.to_compare order by contact_id limit ${limit} for update skip locked)
    returning contact_id as contact`.execute(database)
  if (rows.length > 0)
    await suspect(
      database,
      rows.map(row => row.contact),
      at,
    )
  return rows.length
}

/** Whom these contacts look like is kept as suspicions at once. */
const suspect = async (database: Database, numbers: readonly ContactNumber[], at: Instant): Promise<void> => {
  const known = await contactsByNumber(database, numbers)
  const contacts = [...known.values()].filter(({ mergedInto, role }) => mergedInto === null && role !== 'house')
  const found = await findLikeEach(
    database,
    contacts.map(contact => ({ person: contact, except: [contact.number] })),
  )
  const rows = contacts.flatMap((contact, position) =>
    found[position]!.map(({ contact: other, score, because }) => ({
      uuid: newUuid(),
      one_id: Math.min(contact.number, other.number),
      other_id: Math.max(contact.number, other.number),
      score: Math.round(score * 100),
      because,
      found_at: isoOf(at),
    })),
  )
  await keepSuspicions(database, rows)
}

type Row = { readonly uuid: string; readonly one_id: number; readonly other_id: number; readonly score: number }

// A pair is found from both of its sides.
const keepSuspicions = async (database: Database, rows: readonly (Row & Record<string, unknown>)[]): Promise<void> => {
  const pairs = new Map(rows.map(row => [`${row.one_id} ${row.other_id}`, row]))
  await sql`
    insert into people.duplicate (uuid, one_id, other_id, score, because, found_at)
    select uuid, one_id, other_id, score, because, found_at
    from jsonb_populate_recordset(null::people.duplicate, ${JSON.stringify([...pairs.values()])}::jsonb)
    order by one_id, other_id
    on conflict (one_id, other_id) do update set score = excluded.score, because = excluded.because
      where duplicate.decision is null`.execute(database)
}

export type SuspicionQuery = {
  /** Behind this one: its score in hundredths and its number. */
  readonly after: { readonly score: number; readonly number: number } | undefined
  readonly limit: number
  readonly of?: ContactNumber | undefined
}

/** What nobody has decided yet, the likeliest first. Of one contact only his, where he is named. */
export const suspicions = async (database: Database, { after, limit, of }: SuspicionQuery): Promise<Suspicion[]> => {
  let rows = undecided(database).orderBy('score', 'desc').orderBy('id', 'desc').limit(limit)
  if (after !== undefined) rows = rows.where(sql<boolean>`(score, id) < (${after.score}::int, ${after.number}::bigint)`)
  if (of !== undefined) rows = rows.where(either => either.or([either('one_id', '=', of), either('other_id', '=', of)]))
  return suspicionsOf(database, await rows.execute())
}

const undecided = (database: Database) =>
  database.selectFrom('people.duplicate').selectAll().where('decision', 'is', null)

type SuspicionRow = Awaited<ReturnType<ReturnType<typeof undecided>['executeTakeFirstOrThrow']>>

const suspicionsOf = async (database: Database, rows: readonly SuspicionRow[]): Promise<Suspicion[]> => {
  const contacts = await contactsByNumber(
    database,
    rows.flatMap(row => [row.one_id, row.other_id]),
  )
  return rows.map(row => {
    const [one, other] = keptFirst(contacts.get(row.one_id)!, contacts.get(row.other_id)!)
    return {
      number: row.id,
      id: publicIdOf('duplicate', row.uuid),
      one,
      other,
      score: row.score / 100,
      because: row.because as LikenessReason[],
      foundAt: row.found_at,
    }
  })
}

export const countSuspicions = async (database: Database): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from people.duplicate where decision is null`.execute(database)
  return rows[0]!.count
}

type Decided = { readonly by: string; readonly at: Instant }

/** A person says that the two are different; false when there is no such open suspicion. */
export const sayDifferent = async (
  database: Database,
  { suspicion, by, at }: Decided & { readonly suspicion: string },
): Promise<boolean> => {
  const uuid = uuidOf('duplicate', suspicion)
  if (uuid === undefined) return false
  const decided = await database
    .updateTable('people.duplicate')
    .set({ decision: 'different', decided_at: timestamp(at) as Date, decided_by: by })
    .where('uuid', '=', uuid)
    .where('decision', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return decided !== undefined
}

type Pair = { readonly keep: ContactNumber; readonly drop: ContactNumber }

/** Closes the suspicion of two who are merged, and opens every other of the dropped anew as one of the kept. */
export const closeMerged = async (database: Database, { keep, drop, by, at }: Pair & Decided): Promise<void> => {
  await sql`
    update people.duplicate set decision = 'merged', decided_at = ${timestamp(at)}, decided_by = ${by}
    where decision is null and one_id = ${Math.min(keep, drop)} and other_id = ${Math.max(keep, drop)}`.execute(
    database,
  )
  await sql`delete from people.duplicate where decision is null and ${drop} in (one_id, other_id)`.execute(database)
  await sql`insert into people.to_compare values (${keep}) on conflict do nothing`.execute(database)
}

/** After a merge is undone a person has decided that they are two, whether they were ever suspected or not. */
export const keepDifferent = async (database: Database, { keep, drop, by, at }: Pair & Decided): Promise<void> => {
  const decided = { decision: 'different' as const, decided_at: timestamp(at) as Date, decided_by: by }
  const [one, other] = keep < drop ? [keep, drop] : [drop, keep]
  await database
    .insertInto('people.duplicate')
    .values({
      one_id: one,
      other_id: other,
      ...decided,
      uuid: newUuid(),
      score: 0,
      because: [],
      found_at: timestamp(at),
    })
    .onConflict(conflict => conflict.columns(['one_id', 'other_id']).doUpdateSet(decided))
    .execute()
  await sql`insert into people.to_compare values (${drop}) on conflict do nothing`.execute(database)
}
