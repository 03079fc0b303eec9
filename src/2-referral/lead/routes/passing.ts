import { answered, conflict, maySee, notFound, pageOf, refused, type Reply } from '#ground/http'
import type { routesOn } from '#ground/http/operation.ts'
import { pageOfRows, paging, text, z } from '#ground/http/schema.ts'
import { uuidOf } from '#ground/identity'
import { standingsAt } from '#people/structure/store.ts'
import { contactAt, contactGiven, contactNamed, contactPath } from '#people/contact/routes.ts'
import type { LeadNeeds } from '../routes.ts'
import { answerLead, leadByUuid, leadsOf, offerLead, type Answered, type Offered } from '../offering.ts'
import { describedLeads, exampleLead, leadSchema } from './answers.ts'

type Routes = ReturnType<typeof routesOn>
type Needs = Pick<LeadNeeds, 'now'>

const whyNot: Readonly<Record<Extract<Offered | Answered, { is: 'refused' }>['because'], string>> = {
  'not his': 'Only the partner whose contact he is can pass him on.',
  'no prospect': 'Whoever has ordered is a customer, and stays with his partner.',
  'no partner': 'Only a partner can take a lead.',
  himself: 'He is this partner’s already.',
  'offered already': 'He is offered to somebody who has not answered yet.',
  'answered before': 'The lead was answered before.',
  unknown: 'There is no such lead.',
}

const no = (because: keyof typeof whyNot): Reply<never> =>
  refused(because === 'unknown' ? notFound('lead') : conflict(because, whyNot[because]))

/** POST /contacts/{id}/pass-on */
export const passing = ({ command }: Routes, { now }: Needs) =>
  command({
    name: 'passOnLead',
    path: '/contacts/{id}/pass-on',
    tag: 'contacts',
    summary: 'Offer a prospect to another partner',
    description: 'In the name of the partner whose prospect he is. He moves once the other accepts.',
    params: contactPath,
    body: z
      .strictObject({ to: contactGiven, note: text('What the giver tells of him.', 'asked at the fair').optional() })
      .openapi('NewLead'),
    reply: leadSchema,
    examples: { body: { to: { reference: 'P-17' }, note: 'asked at the fair' }, reply: exampleLead },
    run: async ({ database, params, body, actor }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const to = await contactNamed(database, body.to, '#/to')
      if (to.is === 'refused') return to
      const at = now()
      const [standing] = await standingsAt(database, [{ contact: contact.body.number, at }])
      const offered = await offerLead(database, {
        contact: contact.body.number,
        giver: standing!.owners.nearest,
        receiver: to.body.number,
        note: body.note ?? '',
        at,
        by: actor.id,
      })
      if (offered.is === 'refused') return no(offered.because)
      return answered((await describedLeads(database, [offered.lead], 'company'))[0]!)
    },
  })

/** POST /leads/{id}/answer */
export const answering = ({ command }: Routes, { now }: Needs) =>
  command({
    name: 'answerLead',
    path: '/leads/{id}/answer',
    tag: 'contacts',
    summary: 'Answer a lead',
    description: 'In the name of its receiver, who accepts or declines, or of its giver, who withdraws. Once.',
    params: z.object({ id: z.string().openapi({ example: exampleLead.id }) }),
    body: z.strictObject({ answer: z.enum(['accepted', 'declined', 'withdrawn']) }).openapi('LeadAnswer'),
    reply: leadSchema,
    examples: {
      body: { answer: 'accepted' as const },
      reply: { ...exampleLead, answer: 'accepted' as const, answeredAt: '2026-02-03T09:30:00.000Z' },
    },
    run: async ({ database, params, body: { answer }, actor }) => {
      const uuid = uuidOf('lead', params.id)
      const lead = uuid === undefined ? undefined : await leadByUuid(database, uuid)
      if (lead === undefined) return no('unknown')
      const of = answer === 'withdrawn' ? lead.giver : lead.receiver
      const done = await answerLead(database, { uuid: lead.uuid, answer, of, at: now(), by: actor.id })
      if (done.is === 'refused') return no(done.because)
      return answered((await describedLeads(database, [done.lead], 'company'))[0]!)
    },
  })

/** GET /contacts/{id}/leads */
export const listing = ({ read }: Routes) =>
  read({
    name: 'listLeads',
    path: '/contacts/{id}/leads',
    tag: 'contacts',
    summary: 'List the leads a partner passed on or was offered',
    description: 'The newest first. A partner may ask for his own; whom an open one is about he is not told.',
    access: 'partners too',
    params: contactPath,
    query: z.strictObject(paging(['number'])),
    reply: pageOfRows(leadSchema),
    example: { rows: [exampleLead], next: null },
    run: async ({ database, params, query, actor }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const partner = contact.body.number
      if (!maySee(actor, partner)) return refused(notFound('contact'))
      const before = query.cursor?.[0] ?? null
      const page = pageOf(await leadsOf(database, { partner, before, limit: query.limit + 1 }), query.limit, lead => [
        lead.id,
      ])
      const reader = actor.role === 'company' ? 'company' : partner
      return answered({ rows: await describedLeads(database, page.rows, reader), next: page.next })
    },
  })
