import { beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import type { Actor } from '#ground/http'
import { instant } from '#ground/period'
import { changeMasterData, contactsByNumber } from '#people/contact/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { consentRoutes } from './routes.ts'

const { database } = await testDatabase()
let company: TestCompany
let path: string

const now = () => instant('2026-06-01T10:00:00Z')
const routes = consentRoutes({ database, now })
const office: Actor = { id: 'key:1', role: 'company', mayWrite: true }
const { get, post } = asking(openedTo(office, [routes]), documentOf(routes))

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Ben')
  await company.customer('Cy', 'Ben')
  await inTransaction(database, transaction =>
    changeMasterData(transaction, company.of('Cy'), { email: 'cy@web.example', city: 'Berlin' }),
  )
  const cy = (await contactsByNumber(database, [company.of('Cy')])).get(company.of('Cy'))!
  path = `/contacts/${cy.id}/consents`
})

const text = 'Yes, Ben may write to me.'
const ben = { reference: 'Ben' }

test('a consent is recorded with its proof, told, and withdrawn', async () => {
  const given = await post(path, { sender: ben, channel: 'email', text, proof: 'card of 3 March' })
  expect(given.status).toBe(200)
  expect((await get(path)).body.rows).toMatchObject([
    {
      sender: { reference: 'Ben' },
      state: 'given',
      isInForce: true,
      givenBy: 'company',
      where: 'card of 3 March',
      text,
    },
  ])
  const { id } = (await contactsByNumber(database, [company.of('Ben')])).get(company.of('Ben'))!
  expect((await get(`/recipients?channel=email&sender=${id}`)).body).toMatchObject({
    rows: [{ contact: { reference: 'Cy' }, address: 'cy@web.example' }],
    next: null,
  })
  expect((await get('/recipients?channel=email')).body.rows).toEqual([])
  const withdrawal = { sender: ben, channel: 'email', how: 'called' }
  expect((await post(`${path}/withdraw`, withdrawal)).body).toEqual({ withdrawn: true })
  expect((await post(`${path}/withdraw`, withdrawal)).status).toBe(404)
  expect((await get(`/recipients?channel=email&sender=${id}`)).body.rows).toEqual([])
})

test('a yes by e-mail waits for his confirmation, by post it counts', async () => {
  const asked = { sender: 'house', text, where: 'shop' }
  expect((await post(`${path}/ask`, { ...asked, channel: 'email' })).body.state).toBe('asked')
  expect((await post(`${path}/ask`, { ...asked, channel: 'email' })).body.type).toBe('/problems/asked-already')
  expect((await post(`${path}/ask`, { ...asked, channel: 'post' })).body.state).toBe('given')
})

test.each`
  body                                   | status
  ${{ sender: { reference: 'Nobody' } }} | ${400}
  ${{ sender: { reference: 'Cy' } }}     | ${409}
  ${{ channel: 'phone' }}                | ${409}
  ${{ channel: 'pigeon' }}               | ${400}
  ${{ text: 'Yes' }}                     | ${400}
`('$body is refused with $status', async ({ body, status }) => {
  const usual = { sender: 'house', channel: 'email', text, proof: 'card' }
  expect((await post(path, { ...usual, ...body })).status).toBe(status)
})

test('a list for nobody is refused', async () => {
  expect((await get('/recipients?channel=email&sender=nobody')).status).toBe(400)
})
