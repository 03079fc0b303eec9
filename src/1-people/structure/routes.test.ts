import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import type { Actor } from '#ground/http'
import type { Instant } from '#ground/period'
import { contactsByNumber } from '#people/contact/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { structureRoutes } from './routes.ts'
import { join, sponsorsNow } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany
let today: Instant = at('2026-03-01')

let isBooked = false
const routes = structureRoutes({ database, now: () => today, isBookedSince: async () => isBooked })
const document = documentOf(routes)
const office: Actor = { id: 'key:1', role: 'company', mayWrite: true }
const { get, post } = asking(openedTo(office, [routes]), document)

const newcomer = {
  reference: 'Nora',
  kind: 'person',
  givenName: null,
  familyName: null,
  firmName: null,
  email: null,
  phone: null,
  street: null,
  postalCode: null,
  city: null,
  country: 'DE',
  language: 'de',
} as const

const idOf = async (name: string) => (await contactsByNumber(database, [company.of(name)])).get(company.of(name))!.id
const sponsorOf = async (name: string) => {
  const number = company.of(name)
  return company.nameOf((await sponsorsNow(database, [number])).get(number)!)
}

beforeEach(async () => {
  await forget(database)
  today = at('2026-03-01')
  isBooked = false
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben', 'Anna')
  await company.customer('Cy', 'Ben')
})

const change = async (name: string, body: object) => post(`/contacts/${await idOf(name)}/role`, body)

describe('a role', () => {
  test('changes from its moment on, and the history tells both', async () => {
    const { status, body } = await change('Cy', { role: 'partner', at: '2026-02-10T12:00:00+01:00', reason: 'signed' })
    expect([status, body.role]).toEqual([200, 'partner'])
    expect((await get(`/contacts/${body.id}/history`)).body.roles).toEqual([
      { role: 'customer', from: '2025-12-31T23:00:00.000Z', until: '2026-02-10T11:00:00.000Z', reason: 'told so' },
      { role: 'partner', from: '2026-02-10T11:00:00.000Z', until: null, reason: 'signed' },
    ])
  })

  test.each`
    name      | body                                               | type
    ${'Anna'} | ${{ role: 'customer' }}                            | ${'/problems/role-step-not-allowed'}
    ${'Cy'}   | ${{ role: 'customer' }}                            | ${'/problems/role-step-not-allowed'}
    ${'Cy'}   | ${{ role: 'partner', at: '2025-12-01T00:00:00Z' }} | ${'/problems/not-after-the-last-change'}
  `('$body of $name is refused with $type', async ({ name, body, type }) => {
    const told = await change(name, body)
    expect([told.status, told.body.type]).toEqual([409, type])
  })

  test('of nobody is not found', async () => {
    expect((await post('/contacts/con_nobody/role', { role: 'partner' })).status).toBe(404)
  })
})

const move = async (name: string, body: object) => post(`/contacts/${await idOf(name)}/sponsor`, body)

describe('a move', () => {
  test('puts a contact with everybody below him under the new sponsor', async () => {
    const { status, body } = await move('Ben', { sponsor: 'house' })
    expect([status, body.sponsor.name]).toEqual([200, 'house'])
    expect([await sponsorOf('Ben'), await sponsorOf('Cy')]).toEqual(['house', 'Ben'])
  })

  test.each`
    name       | to        | at                        | type
    ${'Anna'}  | ${'Cy'}   | ${'2026-02-10T00:00:00Z'} | ${'/problems/would-close-a-cycle'}
    ${'house'} | ${'Anna'} | ${'2026-02-10T00:00:00Z'} | ${'/problems/the-house-has-no-sponsor'}
    ${'Cy'}    | ${'Anna'} | ${'2025-12-10T00:00:00Z'} | ${'/problems/not-after-the-last-change'}
  `('of $name below $to is refused with $type', async ({ name, to, at: when, type }) => {
    const told = await move(name, { sponsor: { reference: to }, at: when })
    expect([told.status, told.body.type]).toEqual([409, type])
  })

  test('dated back before turnover that his place decided is refused, and so are a role and a leaving; from now on they are not', async () => {
    isBooked = true
    const then = '2026-02-10T00:00:00Z'
    const told = [
      await move('Cy', { sponsor: 'house', at: then }),
      await change('Cy', { role: 'partner', at: then }),
      await post(`/contacts/${await idOf('Ben')}/leaving`, { heir: 'sponsor', at: then }),
    ]
    expect(told.map(({ status, body }) => [status, body.type])).toEqual(
      told.map(() => [409, '/problems/already-booked']),
    )
    expect((await move('Cy', { sponsor: 'house' })).status).toBe(200)
  })

  test('refused leaves everything where it was, and is refused again when told again', async () => {
    const told = [await post(`/contacts/${await idOf('Anna')}/sponsor`, { sponsor: { reference: 'Cy' } }, 'm1')]
    await company.moves('Cy', 'house', '2026-02-20')
    told.push(await post(`/contacts/${await idOf('Anna')}/sponsor`, { sponsor: { reference: 'Cy' } }, 'm1'))
    expect(told.map(each => each.status)).toEqual([409, 409])
    expect(await sponsorOf('Anna')).toBe('house')
  })
})

