import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { newUuid, publicIdOf, type ContactNumber, type PublicId } from '#ground/identity'
import type { Instant } from '#ground/period'
import { guestNameOf, mostGuests, type GuestAnswer } from './index.ts'
import { lockParty } from './reading.ts'

export type Guest = {
  readonly number: number
  readonly id: PublicId<'guest'>
  readonly name: string
  readonly answer: GuestAnswer
  readonly listedBy: 'partner' | 'host' | 'guest'
  /** Who he turned out to be, once he ordered or registered. */
  readonly contact: ContactNumber | null
}

/** Who is expected, in the order they were listed. */
export const guestsOf = async (database: Database, party: number): Promise<Guest[]> => {
  const rows = await database
    .selectFrom('referral.party_guest')
    .selectAll()
    .where('party_id', '=', party)
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    number: row.id,
    id: publicIdOf('guest', row.uuid),
    name: row.name,
    answer: row.answer,
    listedBy: row.listed_by,
    contact: row.contact_id,
  }))
}

export type Listing = {
  readonly party: number
  readonly name: string
  readonly answer: GuestAnswer
  readonly by: Guest['listedBy']
  readonly at: Instant
}

export type Listed =
  | { readonly is: 'listed'; readonly guest: number }
  | { readonly is: 'refused'; readonly because: 'no such party' | 'name missing or too long' | 'too many guests' }

/**
 * Lists a guest by his name, or takes his answer where the name is listed. Only a guest's own answer changes one that is there. The
 * party's row is the guard of how many there are. Call it in a transaction.
 */
export const listGuest = async (database: Database, { party, answer, by, at, ...told }: Listing): Promise<Listed> => {
  const name = guestNameOf(told.name)
  if (name === undefined) return { is: 'refused', because: 'name missing or too long' }
  if ((await lockParty(database, party)) === undefined) return { is: 'refused', because: 'no such party' }
  const known = await database
    .selectFrom('referral.party_guest')
    .select('id')
    .where('party_id', '=', party)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .executeTakeFirst()
  if (known !== undefined) return answerOf(database, known.id, by === 'guest' ? answer : undefined)
  if ((await guestsOf(database, party)).length >= mostGuests) return { is: 'refused', because: 'too many guests' }
  const listed = { party_id: party, uuid: newUuid(), name, answer, listed_by: by, listed_at: timestamp(at) }
  const row = await database.insertInto('referral.party_guest').values(listed).returning('id').executeTakeFirstOrThrow()
  return { is: 'listed', guest: row.id }
}

const answerOf = async (database: Database, guest: number, answer: GuestAnswer | undefined): Promise<Listed> => {
  if (answer !== undefined)
    await database.updateTable('referral.party_guest').set({ answer }).where('id', '=', guest).execute()
  return { is: 'listed', guest }
}

type Named = { readonly party: number; readonly guest: number }

/** Takes a guest off the list who has not ordered; false where there is none. */
export const unlistGuest = async (database: Database, { party, guest }: Named): Promise<boolean> => {
  const gone = await database
    .deleteFrom('referral.party_guest')
    .where('party_id', '=', party)
    .where('id', '=', guest)
    .where('contact_id', 'is', null)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** Who a guest turned out to be. */
export const keepGuestContact = async (
  database: Database,
  { guest, contact }: { readonly guest: number; readonly contact: ContactNumber },
): Promise<void> => {
  await database.updateTable('referral.party_guest').set({ contact_id: contact }).where('id', '=', guest).execute()
}

/** The guest of a party behind a public id's UUID. */
export const guestByUuid = async (database: Database, party: number, uuid: string): Promise<number | undefined> => {
  const row = await database
    .selectFrom('referral.party_guest')
    .select('id')
    .where('party_id', '=', party)
    .where('uuid', '=', uuid)
    .executeTakeFirst()
  return row?.id
}
