import type { Database } from '#ground/database'
import { answered, conflict, notFound, pageOf, refused, type Actor } from '#ground/http'
import { routesOn, type Api } from '#ground/http/operation.ts'
import { inLanguages, money, orNull, pageOfRows, paging, periodGiven, z } from '#ground/http/schema.ts'
import { decimalOfCents, decimalOfPoints, type Cents, type Points } from '#ground/money'
import type { Instant, Period } from '#ground/period'
import { contactById, exampleRef, refOf, refSchema } from '#people/contact/routes.ts'
import type { ContactNumber } from '#people/contact'
import { contactsByNumber } from '#people/contact/store.ts'
import { decimalRate } from '#earnings/scalar'
import { approveRun, askToClose, draftRun } from './states.ts'
import { computedMonth, type ComputedMonth } from './open.ts'
import { listRuns, runOf, type Run } from './reading.ts'
import { settlingReturns } from './routes/returns.ts'
import { lineTeller, pathOf, placesOf, type ToldLine } from './told.ts'

export type RunNeeds = {
  readonly database: Database
  readonly now: () => Instant
  /** Who stands behind an actor: four eyes are two people, whatever keys they hold. */
  readonly personOf: (actor: Actor) => Promise<string>
}

type Routes = ReturnType<typeof routesOn>

const runSchema = z
  .object({
    period: z.string().openapi({ example: '2026-02' }),
    state: z.enum(['draft', 'approved', 'closed']),
    planVersion: z.int().openapi({ example: 3 }),
    turnover: money('Of all entries that count, net.', '1250.05'),
    total: money('All commissions together.', '270.01'),
    rules: z.array(z.object({ name: z.string(), amount: money('What the rule pays.'), lines: z.int() })),
    takenBack: money('For returns of earlier months; zero or less.', '0.00'),
    hash: z.string().nullable().openapi({ description: 'Of a closed run; it holds that of the run before.' }),
  })
  .openapi('Run', { description: 'The commissions of a month: drafted, approved by a second person, closed for ever.' })

const exampleRun = {
  period: '2026-02',
  state: 'draft' as const,
  planVersion: 3,
  turnover: '1250.05',
  total: '270.01',
  rules: [{ name: 'Eigenprovision', amount: '270.01', lines: 2 }],
  takenBack: '0.00',
  hash: null,
}

const shown = ({ period, state, record: { plan, sums }, closed }: Run): z.input<typeof runSchema> => ({
  period,
  state,
  planVersion: plan.version,
  turnover: decimalOfCents(sums.turnover),
  total: decimalOfCents(sums.total),
  rules: sums.rules.map(({ name, amount, lines }) => ({ name, amount: decimalOfCents(amount), lines })),
  takenBack: decimalOfCents(sums.takenBack.amount),
  hash: closed?.hash ?? null,
})

const periodPath = z.object({ period: periodGiven })

/** Commission runs over the interface. */
export const runRoutes = (needs: RunNeeds): Api => {
  const routes = routesOn(needs.database)
  listing(routes)
  reading(routes)
  listingLines(routes, needs)
  acting(routes, needs)
  settlingReturns(routes, needs)
  return routes.app
}

const listing = ({ read }: Routes) =>
  read({
    name: 'listRuns',
    path: '/runs',
    tag: 'commissions',
    summary: 'List commission runs',
    description: 'The latest month first.',
    query: z.strictObject(paging(['text'])),
    reply: pageOfRows(runSchema),
    example: { rows: [exampleRun], next: null },
    run: async ({ database, query: { limit, cursor } }) => {
      const found = await listRuns(database, { before: cursor?.[0] as Period | undefined, limit: limit + 1 })
      const page = pageOf(found, limit, ({ period }) => [period])
      return answered({ rows: page.rows.map(shown), next: page.next })
    },
  })

const reading = ({ read }: Routes) =>
  read({
    name: 'readRun',
    path: '/runs/{period}',
    tag: 'commissions',
    summary: 'Read the commission run of a month',
    description: 'As it was drafted, approved or closed.',
    params: periodPath,
    reply: runSchema,
    example: exampleRun,
    run: async ({ database, params: { period } }) => {
      const run = await runOf(database, period)
      return run === undefined ? refused(notFound('run')) : answered(shown(run))
    },
  })

