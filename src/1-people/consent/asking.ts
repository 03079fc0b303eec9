import type { Database } from '#ground/database'
import { timestamp } from '#ground/database'
import { digestOf } from '#ground/identity/digest.ts'
import { tell } from '#ground/message/store.ts'
import { newUuid, publicIdOf, type PublicId } from '#ground/identity'
import type { Instant } from '#ground/period'
import type { Contact } from '#people/contact/store.ts'
import { enteredAndUnconfirmed } from './entered.ts'
import { answerWithin, askAgainAfter } from './index.ts'
import { addressKeyOf, addressOf, newToken, partiesOf, textIdOf, type Line } from './rows.ts'

export type ConsentId = PublicId<'consent'>

export type ConsentRefusal =
  | 'unknown contact'
  | 'not a sender'
  | 'no address'
  | 'asked already'
  | 'given already'
  | 'not confirmed himself'

type Refused<T> = { readonly is: 'refused'; readonly because: T }

export type AskResult =
  /** By e-mail: a message asks him to confirm. By any other channel his word in the form counts. */
  { readonly is: 'asked' | 'given'; readonly consent: ConsentId } | Refused<ConsentRefusal>

type Question = Line & {
  /** The words he agreed to, as they were shown. */
  readonly text: string
  /** Where: "registration in the shop". */
  readonly where: string
  readonly at: Instant
  /** The host whose page he said it on: the message leads back there. */
  readonly host?: string | undefined
}

/**
 * The person himself said yes in a form. For e-mail he is asked to confirm in his own mailbox, so that nobody can say yes for another;
 * until then nothing is allowed. Call it in a transaction.
 */
export const askConsent = async (database: Database, question: Question): Promise<AskResult> => {
  const parties = await partiesOf(database, question)
  if (parties.is === 'refused') return parties
  const { contact, sender } = parties
  const { channel, at } = question
  const address = addressOf(contact, channel)
  if (address === null) return { is: 'refused', because: 'no address' }
  const before = await standingOf(database, question)
  if (before?.given_at && before.address_key === addressKeyOf(contact, channel))
    return { is: 'refused', because: 'given already' }
  // Whose data another entered need not be who says yes here: only his own mailbox proves it.
  const isHimself = channel === 'email' || (await enteredAndUnconfirmed(database, contact.number)) === undefined
  if (!isHimself) return { is: 'refused', because: 'not confirmed himself' }
  if (channel !== 'email') return give(database, question, { contact, by: 'form', recordedBy: null })
  const open = await openOf(database, question)
  if (open !== undefined && open.asked_at > at - askAgainAfter) return { is: 'refused', because: 'asked already' }
  await end(database, open, { at, because: 'replaced', how: 'asked again' })
  const token = newToken()
  const expiresAt = (at + answerWithin) as Instant
  const consent = await keep(database, question, { contact, token, expiresAt })
  const facts = {
    token,
    sender: sender.displayName,
    isCompany: sender.role === 'house',
    text: question.text,
    host: question.host,
  }
  await tell(database, {
    kind: 'consent asked',
    to: address,
    language: contact.language,
    facts,
    secret: { fact: 'token', until: expiresAt },
  })
  return { is: 'asked', consent }
}

type Kept = {
  readonly contact: Contact
  readonly token?: string
  readonly expiresAt?: Instant
  readonly given?: { readonly at: Instant; readonly by: 'form' | 'company'; readonly recordedBy: string | null }
}

const keep = async (
  database: Database,
  { contact: number, sender, channel, text, where, at }: Question,
  { contact, token, expiresAt, given }: Kept,
): Promise<ConsentId> => {
  const uuid = newUuid()
  await database
    .insertInto('people.consent')
    .values({
      uuid,
      contact_id: number,
      sender_id: sender,
      channel,
      text_id: await textIdOf(database, text),
      address: addressOf(contact, channel),
      address_key: addressKeyOf(contact, channel),
      place: where,
      asked_at: timestamp(at),
      token_hash: token === undefined ? null : digestOf(token),
      expires_at: expiresAt === undefined ? null : (timestamp(expiresAt) as Date),
      given_at: given === undefined ? null : (timestamp(given.at) as Date),
      given_by: given?.by ?? null,
      recorded_by: given?.recordedBy ?? null,
    })
    .execute()
  return publicIdOf('consent', uuid)
}

type Giving = { readonly contact: Contact; readonly by: 'form' | 'company'; readonly recordedBy: string | null }

const give = async (database: Database, question: Question, { contact, by, recordedBy }: Giving) => {
  const { at } = question
  const replaced = { at, because: 'replaced', how: 'given anew' } as const
  await end(database, await standingOf(database, question), replaced)
  await end(database, await openOf(database, question), replaced)
  const consent = await keep(database, question, { contact, given: { at, by, recordedBy } })
  return { is: 'given', consent } as const
}

export type Proven = Line & {
  readonly text: string
  /** What proves it, in words: "card signed on 3 March, filed with the order". */
  readonly proof: string
  /** Who of the company says so. */
  readonly by: string
  readonly at: Instant
}

/** The company records a consent it can prove otherwise. Call it in a transaction. */
export const giveConsent = async (
  database: Database,
  { proof, by, ...line }: Proven,
): Promise<{ readonly is: 'given'; readonly consent: ConsentId } | Refused<ConsentRefusal>> => {
  const parties = await partiesOf(database, line)
  if (parties.is === 'refused') return parties
  if (addressOf(parties.contact, line.channel) === null) return { is: 'refused', because: 'no address' }
  const giving = { contact: parties.contact, by: 'company' as const, recordedBy: by }
  return give(database, { ...line, where: proof }, giving)
}

const consentRow = (database: Database, { contact, sender, channel }: Line) =>
  database
    .selectFrom('people.consent')
    .selectAll()
    .where('contact_id', '=', contact)
    .where('sender_id', '=', sender)
    .where('channel', '=', channel)
    .where('ended_at', 'is', null)

export const standingOf = (database: Database, line: Line) =>
  consentRow(database, line).where('given_at', 'is not', null).executeTakeFirst()

export const openOf = (database: Database, line: Line) =>
  consentRow(database, line).where('given_at', 'is', null).executeTakeFirst()

type Ending = { readonly at: Instant; readonly because: 'withdrawn' | 'replaced'; readonly how: string }

/** Ends a consent or question, where there is one. */
export const end = async (
  database: Database,
  row: { readonly id: number } | undefined,
  { at, because, how }: Ending,
): Promise<void> => {
  if (row === undefined) return
  await database
    .updateTable('people.consent')
    .set({ ended_at: timestamp(at) as Date, ended_because: because, ended_how: how })
    .where('id', '=', row.id)
    .execute()
}
