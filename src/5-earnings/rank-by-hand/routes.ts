import type { Database } from '#ground/database'
import { answered, conflict, invalid, notFound, refused, type Fault, type Problem, type Reply } from '#ground/http'
import { routesOn, type Api } from '#ground/http/operation.ts'
import { moment, parsed, text, z } from '#ground/http/schema.ts'
import { isoOf } from '#ground/period'
import { contactAt, contactPath } from '#people/contact/routes.ts'
import { parseDay } from '#earnings/scalar'
import { endRank, giveRank, givenRanksOf, ranksOnOffer, type Answer, type GivenRank } from './store.ts'

const dayGiven = (description: string, example: string) =>
  parsed(day => (parseDay(day) === undefined ? undefined : day), `a day such as ${example}`, {
    description,
    example,
    format: 'date',
  })

const dayTold = (description: string) => z.string().openapi({ description, example: '2026-02-10', format: 'date' })

const rankSchema = z
  .object({
    id: z.string().openapi({ example: '7' }),
    rank: z.string().openapi({ example: 'Leiter' }),
    from: dayTold('Its first day.'),
    until: dayTold('Its last day; null while it is open.').nullable(),
    reason: z.string().openapi({ example: 'took over a team' }),
    givenAt: moment('When it was given.'),
    givenBy: z.string().openapi({ description: 'Who gave it.', example: 'key:3' }),
    ends: z
      .array(
        z.object({
          until: dayTold('The last day that was set.'),
          reason: z.string().openapi({ example: 'the team was handed on' }),
          endedAt: moment('When it was set.'),
          endedBy: z.string().openapi({ description: 'Who set it.', example: 'key:3' }),
        }),
      )
      .openapi({ description: 'Each time somebody set its last day, the newest first.' }),
  })
  .openapi('RankByHand')

const example: z.input<typeof rankSchema> = {
  id: '7',
  rank: 'Leiter',
  from: '2026-02-10',
  until: null,
  reason: 'took over a team',
  givenAt: '2026-02-09T09:00:00.000Z',
  givenBy: 'key:3',
  ends: [],
}

const exampleEnded: typeof example = {
  ...example,
  until: '2026-12-31',
  ends: [
    {
      until: '2026-12-31',
      reason: 'the team was handed on',
      endedAt: '2026-11-12T09:00:00.000Z',
      endedBy: 'key:3',
    },
  ],
}

const told = ({ id, rank, from, until, reason, givenAt, givenBy, ends }: GivenRank): z.input<typeof rankSchema> => ({
  id: String(id),
  rank,
  from,
  until: until ?? null,
  reason,
  givenAt: isoOf(givenAt),
  givenBy,
  ends: ends.map(end => ({ ...end, endedAt: isoOf(end.endedAt) })),
})

const fault = (field: 'rank' | 'until' | 'reason', detail: string): Fault => ({ pointer: `#/${field}`, detail })

const problemOf = (answer: Extract<Answer, { is: 'refused' }>): Problem => {
  if (answer.because === 'unknown') return notFound('rank by hand')
  if (answer.because === 'no partner') return conflict('no partner', 'Only who is a partner is given a rank.')
  if (answer.because === 'closed month')
    return conflict(
      'closed month',
      `A closed month stays as it was computed; the first open one is ${answer.firstOpen}.`,
    )
  if (answer.because === 'no reason') return invalid(fault('reason', 'expected a reason'))
  if (answer.because === 'ends before it begins')
    return invalid(fault('until', 'expected a day that is not before the first'))
  const known = answer.known.length === 0 ? 'and there is none' : `such as ${answer.known.join(', ')}`
  return invalid(fault('rank', `expected a rank of the plan that holds in the month in which it begins, ${known}`))
}

const replyOf = (answer: Answer): Reply<z.input<typeof rankSchema>> =>
  answer.is === 'kept' ? answered(told(answer.given)) : refused(problemOf(answer))

type Routes = ReturnType<typeof routesOn>

const shared = { tag: 'contacts', params: contactPath, path: '/contacts/{id}/ranks-by-hand' } as const

const listing = ({ read }: Routes) =>
  read({
    ...shared,
    name: 'listRanksByHand',
    summary: 'List the ranks a partner was given by hand',
    description:
      'The newest first, with who gave and who ended them, when, why and until when; and the ranks that may be given.',
    reply: z
      .object({
        given: z.array(rankSchema),
        onOffer: z.array(z.string()).openapi({ description: 'The ranks of the plans that hold in open months.' }),
      })
      .openapi('RanksByHand'),
    example: { given: [example], onOffer: ['Berater', 'Leiter'] },
    run: async ({ database, params }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const given = await givenRanksOf(database, contact.body.number)
      return answered({ given: given.map(told), onOffer: await ranksOnOffer(database) })
    },
  })

const giving = ({ command }: Routes) =>
  command({
    ...shared,
    name: 'giveRankByHand',
    summary: 'Give a partner a rank',
    description:
      'He has it, or the higher one he has reached, at the end of each month whose last day lies between. A rank of the plan that holds in its first month; none begins in a closed month.',
    body: z
      .strictObject({
        rank: text('A rank of the plan that holds in the month of the first day.', 'Leiter'),
        from: dayGiven('Its first day.', '2026-02-10'),
        until: dayGiven('Its last day; leave it out for an open one.', '2026-12-31').nullable().optional(),
        reason: text('Why the company gives it.', 'took over a team'),
      })
      .openapi('NewRankByHand'),
    reply: rankSchema,
    examples: { body: { rank: 'Leiter', from: '2026-02-10', reason: 'took over a team' }, reply: example },
    run: async ({ database, params, body, actor }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const wished = { ...body, until: body.until ?? undefined, partner: contact.body.number, by: actor.id }
      return replyOf(await giveRank(database, wished))
    },
  })

const ending = ({ command }: Routes) =>
  command({
    ...shared,
    name: 'endRankByHand',
    path: `${shared.path}/{rank}/end`,
    summary: 'End a rank given by hand',
    description:
      'Sets its last day, no earlier than the end of the last closed month in which it was had. Who did, when and why stays.',
    params: contactPath.extend({ rank: z.string().openapi({ description: 'Its id in the list.', example: '7' }) }),
    body: z
      .strictObject({
        until: dayGiven('Its last day.', '2026-12-31'),
        reason: text('Why the company ends it.', 'the team was handed on'),
      })
      .openapi('EndOfRankByHand'),
    reply: rankSchema,
    examples: { body: { until: '2026-12-31', reason: 'the team was handed on' }, reply: exampleEnded },
    run: async ({ database, params, body, actor }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const id = /^\d{1,15}$/u.test(params.rank) ? Number(params.rank) : 0
      return replyOf(await endRank(database, { partner: contact.body.number, id, ...body, by: actor.id }))
    },
  })

/** Ranks that the company gives by hand: listing, giving and ending them. */
export const rankByHandRoutes = ({ database }: { readonly database: Database }): Api => {
  const routes = routesOn(database)
  listing(routes)
  giving(routes)
  ending(routes)
  return routes.app
}