const leave = async (name: string, body: object) => post(`/contacts/${await idOf(name)}/leaving`, body)

const preview = async (name: string, heir: string) => get(`/contacts/${await idOf(name)}/leaving?heir=${heir}`)

describe('a partner leaves', () => {
  beforeEach(async () => {
    await company.customer('Dora', 'Ben')
    await company.partner('Emil', 'Ben')
  })

  test('and who stood directly below him moves where the preview said', async () => {
    const moves = [{ to: { name: 'Anna' }, count: 3, first: [{ name: 'Cy' }, { name: 'Dora' }, { name: 'Emil' }] }]
    expect((await preview('Ben', 'sponsor')).body).toMatchObject({ contact: { role: 'partner' }, moves })
    expect(await sponsorOf('Cy')).toBe('Ben')
    expect((await leave('Ben', { heir: 'sponsor', reason: 'gave notice' })).body).toMatchObject({
      contact: { name: 'Ben', role: 'former partner' },
      moves,
    })
    expect(await sponsorOf('Cy')).toBe('Anna')
  })

  test('a successor from below goes to the sponsor, the others to the successor', async () => {
    const moves = [
      { to: { name: 'Anna' }, count: 1, first: [{ name: 'Emil' }] },
      { to: { name: 'Emil' }, count: 2, first: [{ name: 'Cy' }, { name: 'Dora' }] },
    ]
    expect((await preview('Ben', await idOf('Emil'))).body).toMatchObject({ moves })
    expect((await leave('Ben', { heir: { reference: 'Emil' } })).body).toMatchObject({ moves })
  })

  test.each`
    name     | heir                       | status | type
    ${'Cy'}  | ${'sponsor'}               | ${409} | ${'/problems/not-a-partner'}
    ${'Ben'} | ${{ reference: 'Cy' }}     | ${409} | ${'/problems/successor-is-no-partner'}
    ${'Ben'} | ${{ reference: 'Ben' }}    | ${409} | ${'/problems/successor-is-no-partner'}
    ${'Ben'} | ${{ reference: 'nobody' }} | ${400} | ${'/problems/validation'}
    ${'Ben'} | ${'nobody'}                | ${400} | ${'/problems/validation'}
  `('$name to $heir is refused with $type', async ({ name, heir, status, type }) => {
    const told = await leave(name, { heir })
    expect([told.status, told.body.type]).toEqual([status, type])
  })

  test.each`
    name       | heir         | status
    ${'Cy'}    | ${'sponsor'} | ${409}
    ${'house'} | ${'sponsor'} | ${409}
    ${'Ben'}   | ${'nobody'}  | ${400}
  `('a preview of $name to $heir is refused too', async ({ name, heir, status }) => {
    expect((await preview(name, heir)).status).toBe(status)
  })

  test('after whoever was just registering below him, and who moves too', async () => {
    const { leaving } = await inTransaction(database, async transaction => {
      const nora = { ...newcomer, joinedAt: at('2026-03-02') }
      const because = { reason: 'told so' }
      await join(transaction, [{ contact: nora, role: 'customer', sponsor: company.of('Ben'), because }])
      const leaving = leave('Ben', { heir: 'house' })
      // It waits for the registration, and the clock goes on meanwhile.
      await sql`select pg_sleep(0.2)`.execute(transaction)
      today = at('2026-03-03')
      return { leaving }
    })
    const { status, body } = await leaving
    expect([status, body.moves]).toMatchObject([200, [{ count: 4 }]])
  })

  test('once, when told twenty times at once', async () => {
    const id = await idOf('Ben')
    const told = await Promise.all(
      Array.from({ length: 20 }, () => post(`/contacts/${id}/leaving`, { heir: 'house' }, 'l1')),
    )
    expect(told.map(each => each.status)).toEqual(Array(20).fill(200))
    expect(told.filter(each => each.headers.get('Idempotency-Replayed') === null)).toHaveLength(1)
    expect(new Set(told.map(each => JSON.stringify(each.body))).size).toBe(1)
  })
})
