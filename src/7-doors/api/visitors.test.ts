import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#ground/http'
import { attemptLimits } from '#doors/attempt'
import { asking, type Document } from '../../../test/api.ts'
import { openShop } from '../../../test/checkout.ts'
import { at, berlin, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { apiOf } from './index.ts'

const { database } = await testDatabase()
const company = await openCompany(database)
await company.partner('Ben')
await sells(database, { candle: {} })
await openShop({ database, company }).voucher('VONBEN', 'Ben')
const actor: Actor = { id: 'key:1', role: 'company', mayWrite: true }
const needs = { database, zone: berlin, now: () => at('2026-03-10'), actorOf: async () => actor }
const complaints: string[] = []
const api = apiOf({ ...needs, complain: line => complaints.push(line) })
const { post } = asking(api, (await (await api.request('/openapi.json')).json()) as Document)

beforeEach(async () => {
  await sql`truncate doors.attempt`.execute(database)
})

let guests = 0

const orders = (change: object) => {
  const email = `guest-${(guests += 1)}@example.org`
  return post('/checkouts', {
    lines: [{ sku: 'candle', quantity: 1 }],
    country: 'DE',
    buyer: { givenName: 'Cem', familyName: `Guest ${guests}`, email },
    delivery: { name: 'Cem', street: `Weg ${guests}`, postalCode: '10115', city: 'Berlin', country: 'DE' },
    payment: 'invoice',
    ...change,
  })
}

const { sender } = attemptLimits.voucher

test('a visitor of a shop front who guesses codes has to wait, and no other visitor has', async () => {
  // An order of a guest counts as one, too: here as somebody who is known.
  const known = { contact: { reference: 'Ben' } }
  for (let time = 0; time < sender; time += 1) {
    const guessed = await orders({ ...known, visitor: 'a', voucher: `NOBODYS${time}` })
    expect([guessed.status, guessed.body.type]).toEqual([409, '/problems/voucher-unknown'])
  }
  const refused = await orders({ ...known, visitor: 'a', voucher: 'VONBEN' })
  expect([refused.status, refused.body.type]).toEqual([429, '/problems/too-many-attempts'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800)
  expect((await orders({ visitor: 'b', voucher: 'VONBEN' })).status).toBe(201)
  expect(complaints).toEqual([])
})

test('a visitor who orders as a guest again and again has to wait', async () => {
  const buyer = { givenName: 'Cem', familyName: 'Ott', email: 'cem@example.org' }
  const statuses: number[] = []
  for (let time = 0; time < 11; time += 1) statuses.push((await orders({ visitor: 'a', buyer })).status)
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 201), 429])
})

test('where the front tells no visitor apart, nobody waits for another', async () => {
  expect((await orders({ voucher: 'NOBODYS' })).status).toBe(409)
  expect((await orders({})).status).toBe(201)
  const { rows } = await sql`select from doors.attempt`.execute(database)
  expect(rows).toEqual([])
})
