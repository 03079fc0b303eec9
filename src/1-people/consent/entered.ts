import { timestamp, type Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'

type Entering = { readonly contact: ContactNumber; readonly by: ContactNumber; readonly at: Instant }

/** Marks a contact whose data another entered, a partner at a party. Who is marked or has confirmed himself stays as he is. */
export const markEntered = async (database: Database, { contact, by, at }: Entering): Promise<void> => {
  await database
    .insertInto('people.entered')
    .values({ contact_id: contact, by_id: by, entered_at: timestamp(at) })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** He has shown that he is there himself, by what only he could do. Whoever was never marked needs none. */
export const confirmHimself = async (
  database: Database,
  {
    contact,
    at,
    how,
  }: {
    readonly contact: ContactNumber
    readonly at: Instant
    readonly how: 'order page' | 'paper' | 'account' | 'double opt-in'
  },
): Promise<void> => {
  await database
    .updateTable('people.entered')
    .set({ confirmed_at: new Date(at), confirmed_how: how })
    .where('contact_id', '=', contact)
    .where('confirmed_at', 'is', null)
    .execute()
}

/** Who entered the data of a contact who has not confirmed himself: he is written to only where a contract needs it. */
export const enteredAndUnconfirmed = async (
  database: Database,
  contact: ContactNumber,
): Promise<ContactNumber | undefined> => {
  const row = await database
    .selectFrom('people.entered')
    .select('by_id')
    .where('contact_id', '=', contact)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst()
  return row?.by_id
}
