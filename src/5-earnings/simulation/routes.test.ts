import { beforeAll, expect, test } from 'vitest'
import { addPlan } from '#earnings/plan/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { at, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { simulationRoutes } from './routes.ts'
import { simulateDue } from './store.ts'

const { database } = await testDatabase()
const routes = simulationRoutes({ database, now: () => at('2026-04-01') })
const { get, post } = asking(openedTo({ id: 'key:1', role: 'company', mayWrite: true }, [routes]), documentOf(routes))

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

const asked = { present: 1, changes: ['bonuses.Provision.brackets[0].rate = 12 %'], from: '2026-02', until: '2026-03' }

test('asked twice with one key it is one simulation, and its result can be fetched', async () => {
  const first = await post('/simulations', asked, 'key-1')
  const second = await post('/simulations', asked, 'key-1')
  expect([first.status, second.body]).toEqual([201, first.body])
  expect((await get('/simulations')).body.rows).toHaveLength(1)
  await simulateDue(database)
  expect((await get(`/simulations/${first.body.id}`)).body).toMatchObject({
    state: 'done',
    monthsDone: 2,
    result: {
      turnover: '150.00',
      present: { cost: '15.00', ratio: 10 },
      other: { cost: '18.00', ratio: 12 },
      winners: 1,
      losers: 0,
    },
  })
})

test('a change that leads nowhere, and a simulation nobody asked for', async () => {
  const refused = await post('/simulations', { ...asked, changes: ['bonuses.X.rate = 1 %'] })
  expect([refused.status, refused.body.detail]).toEqual([409, 'found "X", expected Provision'])
  expect((await get('/simulations/sim_01hzx6m2n3p4q5r6s7t8v9w0xy')).status).toBe(404)
})
