import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { newUuid, publicIdOf, uuidOf, type ContactNumber, type PublicId } from '#ground/identity'
import type { Instant } from '#ground/period'
import { changeMasterData, contactsByNumber, type Contact } from '#people/contact/store.ts'
import { lockStructure, move, sponsorsNow, standingsAt, upline } from '#people/structure/store.ts'
import { refusalOfMerge, stepsOfMerge, takenFrom, type MergeRefusal, type Person, type Step } from './index.ts'
import { closeMerged, keepDifferent } from './suspicion.ts'

type Pair = { readonly keep: ContactNumber; readonly drop: ContactNumber }
type Refused<T> = { readonly is: 'refused'; readonly because: T }

export type MergePreview = {
  readonly is: 'possible'
  readonly keep: Contact
  readonly drop: Contact
  /** What the kept contact would take over, because he lacks it. */
  readonly taken: readonly (keyof Person)[]
  /** Who would move: to the kept contact, or to the dropped one's sponsor so that nobody's owner changes. */
  readonly steps: readonly Step[]
  /** To whom new turnover of each belongs now. The kept contact stays with his owner. */
  readonly owners: { readonly keep: ContactNumber; readonly drop: ContactNumber }
}

/** What a merge would do now. Nothing is changed. */
export const previewMerge = async (
  database: Database,
  { keep, drop, at }: Pair & { readonly at: Instant },
): Promise<MergePreview | Refused<MergeRefusal>> => {
  const known = await contactsByNumber(database, [keep, drop])
  const [kept, dropped] = [known.get(keep), known.get(drop)]
  if (kept === undefined || dropped === undefined) return { is: 'refused', because: 'unknown contact' }
  const because = refusalOfMerge(kept, dropped)
  if (because !== undefined) return { is: 'refused', because }
  const owners = await ownersOf(database, { keep, drop, at })
  return {
    is: 'possible',
    keep: kept,
    drop: dropped,
    taken: takenFrom(kept, dropped),
    steps: await stepsFor(database, { keep, drop }, kept.role === 'partner' ? keep : owners.keep),
    owners,
  }
}

const ownersOf = async (database: Database, { keep, drop, at }: Pair & { readonly at: Instant }) => {
  const [kept, dropped] = await standingsAt(database, [
    { contact: keep, at },
    { contact: drop, at },
  ])
  return { keep: kept!.owners.nearest, drop: dropped!.owners.nearest }
}

// `ownerBelow` owns whoever stands below the kept contact.
const stepsFor = async (database: Database, { keep, drop }: Pair, ownerBelow: ContactNumber): Promise<Step[]> => {
  const { rows } = await sql<{ contact: ContactNumber }>`
    select contact_id as contact from people.sponsorship where sponsor_id = ${drop} and until_at = 'infinity'
    order by contact_id`.execute(database)
  const aboveDrop = await upline(database, drop)
  const ownerOfDropped = await firstOwner(database, aboveDrop)
  return stepsOfMerge({
    keep,
    drop,
    sponsor: aboveDrop[0]!,
    directlyBelow: rows.map(row => row.contact),
    aboveKeep: await upline(database, keep),
    sameOwner: ownerOfDropped === ownerBelow,
  })
}

const firstOwner = async (database: Database, above: readonly ContactNumber[]): Promise<ContactNumber | undefined> => {
  const known = await contactsByNumber(database, above)
  return above.find(contact => ['partner', 'house'].includes(known.get(contact)!.role))
}

export type MergeResult = { readonly is: 'merged'; readonly merge: PublicId<'merge'> } | Refused<MergeRefusal>

type Merging = Pair & { readonly by: string; readonly reason: string; readonly at: Instant }

/**
 * Makes one contact of two: the dropped one stays as a pointer to the kept one. Entries stay booked where they are, and nobody's owner
 * changes. Call it in a transaction. The structure's lock is the guard: of two merges at once the second sees the first.
 */
export const merge = async (database: Database, merging: Merging): Promise<MergeResult> => {
  await lockStructure(database)
  const preview = await previewMerge(database, merging)
  if (preview.is === 'refused') return preview
  const { keep, drop, by, reason, at } = merging
  const taken = await takeOver(database, preview)
  const because = { reason: 'merged with another contact', facts: { by: 'company', text: reason, actor: by } }
  for (const step of preview.steps) await moved(database, { ...step, at, because })
  await database.updateTable('people.contact').set({ merged_into: keep }).where('id', '=', drop).execute()
  await closeMerged(database, { keep, drop, by, at })
  const uuid = newUuid()
  await database
    .insertInto('people.merge')
    .values({
      uuid,
      kept_id: keep,
      dropped_id: drop,
      at: timestamp(at) as Date,
      by_whom: by,
      reason,
      taken: JSON.stringify(taken),
      moved: JSON.stringify(preview.steps),
    })
    .execute()
  return { is: 'merged', merge: publicIdOf('merge', uuid) }
}

