import { beforeAll, expect, test } from 'vitest'
import { addPlan } from '#earnings/plan/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { complianceRoutes } from './routes.ts'

const { database } = await testDatabase()
const routes = complianceRoutes({ database })
const { get } = asking(openedTo({ id: 'key:1', role: 'company', mayWrite: false }, [routes]), documentOf(routes))

const plan = `name: Klein
from: 2026-02
volumes: { Umsatz: { sum: own } }
bonuses: [{ name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{ from: 0, rate: 10 % }] }]
`

beforeAll(async () => {
  const company = await openCompany(database)
  await company.partner('Anna')
  await company.customer('Cy', 'Anna')
  await addPlan(database, { text: plan, by: 'test' })
  await company.buys('Cy', 150, '2026-02-10')
  await company.books()
})

test('the report of a month and of a year', async () => {
  const month = await get('/compliance/2026-02')
  expect(month.body).toMatchObject({ from: '2026-02', until: '2026-02', months: 1 })
  const none = { rank: null, from: null, below: null, count: null, share: null, amount: null }
  expect(month.body.figures).toEqual(
    expect.arrayContaining([
      { ...none, section: 'turnover', figure: 'endCustomers', share: 100, amount: '150.00' },
      { ...none, section: 'commissions', figure: 'recruiting', share: 0, amount: '0.00' },
      { ...none, section: 'customers', figure: 'perPaid', count: 1 },
      {
        ...none,
        section: 'classes',
        figure: 'class',
        from: '0.01',
        below: '25.00',
        count: 1,
        share: 100,
        amount: '15.00',
      },
    ]),
  )
  expect((await get('/compliance/2026-03?span=year')).body).toMatchObject({
    from: '2026-02',
    until: '2026-03',
    months: 2,
  })
})

test('a month without a plan has none, and a word that is no span is refused', async () => {
  expect((await get('/compliance/2026-01')).status).toBe(404)
  expect((await get('/compliance/2026-02?span=week')).status).toBe(400)
})
