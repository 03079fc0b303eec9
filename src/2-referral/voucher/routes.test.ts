import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#ground/http'
import { cents } from '#ground/money'
import { contactsByNumber } from '#people/contact/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { voucherRoutes } from './routes.ts'
import { claim } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany
const now = at('2026-03-10')

const routes = voucherRoutes({ database, now: () => now })
const document = documentOf(routes)
const office: Actor = { id: 'key:1', role: 'company', mayWrite: true }
const { get, post } = asking(openedTo(office, [routes]), document)
const asPartner = (name: string) =>
  asking(openedTo({ id: 'user:2', role: 'partner', contact: company.of(name), mayWrite: false }, [routes]), document)

const idOf = async (name: string) => (await contactsByNumber(database, [company.of(name)])).get(company.of(name))!.id

const given = {
  name: 'New customers',
  discount: { amount: '10.00' },
  currency: 'EUR',
  minimum: '50.00',
  from: '2026-03-01T00:00:00+01:00',
  until: null,
  countries: ['DE'],
  newCustomersOnly: true,
  lowersPoints: false,
  forPartners: true,
  limitPerCode: null,
  limitInAll: 100,
}

const template = async (change = {}) => (await post('/voucher-templates', { ...given, ...change })).body.id as string
const voucher = async (wording: string | null, of?: string) =>
  post('/vouchers', { template: of ?? (await template()), partner: { id: await idOf('Ben') }, wording })

beforeEach(async () => {
  await forget(database)
  await database.deleteFrom('ground.setting').execute()
  company = await openCompany(database)
  await company.partner('Ben')
  await company.partner('Anna')
  await company.prospect('Cy')
  await company.prospect('Dora')
})

describe('a template', () => {
  test('is kept and told as it was given', async () => {
    const id = await template()
    const { rows } = (await get('/voucher-templates')).body
    expect(rows).toEqual([{ ...given, id, from: '2026-02-28T23:00:00.000Z', isOn: true }])
    await template({ discount: { basisPoints: 1500 }, until: '2026-12-31T23:00:00Z', countries: null })
    expect((await get('/voucher-templates')).body.rows[0]).toMatchObject({
      discount: { basisPoints: 1500 },
      until: '2026-12-31T23:00:00.000Z',
      countries: null,
    })
  })

  test('names the field that is wrong', async () => {
    const wrong = async (change: object) => {
      const { status, body } = await post('/voucher-templates', { ...given, ...change })
      return [status, body.errors.map((error: { pointer: string }) => error.pointer)]
    }
    expect(await wrong({ until: '2026-02-01T00:00:00Z' })).toEqual([400, ['#/until']])
    expect(await wrong({ discount: { basisPoints: 10001 } })).toEqual([400, ['#/discount/basisPoints']])
    expect(await wrong({ countries: ['de'], limitInAll: 0 })).toEqual([400, ['#/countries/0', '#/limitInAll']])
  })

  test('switched off stops its codes', async () => {
    const id = await template()
    await voucher('von Ben', id)
    const quote = async () => (await get('/vouchers/von%20ben/quote?total=60.00&country=DE')).body
    expect(await quote()).toMatchObject({ isValid: true, code: 'VONBEN', discount: '10.00' })
    expect((await post(`/voucher-templates/${id}/switch`, { isOn: false })).body.isOn).toBe(false)
    expect(await quote()).toMatchObject({ isValid: false, because: 'switched off' })
    expect((await post('/voucher-templates/tpl_nothing/switch', { isOn: false })).status).toBe(404)
  })
})

