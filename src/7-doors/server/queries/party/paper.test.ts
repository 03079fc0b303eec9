import { beforeEach, expect, test } from 'vitest'
import { publicIdOf } from '#ground/identity'
import { cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { addMailbox, printOrder } from '#sales/checkout/store.ts'
import { cy, forgetTold, home } from '../../../../../test/checkout.ts'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../../../test/company.ts'
import { testDatabase } from '../../../../../test/database.ts'
import { sells } from '../../../../../test/shop.ts'
import { baseOf } from '../../hosts.ts'
import type { Evidence } from '../shop/signals.ts'
import { deskParties } from './desk.ts'
import { shopParties } from './shop.ts'

const { database } = await testDatabase()
let company: TestCompany
let now: Instant
const site = baseOf({ name: 'shop.example', host: '127.0.0.1', port: 80 })

beforeEach(async () => {
  await forget(database)
  await forgetTold(database)
  now = at('2026-03-10 12:00')
  company = await openCompany(database)
  for (const name of ['Anna', 'Ben']) await company.partner(name)
  await company.customer('Gabi', 'Anna')
  await sells(database, { Candle: { stock: 20 } })
})

const desk = (name: string) => {
  const needs = {
    database,
    clock: () => now,
    zone: berlin,
    site,
    providers: {},
    actor: () => Promise.resolve('user:1'),
  }
  return deskParties(needs, company.of(name))
}

/** A shop as whoever has the link of an order sees it. */
const shop = () => shopParties({ database, at: now, base: site } as Evidence)

const planned = async () => {
  const { uuid } = await database
    .selectFrom('people.contact')
    .select('uuid')
    .where('id', '=', company.of('Gabi'))
    .executeTakeFirstOrThrow()
  const day = { heldOn: '2026-03-14', beginsAt: null, closesOn: '2026-03-17' }
  const host = { host: publicIdOf('contact', uuid), bookedAt: null }
  const answer = await desk('Anna').plan({ commandId: 'plan', title: 'Bei Gabi', place: null, ...day, ...host })
  if (answer.is === 'refused') throw new Error(answer.because)
  return answer.party
}

test('a guest without a mailbox has a paper of her partner’s, and confirms herself by its code', async () => {
  const id = await planned()
  now = at('2026-03-14 20:00')
  const slip = { way: 'for guest', guest: null, home, voucher: null, deliveredTo: 'guest', language: 'de' } as const
  const lines = [{ sku: 'Candle', quantity: 1 }]
  const goods = { lines, payment: 'invoice', total: cents(1_495) } as const
  const takes = (email: string | null) => {
    const told = { ...slip, ...goods, buyer: { ...cy, email } }
    return desk('Anna').take({ commandId: crypto.randomUUID(), party: id, slip: told, takenAt: now })
  }
  await takes(null)
  const [order] = await desk('Anna').papers(id)
  expect(order).toMatchObject({ name: 'Cy Müller', printedAt: null })
  expect(await desk('Ben').papers(id)).toEqual([])
  expect(await desk('Ben').paper(order!.id)).toBeNull()
  const paper = (await desk('Anna').paper(order!.id))!
  expect(paper.content.subarray(0, 5).toString()).toBe('%PDF-')
  expect(await desk('Anna').papers(id)).toMatchObject([{ printedAt: now }])
  // The code stands on the paper alone; another is as good.
  const { facts } = (await printOrder(database, {
    order: (await database.selectFrom('sales.shop_order').select('order_id').executeTakeFirstOrThrow()).order_id,
    at: now,
    by: 'user:1',
  }))!
  const token = facts.url.split('/').at(-1)!
  expect(await shop().entered(token)).toEqual({ by: 'Anna' })
  await shop().confirm(token)
  const { confirmed_how } = await database.selectFrom('people.entered').selectAll().executeTakeFirstOrThrow()
  expect(confirmed_how).toBe('paper')
  await addMailbox(database, { token, email: 'cy@example.org', at: now })
  expect(await desk('Anna').paper(order!.id)).toBeNull()
  await takes('cy@example.org')
  expect(await desk('Anna').papers(id)).toEqual([])
})
