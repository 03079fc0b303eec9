import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#ground/http'
import { contactsByNumber } from '#people/contact/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { subdomainRoutes } from './routes.ts'

const { database } = await testDatabase()
let company: TestCompany
let texts: string[][] = []

const routes = subdomainRoutes({
  database,
  now: () => at('2026-03-01'),
  baseHost: 'shop.example',
  resolveTxt: async () => texts,
})
const document = documentOf(routes)
const office: Actor = { id: 'key:1', role: 'company', mayWrite: true }
const { get, post } = asking(openedTo(office, [routes]), document)

const idOf = async (name: string) => (await contactsByNumber(database, [company.of(name)])).get(company.of(name))!.id
const path = async (name: string, rest: string) => `/contacts/${await idOf(name)}/${rest}`

beforeEach(async () => {
  await forget(database)
  for (const table of ['referral.name_claim', 'ground.setting'] as const) await database.deleteFrom(table).execute()
  texts = []
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben')
  await company.customer('Cy', 'Anna')
})

test('a partner is named, and named anew, and his address tells both', async () => {
  expect((await get(await path('Anna', 'address'))).body).toMatchObject({ name: null, host: null, domains: [] })
  expect((await post(await path('Anna', 'name'), { name: 'Anna' })).body.host).toBe('anna.shop.example')
  expect((await post(await path('Anna', 'name'), { name: 'Anna Berger' })).body).toMatchObject({
    name: 'anna-berger',
    formerNames: [{ name: 'anna', redirectsUntil: '2026-08-27T23:00:00.001Z' }],
  })
})

test.each`
  name             | because
  ${'admin'}       | ${'reserved'}
  ${'pay-pa1'}     | ${'looks-like-reserved'}
  ${'ben'}         | ${'taken'}
  ${'be-n'}        | ${'looks-like-taken'}
  ${'xn--nna-6cd'} | ${'punycode'}
`('"$name" is refused with $because, and told not to be free before', async ({ name, because }) => {
  await post(await path('Ben', 'name'), { name: 'ben' })
  expect((await get(`/names/${name}`)).body).toMatchObject({ isFree: false, because: because.replaceAll('-', ' ') })
  const { status, body } = await post(await path('Anna', 'name'), { name })
  expect([status, body.type]).toEqual([409, `/problems/${because}`])
})

test('a free name is told as it would be kept', async () => {
  expect((await get(`/names/${encodeURIComponent('Jürgen Müller')}`)).body).toEqual({
    name: 'juergen-mueller',
    isFree: true,
    because: null,
  })
})

test('the page shows what was settled', async () => {
  const page = { greeting: { de: 'Grüß Gott', en: null }, showsEmail: true, showsPhone: false }
  expect((await post(await path('Anna', 'page'), page)).body).toMatchObject(page)
  const { body } = await post(await path('Anna', 'page'), { ...page, greeting: { de: 'x'.repeat(1001), en: null } })
  expect(body.errors).toMatchObject([{ pointer: '#/greeting/de' }])
  expect((await post(await path('Cy', 'page'), page)).body.type).toBe('/problems/not-a-partner')
})

test('a domain is added, proved and forgotten', async () => {
  const host = 'berger.example'
  expect((await post(await path('Anna', 'domains'), { host })).body.type).toBe('/problems/no-name')
  await post(await path('Anna', 'name'), { name: 'anna' })
  const added = await post(await path('Anna', 'domains'), { host })
  expect(added.body.domains).toMatchObject([{ host, verifiedAt: null }])
  expect((await post(await path('Anna', 'domains/check'), { host })).body.type).toBe('/problems/no-record')
  texts = [[added.body.domains[0].record.value]]
  expect((await post(await path('Anna', 'domains/check'), { host })).body.domains).toMatchObject([
    { host, verifiedAt: '2026-02-28T23:00:00.000Z' },
  ])
  expect((await post(await path('Anna', 'domains/removal'), { host })).body.domains).toEqual([])
})

test('the company settles its rules, and a wrong one is named', async () => {
  const rules = (await get('/settings/names')).body
  expect(rules).toEqual({ blacklist: [], redirectDays: 180, unknownHosts: 'company page', afterLeaving: 'heir' })
  expect((await post('/settings/names', { ...rules, blacklist: ['*gold*'] })).status).toBe(200)
  expect((await get('/names/goldfee')).body.because).toBe('blacklisted')
  const { body } = await post('/settings/names', { ...rules, redirectDays: 731 })
  expect(body.errors).toMatchObject([{ pointer: '#/redirectDays' }])
})

test('a partner reads his own address and nobody else’s', async () => {
  const anna: Actor = { id: 'user:1', role: 'partner', contact: company.of('Anna'), mayWrite: false }
  const { get } = asking(openedTo(anna, [routes]), document)
  expect((await get(await path('Anna', 'address'))).status).toBe(200)
  expect((await get(await path('Ben', 'address'))).status).toBe(404)
})
