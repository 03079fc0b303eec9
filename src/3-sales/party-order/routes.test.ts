import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#ground/http'
import { publicIdOf } from '#ground/identity'
import type { Instant } from '#ground/period'
import { partyRoutes } from '#referral/party/routes.ts'
import { hostRewardRoutes } from '#sales/host-reward/routes.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { forgetTold } from '../../../test/checkout.ts'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { partyOrderRoutes } from './routes.ts'
import { hasOpenSlips, hasOrders } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany
let time: Instant
const now = () => time
const routes = [
  partyRoutes({ database, zone: berlin, now, bought: { hasOrders, hasOpenSlips } }),
  partyOrderRoutes({ database, providers: {}, zone: berlin, now, isClosed: () => Promise.resolve(false) }),
  hostRewardRoutes({ database, zone: berlin, now }),
]
const office: Actor = { id: 'key:1', role: 'company', mayWrite: true }
const app = openedTo(office, routes)
const document = documentOf(app)
const { get, post } = asking(app, document)

beforeEach(async () => {
  await forget(database)
  await forgetTold(database)
  time = at('2026-03-10 12:00')
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben')
  await company.customer('Gabi', 'Anna')
  await sells(database, { Candle: { stock: 5 } })
})

const idsOf = async () => {
  const rows = await database.selectFrom('people.contact').select(['id', 'uuid']).execute()
  return (name: string) => publicIdOf('contact', rows.find(({ id }) => id === company.of(name))!.uuid)
}

const plan = { title: 'Bei Gabi', host: { reference: 'Gabi' }, heldOn: '2026-03-14', closesOn: '2026-03-17' }

const planned = async () => {
  const of = await idsOf()
  const answer = await post(`/contacts/${of('Anna')}/parties`, plan)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body.id as string
}

