import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { cents, points } from '#ground/money'
import { instant, zone, type Period } from '#ground/period'
import type { ContactNumber } from '#people/contact'
import { placeOrders } from '#sales/order/store.ts'
import { pull } from '#volume/ledger/store.ts'
import { complianceReport } from '#earnings/compliance/store.ts'
import {
  approveRun,
  askToClose,
  closeAsked,
  draftRun,
  runOf,
  tellCommissions,
  verifyRuns,
} from '#earnings/run/store.ts'
import { earningsDesk } from '#doors/server/queries/runs/desk.ts'
import { runsOffice } from '#doors/server/queries/runs/office.ts'
import { deskQueries } from '#doors/server/queries/desk.ts'
import { officeQueries } from '#doors/server/queries/office.ts'
import { numberOf } from '#doors/server/queries/refs.ts'
import { openCompany } from '#doors/server/queries/world.ts'
import { rounded } from '../timing.ts'
import { months } from './company.ts'

/** What one step took, and for how long at most the server answered nobody meanwhile. */
export type Step = {
  readonly step: string
  readonly seconds: number
  readonly blockedMs: number
  readonly residentMiB: number
  readonly error?: string
}

const berlin = zone('Europe/Berlin')
const now = instant('2026-02-20T12:00:00Z')
const [january, february] = months as [Period, Period]

/** Does what a company does with its months, one after the other, and measures each. */
export const measureRun = async (database: Database, say: (line: string) => void): Promise<Step[]> => {
  const steps: Step[] = []
  for (const [step, work] of await worksOf(database)) {
    const measured = await measuredStep(step, work)
    say(
      `${step}: ${measured.seconds} s, blocked ${measured.blockedMs} ms${measured.error === undefined ? '' : `: ${measured.error}`}`,
    )
    steps.push(measured)
  }
  return steps
}

const resolutionMs = 5

const measuredStep = async (step: string, work: () => Promise<unknown>): Promise<Step> => {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  delay.enable()
  await pause(4 * resolutionMs)
  delay.reset()
  const begin = performance.now()
  const error = await work().then(
    () => undefined,
    (reason: Error) => reason.message,
  )
  const seconds = rounded((performance.now() - begin) / 1000, 3)
  // What was blocked last is told after it.
  await pause(4 * resolutionMs)
  delay.disable()
  const blockedMs = rounded(Math.max(0, delay.max / 1e6 - resolutionMs), 0)
  const residentMiB = rounded(process.memoryUsage.rss() / 2 ** 20, 0)
  return { step, seconds, blockedMs, residentMiB, ...(error === undefined ? {} : { error }) }
}

type Works = readonly (readonly [string, () => Promise<unknown>])[]

const worksOf = async (database: Database): Promise<Works> => {
  const { context } = await openCompany(database, now)
  const { office, desk, volumes } = pagesOf(database, context)
  const some = await partnerInTheMiddle(database)
  const top = async () => {
    const { rows } = (await office.partners(february, { q: '', of: null, cursor: null }))!
    return desk((await numberOf(database, rows[0]!.contact.id))!)
  }
  const drafting = { period: january, by: 'Ina', at: now }
  return [
    ['draft January', () => done(draftRun(database, drafting))],
    ['approve January', () => done(approveRun(database, { ...drafting, by: 'Udo' }))],
    ['page of January’s run', () => office.run(january)],
    [
      'close January',
      async () => {
        await done(askToClose(database, { ...drafting, by: 'Udo' }))
        if ((await closeAsked(database, now)).length !== 1) throw new Error('it is not closed')
      },
    ],
    ['page of January’s closed run', () => office.run(january)],
    ['page of February’s run, first', () => office.run(february)],
    ['page of February’s run, again', () => office.run(february)],
    ['list of runs', () => office.runs()],
    ['partners of February', () => office.partners(february, { q: '', of: null, cursor: null })],
    ['partners of February by name', () => office.partners(february, { q: 'family 77', of: null, cursor: null })],
    ['a partner’s month', () => desk(some).month(february)],
    ['the highest earner’s month', async () => (await top()).month(february)],
    ['a line of his opened', async () => opened(await top())],
    [
      'a partner’s month in words',
      () => tellCommissions(database, { contact: some, period: february, language: 'en' }),
    ],
    ['overview of February’s volumes', () => volumes.office.overview(february)],
    ['a partner’s volumes', () => volumes.desk(some).month(february)],
    ['an order is booked', () => order(database, some)],
    ['a partner’s month right after', () => desk(some).month(february)],
    ['a partner’s month once more', () => desk(some).month(february)],
    ['compliance report of January', () => complianceReport(database, { period: january, months: 1 })],
    ['compliance report of the year', () => complianceReport(database, { period: february, months: 12 })],
    ['verify January, as a command does', () => verified(database)],
  ]
}

type Context = Awaited<ReturnType<typeof openCompany>>['context']

const pagesOf = (database: Database, context: Context) => {
  const needs = {
    database,
    clock: () => now,
    actor: () => Promise.resolve('bench'),
    personOf: (actor: string) => Promise.resolve(actor),
  }
  return {
    office: runsOffice(context, needs),
    desk: (viewer: ContactNumber) => earningsDesk({ ...context, viewer }),
    volumes: {
      office: officeQueries(context),
      desk: (viewer: ContactNumber) => deskQueries({ ...context, viewer }),
    },
  }
}

const done = async (acting: Promise<{ readonly is: string; readonly because?: string }>): Promise<void> => {
  const { is, because } = await acting
  if (is === 'refused') throw new Error(because)
}

const partnerInTheMiddle = async (database: Database): Promise<ContactNumber> => {
  const { rows } = await sql<{ contact_id: ContactNumber }>`
    select contact_id from people.role where role = 'partner'
    order by abs(contact_id - (select max(id) / 2 from people.contact)) limit 1`.execute(database)
  return rows[0]!.contact_id
}

const opened = async (desk: ReturnType<typeof earningsDesk>): Promise<void> => {
  const month = await desk.month(february)
  const line = month?.rules.findLast(({ lines }) => lines.length > 0)?.lines[0]
  if (line === undefined || (await desk.line(february, line.place)) === null) throw new Error('he has no line')
}

const verified = async (database: Database): Promise<void> => {
  for await (const { findings } of verifyRuns(database)) if (findings.length > 0) throw new Error(findings.join(', '))
}

const order = async (database: Database, contact: ContactNumber): Promise<void> => {
  const line = {
    article: 'A',
    description: 'Article',
    quantity: 1,
    net: cents(100),
    vatRate: 1900,
    points: points(1000),
  }
  await placeOrders(database, [
    { reference: null, contact, placedAt: now, paidAt: now, shippedAt: null, lines: [line] },
  ])
  await pull(database, berlin)
}

/** How many commission lines January has. */
export const linesOf = async (database: Database): Promise<number | undefined> =>
  (await runOf(database, january))?.record.sums.lines
