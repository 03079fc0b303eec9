import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { messageRetention } from '#ground/message'
import { prune, wipeExpired, type Pruning } from '#ground/message/store.ts'
import type { Instant } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { contractKinds, isFinal, letterFor, pauseAfter, htmlOf, textOf, type Letter, type Scene } from './index.ts'
import type { Mailer } from './mailer.ts'
import type { Attachments } from './scene.ts'

export { mailerOf, type Mailer } from './mailer.ts'
export { paperOf } from './paper.ts'
export { attachmentsOf, sceneIn } from './scene.ts'

export type Sending = {
  readonly database: Database
  readonly mailer: Mailer
  readonly sceneOf: (database: Database) => Promise<Scene>
  /** The PDFs that go with a letter. */
  readonly attachmentsOf: (database: Database, letter: Letter) => Promise<Attachments>
}

// A sender has its message for so long; only then may another try. Longer than any sending takes.
const leaseInMs = 120_000
// What could not be sent for so many days is no news any more, nor what was kept before there was a mail server.
const days = 4
const mostAtOnce = 50

/**
 * Sends what is due, oldest first, and answers how many went out. Several senders may run side by side: each message is claimed by one,
 * `for update skip locked`, with the pause of its next try already set; a sender that is killed in between leaves it to the next after
 * two minutes. A message may so go out twice (with the same Message-ID), but never not at all.
 */
export const sendDue = async (sending: Sending): Promise<number> => {
  let sent = 0
  for (let at = 0; at < mostAtOnce; at += 1) {
    const message = await claimNext(sending.database)
    if (message === undefined) return sent
    if (await sendClaimed(sending, message)) sent += 1
  }
  return sent
}

type Claimed = {
  readonly id: number
  readonly uuid: string
  readonly kind: string
  readonly recipient: string
  readonly language: 'de' | 'en'
  readonly facts: Record<string, unknown>
  readonly tries: number
}

const claimNext = async (database: Database): Promise<Claimed | undefined> => {
  const { rows } = await sql<Claimed>`
    update ground.message set tries = tries + 1, next_try_at = now() + ${leaseInMs} * interval '1 millisecond'
    where id = (
      select id from ground.message
      where sent_at is null and next_try_at <= now() and created_at > now() - ${days} * interval '1 day'
      order by next_try_at, id limit 1 for update skip locked)
    returning id, uuid, kind, recipient, language, facts, tries`.execute(database)
  return rows[0]
}

const sendClaimed = async (sending: Sending, message: Claimed): Promise<boolean> => {
  const { database, mailer, sceneOf, attachmentsOf } = sending
  const { uuid, recipient: to, language } = message
  try {
    const scene = await sceneOf(database)
    const letter = letterFor(message, scene)
    if (letter === undefined) throw new Error(`there are no words for "${message.kind}"`)
    const text = textOf(letter, scene.imprint)
    const html = htmlOf(letter, { language, imprint: scene.imprint })
    const attachments = await attachmentsOf(database, letter)
    await mailer.send({ uuid, to, language, subject: letter.subject, text, html, attachments })
    await keepSent(database, message, { subject: letter.subject, body: text })
    return true
  } catch (error) {
    await keepFailure(database, message, error)
    return false
  }
}

// Only the claim of this try: a sender that overslept its lease must not speak for the next one.
const keepSent = (
  database: Database,
  { id, tries }: Claimed,
  as: { readonly subject: string; readonly body: string },
) =>
  database
    .updateTable('ground.message')
    .set({ ...as, sent_at: new Date(), failure: null })
    .where('id', '=', id)
    .where('tries', '=', tries)
    .execute()

const longestFailure = 500

const keepFailure = async (database: Database, { id, tries }: Claimed, error: unknown): Promise<void> => {
  const failure = (error instanceof Error ? error.message : String(error)).slice(0, longestFailure)
  const nextTry = isFinal(error) ? sql`'infinity'` : sql`now() + ${pauseAfter(tries)} * interval '1 millisecond'`
  await sql`
    update ground.message set failure = ${failure}, next_try_at = ${nextTry}
    where id = ${id} and tries = ${tries} and sent_at is null`.execute(database)
}

const day = 86_400_000

/** Wipes what letters let their readers do once it is over, and deletes letters that were kept for as long as the company keeps them. */
export const forgetOld = async (database: Database, at: Instant): Promise<void> => {
  await wipeExpired(database, at)
  const { contractDays, otherDays } = await readSetting(database, messageRetention)
  await pruneAll(database, { before: (at - contractDays * day) as Instant, kinds: contractKinds })
  await pruneAll(database, { before: (at - otherDays * day) as Instant, kinds: { allBut: contractKinds } })
}

const pruneAll = async (database: Database, pruning: Pruning): Promise<void> => {
  while ((await prune(database, pruning)) > 0);
}
