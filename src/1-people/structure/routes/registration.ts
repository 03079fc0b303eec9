import { answered, conflict, refused } from '#ground/http'
import { pastGiven, text, z } from '#ground/http/schema.ts'
import { isTaken } from '#ground/http/store.ts'
import type { Instant } from '#ground/period'
import {
  contactSchema,
  describeSimilar,
  exampleContact,
  exampleSimilar,
  similarSchema,
} from '#people/contact/routes.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { join } from '../store.ts'
import { described, evidence, sponsorGiven, sponsorNamed, type Routes, type SimilarTo } from './answers.ts'

const optional = (description: string, example: string) => text(description, example).nullable().default(null)

const registrationOf = (now: () => Instant) =>
  z
    .strictObject({
      reference: text("The company's own number for the contact; no other contact has it.", 'K-1042'),
      sponsor: sponsorGiven,
      role: z.enum(['prospect', 'customer', 'partner']).default('prospect'),
      kind: z.enum(['person', 'firm']).default('person'),
      givenName: optional('Given name.', 'Cem'),
      familyName: optional('Family name.', 'Yılmaz'),
      firmName: optional('Name of the firm.', 'Yılmaz OHG'),
      email: z.email().max(200).nullable().default(null).openapi({ example: 'cem@example.org' }),
      phone: optional('Telephone number.', '+49 30 123456'),
      street: optional('Street and number.', 'Hauptstraße 1'),
      postalCode: optional('Postal code.', '10115'),
      city: optional('City.', 'Berlin'),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, 'expected two capital letters, such as DE')
        .openapi({ description: 'Two letters, ISO 3166.', example: 'DE' }),
      language: z.enum(['de', 'en']).default('de'),
      joinedAt: pastGiven('When he became known to the company; now, where it is left out.', now).optional(),
      reason: text('Why this sponsor, in words.', 'wrote his name on the card').optional(),
    })
    .openapi('Registration')

const registeredSchema = contactSchema
  .extend({
    similar: z.array(similarSchema).openapi({
      description: 'Contacts, partners among them, who may be the same person. Nothing is merged by itself.',
    }),
  })
  .openapi('RegisteredContact')

export type Registering = { readonly now: () => Instant; readonly similarTo: SimilarTo }

/** POST /contacts */
export const registering = ({ command }: Routes, { now, similarTo }: Registering) =>
  command({
    name: 'registerContact',
    path: '/contacts',
    tag: 'contacts',
    summary: 'Register a contact',
    description:
      'Registers a person or firm below a sponsor. Who is a prospect becomes a customer with his first paid order by himself.',
    body: registrationOf(now),
    reply: registeredSchema,
    examples: {
      body: {
        reference: 'K-1042',
        sponsor: { reference: 'P-17' },
        givenName: 'Cem',
        familyName: 'Yılmaz',
        country: 'DE',
      },
      reply: { ...exampleContact, similar: [exampleSimilar] },
    },
    nameOf: ({ id }) => id,
    run: async ({ database, body: { sponsor, role, reason, joinedAt, ...data }, actor }) => {
      const above = await sponsorNamed(database, sponsor)
      if (above.is === 'refused') return above
      const contact = { ...data, joinedAt: joinedAt ?? now() }
      try {
        const newcomer = { contact, role, sponsor: above.body, because: evidence(actor, reason) }
        const [number] = await join(database, [newcomer])
        const registered = (await contactsByNumber(database, [number!])).get(number!)!
        const similar = describeSimilar(await similarTo(database, registered))
        return answered({ ...(await described(database, number!)), similar })
      } catch (error) {
        if (!isTaken(error, 'contact_reference_key')) throw error
        return refused(conflict('reference taken', `Another contact has the reference ${data.reference}.`))
      }
    },
  })
