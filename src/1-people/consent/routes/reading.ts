import type { Database } from '#ground/database'
import { answered, pageOf } from '#ground/http'
import { moment, pageOfRows, paging, text, z } from '#ground/http/schema.ts'
import { isoOf, type Instant } from '#ground/period'
import { contactAt, contactById, contactPath, exampleRef, refOf, refSchema } from '#people/contact/routes.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { house } from '#people/structure/store.ts'
import { consentsOf, recipients, type Consent } from '../store.ts'
import { channelSchema, consentId, exampleConsentId, wrongParameter, type Routes } from './answers.ts'

const maybeMoment = (description: string) => moment(description).nullable()

const consentSchema = z
  .object({
    id: consentId,
    sender: refSchema,
    channel: channelSchema,
    state: z.enum(['asked', 'expired', 'given', 'withdrawn', 'replaced']),
    isInForce: z.boolean().openapi({
      description:
        'Whether the sender may write by it now: given, for the address of today, by the company or a partner.',
    }),
    text: z.string().openapi({ description: 'The words he agreed to.', example: 'Yes, the company may write to me.' }),
    textVersion: z.int().openapi({ description: 'The number of these words; other words have another.' }),
    address: z.string().nullable().openapi({ description: 'For which address it was given.' }),
    where: z.string().openapi({ description: 'Where he was asked, or what proves it.' }),
    askedAt: moment('When he was asked.'),
    givenAt: maybeMoment('When he said yes; for e-mail when he confirmed in his mailbox.'),
    givenBy: z.enum(['double opt-in', 'form', 'company']).nullable(),
    endedAt: maybeMoment('When it was withdrawn or replaced.'),
    endedHow: z.string().nullable(),
  })
  .openapi('Consent')

const iso = (at: Instant | null) => (at === null ? null : isoOf(at))

const described = async (
  database: Database,
  consents: readonly Consent[],
): Promise<z.input<typeof consentSchema>[]> => {
  const senders = await contactsByNumber(
    database,
    consents.map(({ sender }) => sender),
  )
  return consents.map(({ sender, askedAt, givenAt, endedAt, ...rest }) => ({
    ...rest,
    sender: refOf(senders.get(sender)!),
    askedAt: isoOf(askedAt),
    givenAt: iso(givenAt),
    endedAt: iso(endedAt),
  }))
}

const exampleConsent = {
  id: exampleConsentId,
  sender: exampleRef,
  channel: 'email' as const,
  state: 'given' as const,
  isInForce: true,
  text: 'Yes, Anna Berger may tell me by e-mail about news and offers. I can withdraw this at any time.',
  textVersion: 3,
  address: 'cem@example.org',
  where: 'registration in the shop',
  askedAt: '2026-02-10T09:30:00.000Z',
  givenAt: '2026-02-10T09:34:00.000Z',
  givenBy: 'double opt-in' as const,
  endedAt: null,
  endedHow: null,
}

/** GET /contacts/{id}/consents */
export const readingConsents = ({ read }: Routes, now: () => Instant) =>
  read({
    name: 'listConsents',
    path: '/contacts/{id}/consents',
    tag: 'contacts',
    summary: 'List who may write to a contact',
    description: 'All his consents with words and proof, newest first, ended ones too.',
    params: contactPath,
    reply: z.object({ rows: z.array(consentSchema) }),
    example: { rows: [exampleConsent] },
    run: async ({ database, params }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      return answered({ rows: await described(database, await consentsOf(database, contact.body.number, now())) })
    },
  })

/** GET /recipients */
export const listingRecipients = ({ read }: Routes) =>
  read({
    name: 'listRecipients',
    path: '/recipients',
    tag: 'contacts',
    summary: 'List to whom a sender may write',
    description:
      'For mailings: only contacts who allowed this sender this channel, for the address they have now. Ask again before every mailing.',
    query: z.strictObject({
      channel: channelSchema,
      sender: text('`house`, or the public id of a partner.', 'house').default('house'),
      ...paging(['contact']),
    }),
    reply: pageOfRows(
      z
        .object({ contact: refSchema, address: z.string().openapi({ example: 'cem@example.org' }) })
        .openapi('Recipient'),
    ),
    example: { rows: [{ contact: exampleRef, address: 'anna@berger.example' }], next: null },
    run: async ({ database, query: { channel, sender: given, limit, cursor } }) => {
      const sender = given === 'house' ? await house(database) : (await contactById(database, given))?.number
      if (sender === undefined) return wrongParameter('sender', 'expected house, or the id of a partner')
      const found = await recipients(database, { sender, channel, after: cursor?.[0], limit: limit + 1 })
      const { rows, next } = pageOf(found, limit, row => [row.contact.number])
      return answered({ rows: rows.map(({ contact, address }) => ({ contact: refOf(contact), address })), next })
    },
  })
