import type { Database } from '#ground/database'
import { answered, conflict, notFound, pageOf, refused, type Actor } from '#ground/http'
import { routesOn, type Api } from '#ground/http/operation.ts'
import { pageOfRows, paging, z } from '#ground/http/schema.ts'
import { readPlan } from './index.ts'
import {
  addedSchema,
  checkedSchema,
  exampleChecked,
  exampleText,
  exampleVersion,
  planGiven,
  refusedPlan,
  shown,
  shownRead,
  shownWarnings,
  versionSchema,
  wholeSchema,
} from './routes/telling.ts'
import { addPlan, planVersion, planVersions, readVersion } from './store.ts'

export type PlanNeeds = {
  readonly database: Database
  /** Who stands behind an actor, whatever key he holds. */
  readonly personOf: (actor: Actor) => Promise<string>
}

type Routes = ReturnType<typeof routesOn>

const shared = { tag: 'commissions' } as const

const listing = ({ read }: Routes) =>
  read({
    ...shared,
    name: 'listPlans',
    path: '/plans',
    summary: 'List the versions of the compensation plan',
    description: 'The newest first, each with the months it holds for.',
    query: z.strictObject(paging(['number'])),
    reply: pageOfRows(versionSchema),
    example: { rows: [exampleVersion], next: null },
    run: async ({ database, query: { limit, cursor } }) => {
      const all = await planVersions(database)
      const from = all.filter(each => cursor === undefined || each.version < cursor[0])
      const page = pageOf(from.slice(0, limit + 1), limit, each => [each.version])
      return answered({ rows: page.rows.map(each => shown(each, all)), next: page.next })
    },
  })

const checking = ({ question }: Routes) =>
  question({
    ...shared,
    name: 'checkPlan',
    path: '/plans/checks',
    summary: 'Check a compensation plan',
    description:
      'Keeps nothing. What is wrong is told all at once, each with line, column and the way to it; a plan that may be kept is said in plain words, with what should be looked at. A key that may only read is enough.',
    body: planGiven,
    reply: checkedSchema,
    examples: {
      body: { text: exampleText },
      reply: { name: exampleVersion.name, from: exampleVersion.from, ...exampleChecked },
    },
    run: async ({ body: { text } }) => {
      const read = readPlan(text)
      if (read.is === 'refused') return refused(refusedPlan(read.problems))
      return answered({ name: read.plan.name, from: read.plan.from, ...shownRead(read) })
    },
  })

const reading = ({ read }: Routes) =>
  read({
    ...shared,
    name: 'readPlan',
    path: '/plans/{version}',
    summary: 'Read a version of the compensation plan',
    description: 'As it was written, as data, and in plain words.',
    params: z.object({ version: z.string().openapi({ example: '3' }) }),
    reply: wholeSchema,
    example: { ...exampleVersion, text: exampleText, ...exampleChecked },
    run: async ({ database, params }) => {
      const number = /^\d{1,9}$/u.test(params.version) ? Number(params.version) : 0
      const found = await planVersion(database, number)
      if (found === undefined) return refused(notFound('version of the plan'))
      const told = shown(found, await planVersions(database))
      return answered({ ...told, text: found.text, ...shownRead(readVersion(found)) })
    },
  })

const adding = ({ command }: Routes, { personOf }: PlanNeeds) =>
  command({
    ...shared,
    name: 'addPlan',
    path: '/plans',
    summary: 'Add a version of the compensation plan',
    description:
      'It holds from the first month on that its text names (`from`), instead of what held there before. A closed month stays as it was computed: no version can begin in one.',
    body: planGiven,
    reply: addedSchema,
    examples: { body: { text: exampleText }, reply: { ...exampleVersion, warnings: [] } },
    nameOf: added => String(added.version),
    run: async ({ database, body, actor }) => {
      const added = await addPlan(database, { text: body.text, by: await personOf(actor) })
      if (added.is === 'added') {
        const told = shown(added.version, await planVersions(database))
        return answered({ ...told, warnings: shownWarnings(added.warnings) })
      }
      if (added.because === 'plan') return refused(refusedPlan(added.problems))
      return refused(
        conflict(
          'closed month',
          `${added.from} is closed and stays as it was computed; the first open month is ${added.firstOpen}.`,
        ),
      )
    },
  })

/** Compensation plans over the interface: listing, checking, reading and adding versions. */
export const planRoutes = (needs: PlanNeeds): Api => {
  const routes = routesOn(needs.database)
  listing(routes)
  checking(routes)
  reading(routes)
  adding(routes, needs)
  return routes.app
}
