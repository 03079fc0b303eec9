import { answered, conflict, invalid, notFound, refused, type Problem } from '#ground/http'
import type { routesOn } from '#ground/http/operation.ts'
import { moment, orNull, pastGiven, text, z } from '#ground/http/schema.ts'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { isoOf } from '#ground/period'
import { contactAt, contactPath, exampleRef, refOf, refSchema } from '#people/contact/routes.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { sponsorGiven, sponsorNamed } from '#people/structure/routes.ts'
import type { GiverRefusal } from '../index.ts'
import type { LeadNeeds } from '../routes.ts'
import { decideGiver, giverNow, giversOf } from '../givers.ts'
import { offersOf } from '../offering.ts'
import { describedLeads, exampleLead, leadSchema } from './answers.ts'

const giverSchema = z
  .object({
    giver: orNull(refSchema).openapi({
      description: 'Who gave him as a lead, as it holds now; the house for a lead of the company; null for nobody.',
    }),
    decisions: z.array(
      z.object({
        giver: orNull(refSchema),
        from: moment('From when on.'),
        reason: z.string().openapi({ example: 'passed on' }),
        decidedAt: moment('When it was decided.'),
        decidedBy: z.string().openapi({ example: 'key:3' }),
      }),
    ),
    offers: z.array(leadSchema),
  })
  .openapi('LeadGiver')

const example: z.input<typeof giverSchema> = {
  giver: exampleRef,
  decisions: [
    {
      giver: exampleRef,
      from: '2026-02-03T09:30:00.000Z',
      reason: 'passed on',
      decidedAt: '2026-02-03T09:30:00.000Z',
      decidedBy: 'key:3',
    },
  ],
  offers: [{ ...exampleLead, answer: 'accepted', answeredAt: '2026-02-03T09:30:00.000Z' }],
}

type Routes = ReturnType<typeof routesOn>

const described = async (database: Database, contact: ContactNumber): Promise<z.input<typeof giverSchema>> => {
  const [now, decisions] = [await giverNow(database, contact), await giversOf(database, contact)]
  const named = [now ?? null, ...decisions.map(({ giver }) => giver)].filter(each => each !== null)
  const known = await contactsByNumber(database, named)
  const told = (number: ContactNumber | null) => (number === null ? null : refOf(known.get(number)!))
  return {
    giver: told(now ?? null),
    decisions: decisions.map(({ giver, from, reason, at, by }) => ({
      giver: told(giver),
      from: isoOf(from),
      reason,
      decidedAt: isoOf(at),
      decidedBy: by,
    })),
    offers: await describedLeads(database, await offersOf(database, contact), 'company'),
  }
}

/** GET /contacts/{id}/lead-giver */
export const reading = ({ read }: Routes) =>
  read({
    name: 'getLeadGiver',
    path: '/contacts/{id}/lead-giver',
    tag: 'contacts',
    summary: 'Who gave a contact as a lead',
    description: 'As it holds now, with every decision and every offer, the newest first.',
    params: contactPath,
    reply: giverSchema,
    example,
    run: async ({ database, params }) => {
      const contact = await contactAt(database, params.id)
      return contact.is === 'refused' ? contact : answered(await described(database, contact.body.number))
    },
  })

const problemOf = (refusal: GiverRefusal): Problem => {
  if (refusal.because === 'closed month')
    return conflict(
      'closed month',
      `A closed month stays as it was computed; the first open one is ${refusal.firstOpen}.`,
    )
  if (refusal.because === 'reason missing') return invalid({ pointer: '#/reason', detail: 'expected a reason' })
  if (refusal.because === 'no giver')
    return conflict('no giver', 'Only another partner, also one who left, or the house gives a lead.')
  return refusal.because === 'in the future'
    ? invalid({ pointer: '#/from', detail: 'expected a moment that is not in the future' })
    : notFound('contact')
}

/** POST /contacts/{id}/lead-giver */
export const deciding = (
  { command }: Routes,
  { now, zone, holdBooks }: Pick<LeadNeeds, 'now' | 'zone' | 'holdBooks'>,
) =>
  command({
    name: 'decideLeadGiver',
    path: '/contacts/{id}/lead-giver',
    tag: 'contacts',
    summary: 'Say who gave a contact as a lead',
    description:
      'From a moment on that lies in no closed month, until another decision about his sponsor. What was decided before stays in the list.',
    params: contactPath,
    body: z
      .strictObject({
        giver: orNull(sponsorGiven).openapi({ description: 'A partner, the house, or null for nobody.' }),
        from: pastGiven('From when on; now, where it is left out.', now).optional(),
        reason: text('Why, in words; kept for good.', 'Anna showed his letter'),
      })
      .openapi('LeadGiverDecision'),
    reply: giverSchema,
    examples: { body: { giver: { reference: 'P-17' }, reason: 'Anna showed his letter' }, reply: example },
    run: async ({ database, params, body, actor }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const giver = body.giver === null ? answered(null) : await sponsorNamed(database, body.giver)
      if (giver.is === 'refused') return giver
      const [at, { number }] = [now(), contact.body]
      const decided = await decideGiver(database, {
        contact: number,
        giver: giver.body,
        from: body.from ?? at,
        reason: body.reason,
        at,
        by: actor.id,
        zone,
        holdBooks,
      })
      return decided.is === 'refused' ? refused(problemOf(decided)) : answered(await described(database, number))
    },
  })
