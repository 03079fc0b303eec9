import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#ground/http'
import type { Period } from '#ground/period'
import { contactsByNumber } from '#people/contact/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { leadRoutes } from './routes.ts'

const { database } = await testDatabase()
const holdBooks = async () => '2026-01' as Period
const routes = leadRoutes({ database, now: () => at('2026-02-10'), zone: berlin, holdBooks })
const to = (actor: Actor) => asking(openedTo(actor, [routes]), documentOf(routes))
const { get, post } = to({ id: 'key:1', role: 'company', mayWrite: true })
let company: TestCompany

const idOf = async (name: string) => (await contactsByNumber(database, [company.of(name)])).get(company.of(name))!.id
const of = async (name: string, rest: string) => `/contacts/${await idOf(name)}/${rest}`

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  for (const name of ['Anna', 'Ben', 'Cara']) await company.partner(name)
  await company.prospect('Eva', 'Anna', '2026-01-10')
})

const offer = async () =>
  (await post(await of('Eva', 'pass-on'), { to: { reference: 'Ben' }, note: 'from the fair' })).body

test('a prospect is passed on in the name of her partner, and accepted once', async () => {
  const lead = await offer()
  expect(lead).toMatchObject({
    contact: { reference: 'Eva' },
    giver: { name: 'Anna' },
    receiver: { name: 'Ben' },
    answer: null,
  })
  const accepted = await post(`/leads/${lead.id}/answer`, { answer: 'accepted' })
  expect([accepted.status, accepted.body.answer]).toEqual([200, 'accepted'])
  const again = await post(`/leads/${lead.id}/answer`, { answer: 'withdrawn' })
  expect([again.status, again.body.type]).toEqual([409, '/problems/answered-before'])
  expect((await get(await of('Eva', 'lead-giver'))).body).toMatchObject({
    giver: { name: 'Anna' },
    decisions: [{ giver: { name: 'Anna' }, reason: 'passed on' }],
    offers: [{ id: lead.id, answer: 'accepted' }],
  })
})

test('whom it is about its receiver is told once he has accepted, and nobody else sees it', async () => {
  const lead = await offer()
  const partner = (name: string) =>
    to({ id: `user:${name}`, role: 'partner', contact: company.of(name), mayWrite: false })
  const list = async (name: string) => (await partner(name).get(await of(name, 'leads'))).body.rows
  expect([(await list('Anna'))[0].contact.name, (await list('Ben'))[0].contact, await list('Cara')]).toEqual([
    'Eva',
    null,
    [],
  ])
  await post(`/leads/${lead.id}/answer`, { answer: 'accepted' })
  expect((await list('Ben'))[0].contact.name).toBe('Eva')
  expect((await partner('Cara').get(await of('Ben', 'leads'))).status).toBe(404)
  expect((await partner('Ben').get(await of('Eva', 'lead-giver'))).status).toBe(403)
})

test.each`
  body                               | status | type                      | why
  ${{ to: { reference: 'Nobody' } }} | ${400} | ${'/problems/validation'} | ${'to nobody'}
  ${{ to: { reference: 'Anna' } }}   | ${409} | ${'/problems/himself'}    | ${'to her own partner'}
  ${{ to: { reference: 'Eva' } }}    | ${409} | ${'/problems/no-partner'} | ${'to herself'}
`('is not passed on $why', async ({ body, status, type }) => {
  const answer = await post(await of('Eva', 'pass-on'), body)
  expect([answer.status, answer.body.type]).toEqual([status, type])
})

test('the company says who gave her, from a day on that lies in no closed month', async () => {
  const path = await of('Eva', 'lead-giver')
  const decided = await post(path, { giver: { reference: 'Cara' }, from: '2026-02-01T12:00:00Z', reason: 'her letter' })
  expect(decided.body).toMatchObject({
    giver: { name: 'Cara' },
    decisions: [{ reason: 'her letter', decidedBy: 'key:1' }],
  })
  expect((await post(path, { giver: 'house', reason: 'a list of ours' })).body.giver.name).toBe('house')
  expect((await post(path, { giver: null, reason: 'neither' })).body.giver).toBeNull()
  const closed = await post(path, { giver: null, from: '2026-01-31T12:00:00Z', reason: 'late' })
  expect([closed.status, closed.body.type]).toEqual([409, '/problems/closed-month'])
  expect((await post('/leads/lea_01h2xcejqtf2nbrexx3vqjhp41/answer', { answer: 'accepted' })).status).toBe(404)
})
