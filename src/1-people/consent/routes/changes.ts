import { answered, conflict, notFound, refused } from '#ground/http'
import { text, z } from '#ground/http/schema.ts'
import type { Instant } from '#ground/period'
import { contactAt, contactPath } from '#people/contact/routes.ts'
import { askConsent, giveConsent, withdrawConsent } from '../store.ts'
import { channelSchema, consentId, exampleConsentId, senderGiven, senderNamed, type Routes } from './answers.ts'

const words = z.string().trim().min(10).max(2000).openapi({
  description: 'The words he agreed to, exactly as he saw or heard them.',
  example: 'Yes, the company may tell me by e-mail about news and offers. I can withdraw this at any time.',
})
const exampleWords = 'Yes, the company may tell me by e-mail about news and offers. I can withdraw this at any time.'

const whyNot: Readonly<Record<string, string>> = {
  'unknown contact': 'The company itself gives no consent.',
  'not a sender': 'Only the company and partners may be allowed to write.',
  'no address': 'The contact has no address for this channel.',
  'asked already': 'He was asked the same within a day and has not answered yet.',
  'given already': 'He has allowed it already.',
  'not confirmed himself':
    'Somebody else entered his data, and he has not confirmed them: only his own mailbox counts.',
}

const no = (because: string) => refused(conflict(because, whyNot[because] ?? because))

/** POST /contacts/{id}/consents/ask */
export const asking = ({ command }: Routes, now: () => Instant) =>
  command({
    name: 'askConsent',
    path: '/contacts/{id}/consents/ask',
    tag: 'contacts',
    summary: 'Record that a contact said yes in a form',
    description:
      'For e-mail he gets a message and has to confirm in his own mailbox; until then nothing is allowed (`asked`). By any other channel his word counts (`given`).',
    params: contactPath,
    body: z.strictObject({
      sender: senderGiven,
      channel: channelSchema,
      text: words,
      where: text('Where he said it.', 'registration in the shop'),
    }),
    reply: z.object({ consent: consentId, state: z.enum(['asked', 'given']) }),
    examples: {
      body: { sender: 'house', channel: 'email', text: exampleWords, where: 'registration in the shop' },
      reply: { consent: exampleConsentId, state: 'asked' },
    },
    run: async ({ database, params, body: { sender: given, ...question } }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const sender = await senderNamed(database, given)
      if (sender.is === 'refused') return sender
      const line = { contact: contact.body.number, sender: sender.body }
      const asked = await askConsent(database, { ...question, ...line, at: now() })
      return asked.is === 'refused' ? no(asked.because) : answered({ consent: asked.consent, state: asked.is })
    },
  })

/** POST /contacts/{id}/consents */
export const giving = ({ command }: Routes, now: () => Instant) =>
  command({
    name: 'giveConsent',
    path: '/contacts/{id}/consents',
    tag: 'contacts',
    summary: 'Record a consent that can be proven',
    description:
      'For what was signed on paper or came over from another program with its proof. It replaces what stood.',
    params: contactPath,
    body: z.strictObject({
      sender: senderGiven,
      channel: channelSchema,
      text: words,
      proof: text('What proves it, and where it is kept.', 'card signed on 3 March 2026, folder 12'),
    }),
    reply: z.object({ consent: consentId }),
    examples: {
      body: { sender: 'house', channel: 'post', text: exampleWords, proof: 'card signed on 3 March 2026, folder 12' },
      reply: { consent: exampleConsentId },
    },
    run: async ({ database, params, body: { sender: given, ...proven }, actor }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const sender = await senderNamed(database, given)
      if (sender.is === 'refused') return sender
      const line = { contact: contact.body.number, sender: sender.body }
      const done = await giveConsent(database, { ...proven, ...line, by: actor.id, at: now() })
      return done.is === 'refused' ? no(done.because) : answered({ consent: done.consent })
    },
  })

/** POST /contacts/{id}/consents/withdraw */
export const withdrawing = ({ command }: Routes, now: () => Instant) =>
  command({
    name: 'withdrawConsent',
    path: '/contacts/{id}/consents/withdraw',
    tag: 'contacts',
    summary: "Withdraw a contact's consent",
    description: 'From now on the sender may not write by this channel. What was given stays as proof of the past.',
    params: contactPath,
    body: z.strictObject({
      sender: senderGiven,
      channel: channelSchema,
      how: text('How he told it.', 'called on 4 March'),
    }),
    reply: z.object({ withdrawn: z.literal(true) }),
    examples: { body: { sender: 'house', channel: 'email', how: 'called on 4 March' }, reply: { withdrawn: true } },
    run: async ({ database, params, body: { sender: given, channel, how } }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const sender = await senderNamed(database, given)
      if (sender.is === 'refused') return sender
      const line = { contact: contact.body.number, sender: sender.body, channel }
      const done = await withdrawConsent(database, { ...line, how, at: now() })
      return done.is === 'refused' ? refused(notFound('consent in force')) : answered({ withdrawn: true as const })
    },
  })
