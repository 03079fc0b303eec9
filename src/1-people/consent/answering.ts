import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { digestOf } from '#ground/identity/digest.ts'
import { wipeUsed } from '#ground/message/store.ts'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { end, openOf, standingOf } from './asking.ts'
import { confirmHimself } from './entered.ts'
import { stateOf, type ConsentState } from './index.ts'
import { type Line } from './rows.ts'

/** What a link of a message leads to. */
export type Asked = Line & { readonly state: ConsentState; readonly text: string; readonly askedAt: Instant }

/** The question behind a token; undefined for a token nobody was sent. Cost: one look-up by index. */
export const consentByToken = async (database: Database, token: string, at: Instant): Promise<Asked | undefined> => {
  const row = await rowByToken(database, token)
  return row && askedOf(row, at)
}

const rowByToken = (database: Database, token: string) =>
  database
    .selectFrom('people.consent as consent')
    .innerJoin('people.consent_text as text', 'text.id', 'consent.text_id')
    .selectAll('consent')
    .select('text.words')
    .where('token_hash', '=', digestOf(token))
    .executeTakeFirst()

type Row = NonNullable<Awaited<ReturnType<typeof rowByToken>>>

const askedOf = (row: Row, at: Instant): Asked => ({
  contact: row.contact_id,
  sender: row.sender_id,
  channel: row.channel,
  text: row.words,
  askedAt: row.asked_at,
  state: stateOf(
    { expiresAt: row.expires_at, givenAt: row.given_at, endedAt: row.ended_at, endedBecause: row.ended_because },
    at,
  ),
})

export type ConfirmResult =
  | ({ readonly is: 'given' } & Line)
  | { readonly is: 'refused'; readonly because: 'unknown' | 'expired' | 'withdrawn' | 'replaced' }

/** He confirms in his own mailbox. Confirmed twice it is given once. Call it in a transaction. */
export const confirmConsent = async (database: Database, token: string, at: Instant): Promise<ConfirmResult> => {
  const found = await rowByToken(database, token)
  if (found === undefined) return { is: 'refused', because: 'unknown' }
  await sql`select from people.contact where id = ${found.contact_id} for no key update`.execute(database)
  const row = (await rowByToken(database, token))!
  const { state, contact, sender, channel } = askedOf(row, at)
  const line = { contact, sender, channel }
  if (state === 'given') return { is: 'given', ...line }
  if (state !== 'asked') return { is: 'refused', because: state }
  await end(database, await standingOf(database, line), { at, because: 'replaced', how: 'given anew' })
  await database
    .updateTable('people.consent')
    .set({ given_at: timestamp(at) as Date, given_by: 'double opt-in' })
    .where('id', '=', row.id)
    .execute()
  await wipeUsed(database, token)
  await confirmHimself(database, { contact, at, how: 'double opt-in' })
  return { is: 'given', ...line }
}

export type WithdrawResult = { readonly is: 'withdrawn' } | { readonly is: 'refused'; readonly because: 'none' }

type Withdrawal = Line & {
  /** How it reached us: "in his account", "told on the telephone". */
  readonly how: string
  readonly at: Instant
}

/** He takes his consent back, also of whoever was merged into him; a question still open ends as well. Call it in a transaction. */
export const withdrawConsent = async (
  database: Database,
  { contact, sender, channel, how, at }: Withdrawal,
): Promise<WithdrawResult> => {
  const same = await samePerson(database, contact)
  await sql`select from people.contact where id = any(${same}::int[]) order by id for no key update`.execute(database)
  let count = 0
  for (const each of same) {
    const line = { contact: each, sender, channel }
    const rows = [await standingOf(database, line), await openOf(database, line)]
    for (const row of rows) await end(database, row, { at, because: 'withdrawn', how })
    count += rows.filter(row => row !== undefined).length
  }
  return count > 0 ? { is: 'withdrawn' } : { is: 'refused', because: 'none' }
}

/** The link in a message takes a consent back as easily as it was given. Call it in a transaction. */
export const withdrawByToken = async (database: Database, token: string, at: Instant): Promise<WithdrawResult> => {
  const row = await rowByToken(database, token)
  if (row === undefined) return { is: 'refused', because: 'none' }
  const { contact, sender, channel } = askedOf(row, at)
  return withdrawConsent(database, { contact, sender, channel, how: 'by the link of the message', at })
}

const samePerson = async (database: Database, contact: ContactNumber): Promise<ContactNumber[]> => {
  const { rows } = await sql<{ id: ContactNumber }>`select id from people.same_person(${contact}) as id`.execute(
    database,
  )
  return rows.map(row => row.id)
}
