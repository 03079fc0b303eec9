import type { Database } from '#ground/database'
import { answered, conflict, invalid, notFound, refused, type Actor, type Reply } from '#ground/http'
import { routesOn, type Api, type Asked } from '#ground/http/operation.ts'
import { day, dayGiven, orNull, text, z } from '#ground/http/schema.ts'
import { uuidOf } from '#ground/identity'
import { dayOf, type Instant, type Zone } from '#ground/period'
import {
  contactAt,
  contactGiven,
  contactNamed,
  contactPath,
  exampleRef,
  refOf,
  refSchema,
} from '#people/contact/routes.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { partyStates, stateOn } from './index.ts'
import { keeperOf, partiesOf, partyByUuid, planParty, stepParty, type Party } from './store.ts'
import type { Bought } from './stepping.ts'

export type PartyRouteNeeds = {
  readonly database: Database
  readonly zone: Zone
  readonly now: () => Instant
  readonly bought: Bought
}

export const partyPath = z.object({
  id: z.string().openapi({ description: "The party's id.", example: 'pty_01hzx4m2n3p4q5r6s7t8v9w0xy' }),
})

/** The party at a path, if the sender may know of it: the company of all, a partner of those that are his now. */
export const partyAt = async (database: Database, id: string, actor: Actor): Promise<Reply<Party>> => {
  const uuid = uuidOf('party', id)
  const party = uuid === undefined ? undefined : await partyByUuid(database, uuid)
  if (party === undefined) return refused(notFound('party'))
  const isHis = actor.role === 'company' || (await keeperOf(database, party)) === actor.contact
  return isHis ? answered(party) : refused(notFound('party'))
}

const partySchema = z
  .object({
    id: z.string().openapi({ example: 'pty_01hzx4m2n3p4q5r6s7t8v9w0xy' }),
    title: z.string().openapi({ example: 'Bei Gabi' }),
    state: z.enum(partyStates).openapi({ description: 'Today; orders are taken while it is open.' }),
    partner: refSchema.openapi({ description: 'Whose it is now.' }),
    hostName: z.string().openapi({ example: 'Gabi Groß' }),
    place: z.string().nullable().openapi({ description: 'Null: online.', example: 'Hauptstraße 1, Berlin' }),
    heldOn: day('The day of the party.'),
    beginsAt: z.string().nullable().openapi({ example: '19:30' }),
    closesOn: day('The last day of orders.'),
    graceUntil: day('Until then orders that were taken in time may arrive.'),
    slug: z.string().openapi({ description: 'The last part of the guests’ page, /party/….', example: 'k7m2q9xr' }),
  })
  .openapi('Party')

const exampleParty = {
  id: 'pty_01hzx4m2n3p4q5r6s7t8v9w0xy',
  title: 'Bei Gabi',
  state: 'planned' as const,
  partner: exampleRef,
  hostName: 'Gabi Groß',
  place: 'Hauptstraße 1, Berlin',
  heldOn: '2026-03-14',
  beginsAt: '19:30',
  closesOn: '2026-03-17',
  graceUntil: '2026-03-24',
  slug: 'k7m2q9xr',
}

type Told = z.input<typeof partySchema>
type Needs = PartyRouteNeeds
type Routes = ReturnType<typeof routesOn>

const described = async ({ database, zone, now }: Needs, party: Party): Promise<Told> => {
  const keeper = await keeperOf(database, party)
  const partner = refOf((await contactsByNumber(database, [keeper])).get(keeper)!)
  const { id, title, hostName, place, heldOn, beginsAt, closesOn, graceUntil, slug } = party
  const state = stateOn(party, dayOf(now(), zone))
  return { id, title, state, partner, hostName, place, heldOn, beginsAt, closesOn, graceUntil, slug }
}

/** Home parties: planning them, what they are today, and opening, closing, settling or cancelling them before their days do. */
export const partyRoutes = (needs: PartyRouteNeeds): Api => {
  const routes = routesOn(needs.database)
  listing(routes, needs)
  reading(routes, needs)
  planning(routes, needs)
  stepping(routes, needs)
  return routes.app
}

const listing = ({ read }: Routes, needs: Needs) =>
  read({
    name: 'listParties',
    path: '/contacts/{id}/parties',
    tag: 'parties',
    summary: "List a partner's parties",
    description:
      'Those of partners whose place he has taken among them, the latest first. A partner may ask for his own.',
    access: 'partners too',
    params: contactPath,
    reply: z.object({ rows: z.array(partySchema) }),
    example: { rows: [exampleParty] },
    run: async ({ database, params, actor }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const { number } = contact.body
      if (actor.role === 'partner' && actor.contact !== number) return refused(notFound('contact'))
      const rows: Told[] = []
      for (const party of await partiesOf(database, number)) rows.push(await described({ ...needs, database }, party))
      return answered({ rows })
    },
  })

