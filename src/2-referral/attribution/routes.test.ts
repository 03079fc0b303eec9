import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import type { Actor } from '#ground/http'
import type { Instant } from '#ground/period'
import { changeMasterData, contactsByNumber } from '#people/contact/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { attributionRoutes } from './routes.ts'

const { database } = await testDatabase()
let company: TestCompany
let isBooked = false
const today: Instant = at('2026-03-01')
const routes = attributionRoutes({ database, now: () => today, isBookedSince: async () => isBooked })
const office: Actor = { id: 'key:1', role: 'company', mayWrite: true }
const { get, post } = asking(openedTo(office, [routes]), documentOf(routes))

const idOf = async (name: string) => (await contactsByNumber(database, [company.of(name)])).get(company.of(name))!.id

beforeEach(async () => {
  await forget(database)
  isBooked = false
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben', 'Anna')
  await company.customer('Cy', 'Ben')
})

describe('registering', () => {
  const cem = { reference: 'K-1', sponsor: { reference: 'Anna' }, givenName: 'Cem', country: 'DE' }

  test('puts a prospect below his sponsor and answers 201 with where he can be read', async () => {
    const { status, headers, body } = await post('/contacts', cem)
    expect([status, headers.get('location')]).toEqual([201, `/contacts/${body.id}`])
    expect(body).toMatchObject({
      reference: 'K-1',
      name: 'Cem',
      role: 'prospect',
      language: 'de',
      joinedAt: '2026-02-28T23:00:00.000Z',
      sponsor: { reference: 'Anna' },
    })
  })

  test.each`
    sponsor                 | reference
    ${'house'}              | ${'house'}
    ${{ reference: 'Ben' }} | ${'Ben'}
    ${{ reference: 'Cy' }}  | ${'Cy'}
  `('takes $sponsor for a sponsor', async ({ sponsor, reference }) => {
    expect((await post('/contacts', { ...cem, sponsor })).body.sponsor.reference).toBe(reference)
  })

  test('takes a sponsor by his public id', async () => {
    expect((await post('/contacts', { ...cem, sponsor: { id: await idOf('Ben') } })).body.sponsor.name).toBe('Ben')
  })

  test('keeps the reason, and that it came over the interface, as evidence', async () => {
    const { body } = await post('/contacts', { ...cem, reason: 'wrote her name on the card' })
    const { decisions } = (await get(`/contacts/${body.id}/attribution`)).body
    expect(decisions).toMatchObject([{ by: 'company', words: 'wrote her name on the card', actor: 'key:1' }])
    const evidence = await database
      .selectFrom('people.sponsorship')
      .select('evidence')
      .orderBy('from_at', 'desc')
      .executeTakeFirst()
    expect(evidence).toEqual({ evidence: { by: 'interface', actor: 'key:1' } })
  })

  test.each`
    change                                  | pointer
    ${{ sponsor: undefined }}               | ${'#/sponsor'}
    ${{ sponsor: 'Anna' }}                  | ${'#/sponsor'}
    ${{ sponsor: { reference: 'nobody' } }} | ${'#/sponsor'}
    ${{ sponsor: { id: 'con_nobody' } }}    | ${'#/sponsor'}
    ${{ country: 'Germany' }}               | ${'#/country'}
    ${{ role: 'house' }}                    | ${'#/role'}
    ${{ role: 'former partner' }}           | ${'#/role'}
    ${{ email: 'cem' }}                     | ${'#/email'}
    ${{ joinedAt: '2026-03-02T00:00:00Z' }} | ${'#/joinedAt'}
    ${{ joinedAt: '2026-02-02' }}           | ${'#/joinedAt'}
    ${{ adress: 'Hauptstraße 1' }}          | ${'#/adress'}
  `('with $change names $pointer', async ({ change, pointer }) => {
    const { status, body } = await post('/contacts', { ...cem, ...change })
    expect([status, body.errors]).toMatchObject([400, [{ pointer }]])
  })

  test('a reference is given once, also to fifty who come at once', async () => {
    const told = await Promise.all(Array.from({ length: 50 }, () => post('/contacts', cem)))
    expect(told.map(each => each.status).toSorted((a, b) => a - b)).toEqual([201, ...Array(49).fill(409)])
    expect(told.find(each => each.status === 409)!.body).toMatchObject({ type: '/problems/reference-taken' })
  })
})

test('registering tells whom the newcomer looks like, a partner too', async () => {
  await inTransaction(database, transaction =>
    changeMasterData(transaction, company.of('Ben'), { phone: '030 123456', familyName: 'Ay' }),
  )
  const newcomer = { reference: 'K-1', sponsor: 'house', familyName: 'Ay', phone: '+49 30 12 34 56', country: 'DE' }
  const { status, body } = await post('/contacts', newcomer)
  expect([status, body.similar]).toEqual([
    201,
    [
      {
        contact: expect.objectContaining({ reference: 'Ben', role: 'partner' }),
        score: 0.84,
        because: ['same phone', 'same name'],
      },
    ],
  ])
})

