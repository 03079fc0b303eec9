import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { digestOf } from '#ground/identity/digest.ts'
import { forgetTold, tell, wipeUsed } from '#ground/message/store.ts'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { knownByEmail, type MasterData } from '#people/contact/store.ts'
import { register } from '#referral/attribution/store.ts'
import { answerLasts, answersOfInvitation } from './index.ts'
import { linkBySlug } from './links.ts'

/** What the invited person typed in about himself. */
export type InvitationAnswer = {
  readonly slug: string
  readonly data: MasterData & { readonly email: string }
  readonly at: Instant
}

export type Answered =
  | { readonly is: 'asked' }
  | { readonly is: 'refused'; readonly because: 'no such invitation' | 'too many mails' }

/** The message that asks for an answer's confirmation. */
const toldOf = (tokenHash: string) => `invitation answer ${tokenHash}`

/**
 * The invited person answers, and is asked by mail whether it was he (double opt-in). Nothing but that question goes to an address that
 * is not confirmed, and an invitation causes three of them at most. Call it in a transaction.
 */
export const answerInvitation = async (database: Database, answer: InvitationAnswer): Promise<Answered> => {
  const { slug, data, at } = answer
  const link = await linkBySlug(database, slug, at)
  if (link === undefined || !link.isInvitation) return { is: 'refused', because: 'no such invitation' }
  // The guard of the mails: who answers at the same time waits here.
  await sql`select from referral.link where id = ${link.link} for no key update`.execute(database)
  const { rows } = await sql<{ asked: number }>`
    select count(*)::int as asked from referral.invitation_answer where link_id = ${link.link}`.execute(database)
  if (rows[0]!.asked >= answersOfInvitation) return { is: 'refused', because: 'too many mails' }
  const token = randomBytes(24).toString('base64url')
  await database
    .insertInto('referral.invitation_answer')
    .values({
      link_id: link.link,
      token_hash: digestOf(token),
      data: JSON.stringify(data),
      asked_at: timestamp(at),
      until_at: timestamp((at + answerLasts) as Instant),
    })
    .execute()
  const facts = { token, partner: link.partner, until: at + answerLasts }
  await tell(database, {
    kind: 'invitation answered',
    to: data.email,
    language: data.language,
    facts,
    secret: { fact: 'token', until: (at + answerLasts) as Instant },
    once: toldOf(digestOf(token)),
  })
  return { is: 'asked' }
}

export type Confirmed =
  | { readonly is: 'registered'; readonly contact: ContactNumber; readonly partner: ContactNumber }
  /** Somebody with this e-mail address is known; he stays what he is, where he is. */
  | { readonly is: 'known'; readonly contact: ContactNumber }
  | { readonly is: 'refused'; readonly because: 'no such answer' | 'too late' | 'invitation is over' }

/**
 * The invited person confirms by what was mailed to him: he is registered with the partner who invited him, and the invitation is over.
 * Told twice, it happens once. Call it in a transaction.
 */
export const confirmInvitation = async (
  database: Database,
  { token, at }: { readonly token: string; readonly at: Instant },
): Promise<Confirmed> => {
  const answer = await answerOf(database, token)
  if (answer === undefined) return { is: 'refused', because: 'no such answer' }
  const { data, partner, campaign } = answer
  if (answer.contact !== null) return { is: 'registered', contact: answer.contact, partner }
  if (answer.until <= at) return { is: 'refused', because: 'too late' }
  if (answer.closed !== null) return { is: 'refused', because: 'invitation is over' }
  const known = await knownByEmail(database, data)
  if (known !== undefined) return { is: 'known', contact: known }
  const signals = { link: { partner, campaign, invitation: true } }
  const { contact } = await register(database, { data, signals, at, moment: 'registration', by: 'invitation' })
  // Who he is stands with the contact now.
  const confirmed = { contact_id: contact, confirmed_at: new Date(at), data: '{}' }
  await database.updateTable('referral.invitation_answer').set(confirmed).where('id', '=', answer.id).execute()
  await wipeUsed(database, token)
  await database
    .updateTable('referral.link')
    .set({ closed_at: new Date(at) })
    .where('id', '=', answer.link)
    .execute()
  return { is: 'registered', contact, partner }
}

type KeptAnswer = {
  readonly id: number
  readonly link: number
  readonly partner: ContactNumber
  readonly campaign: string
  readonly closed: Instant | null
  readonly until: Instant
  readonly contact: ContactNumber | null
  readonly data: InvitationAnswer['data']
}

// Holds the invitation, so that two answers to it are confirmed one after the other.
const answerOf = async (database: Database, token: string): Promise<KeptAnswer | undefined> => {
  const hash = digestOf(token)
  await sql`select from referral.link where id = (
    select link_id from referral.invitation_answer where token_hash = ${hash}) for no key update`.execute(database)
  const { rows } = await sql<KeptAnswer>`
    select answer.id, link.id as link, link.partner_id as partner, link.campaign, link.closed_at as closed,
      answer.until_at as until, answer.contact_id as contact, answer.data
    from referral.invitation_answer answer join referral.link on link.id = answer.link_id
    where answer.token_hash = ${hash}`.execute(database)
  return rows[0]
}

/** Forgets what was typed in and not confirmed in time, and the letter that asked; that there was an answer is still counted. */
export const forgetUnconfirmed = (database: Database, at: Instant): Promise<void> =>
  inTransaction(database, async inside => {
    const { rows } = await sql<{ token_hash: string }>`update referral.invitation_answer set data = '{}'
      where contact_id is null and until_at <= ${timestamp(at)} and data <> '{}' returning token_hash`.execute(inside)
    await forgetTold(
      inside,
      rows.map(row => toldOf(row.token_hash)),
    )
  })
