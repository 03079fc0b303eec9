import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#ground/http'
import { contactsByNumber } from '#people/contact/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { linkRoutes } from './routes.ts'

const { database } = await testDatabase()
let company: TestCompany
const routes = linkRoutes({ database, now: () => at('2026-03-01') })
const office: Actor = { id: 'key:1', role: 'company', mayWrite: true }
const { get, post } = asking(openedTo(office, [routes]), documentOf(routes))

const idOf = async (name: string) => (await contactsByNumber(database, [company.of(name)])).get(company.of(name))!.id

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben')
  await company.customer('Cy', 'Anna')
})

test('a link and an invitation are made and listed, the newest first', async () => {
  const id = await idOf('Anna')
  const link = await post(`/contacts/${id}/links`, { campaign: 'Messe' })
  expect([link.status, link.body]).toMatchObject([201, { campaign: 'Messe', opened: 0, won: 0, isOpen: true }])
  expect((await post(`/contacts/${id}/invitations`, {})).body).toMatchObject({ campaign: '#1', isInvitation: true })
  expect((await get(`/contacts/${id}/links`)).body.rows).toMatchObject([{ campaign: '#1' }, { campaign: 'Messe' }])
})

test('a name is used once, and only partners have links', async () => {
  const id = await idOf('Anna')
  await post(`/contacts/${id}/links`, { campaign: 'Messe' })
  expect((await post(`/contacts/${id}/links`, { campaign: 'Messe' })).body.type).toBe('/problems/campaign-taken')
  expect((await post(`/contacts/${await idOf('Cy')}/links`, { campaign: 'x' })).body.type).toBe(
    '/problems/not-a-partner',
  )
})

test('a partner asks for his own links and for nobody else’s', async () => {
  const ben: Actor = { id: 'user:2', role: 'partner', contact: company.of('Ben'), mayWrite: false }
  const asBen = asking(openedTo(ben, [linkRoutes({ database, now: () => at('2026-03-01') })]), documentOf(routes))
  expect((await asBen.get(`/contacts/${await idOf('Ben')}/links`)).status).toBe(200)
  expect((await asBen.get(`/contacts/${await idOf('Anna')}/links`)).status).toBe(404)
})
