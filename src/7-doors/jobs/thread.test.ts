import { execFileSync } from 'node:child_process'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Database } from '#ground/database'
import { connect } from '#ground/database/store.ts'
import type { Thread } from '#ground/thread/store.ts'
import type { Period } from '#ground/period'
import { complianceReport } from '#earnings/compliance/store.ts'
import { addPlan } from '#earnings/plan/store.ts'
import {
  approveRun,
  closeAsked,
  askToClose,
  computedMonth,
  draftRun,
  tellCommissions,
  verifyRuns,
} from '#earnings/run/store.ts'
import { pageMonth } from '#doors/server/queries/month.ts'
import { startThread } from './index.ts'

const { database: here, url } = await testDatabase()
// The same database by another name, which has the thread.
const { database: beside, disconnect } = connect({ url, isEmbedded: false, connections: 5 })
let company: TestCompany
let thread: Thread

// What the conditions of ranks remember must be known to the pages, too.
const plan = `name: Klein
from: 2026-01
volumes: {Umsatz: {sum: own}, Quartal: {sum: own, over: 3 months}}
ranks:
  - {name: Treu, needs: {months: 2 of 3, needs: {volume: Umsatz, at least: 10}}}
  - {name: Neu, needs: {all of: [{volume: Quartal, at least: 900}, {partner for at most: 3 months}]}}
bonuses:
  - {name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: 10 %}]}
  - {name: Ebenen, kind: level, base: Umsatz, follows: sponsor, levels: [5 %], compression: none, unqualified share: company}`

const period = '2026-02' as Period
const acting = (by: string) => ({ period, by, at: at('2027-01-01') })

beforeEach(async () => {
  await forget(here)
  company = await openCompany(here)
  await company.partner('Anna')
  await company.partner('Ben', 'Anna')
  await company.customer('Cy', 'Ben')
  await addPlan(here, { text: plan, by: 'office' })
  await company.buys('Anna', 20, '2026-01-10')
  await company.buys('Cy', 100, '2026-02-10')
  await company.books()
  thread = startThread({ database: beside, url, isEmbedded: false })
})

afterEach(() => thread.end())
afterAll(disconnect)

test('a month of the thread is the month, down to its words', async () => {
  const [mine, its] = [await computedMonth(here, period), await computedMonth(beside, period)]
  expect({ ...its, asOf: 0 }).toEqual({ ...mine, asOf: 0 })
  const asked = { contact: company.of('Ben'), period, language: 'de' as const }
  const told = await tellCommissions(beside, asked)
  expect(told).toContain('bisher 1')
  expect(told).toBe(await tellCommissions(here, asked))
  const report = { period, months: 12 } as const
  expect(await complianceReport(beside, report)).toEqual(await complianceReport(here, report))
})

test('a month is drafted while the server does nothing at all', async () => {
  await computedMonth(beside, period)
  const drafted = draftRun(beside, acting('Ina'))
  // Until the draft is there, this thread stands still: had it to be made here, it would never come.
  execFileSync(process.execPath, [new URL('../../../test/until-drafted.ts', import.meta.url).pathname, url])
  expect(await drafted).toMatchObject({ is: 'drafted' })
})

test('months are approved, closed and verified', async () => {
  for (const month of ['2026-01', '2026-02'] as Period[]) {
    const asked = { ...acting('Ina'), period: month }
    expect(await draftRun(beside, asked)).toMatchObject({ is: 'drafted' })
    expect(await approveRun(beside, { ...asked, by: 'Ina' })).toEqual({ is: 'refused', because: 'own draft' })
    expect(await approveRun(beside, { ...asked, by: 'Udo' })).toEqual({ is: 'approved' })
    await askToClose(beside, { ...asked, by: 'Udo' })
    expect(await closeAsked(beside, at('2027-01-01'))).toEqual([month])
  }
  for await (const { findings } of verifyRuns(here)) expect(findings).toEqual([])
})

test('volumes of many are rolled up beside, and are the same', async () => {
  await sql`insert into people.contact (uuid, reference, country, language, joined_at)
    select gen_random_uuid(), 'M-' || number, 'DE', 'de', '2026-01-01' from generate_series(1, 50000) number`.execute(
    here,
  )
  const many = sql`select id from people.contact where reference like 'M-%'`
  await sql`insert into people.role (contact_id, role, from_at, reason)
    select id, 'customer', '2026-01-01', 'test' from (${many}) as many`.execute(here)
  await sql`insert into people.sponsorship (contact_id, sponsor_id, from_at, reason)
    select id, ${company.of('Ben')}, '2026-01-01', 'test' from (${many}) as many`.execute(here)
  const of = (database: Database) =>
    pageMonth({ database, zone: berlin, reading: { whose: 'nearest', moment: 'order' }, currentPeriod: period }, period)
  const [mine, its] = [await of(here), await of(beside)]
  expect(its.net.own[company.of('Ben')]).toBe(10_000)
  expect(its.othersBelow[company.of('Ben')]).toBe(50_001)
  // By content, fast for long columns.
  expect(isDeepStrictEqual(its, mine)).toBe(true)
})
