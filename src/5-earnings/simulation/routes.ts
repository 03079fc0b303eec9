import type { Database } from '#ground/database'
import { answered, conflict, notFound, refused } from '#ground/http'
import { orRefuse, routesOn, type Api } from '#ground/http/operation.ts'
import { moment, money, orNull, periodGiven, z } from '#ground/http/schema.ts'
import { publicIdOf, uuidOf } from '#ground/identity'
import { decimalOfCents } from '#ground/money'
import { isoOf, type Instant } from '#ground/period'
import { askSimulation, simulationBy, simulations, type Asked, type Simulation } from './store.ts'
import type { Cost } from './compare.ts'

const period = z.string().openapi({ example: '2026-02' })
const ratio = orNull(z.number()).openapi({ description: 'In percent of turnover.', example: 22.5 })

const sideSchema = z.object({ cost: money('What the plan pays.'), ratio })

const simulationSchema = z
  .object({
    id: z.string().openapi({ example: 'sim_01hzx6m2n3p4q5r6s7t8v9w0xy' }),
    askedAt: moment('When it was asked for.'),
    state: z.enum(['waiting', 'running', 'done', 'failed']),
    monthsDone: z.int(),
    from: period,
    until: period,
    changes: z.array(z.string()),
    result: orNull(
      z.object({
        turnover: money('Of all months.'),
        present: sideSchema,
        other: sideSchema,
        winners: z.int(),
        losers: z.int(),
      }),
    ).openapi({ description: 'Null until it is computed.' }),
  })
  .openapi('Simulation')

const side = ({ cost, ratio: share }: Cost) => ({
  cost: decimalOfCents(cost),
  ratio: share === null ? null : share / 10_000,
})

const described = ({ uuid, askedAt, state, monthsDone, question, result }: Simulation) => ({
  id: publicIdOf('simulation', uuid),
  askedAt: isoOf(askedAt),
  state,
  monthsDone,
  from: question.from,
  until: question.until,
  changes: [...question.changes],
  result: result && {
    turnover: decimalOfCents(result.whole.turnover),
    present: side(result.whole.present),
    other: side(result.whole.other),
    winners: result.winners,
    losers: result.losers,
  },
})

const example = {
  id: 'sim_01hzx6m2n3p4q5r6s7t8v9w0xy',
  askedAt: '2026-03-01T09:00:00.000Z',
  state: 'waiting' as const,
  monthsDone: 0,
  from: '2025-03',
  until: '2026-02',
  changes: ['bonuses.Provision.brackets[0].rate = 6 %'],
  result: null,
}

const askedSchema = z.strictObject({
  present: z.int().openapi({ description: 'The version of the plan that is compared.', example: 1 }),
  changes: z.array(z.string().min(1).max(500)).min(1).max(200),
  from: periodGiven,
  until: periodGiven,
})

const told = (answer: Extract<Asked, { is: 'refused' }>): string => {
  if (!('problems' in answer)) return `The ${answer.because} cannot be as asked.`
  return answer.problems.map(problem => `found ${problem.found.en}, expected ${problem.expected.en}`).join('; ')
}

type Routes = ReturnType<typeof routesOn>

const reading = ({ read }: Routes): void => {
  read({
    name: 'listSimulations',
    path: '/simulations',
    tag: 'commissions',
    summary: 'List the simulations that are kept',
    description: 'The newest first.',
    reply: z.object({ rows: z.array(simulationSchema) }),
    example: { rows: [example] },
    run: async ({ database: where }) => answered({ rows: (await simulations(where)).map(described) }),
  })
  read({
    name: 'getSimulation',
    path: '/simulations/{id}',
    tag: 'commissions',
    summary: 'Get a simulation',
    description: 'How far it is, and what came out.',
    params: z.object({ id: z.string() }),
    reply: simulationSchema,
    example,
    run: async ({ database: where, params }) => {
      const uuid = uuidOf('simulation', params.id)
      const found = uuid === undefined ? undefined : await simulationBy(where, uuid)
      return orRefuse(found && described(found), notFound('simulation'))
    },
  })
}

const asking = ({ command }: Routes, now: () => Instant): void => {
  command({
    name: 'askSimulation',
    path: '/simulations',
    tag: 'commissions',
    summary: 'Ask what a changed plan would have cost',
    description: 'Computed aside; ask for it by its id until it is done.',
    body: askedSchema,
    reply: z.object({ id: z.string() }),
    examples: {
      body: { present: 1, changes: [...example.changes], from: '2025-03', until: '2026-02' },
      reply: { id: example.id },
    },
    nameOf: ({ id }) => id,
    run: async ({ database: where, body: { changes, ...asked }, actor }) => {
      const answer = await askSimulation(where, { ...asked, other: { changes }, by: actor.id, now: now() })
      if (answer.is === 'refused') return refused(conflict(answer.because, told(answer)))
      return answered({ id: publicIdOf('simulation', answer.uuid) })
    },
  })
}

type Needs = { readonly database: Database; readonly now: () => Instant }

/** Simulations over the interface: GET and POST /simulations, GET /simulations/{id}. */
export const simulationRoutes = ({ database, now }: Needs): Api => {
  const routes = routesOn(database)
  reading(routes)
  asking(routes, now)
  return routes.app
}