describe('a code', () => {
  test('is made in words, by chance, and for the company itself', async () => {
    const of = await template()
    expect((await voucher('von Ben', of)).body).toMatchObject({ code: 'VONBEN', kind: 'own', isOn: true, redeemed: 0 })
    expect((await voucher(null, of)).body.shown).toMatch(/^\w{5}-\w{5}$/u)
    const own = await post('/vouchers', { template: of, partner: null, wording: 'Willkommen' })
    expect(own.body.code).toBe('WILLKOMMEN')
    expect((await get(`/contacts/${await idOf('Ben')}/vouchers`)).body.rows).toHaveLength(2)
  })

  test.each`
    wording        | because
    ${'vonben'}    | ${'taken'}
    ${'V0NBEN'}    | ${'taken'}
    ${'Arschloch'} | ${'offensive'}
    ${'abc'}       | ${'too-short'}
    ${'Ben & Co'}  | ${'letters'}
  `('$wording is refused with $because', async ({ wording, because }) => {
    const of = await template()
    await voucher('von Ben', of)
    const { status, body } = await voucher(wording, of)
    expect([status, body.type]).toEqual([409, `/problems/${because}`])
  })

  test('is told to its partner, and not to another', async () => {
    await voucher('von Ben')
    const path = `/contacts/${await idOf('Ben')}/vouchers`
    expect((await asPartner('Ben').get(path)).body.rows).toHaveLength(1)
    expect((await asPartner('Anna').get(path)).status).toBe(404)
    expect((await asPartner('Ben').get('/voucher-templates')).status).toBe(403)
  })

  test('can be switched off and on', async () => {
    const { id } = (await voucher('von Ben')).body
    expect((await post(`/vouchers/${id}/switch`, { isOn: false })).body.isOn).toBe(false)
    expect((await post(`/vouchers/${id}/switch`, { isOn: true })).body.isOn).toBe(true)
  })

  test('tells what an order lacks', async () => {
    await voucher('von Ben')
    expect((await get('/vouchers/vonben/quote?total=49.99&country=DE')).body).toMatchObject({
      isValid: false,
      because: 'minimum',
      minimum: '50.00',
      discount: null,
    })
    expect((await get('/vouchers/vonben/quote?total=60&country=de')).status).toBe(400)
  })
})

test('what looks odd is listed with its evidence, and decided once', async () => {
  await voucher('von Ben')
  const home = { street: 'Lindenstr. 3', postalCode: '10969', city: 'Berlin', country: 'DE' }
  const person = { ...home, givenName: null, familyName: null, firmName: null, email: null, phone: null }
  for (const name of ['Cy', 'Dora'])
    await claim(database, {
      code: 'VONBEN',
      contact: company.of(name),
      person,
      at: now,
      total: cents(6000),
      country: 'DE',
    })
  const { rows } = (await get('/voucher-reviews')).body
  expect(rows).toMatchObject([
    {
      kind: 'same household',
      code: 'VONBEN',
      buyer: { reference: 'Dora' },
      contacts: [{ reference: 'Cy' }],
      shares: ['household'],
      discount: '10.00',
      decision: null,
    },
  ])
  const path = `/voucher-reviews/${rows[0].id}/decide`
  expect((await post(path, { decision: 'harmless', reason: '' })).status).toBe(400)
  expect((await post(path, { decision: 'harmless', reason: 'They are sisters.' })).body.decision).toBe('harmless')
  expect((await post(path, { decision: 'abuse', reason: 'No.' })).body.type).toBe('/problems/already-decided')
  expect((await get('/voucher-reviews')).body.rows).toEqual([])
  expect((await get('/voucher-reviews?state=decided')).body.rows).toMatchObject([{ reason: 'They are sisters.' }])
  expect((await post('/voucher-reviews/sus_nothing/decide', { decision: 'abuse', reason: 'No.' })).status).toBe(404)
})

test('the company’s rules are data', async () => {
  const { body } = await get('/settings/vouchers')
  expect(body.codesPerPartner).toBe(20)
  expect((await post('/settings/vouchers', { ...body, offensive: ['Anna'] })).status).toBe(200)
  expect((await voucher('Anna')).body.type).toBe('/problems/offensive')
})