const reading = ({ read }: Routes, needs: Needs) =>
  read({
    name: 'getParty',
    path: '/parties/{id}',
    tag: 'parties',
    summary: 'Get a party',
    description: 'What it is today. A partner may ask for his own.',
    access: 'partners too',
    params: partyPath,
    reply: partySchema,
    example: exampleParty,
    run: async ({ database, params, actor }) => {
      const party = await partyAt(database, params.id, actor)
      return party.is === 'refused' ? party : answered(await described({ ...needs, database }, party.body))
    },
  })

const planGiven = z
  .strictObject({
    title: text('What it is called on the invitation.', 'Bei Gabi'),
    host: contactGiven.openapi({ description: 'Who opens her home.' }),
    place: orNull(text('Where; null for online.', 'Hauptstraße 1, Berlin')).default(null),
    heldOn: dayGiven('The day of the party.'),
    beginsAt: orNull(z.string().openapi({ example: '19:30' })).default(null),
    closesOn: dayGiven('The last day of orders.'),
    bookedAt: orNull(text('The id of the party at which it was booked.', 'pty_01hzx4m2n3p4q5r6s7t8v9w0xy')).default(
      null,
    ),
  })
  .openapi('NewParty')

const planning = ({ command }: Routes, needs: Needs) =>
  command({
    name: 'planParty',
    path: '/contacts/{id}/parties',
    tag: 'parties',
    summary: 'Plan a party of a partner',
    description: 'It opens by itself on its day and closes after its closing day.',
    params: contactPath,
    body: planGiven,
    reply: partySchema,
    examples: {
      body: {
        title: 'Bei Gabi',
        host: { reference: 'K-1042' },
        place: 'Hauptstraße 1, Berlin',
        heldOn: '2026-03-14',
        beginsAt: '19:30',
        closesOn: '2026-03-17',
      },
      reply: exampleParty,
    },
    run: asked => planAt(needs, asked),
  })

type Planning = Asked<z.output<typeof contactPath>, unknown, z.output<typeof planGiven>>

const planAt = async (
  needs: Needs,
  { database, params, body: { host: named, bookedAt, ...plan }, actor }: Planning,
): Promise<Reply<Told>> => {
  const contact = await contactAt(database, params.id)
  if (contact.is === 'refused') return contact
  const host = await contactNamed(database, named, '#/host')
  if (host.is === 'refused') return host
  const known = { is: 'known', contact: host.body.number, name: host.body.displayName } as const
  const source = bookedAt === null ? undefined : await partyAt(database, bookedAt, actor)
  if (source?.is === 'refused') return refused(invalid({ pointer: '#/bookedAt', detail: 'there is no such party' }))
  const shared = { at: needs.now(), zone: needs.zone, by: actor.id, bookedAt: source?.body.number ?? null }
  const planned = await planParty(database, { ...plan, ...shared, partner: contact.body.number, host: known })
  if (planned.is === 'planned') return answered(await described({ ...needs, database }, planned.party))
  if (planned.because === 'not a partner') return refused(conflict('not a partner', 'Only a partner plans parties.'))
  const faults = planned.faults.map(({ field, because }) => ({ pointer: `#/${field}` as const, detail: because }))
  return refused(invalid(...faults))
}

const stepGiven = z
  .strictObject({
    step: z.enum(['open', 'close', 'reopen', 'settle', 'cancel']),
    until: dayGiven('With `reopen`: until when orders are taken again, within the grace.').optional(),
  })
  .openapi('PartyStep')

const stepping = ({ command }: Routes, needs: Needs) =>
  command({
    name: 'stepParty',
    path: '/parties/{id}/steps',
    tag: 'parties',
    summary: 'Open, close, reopen, settle or cancel a party',
    description:
      'Each may be done before the days do it. A party with orders is not cancelled; one with something to settle not settled.',
    params: partyPath,
    body: stepGiven,
    reply: partySchema,
    examples: { body: { step: 'close' }, reply: { ...exampleParty, state: 'closed' as const } },
    run: async ({ database, params, body: { step, until }, actor }) => {
      const party = await partyAt(database, params.id, actor)
      if (party.is === 'refused') return party
      const { number } = party.body
      const shared = { party: number, at: needs.now(), zone: needs.zone, by: actor.id, bought: needs.bought }
      if (step === 'reopen' && until === undefined)
        return refused(invalid({ pointer: '#/until', detail: 'a day is needed to open it again' }))
      const taken = step === 'reopen' ? { step, until: until! } : { step }
      const done = await stepParty(database, { ...shared, ...taken })
      if (done.is === 'refused')
        return refused(conflict(done.because, `The party cannot do that now: ${done.because}.`))
      const after = await partyAt(database, params.id, actor)
      return after.is === 'refused' ? after : answered(await described({ ...needs, database }, after.body))
    },
  })