const takeOver = async (database: Database, { keep, drop, taken }: MergePreview) => {
  const change = Object.fromEntries(taken.map(field => [field, drop[field]]))
  if (taken.length > 0) await changeMasterData(database, keep.number, change)
  return Object.fromEntries(taken.map(field => [field, { had: keep[field], got: drop[field] }]))
}

// Under the structure's lock, from now on and away from a contact who stands where the preview said: no refusal is left.
const moved = async (database: Database, step: Parameters<typeof move>[1]): Promise<void> => {
  const result = await move(database, step)
  if (result.is === 'refused') throw new Error(`contact ${step.contact} could not move: ${result.because}`)
}

export type KeptMerge = {
  readonly id: PublicId<'merge'>
  readonly keep: ContactNumber
  readonly drop: ContactNumber
  readonly at: Instant
  readonly reason: string
  readonly undoneAt: Instant | null
}

const merges = (database: Database) => database.selectFrom('people.merge').selectAll()

type MergeRow = Awaited<ReturnType<ReturnType<typeof merges>['executeTakeFirstOrThrow']>>

const keptMerge = (row: MergeRow): KeptMerge => ({
  id: publicIdOf('merge', row.uuid),
  keep: row.kept_id,
  drop: row.dropped_id,
  at: row.at,
  reason: row.reason,
  undoneAt: row.undone_at,
})

/** Merges a contact had a part in, and the latest of all where nobody is named; newest first, undone ones too. */
export const mergesOf = async (
  database: Database,
  asked: { readonly contact?: ContactNumber; readonly limit: number },
): Promise<KeptMerge[]> => {
  let rows = merges(database).orderBy('id', 'desc').limit(asked.limit)
  const { contact } = asked
  if (contact !== undefined)
    rows = rows.where(either => either.or([either('kept_id', '=', contact), either('dropped_id', '=', contact)]))
  return (await rows.execute()).map(keptMerge)
}

export type UndoResult =
  | { readonly is: 'undone'; readonly keep: ContactNumber; readonly drop: ContactNumber }
  | Refused<'unknown merge' | 'already undone'>

type Undoing = { readonly merge: string; readonly by: string; readonly at: Instant }

/**
 * Makes two contacts of one again: what was taken over goes back unless it was changed since, and who was moved goes back unless he has
 * moved on. Call it in a transaction.
 */
export const undoMerge = async (database: Database, { merge, by, at }: Undoing): Promise<UndoResult> => {
  await lockStructure(database)
  const uuid = uuidOf('merge', merge)
  const row = uuid && (await merges(database).where('uuid', '=', uuid).executeTakeFirst())
  if (!row) return { is: 'refused', because: 'unknown merge' }
  if (row.undone_at !== null) return { is: 'refused', because: 'already undone' }
  const pair = { keep: row.kept_id, drop: row.dropped_id }
  await database.updateTable('people.contact').set({ merged_into: null }).where('id', '=', pair.drop).execute()
  await giveBack(database, pair.keep, row.taken)
  await moveBack(database, row, { by, at })
  await keepDifferent(database, { ...pair, by, at })
  await database
    .updateTable('people.merge')
    .set({ undone_at: timestamp(at) as Date, undone_by: by })
    .where('id', '=', row.id)
    .execute()
  return { is: 'undone', ...pair }
}

const giveBack = async (database: Database, keep: ContactNumber, taken: MergeRow['taken']): Promise<void> => {
  const now = (await contactsByNumber(database, [keep])).get(keep)!
  const back = Object.entries(taken).filter(([field, { got }]) => now[field as keyof Person] === got)
  if (back.length > 0)
    await changeMasterData(database, keep, Object.fromEntries(back.map(([field, { had }]) => [field, had])))
}

const moveBack = async (
  database: Database,
  { moved: steps, dropped_id: drop }: MergeRow,
  { by, at }: Pick<Undoing, 'by' | 'at'>,
): Promise<void> => {
  const now = await sponsorsNow(
    database,
    steps.map(({ contact }) => contact),
  )
  const because = { reason: 'merge undone', facts: { by: 'company', actor: by } }
  for (const { contact, to } of steps)
    if (now.get(contact) === to) await moved(database, { contact, to: drop, at, because })
}
