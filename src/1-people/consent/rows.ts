import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { digestOf } from '#ground/identity/digest.ts'
import type { ContactNumber } from '#ground/identity'
import { contactsByNumber, type Contact } from '#people/contact/store.ts'
import { identityKeys } from '#people/likeness'
import type { Channel } from './index.ts'

/** Who may write to whom by what. */
export type Line = { readonly contact: ContactNumber; readonly sender: ContactNumber; readonly channel: Channel }

export const newToken = (): string => randomBytes(24).toString('base64url')

/** The version of these words; new words get a new one. */
export const textIdOf = async (database: Database, words: string): Promise<number> => {
  const { rows } = await sql<{ id: number }>`
    insert into people.consent_text (digest, words) values (${digestOf(words)}, ${words})
    on conflict (digest) do update set words = excluded.words returning id`.execute(database)
  return rows[0]!.id
}

const addresses: Readonly<Record<Channel, (contact: Contact) => string | null>> = {
  email: ({ email }) => email,
  phone: ({ phone }) => phone,
  messenger: ({ phone }) => phone,
  post: ({ street, postalCode, city }) => [street, postalCode, city].filter(Boolean).join(', ') || null,
}

/** Where a contact is reached by the channel; null where that is not known. */
export const addressOf = (contact: Contact, channel: Channel): string | null => addresses[channel](contact)

const keyKinds = { email: 'email', phone: 'phone', messenger: 'phone', post: undefined } as const

/** What the consent is bound to. A letter goes wherever the person lives. */
export const addressKeyOf = (contact: Contact, channel: Channel): string | null =>
  identityKeys(contact).find(({ kind }) => kind === keyKinds[channel])?.key ?? null

export type Parties =
  | { readonly is: 'known'; readonly contact: Contact; readonly sender: Contact }
  | { readonly is: 'refused'; readonly because: 'unknown contact' | 'not a sender' }

/**
 * The two whom a consent is about, kept still until the transaction ends: the contact's row is the guard, so that of two answers at once
 * the second sees the first.
 */
export const partiesOf = async (database: Database, { contact, sender }: Omit<Line, 'channel'>): Promise<Parties> => {
  await sql`select from people.contact where id = ${contact} for no key update`.execute(database)
  const known = await contactsByNumber(database, [contact, sender])
  const [person, writer] = [known.get(contact), known.get(sender)]
  if (person === undefined || person.role === 'house') return { is: 'refused', because: 'unknown contact' }
  if (writer === undefined || !['house', 'partner'].includes(writer.role))
    return { is: 'refused', because: 'not a sender' }
  return { is: 'known', contact: person, sender: writer }
}
