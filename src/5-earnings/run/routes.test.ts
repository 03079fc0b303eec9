import { beforeAll, expect, test } from 'vitest'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { at, berlin, forget, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { addPlan } from '#earnings/plan/store.ts'
import { pull } from '#volume/ledger/store.ts'
import { runRoutes } from './routes.ts'

const { database } = await testDatabase()
let anna: string

const people: Record<string, string> = { 'key:1': 'Ina', 'key:2': 'Ina', 'key:3': 'Udo' }
const routes = runRoutes({ database, now: () => at('2026-04-01'), personOf: async actor => people[actor.id]! })
const api = (id: string) => asking(openedTo({ id, role: 'company', mayWrite: true }, [routes]), documentOf(routes))

beforeAll(async () => {
  await forget(database)
  const company = await openCompany(database)
  await company.partner('Anna')
  await company.customer('Cy', 'Anna')
  await company.buys('Cy', 100, '2026-02-10')
  await pull(database, berlin)
  await addPlan(database, {
    by: 'office',
    text: `name: Klein
from: 2026-02
volumes: {Umsatz: {sum: own}}
bonuses: [{name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: 10 %}]}]`,
  })
  anna = (await contactsByNumber(database, [company.of('Anna')])).get(company.of('Anna'))!.id
})

test('two keys of one person are not four eyes, and a run is told at every step', async () => {
  expect((await api('key:1').get('/runs/2026-02')).status).toBe(404)
  expect((await api('key:1').post('/runs/2026-02/approvals', {})).status).toBe(409)
  expect(await api('key:1').post('/runs/2026-02/drafts', {})).toMatchObject({ status: 200, body: { total: '10.00' } })
  expect((await api('key:2').post('/runs/2026-02/approvals', {})).status).toBe(409)
  expect(await api('key:3').post('/runs/2026-02/approvals', {})).toMatchObject({ body: { state: 'approved' } })
  expect((await api('key:3').post('/runs/2026-02/closings', {})).status).toBe(200)
  expect(await api('key:1').get('/runs')).toMatchObject({ body: { rows: [{ period: '2026-02' }], next: null } })
})

test('commission lines say rule, rate, reason and whose turnover it is', async () => {
  expect(await api('key:1').get(`/runs/2026-02/contacts/${anna}/lines`)).toMatchObject({
    status: 200,
    body: { rows: [{ rule: 'Provision', base: '100.00', ratePercent: '10', amount: '10.00' }], next: null },
  })
  expect((await api('key:1').get('/runs/2026-01/contacts/con_x/lines')).status).toBe(404)
})
