import { beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { cents, sum } from '#ground/money'
import type { Instant } from '#ground/period'
import { keepSetting } from '#ground/setting/store.ts'
import { confirmHimself } from '#people/consent/store.ts'
import { planParty, stepParty } from '#referral/party/store.ts'
import { checkScheme, hostRewardScheme, noReward } from '#sales/host-reward'
import { hasOpenSlips, hasOrders } from '#sales/party-order/store.ts'
import { cy, forgetTold, home } from '../../../../../test/checkout.ts'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../../../test/company.ts'
import { testDatabase } from '../../../../../test/database.ts'
import { sells } from '../../../../../test/shop.ts'
import { baseOf } from '../../hosts.ts'
import type { PartyId } from '../../parties.ts'
import { deskQueries } from '../desk.ts'
import { knownOffice } from '../known.ts'
import { openCompany as openCompanyContext } from '../world.ts'
import { deskParties } from './desk.ts'
import { officeParties } from './office.ts'

const { database } = await testDatabase()
let company: TestCompany
let party: { readonly id: PartyId; readonly number: number }
let now: Instant
const needs = {
  database,
  clock: () => now,
  zone: berlin,
  site: baseOf({ name: 'shop.example', host: '127.0.0.1', port: 80 }),
  providers: {},
  actor: () => Promise.resolve('user:1'),
  personOf: (actor: string) => Promise.resolve(actor),
}
const office = officeParties(needs)
const desk = (name: string) => deskParties(needs, company.of(name))
const all = { way: null, cursor: null } as const

beforeEach(async () => {
  await forget(database)
  await forgetTold(database)
  now = at('2026-03-10 12:00')
  company = await openCompany(database)
  for (const name of ['Anna', 'Ben']) await company.partner(name)
  await company.customer('Gabi', 'Anna')
  await sells(database, { Candle: {} })
  const host = { is: 'known', contact: company.of('Gabi'), name: 'Gabi' } as const
  const plan = { title: 'Bei Gabi', place: null, beginsAt: null, heldOn: '2026-03-10', closesOn: '2026-03-10' }
  const told = { partner: company.of('Anna'), host, bookedAt: null, at: now, zone: berlin, by: 'user:1' }
  const planned = await inTransaction(database, inside => planParty(inside, { ...plan, ...told }))
  if (planned.is === 'refused') throw new Error(planned.because)
  party = planned.party
})

const takes = async (guest: number) => {
  now = (now + 1_000) as Instant
  const buyer = { ...cy, email: `guest-${guest}@example.org`, familyName: `Guest ${guest}` }
  const lines = [{ sku: 'Candle', quantity: 5 }]
  const slip = {
    ...({ way: 'for guest', guest: null, buyer, home, lines, voucher: null } as const),
    ...({ deliveredTo: 'guest', payment: 'invoice', total: cents(5_000), language: 'de' } as const),
  }
  const taken = await desk('Anna').take({ commandId: crypto.randomUUID(), party: party.id, slip, takenAt: now })
  if (taken.is === 'refused' || taken.slip.order === null) throw new Error(JSON.stringify(taken))
}

test('the orders of a party are listed by way, a page at a time, and are what its figures count', async () => {
  for (let guest = 0; guest < 51; guest += 1) await takes(guest)
  const first = (await office.orders(party.id, { way: 'for guest', cursor: null }))!
  const second = (await office.orders(party.id, { way: 'for guest', cursor: first.next }))!
  expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 1, null])
  const listed = sum([...first.rows, ...second.rows].map(({ net }) => net))
  expect(listed).toBe((await office.figures(party.id))!.ways['for guest'].net)
  expect((await office.orders(party.id, { way: 'guest', cursor: null }))!.rows).toEqual([])
  expect((await desk('Anna').orders(party.id, all))!.rows).toHaveLength(50)
  expect(await desk('Ben').orders(party.id, all)).toBeNull()
})

test('the company sees a partner’s parties and what they brought over time, as the partner does', async () => {
  await takes(1)
  const anna = (await office.party(party.id))!.partner.id
  const told = (await office.ofPartner(anna))!
  expect(told).toMatchObject({ parties: [{ title: 'Bei Gabi' }], months: [{ period: '2026-03', guests: 1 }] })
  expect(told.months).toEqual(await desk('Anna').months())
})

test('the company sees that a partner entered a guest’s data, until he confirms himself', async () => {
  await takes(1)
  const { buyer } = (await office.orders(party.id, all))!.rows[0]!
  const { context } = await openCompanyContext(database, now)
  const enteredBy = async () => (await knownOffice(context, needs).consents(buyer!.id))!.enteredBy
  expect(await enteredBy()).toMatchObject({ name: 'Anna' })
  const { id } = await database.selectFrom('sales.order').select('contact_id as id').executeTakeFirstOrThrow()
  await confirmHimself(database, { contact: id, at: now, how: 'order page' })
  expect(await enteredBy()).toBeNull()
})

test('an order that is no turnover yet is opened by whose customer bought it, and by no other partner', async () => {
  await takes(1)
  const [order] = (await desk('Anna').orders(party.id, all))!.rows
  expect(order).toMatchObject({ isOpen: true, state: 'placed' })
  const { context } = await openCompanyContext(database, now)
  const opened = (name: string) => deskQueries({ ...context, viewer: company.of(name) }).order(order!.id)
  expect(await opened('Anna')).toMatchObject({ reference: order!.number, entries: [] })
  expect(await opened('Ben')).toBeNull()
})

test('what a host took is undone by whose party it is or the company, sent by the company, each once however often it is told', async () => {
  const tier = { from: 0, guests: 0, percent: 10_000, credit: 0, halfPrice: 0 }
  const checked = checkScheme({ ...noReward, tiers: [tier], redeemable: 'once settled' })
  if (checked.is === 'refused') throw new Error(JSON.stringify(checked.faults))
  await keepSetting(database, hostRewardScheme, { value: checked.scheme, by: 'user:1' })
  await takes(1)
  now = at('2026-03-11')
  const step = { party: party.number, step: 'settle', at: now, zone: berlin, by: 'user:1' } as const
  await inTransaction(database, inside => stepParty(inside, { ...step, bought: { hasOrders, hasOpenSlips } }))
  const goods = [{ sku: 'Candle', quantity: 1, by: 'credit' } as const]
  for (const commandId of ['1', '2']) await desk('Anna').redeem({ commandId, party: party.id, goods })
  const undoing = { commandId: '3', party: party.id, place: 1, reason: 'another one' }
  expect(await desk('Ben').undo(undoing)).toEqual({ is: 'refused', because: 'no such party' })
  expect(await desk('Anna').undo({ ...undoing, commandId: '4' })).toEqual({ is: 'undone' })
  expect(await desk('Anna').undo({ ...undoing, commandId: '4' })).toEqual({ is: 'undone' })
  expect(await office.undo({ ...undoing, commandId: '5' })).toEqual({ is: 'refused', because: 'already undone' })
  expect(await office.toShip(10)).toMatchObject([
    { sku: 'Candle', party: { title: 'Bei Gabi', host: { name: 'Gabi' } } },
  ])
  const shipping = { commandId: '6', party: party.id, place: 2 }
  expect([await office.ship(shipping), await office.ship(shipping)]).toEqual([{ is: 'shipped' }, { is: 'shipped' }])
  expect(await office.toShip(10)).toEqual([])
  expect((await office.reward(party.id))!.left.credit).toBe(4_000)
})
