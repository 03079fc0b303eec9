import { beforeEach, expect, test } from 'vitest'
import type { Period } from '#ground/period'
import { addPlan } from '#earnings/plan/store.ts'
import { forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { complianceReport } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

const plan = `name: Klein
from: 2026-02
volumes: { Umsatz: { sum: own } }
active: { volume: Umsatz, at least: 100 }
bonuses: [{ name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{ from: 0, rate: 10 % }] }]
`

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben', 'Anna')
  await company.customer('Cy', 'Anna')
  const added = await addPlan(database, { text: plan, by: 'test' })
  if (added.is === 'refused') throw new Error(JSON.stringify(added))
})

const report = async (period: string, months: 1 | 12 = 1) => {
  await company.books()
  return complianceReport(database, { period: period as Period, months })
}

test('a month of the database: turnover, what is paid for, and who bought what makes him active', async () => {
  await company.buys('Cy', 150, '2026-02-10')
  await company.buys('Ben', 120, '2026-02-25')
  const february = await report('2026-02')
  expect(february).toMatchObject({
    turnover: { all: 27_000, endCustomers: 15_000, ownConsumption: 12_000 },
    commissions: 2_700,
    partners: { all: 2, paid: 2, qualified: 2, bought: 1, boughtAtEnd: 1, onlyConsuming: 1 },
  })
  expect(february!.rules.map(({ en }) => en)).toEqual([expect.stringContaining('Provision: On Umsatz')])
})

test('what comes back is taken back from whoever was paid, and seen as that', async () => {
  const order = await company.buys('Cy', 150, '2026-02-10')
  await company.buys('Cy', 20, '2026-03-05')
  expect((await report('2026-03'))!.commissions).toBe(200)
  await company.takesBack(order, '2026-03-06')
  const march = await report('2026-03')
  expect(march!.commissions).toBe(200 - 1_500)
  expect(march!.causes.find(({ cause }) => cause === 'taken back')!.amount).toBe(-1_500)
  expect((await report('2026-03', 12))!.statement.all).toMatchObject({ people: 2, nothing: 1, highest: 200 })
})

test('a year has the months that a plan holds for; before the first there is no report', async () => {
  expect(await report('2026-03', 12)).toMatchObject({ from: '2026-02', until: '2026-03', months: 2 })
  expect(await report('2026-01', 12)).toBeUndefined()
})
