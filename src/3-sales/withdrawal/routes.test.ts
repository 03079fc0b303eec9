import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#ground/http'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { at, forget, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { withdrawalRoutes } from './routes.ts'

const { database } = await testDatabase()
const routes = withdrawalRoutes({ database, now: () => at('2026-07-01 14:30') })
const office: Actor = { id: 'key:1', role: 'company', mayWrite: true }
const { get, post } = asking(openedTo(office, [routes]), documentOf(routes))

const declared = { name: 'Cy', email: 'cy@example.org', order: 'A-17', language: 'de' }

beforeEach(async () => {
  await forget(database)
  await openCompany(database)
})

test('a shop hands on a withdrawal, and reads it again', async () => {
  const { status, headers, body } = await post('/withdrawals', declared, 'key-1')
  expect([status, headers.get('location')]).toEqual([201, `/withdrawals/${body.id}`])
  expect(body).toMatchObject({ ...declared, part: null, state: 'open', receivedAt: '2026-07-01T12:30:00.000Z' })
  expect((await post('/withdrawals', declared, 'key-1')).body).toEqual(body)
  expect((await get('/withdrawals?only=unsettled')).body).toEqual({ rows: [body], next: null })
  expect((await get(`/withdrawals/${body.id}`)).body).toEqual(body)
  expect((await get('/withdrawals/wdr_01h2xcejqtf2nbrexx3vqjhp41')).status).toBe(404)
})

test('a field that is wrong is named', async () => {
  const { status, body } = await post('/withdrawals', { ...declared, email: 'cy' })
  expect(status).toBe(400)
  expect(body.errors).toEqual([{ pointer: '#/email', detail: 'no e-mail address' }])
})