const slip = {
  way: 'for guest',
  buyer: { givenName: 'Cem', familyName: 'Berg', email: 'cem@example.org' },
  home: { name: 'Cem Berg', street: 'Weg 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
  lines: [{ sku: 'Candle', quantity: 2 }],
  payment: 'collected',
  total: '24.95',
}

test('a party is planned, told, and taken through its steps', async () => {
  const id = await planned()
  expect((await get(`/parties/${id}`)).body).toMatchObject({ state: 'planned', partner: { name: 'Anna' } })
  expect((await post(`/parties/${id}/steps`, { step: 'open' })).body.state).toBe('open')
  expect((await post(`/parties/${id}/steps`, { step: 'open' })).body.type).toBe('/problems/not-planned')
  expect((await post(`/parties/${id}/steps`, { step: 'close' })).body.state).toBe('closed')
  expect((await post(`/parties/${id}/steps`, { step: 'reopen' })).body.errors).toMatchObject([{ pointer: '#/until' }])
  expect((await post(`/parties/${id}/steps`, { step: 'reopen', until: '2026-03-20' })).body.state).toBe('open')
})

test('a plan with a mistake names its field, and only partners plan', async () => {
  const of = await idsOf()
  const wrong = await post(`/contacts/${of('Anna')}/parties`, { ...plan, closesOn: '2026-03-13' })
  expect([wrong.status, wrong.body.errors]).toMatchObject([400, [{ pointer: '#/closesOn' }]])
  const nobody = await post(`/contacts/${of('Anna')}/parties`, { ...plan, host: { reference: 'Nobody' } })
  expect(nobody.body.errors).toMatchObject([{ pointer: '#/host' }])
  expect((await post(`/contacts/${of('Gabi')}/parties`, plan)).body.type).toBe('/problems/not-a-partner')
})

test('an order is taken once by the phone’s id, and what cannot be placed waits to be settled or dropped', async () => {
  const id = await planned()
  time = at('2026-03-14 20:00')
  const first = await post(`/parties/${id}/slips`, { ...slip, commandId: 'phone 1' })
  expect(first.body).toMatchObject({ state: 'placed', because: null })
  expect((await post(`/parties/${id}/slips`, { ...slip, commandId: 'phone 1' })).body.id).toBe(first.body.id)
  const other = await post(`/parties/${id}/slips`, { ...slip, commandId: 'phone 1', total: '1.00' })
  expect(other.body.type).toBe('/problems/command-used-for-another-slip')
  const many = { ...slip, lines: [{ sku: 'Candle', quantity: 4 }], total: '44.95' }
  const open = await post(`/parties/${id}/slips`, many)
  expect(open.body).toMatchObject({ state: 'to settle', because: { because: 'out of stock', sku: 'Candle', left: 3 } })
  expect((await post(`/slips/${open.body.id}/settlement`, slip)).body.state).toBe('placed')
  expect((await post(`/slips/${open.body.id}/drop`, { because: 'no' })).status).toBe(409)
  const one = [{ sku: 'Candle', quantity: 1 }]
  const dropped = await post(`/parties/${id}/slips`, { ...slip, lines: one, total: '1.00' })
  expect(dropped.body.because).toEqual({ because: 'price changed', total: '14.95' })
  expect((await post(`/slips/${dropped.body.id}/drop`, { because: 'no' })).body).toMatchObject({ state: 'dropped' })
  expect((await get(`/parties/${id}/slips`)).body.rows).toHaveLength(3)
  expect((await get(`/parties/${id}/figures`)).body).toMatchObject({ guests: 1, forGuest: { orders: 2, net: '33.62' } })
  expect((await get('/hidden-customers')).body.rows).toHaveLength(12)
})

test('a scheme is set, a reward told and taken, and a scheme with a mistake refused by its field', async () => {
  const { body: scheme } = await get('/settings/host-reward')
  const tier = { from: 1000, guests: 1, percent: 5000, credit: 0, halfPrice: 0 }
  const wrong = await post('/settings/host-reward', { ...scheme, tiers: [tier, tier] })
  expect(wrong.body.errors).toMatchObject([{ pointer: '#/tiers/1/from' }])
  await post('/settings/host-reward', { ...scheme, tiers: [tier], redeemable: 'once settled' })
  const id = await planned()
  time = at('2026-03-14 20:00')
  await post(`/parties/${id}/slips`, slip)
  expect((await get(`/parties/${id}/reward`)).body).toMatchObject({ state: 'growing', credit: '10.00', tier: 1 })
  const goods = { goods: [{ sku: 'Candle', quantity: 1, by: 'credit' }] }
  expect((await post(`/parties/${id}/redemptions`, goods)).body.type).toBe('/problems/not-settled')
  await post(`/parties/${id}/steps`, { step: 'close' })
  await post(`/parties/${id}/steps`, { step: 'settle' })
  expect((await post(`/parties/${id}/redemptions`, goods)).body).toMatchObject({ left: { credit: '0.00' } })
  expect((await post(`/parties/${id}/redemptions`, goods)).body.type).toBe('/problems/credit-too-low')
  const undone = await post(`/parties/${id}/redemptions/1/undoing`, { reason: 'another one' })
  expect(undone.body).toMatchObject({ left: { credit: '10.00' }, goods: [{ state: 'undone', reason: 'another one' }] })
  await post(`/parties/${id}/redemptions`, goods)
  const shipped = await post(`/parties/${id}/redemptions/2/shipment`, {})
  expect(shipped.body).toMatchObject({ goods: [{ state: 'undone' }, { state: 'shipped' }] })
  const late = await post(`/parties/${id}/redemptions/2/undoing`, { reason: 'too late' })
  expect(late.body.type).toBe('/problems/already-shipped')
})

test('a collective order is split over the interface, and what is none is not', async () => {
  const id = await planned()
  time = at('2026-03-14 20:00')
  const { body } = await post(`/parties/${id}/slips`, slip)
  const split = { to: { reference: 'Gabi' }, pieces: [{ position: 1, quantity: 1 }] }
  expect((await post(`/orders/${body.order}/splits`, split)).body.type).toBe('/problems/no-collective-order')
  await database.updateTable('sales.party_order').set({ way: 'collective' }).execute()
  await database
    .updateTable('sales.order')
    .set({ contact_id: company.of('Anna') })
    .execute()
  expect((await post(`/orders/${body.order}/splits`, split)).body).toEqual({ net: '8.41' })
})

test('a partner reads his own parties, and knows of no other', async () => {
  const id = await planned()
  const as = (name: string) => {
    const actor: Actor = { id: `user:${name}`, role: 'partner', contact: company.of(name), mayWrite: false }
    return asking(openedTo(actor, routes), document)
  }
  for (const path of ['', '/slips', '/figures', '/reward']) {
    expect((await as('Anna').get(`/parties/${id}${path}`)).status).toBe(200)
    expect((await as('Ben').get(`/parties/${id}${path}`)).status).toBe(404)
  }
  expect((await as('Anna').get('/hidden-customers')).status).toBe(403)
})
