import { beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import type { Period } from '#ground/period'
import { contactsByNumber } from '#people/contact/store.ts'
import { closeBooks, holdBookings } from '#volume/ledger/store.ts'
import { addPlan } from '#earnings/plan/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { rankByHandRoutes } from './routes.ts'

const { database } = await testDatabase()
const routes = rankByHandRoutes({ database })
const to = (actor: Parameters<typeof openedTo>[0]) => asking(openedTo(actor, [routes]), documentOf(routes))
const { get, post } = to({ id: 'key:1', role: 'company', mayWrite: true })
let company: TestCompany
let path = ''

const pathOf = async (name: string) => {
  const contact = company.of(name)
  return `/contacts/${(await contactsByNumber(database, [contact])).get(contact)!.id}/ranks-by-hand`
}

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Dora')
  await company.customer('Cy', 'Dora')
  const text = `name: Klein
from: 2026-01
volumes: {Umsatz: {sum: own}}
ranks: [{name: Leiter, needs: {volume: Umsatz, at least: 1000}}]
bonuses: [{name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: 5 %}]}]`
  await addPlan(database, { text, by: 'office' })
  await inTransaction(database, async transaction => {
    await holdBookings(transaction)
    await closeBooks(transaction, '2026-01' as Period)
  })
  path = await pathOf('Dora')
})

const leader = { rank: 'Leiter', from: '2026-02-10', reason: 'took over a team' }

test('a rank is given, listed and ended, each once for each key', async () => {
  expect((await get(path)).body).toEqual({ given: [], onOffer: ['Leiter'] })
  const given = await post(path, leader, 'give')
  expect([given.status, given.body]).toMatchObject([200, { ...leader, until: null, givenBy: 'key:1' }])
  expect((await post(path, leader, 'give')).body).toEqual(given.body)
  expect((await get(path)).body.given).toEqual([given.body])
  const ended = await post(`${path}/${given.body.id}/end`, { until: '2026-03-31', reason: 'handed on' }, 'end')
  const end = { until: '2026-03-31', reason: 'handed on', endedBy: 'key:1', endedAt: expect.any(String) }
  expect([ended.status, ended.body]).toEqual([200, { ...given.body, until: '2026-03-31', ends: [end] }])
  expect((await get(path)).body.given).toEqual([ended.body])
})

test.each`
  change                     | status | type                        | errors
  ${{ rank: 'Chef' }}        | ${400} | ${'/problems/validation'}   | ${[{ pointer: '#/rank' }]}
  ${{ from: '2026-02-30' }}  | ${400} | ${'/problems/validation'}   | ${[{ pointer: '#/from' }]}
  ${{ until: '2026-02-09' }} | ${400} | ${'/problems/validation'}   | ${[{ pointer: '#/until' }]}
  ${{ reason: ' ' }}         | ${400} | ${'/problems/validation'}   | ${[{ pointer: '#/reason' }]}
  ${{ from: '2026-01-31' }}  | ${409} | ${'/problems/closed-month'} | ${undefined}
`('$change is refused with $status', async ({ change, status, type, errors }) => {
  const { status: told, body } = await post(path, { ...leader, ...change })
  expect({ status: told, type: body.type, errors: body.errors }).toMatchObject({ status, type, errors })
  expect((await get(path)).body.given).toEqual([])
})

test('who is no partner gets none, and who or what is not there is not found', async () => {
  const cy = await post(await pathOf('Cy'), leader)
  expect([cy.status, cy.body.type]).toEqual([409, '/problems/no-partner'])
  const nobody = '/contacts/con_01hzx4m2n3p4q5r6s7t8v9w0xy/ranks-by-hand'
  const { id } = (await post(path, leader)).body
  const end = { until: '2026-03-31', reason: 'handed on' }
  const asked = [
    await get(nobody),
    await post(nobody, leader),
    await post(`${nobody}/${id}/end`, end),
    await post(`${path}/99/end`, end),
    await post(`${path}/x/end`, end),
    await post(`${await pathOf('Cy')}/${id}/end`, end),
  ]
  expect(asked.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
})

test('no partner sees or sets ranks by hand', async () => {
  const dora = to({ id: 'user:2', role: 'partner', contact: company.of('Dora'), mayWrite: false })
  expect([(await dora.get(path)).status, (await dora.post(path, leader)).status]).toEqual([403, 403])
})