const lineSchema = z
  .object({
    place: z.int(),
    rule: z.string().openapi({ example: 'Eigenprovision' }),
    from: orNull(refSchema).openapi({ description: 'Whose turnover it is; null where it is of many.' }),
    base: z.string().openapi({ example: '1250.05' }),
    unit: z.enum(['money', 'points']),
    ratePercent: z.string().openapi({ example: '20' }),
    amount: money('What is paid; negative where it is taken back.', '250.01'),
    reason: inLanguages,
    path: z.array(refSchema).openapi({ description: 'From whose turnover it is up to the partner.' }),
    corrects: orNull(z.object({ period: z.string(), place: z.int() })).openapi({
      description: 'The line of an earlier month that this one takes back.',
    }),
  })
  .openapi('CommissionLine')

const exampleLine = {
  place: 0,
  rule: 'Eigenprovision',
  from: exampleRef,
  base: '1250.05',
  unit: 'money' as const,
  ratePercent: '20',
  amount: '250.01',
  reason: { de: 'Stufe ab 1000', en: 'bracket from 1000' },
  path: [exampleRef],
  corrects: null,
}

const listingLines = ({ read }: Routes, { database: root }: RunNeeds) =>
  read({
    name: 'listCommissionLines',
    path: '/runs/{period}/contacts/{id}/lines',
    tag: 'commissions',
    summary: "List a partner's commissions of a month",
    description:
      'Each with its rule, base, rate and reason, and the way up the structure. An open month is computed as it stands now. A partner may ask for himself.',
    access: 'partners too',
    params: z.object({ period: periodGiven, id: z.string().openapi({ example: exampleRef.id }) }),
    query: z.strictObject(paging(['number'])),
    reply: pageOfRows(lineSchema),
    example: { rows: [exampleLine], next: null },
    run: async ({ params: { period, id }, query: { limit, cursor }, actor }) => {
      const contact = await contactById(root, id)
      const isHis = contact !== undefined && (actor.role === 'company' || actor.contact === contact.number)
      const computed = isHis ? await computedMonth(root, period) : undefined
      if (computed === undefined || contact === undefined) return refused(notFound('month of a partner'))
      const tell = await lineTeller(root, computed)
      const places = placesOf(computed, contact.number).filter(place => place > (cursor?.[0] ?? -1))
      const page = pageOf(places.slice(0, limit + 1).map(tell), limit, ({ place }) => [place])
      return answered({ rows: await described(root, computed, page.rows), next: page.next })
    },
  })

const described = async (database: Database, computed: ComputedMonth, lines: readonly ToldLine[]): Promise<Shown[]> => {
  const paths = new Map(lines.map(line => [line, pathOf(computed, line.place)]))
  const people = lines.flatMap(line => [...(line.from === null ? [] : [line.from]), ...paths.get(line)!])
  const contacts = await contactsByNumber(database, [...new Set(people)])
  return lines.map(line => lineShown(line, paths.get(line)!, contacts))
}

type Shown = z.input<typeof lineSchema>
type Contacts = Awaited<ReturnType<typeof contactsByNumber>>

const lineShown = (
  { place, rule, from, base, unit, rate, amount, reason, corrects }: ToldLine,
  path: readonly ContactNumber[],
  contacts: Contacts,
): Shown => ({
  place,
  rule,
  from: from === null ? null : refOf(contacts.get(from)!),
  base: unit === 'money' ? decimalOfCents(base as Cents) : decimalOfPoints(base as Points),
  unit,
  ratePercent: decimalRate(rate),
  amount: decimalOfCents(amount),
  reason: { ...reason },
  path: path.map(contact => refOf(contacts.get(contact)!)),
  corrects,
})

const acts = {
  draft: { run: draftRun, path: '/runs/{period}/drafts', summary: 'Draft the commission run of a month' },
  approve: { run: approveRun, path: '/runs/{period}/approvals', summary: 'Approve the draft of a month' },
  close: { run: askToClose, path: '/runs/{period}/closings', summary: 'Close an approved month for ever' },
} as const

const acting = ({ command }: Routes, { database: root, now, personOf }: RunNeeds) => {
  for (const [name, { run, path, summary }] of Object.entries(acts))
    command({
      name: `${name}Run`,
      path,
      tag: 'commissions',
      summary,
      description:
        name === 'approve'
          ? 'By somebody else than who drafted it: a key is the person it belongs to.'
          : 'A draft may be made again until the month is closed; a closing is carried out by the server, and cannot be undone.',
      params: periodPath,
      body: z.strictObject({}),
      reply: runSchema,
      examples: { body: {}, reply: exampleRun },
      run: async ({ params: { period }, actor }) => {
        // A month is read on connections of its own; told again before it was remembered, it does the same.
        const result = await run(root, { period, by: await personOf(actor), at: now() })
        if (result.is === 'refused')
          return refused(conflict(result.because, `The run of ${period}: ${result.because}.`))
        return answered(shown((await runOf(root, period))!))
      },
    })
}
