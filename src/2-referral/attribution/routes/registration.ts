import { answered, conflict, invalid, refused, type Actor, type Reply } from '#ground/http'
import type { Database } from '#ground/database'
import type { routesOn } from '#ground/http/operation.ts'
import { pastGiven, text, z } from '#ground/http/schema.ts'
import { isTaken } from '#ground/http/store.ts'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import {
  contactSchema,
  describeSimilar,
  exampleContact,
  exampleSimilar,
  similarSchema,
} from '#people/contact/routes.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { findLike } from '#people/duplicate/store.ts'
import { described, evidence, sponsorGiven, sponsorNamed } from '#people/structure/routes.ts'
import { join } from '#people/structure/store.ts'
import { keepRecord } from '../records.ts'
import { nextReference, register } from '../registering.ts'
import { signalsFrom, signalsGiven } from './signals.ts'

const optional = (description: string, example: string) => text(description, example).nullable().default(null)

const registrationOf = (now: () => Instant) =>
  z
    .strictObject({
      reference: text(
        "The company's own number for the contact; no other contact has it. K-100001 and on, where it is left out.",
        'K-1042',
      ).optional(),
      sponsor: sponsorGiven.optional(),
      signals: signalsGiven(now).optional(),
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

type Given = z.output<ReturnType<typeof registrationOf>>

const registeredSchema = contactSchema
  .extend({
    similar: z.array(similarSchema).openapi({
      description: 'Contacts, partners among them, who may be the same person. Nothing is merged by itself.',
    }),
  })
  .openapi('RegisteredContact')

/** POST /contacts */
export const registering = ({ command }: ReturnType<typeof routesOn>, now: () => Instant) =>
  command({
    name: 'registerContact',
    path: '/contacts',
    tag: 'contacts',
    summary: 'Register a contact',
    description:
      'Registers a person or firm: below the `sponsor` that you name, or below whom the `signals` decide by the company’s policy. Who is a prospect becomes a customer with his first paid order by himself.',
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
    run: async ({ database, body, actor }) => {
      const at = body.joinedAt ?? now()
      try {
        const registered = await registeredBy(database, body, { actor, at })
        return registered.is === 'refused' ? registered : answered(await registeredAs(database, registered.body))
      } catch (error) {
        if (!isTaken(error, 'contact_reference_key')) throw error
        return refused(conflict('reference taken', `Another contact has the reference ${body.reference}.`))
      }
    },
  })

const registeredAs = async (database: Database, number: ContactNumber): Promise<z.input<typeof registeredSchema>> => {
  const contact = (await contactsByNumber(database, [number])).get(number)!
  const similar = describeSimilar(await findLike(database, contact, { except: [number] }))
  return { ...(await described(database, number)), similar }
}

type How = { readonly actor: Actor; readonly at: Instant }

const registeredBy = (database: Database, given: Given, how: How): Promise<Reply<ContactNumber>> | Reply<never> => {
  const { sponsor, signals, role } = given
  if (sponsor !== undefined && signals !== undefined)
    return refused(invalid({ pointer: '#/signals', detail: 'expected either a sponsor or signals' }))
  if (sponsor !== undefined) return underSponsor(database, { ...given, sponsor }, how)
  if (signals === undefined) return refused(invalid({ pointer: '#/sponsor', detail: 'expected a sponsor, or signals' }))
  if (role !== 'prospect')
    return refused(invalid({ pointer: '#/role', detail: 'whoever is registered by signals begins as a prospect' }))
  return bySignals(database, { ...given, signals }, how)
}

const dataOf = ({ reference: _reference, sponsor, signals, role, joinedAt, reason, ...data }: Given) => {
  void [sponsor, signals, role, joinedAt, reason]
  return data
}

const underSponsor = async (
  database: Database,
  given: Given & { readonly sponsor: z.output<typeof sponsorGiven> },
  { actor, at }: How,
): Promise<Reply<ContactNumber>> => {
  const above = await sponsorNamed(database, given.sponsor)
  if (above.is === 'refused') return above
  const contact = { ...dataOf(given), reference: given.reference ?? (await nextReference(database)), joinedAt: at }
  const newcomer = { contact, role: given.role, sponsor: above.body, because: evidence(actor, given.reason) }
  const [number] = await join(database, [newcomer])
  await keepRecord(database, {
    contact: number!,
    moment: 'registration',
    decidedAt: at,
    from: at,
    sponsor: above.body,
    before: null,
    by: 'company',
    reason: 'named by the company',
    words: given.reason ?? '',
    actor: actor.id,
    signals: {},
  })
  return answered(number!)
}

const bySignals = async (
  database: Database,
  given: Given & { readonly signals: z.output<ReturnType<typeof signalsGiven>> },
  { actor, at }: How,
): Promise<Reply<ContactNumber>> => {
  const signals = await signalsFrom(database, given.signals)
  if (signals.is === 'refused') return signals
  const { contact } = await register(database, {
    data: dataOf(given),
    signals: signals.body,
    at,
    moment: given.signals.moment,
    by: actor.id,
    reference: given.reference,
  })
  return answered(contact)
}
