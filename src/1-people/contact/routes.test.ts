import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#ground/http'
import { publicIdOf } from '#ground/identity'
import { sponsorsNow } from '#people/structure/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { contactRoutes } from './routes.ts'
import { contactsByNumber } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

const routes = contactRoutes({ database, sponsorsOf: sponsorsNow })
const document = documentOf(routes)
const office: Actor = { id: 'key:1', role: 'company', mayWrite: true }
const { get, post } = asking(openedTo(office, [routes]), document)

const asPartner = (name: string) =>
  asking(openedTo({ id: 'user:1', role: 'partner', contact: company.of(name), mayWrite: false }, [routes]), document)

const idOf = async (name: string) => (await contactsByNumber(database, [company.of(name)])).get(company.of(name))!.id

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.customer('Cy', 'Anna')
  await company.partner('Ben', 'Cy')
})

describe('a contact', () => {
  test('is told with role and sponsor', async () => {
    const { status, body } = await get(`/contacts/${await idOf('Cy')}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      reference: 'Cy',
      name: 'Cy',
      role: 'customer',
      joinedAt: '2025-12-31T23:00:00.000Z',
      sponsor: { reference: 'Anna', role: 'partner' },
    })
  })

  test('the house stands below nobody', async () => {
    expect((await get(`/contacts/${await idOf('house')}`)).body).toMatchObject({ role: 'house', sponsor: null })
  })

  test.each`
    id                                                               | why
    ${'con_01hzx3v2k8e9rtb5m6n7p8q9rs'}                              | ${'nobody has'}
    ${'ord_01hzx3v2k8e9rtb5m6n7p8q9rs'}                              | ${'is of another kind'}
    ${publicIdOf('contact', '00000000-0000-7000-8000-000000000000')} | ${'nobody will ever have'}
    ${'17'}                                                          | ${'is no id'}
    ${'%27%20or%201=1'}                                              | ${'means no good'}
  `('is not found by an id that $why', async ({ id }) => {
    const { status, body } = await get(`/contacts/${id}`)
    expect([status, body.type, body.detail]).toEqual([404, '/problems/not-found', 'There is no such contact.'])
  })
})

test('whoever was merged is left out, and his reference finds the kept one', async () => {
  await database
    .updateTable('people.contact')
    .set({ merged_into: company.of('Anna') })
    .where('id', '=', company.of('Cy'))
    .execute()
  expect(await namesAt('')).not.toContain('Cy')
  expect(await namesAt('search=cy')).toEqual(['Anna'])
  expect(await namesAt('reference=Cy')).toEqual(['Anna'])
  expect(await namesAt('reference=Cy&merged=listed')).toEqual(['Cy'])
  expect(await namesAt('search=cy&merged=listed')).toEqual(['Cy'])
})

describe('master data', () => {
  const data = {
    kind: 'firm',
    givenName: 'Cem',
    familyName: 'Yılmaz',
    firmName: 'Yılmaz OHG',
    email: 'cem@example.org',
    phone: '+49 30 123456',
    street: 'Hauptstraße 1',
    postalCode: '10115',
    city: 'Berlin',
    country: 'AT',
    language: 'en',
  }

  test('all of it may change; role, reference and place stay', async () => {
    const path = `/contacts/${await idOf('Cy')}`
    const before = (await get(path)).body
    const after = { ...before, ...data, name: 'Yılmaz OHG' }
    expect(await post(`${path}/data`, data)).toMatchObject({ status: 200, body: after })
    expect((await get(path)).body).toEqual(after)
    expect(await namesAt('search=yılmaz')).toEqual(['Yılmaz OHG'])
  })

  test('that is left out stays, and null forgets it', async () => {
    const path = `/contacts/${await idOf('Cy')}/data`
    await post(path, data)
    const { body } = await post(path, { city: 'Wien', phone: null, firmName: null })
    expect(body).toMatchObject({ ...data, city: 'Wien', phone: null, firmName: null, name: 'Cem Yılmaz' })
  })

  test('changed by many at once loses no change', async () => {
    const path = `/contacts/${await idOf('Cy')}/data`
    await Promise.all(Object.entries(data).map(([field, value]) => post(path, { [field]: value })))
    expect((await get(`/contacts/${await idOf('Cy')}`)).body).toMatchObject(data)
  })

  test.each`
    body                                  | pointer
    ${{}}                                 | ${'#'}
    ${{ city: 'Wien', reference: 'K-1' }} | ${'#/reference'}
    ${{ city: 'Wien', role: 'partner' }}  | ${'#/role'}
    ${{ email: 'nobody' }}                | ${'#/email'}
    ${{ country: 'Germany' }}             | ${'#/country'}
    ${{ language: 'fr' }}                 | ${'#/language'}
    ${{ givenName: ' ' }}                 | ${'#/givenName'}
    ${{ kind: null }}                     | ${'#/kind'}
  `('is refused as $body, naming $pointer', async ({ body, pointer }) => {
    const told = await post(`/contacts/${await idOf('Cy')}/data`, body)
    expect([told.status, told.body.errors]).toMatchObject([400, [{ pointer }]])
  })

  test('of nobody is not found', async () => {
    expect((await post('/contacts/con_01hzx3v2k8e9rtb5m6n7p8q9rs/data', { city: 'Wien' })).status).toBe(404)
  })
})

const namesAt = async (query: string) =>
  (await get(`/contacts?${query}`)).body.rows.map((row: { name: string }) => row.name)

describe('the list of contacts', () => {
  test.each`
    query                      | names
    ${''}                      | ${['house', 'Anna', 'Cy', 'Ben']}
    ${'role=partner'}          | ${['Anna', 'Ben']}
    ${'search=ann'}            | ${['Anna']}
    ${'search=%25'}            | ${[]}
    ${'reference=Ben'}         | ${['Ben']}
    ${'reference=ben'}         | ${[]}
    ${'role=former%20partner'} | ${[]}
  `('at "$query" is $names', async ({ query, names }) => {
    expect(await namesAt(query)).toEqual(names)
  })

  test('walked by its cursors meets everybody exactly once, also who registers meanwhile', async () => {
    const met: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await get(`/contacts?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`)
      met.push(...body.rows.map((row: { name: string }) => row.name))
      if (cursor === '') await company.customer('Dora', 'Anna')
      cursor = body.next
    }
    expect(met).toEqual(['house', 'Anna', 'Cy', 'Ben', 'Dora'])
  })

  test.each`
    query               | parameter
    ${'role=boss'}      | ${'role'}
    ${'search='}        | ${'search'}
    ${'offset=10'}      | ${'offset'}
    ${'cursor=WyJhIl0'} | ${'cursor'}
  `('refuses "$query", naming $parameter', async ({ query, parameter }) => {
    const { status, body } = await get(`/contacts?${query}`)
    expect([status, body.errors]).toMatchObject([400, [{ parameter }]])
  })
})

describe('a partner', () => {
  test('is told himself, and his sponsor when that is no customer', async () => {
    const told = await asPartner('Anna').get(`/contacts/${await idOf('Anna')}`)
    expect(told.body).toMatchObject({ name: 'Anna', sponsor: { name: 'house' } })
    expect((await asPartner('Ben').get(`/contacts/${await idOf('Ben')}`)).body).toMatchObject({ sponsor: null })
  })

  test('is told nobody else, as if there were nobody', async () => {
    for (const name of ['Cy', 'Ben', 'house'])
      expect((await asPartner('Anna').get(`/contacts/${await idOf(name)}`)).status).toBe(404)
    expect((await asPartner('Anna').get('/contacts')).status).toBe(403)
  })
})