describe('registering by signals', () => {
  const signals = {
    subdomain: { partner: { reference: 'Anna' }, name: 'anna' },
    voucher: { partner: { reference: 'Ben' }, code: 'VONBEN' },
    named: 'nobody',
  }
  const dora = { givenName: 'Dora', country: 'DE' }

  test('puts him below whom they decide, gives him a number, and keeps them all', async () => {
    const { status, body } = await post('/contacts', { ...dora, signals })
    expect([status, body.role, body.sponsor.name]).toEqual([201, 'prospect', 'Anna'])
    expect(body.reference).toMatch(/^K-1\d{5}$/u)
    const attribution = (await get(`/contacts/${body.id}/attribution`)).body
    expect(attribution).toMatchObject({
      sponsor: { name: 'Anna' },
      decisions: [
        {
          by: 'subdomain',
          actor: 'key:1',
          signals: [
            { signal: 'voucher', partner: { name: 'Ben' }, said: 'VONBEN', outcome: 'no order yet' },
            { signal: 'named', partner: null, said: 'nobody', outcome: 'names nobody' },
            { signal: 'subdomain', partner: { name: 'Anna' }, said: 'anna', outcome: 'decided' },
          ],
        },
      ],
    })
  })

  test('with a completed order the voucher counts, and he is a customer at once', async () => {
    const { body } = await post('/contacts', { ...dora, signals: { ...signals, moment: 'order' } })
    expect([body.role, body.sponsor.name]).toEqual(['customer', 'Ben'])
  })

  test.each`
    change                                                                        | pointer
    ${{ sponsor: 'house' }}                                                       | ${'#/signals'}
    ${{ role: 'partner' }}                                                        | ${'#/role'}
    ${{ signals: { link: { partner: { reference: 'nobody' }, campaign: 'x' } } }} | ${'#/signals/link/partner'}
    ${{ signals: { cookie: 'x' } }}                                               | ${'#/signals/cookie'}
  `('with $change names $pointer', async ({ change, pointer }) => {
    const { status, body } = await post('/contacts', { ...dora, signals, ...change })
    expect([status, body.errors]).toMatchObject([400, [{ pointer }]])
  })
})

describe('a correction', () => {
  const corrects = async (name: string, body: object) => post(`/contacts/${await idOf(name)}/attribution`, body)

  test('gives him another sponsor and is kept with reason, day and who asked', async () => {
    const asked = { sponsor: { reference: 'Anna' }, from: '2026-02-15T00:00:00Z', reason: 'signed form' }
    const { status, body } = await corrects('Cy', asked)
    expect([status, body.sponsor.name, body.since]).toEqual([200, 'Anna', '2026-02-15T00:00:00.000Z'])
    expect(body.decisions).toMatchObject([
      { moment: 'correction', by: 'company', words: 'signed form', before: { name: 'Ben' }, actor: 'key:1' },
    ])
  })

  test('from the registration on leaves no time with the former sponsor', async () => {
    const { body } = await corrects('Cy', { sponsor: { reference: 'Anna' }, from: 'registration', reason: 'form' })
    expect([body.sponsor.name, body.since]).toEqual(['Anna', '2025-12-31T23:00:00.000Z'])
    const again = await corrects('Cy', { sponsor: 'house', from: 'yesterday', reason: 'form' })
    expect([again.status, again.body.errors]).toMatchObject([400, [{ pointer: '#/from' }]])
  })

  test.each`
    name      | body                                                               | type
    ${'Cy'}   | ${{ sponsor: { reference: 'Ben' }, reason: 'x' }}                  | ${'same-sponsor'}
    ${'Anna'} | ${{ sponsor: { reference: 'Ben' }, reason: 'x' }}                  | ${'would-close-a-cycle'}
    ${'Cy'}   | ${{ sponsor: 'house', reason: 'x', from: '2025-12-01T00:00:00Z' }} | ${'not-after-the-last-change'}
  `('of $name is refused: $type', async ({ name, body, type }) => {
    const told = await corrects(name, body)
    expect([told.status, told.body.type]).toEqual([409, `/problems/${type}`])
  })

  test('never belies booked turnover', async () => {
    isBooked = true
    const told = await corrects('Cy', { sponsor: 'house', reason: 'x' })
    expect([told.status, told.body.type]).toEqual([409, '/problems/already-booked'])
  })

  test('without a reason, or of a day to come, names the field', async () => {
    expect((await corrects('Cy', { sponsor: 'house' })).body.errors).toMatchObject([{ pointer: '#/reason' }])
    const tomorrow = { sponsor: 'house', reason: 'x', from: '2026-03-02T00:00:00Z' }
    expect((await corrects('Cy', tomorrow)).body.errors).toMatchObject([{ pointer: '#/from' }])
  })
})
