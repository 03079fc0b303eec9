import { beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { merge } from '#people/duplicate/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { priceGroupRoutes } from './routes.ts'

const { database } = await testDatabase()
const now = at('2026-03-01')
const routes = priceGroupRoutes({ database, now: () => now })
const to = (actor: Parameters<typeof openedTo>[0]) => asking(openedTo(actor, [routes]), documentOf(routes))
const { get, post } = to({ id: 'key:1', role: 'company', mayWrite: true })
let company: TestCompany

const pathOf = async (name: string) => {
  const contact = company.of(name)
  return `/contacts/${(await contactsByNumber(database, [contact])).get(contact)!.id}/price-group`
}

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.customer('Cy', 'Anna')
})

test('the company puts a customer into a price group, and leaves him to his role again', async () => {
  const path = await pathOf('Cy')
  expect((await get(path)).body).toEqual({ group: 'customer', given: null, history: [] })
  const given = await post(path, { group: 'reseller' })
  expect([given.status, given.body]).toMatchObject([200, { group: 'reseller', given: 'reseller' }])
  expect(given.body.history).toEqual([
    { group: 'reseller', from: '2026-02-28T23:00:00.000Z', until: null, by: 'key:1' },
  ])
  expect((await post(path, { group: null })).body).toMatchObject({ group: 'customer', given: null })
  expect((await get(await pathOf('Anna'))).body.group).toBe('partner')
})

test('what is no price group is refused by its field, and so is nobody', async () => {
  const wrong = await post(await pathOf('Cy'), { group: 'friends' })
  expect([wrong.status, wrong.body.errors]).toMatchObject([400, [{ pointer: '#/group' }]])
  expect((await post('/contacts/con_01hzx4m2n3p4q5r6s7t8v9w0xy/price-group', { group: null })).status).toBe(404)
})

test('of whoever was merged it is told who is kept', async () => {
  await company.customer('Cy again', 'Anna')
  const merging = { keep: company.of('Cy'), drop: company.of('Cy again'), at: now, by: 'user:1', reason: 'same' }
  await inTransaction(database, inside => merge(inside, merging))
  expect((await post(await pathOf('Cy again'), { group: 'reseller' })).body.group).toBe('reseller')
  expect((await get(await pathOf('Cy'))).body.group).toBe('reseller')
})

test('no partner sees or sets what anybody pays', async () => {
  const anna = to({ id: 'user:2', role: 'partner', contact: company.of('Anna'), mayWrite: false })
  expect((await anna.get(await pathOf('Anna'))).status).toBe(403)
  expect((await anna.post(await pathOf('Anna'), { group: 'reseller' })).status).toBe(403)
})
