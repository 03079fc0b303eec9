import { answered, conflict, refused } from '#ground/http'
import type { routesOn } from '#ground/http/operation.ts'
import { pastGiven, text, z } from '#ground/http/schema.ts'
import type { Instant } from '#ground/period'
import { contactAt, contactPath } from '#people/contact/routes.ts'
import { no, sponsorGiven, sponsorNamed } from '#people/structure/routes.ts'
import { correct, type IsBookedSince } from '../correcting.ts'
import { attributionSchema, describedAttribution, exampleAttribution } from './reading.ts'

type Needs = { readonly now: () => Instant; readonly isBookedSince: IsBookedSince }

const whyNot: Readonly<Record<string, string>> = {
  'reason missing': 'A correction needs a reason.',
  'same sponsor': 'He is his sponsor already.',
  'moved since registration': 'He moved since he registered; only where he stands since then can be corrected.',
  'sponsor is none': 'Only a partner, a customer or the house can be a sponsor.',
}

const startGiven = (now: () => Instant) =>
  z
    .union([z.literal('registration'), pastGiven('From when on.', now)], {
      error: 'expected "registration", or a moment that is not in the future, with its offset',
    })
    .openapi({
      description:
        'From when on; now, where it is left out. "registration": as if he had registered with him, so that the recruiter is another, too.',
      example: '2011-10-31T16:20:00Z',
    })

/** POST /contacts/{id}/attribution */
export const correcting = ({ command }: ReturnType<typeof routesOn>, { now, isBookedSince }: Needs) =>
  command({
    name: 'correctAttribution',
    path: '/contacts/{id}/attribution',
    tag: 'contacts',
    summary: 'Correct whose a contact is',
    description:
      'The company gives him another sponsor from a day on, with its reason. What is booked stays booked: a day since which turnover is booked by his place is refused.',
    params: contactPath,
    body: z.strictObject({
      sponsor: sponsorGiven,
      from: startGiven(now).optional(),
      reason: text('Why, in words; kept for good.', 'Anna brought the signed form'),
    }),
    reply: attributionSchema,
    examples: {
      body: { sponsor: { reference: 'P-17' }, reason: 'Anna brought the signed form' },
      reply: exampleAttribution,
    },
    run: async ({ database, params, body: { sponsor, from, reason }, actor }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const to = await sponsorNamed(database, sponsor)
      if (to.is === 'refused') return to
      const { number } = contact.body
      const at = now()
      const asked = { contact: number, to: to.body, from: from ?? at, now: at, reason, by: actor.id, isBookedSince }
      const corrected = await correct(database, asked)
      if (corrected.is === 'corrected') return answered(await describedAttribution(database, number))
      const { because } = corrected
      return because in whyNot ? refused(conflict(because, whyNot[because]!)) : no(because)
    },
  })
