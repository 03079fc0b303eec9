import { beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import type { Actor } from '#ground/http'
import { instant } from '#ground/period'
import { changeMasterData, contactsByNumber } from '#people/contact/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { duplicateRoutes } from './routes.ts'
import { compareChanged } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

const now = () => instant('2026-06-01T10:00:00Z')
const routes = [duplicateRoutes({ database, now })]
const office: Actor = { id: 'key:1', role: 'company', mayWrite: true }
const { get, post } = asking(openedTo(office, routes), documentOf(openedTo(office, routes)))

const idOf = async (name: string) => (await contactsByNumber(database, [company.of(name)])).get(company.of(name))!.id

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Ben')
  for (const name of ['Anna', 'Anne']) {
    await company.customer(name, 'Ben')
    const data = { email: 'anna@web.example', familyName: 'Berger' }
    await inTransaction(database, transaction => changeMasterData(transaction, company.of(name), data))
  }
  await inTransaction(database, transaction => compareChanged(transaction, now()))
})

test('a pair is listed, previewed, merged and undone', async () => {
  const [anna, anne] = [await idOf('Anna'), await idOf('Anne')]
  const listed = await get('/duplicates')
  expect(listed.body.rows).toMatchObject([
    { one: { id: anna }, other: { id: anne }, because: ['same e-mail', 'same name'] },
  ])
  expect((await get(`/contacts/${anna}/similar`)).body.rows).toMatchObject([{ contact: { id: anne } }])
  expect((await get(`/contacts/${anna}/merge?drop=${anne}`)).body).toMatchObject({ moves: [], taken: [] })
  const merged = await post(`/contacts/${anna}/merge`, { drop: anne, reason: 'one person' })
  expect((await get('/duplicates')).body.rows).toEqual([])
  expect((await post(`/contacts/${anna}/merge`, { drop: anne })).body.type).toBe('/problems/already-merged')
  const path = `/merges/${merged.body.merge}/undo`
  expect((await post(path, {})).body).toMatchObject({ keep: { id: anna }, drop: { id: anne } })
  expect((await post(path, {})).status).toBe(409)
})

test('two are said to be different once', async () => {
  const [pair] = (await get('/duplicates')).body.rows
  expect((await post(`/duplicates/${pair.id}/different`, {})).body).toEqual({ decided: 'different' })
  expect((await post(`/duplicates/${pair.id}/different`, {})).status).toBe(404)
  expect((await get('/duplicates')).body.rows).toEqual([])
})

test('what cannot be is refused', async () => {
  const [anna, ben] = [await idOf('Anna'), await idOf('Ben')]
  expect((await post(`/contacts/${anna}/merge`, { drop: ben })).body.type).toBe('/problems/a-partner-stays')
  expect((await get(`/contacts/${anna}/merge?drop=${anna}`)).body.type).toBe('/problems/the-same-contact')
  expect((await get(`/contacts/${anna}/merge?drop=nobody`)).body.type).toBe('/problems/unknown-contact')
  expect((await post('/merges/nothing/undo', {})).status).toBe(404)
})
