import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import type { Instant } from '#ground/period'
import { keepSetting } from '#ground/setting/store.ts'
import { sellerSetting } from '#sales/invoice'
import { providersOf } from '#sales/payment/store.ts'
import { forgetTold, openShop, shoppingDay, type TestShop } from '../../../test/checkout.ts'
import { forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { openStripeDouble } from '../../../test/stripe.ts'
import type { SurplusDecision } from './index.ts'
import { countOpenSurpluses, decideSurplus, hearProvider, settlePayments, shopOrder, surpluses } from './store.ts'

const { database } = await testDatabase()
const stripe = await openStripeDouble()
afterAll(() => stripe.close())
const providers = providersOf(stripe.environment)
const doing = { database, providers }
const later = (shoppingDay + 3 * 86_400_000) as Instant
let company: TestCompany
let shop: TestShop

beforeEach(async () => {
  await forget(database)
  await forgetTold(database)
  stripe.refunds.length = 0
  stripe.forgetKeys()
  company = await openCompany(database)
  await company.partner('Anna')
  await sells(database, { candle: { prices: { DE: 1_000 } } })
  shop = openShop({ database, company, providers })
  const seller = { ...sellerSetting.usual, email: 'office@shop.example' }
  await keepSetting(database, sellerSetting, { value: seller, by: 'user:1' })
})

const byCard = async () => {
  const answer = await shop.checkOut(await shop.form({ candle: 3 }, { payment: 'stripe' }))
  if (answer.is === 'refused' || answer.payment.is !== 'redirect') throw new Error(JSON.stringify(answer))
  return { ...answer, url: answer.payment.url }
}

/** An order by card that the office has marked as paid, and for which the money comes all the same. */
const paidTwice = async () => {
  const placed = await byCard()
  await company.pays(placed.order, '2026-03-11')
  await hears(stripe.pay(placed.url))
  const [surplus] = await surpluses(database, { which: 'undecided', limit: 10 })
  return { ...placed, surplus: surplus! }
}

const hears = (sent: { readonly body: string; readonly headers: Headers }) =>
  hearProvider(doing, { provider: 'stripe', ...sent, at: later })

const decides = (id: string, decision: SurplusDecision) =>
  inTransaction(database, inside => decideSurplus(inside, { id, decision, at: later, by: 'user:1' }))

const refundsOf = async (order: number) =>
  (await shopOrder(database, order))!.refunds.map(({ amount, state }) => [amount, state])

const told = async () => {
  const { rows } = await sql<{ row: string }>`
    select kind || ' to ' || recipient as row from ground.message where kind like 'surplus%' order by id`.execute(
    database,
  )
  return rows.map(({ row }) => row)
}

const twice = { why: 'paid before', state: 'open', amount: 3_495, currency: 'EUR', cameAt: later, decidedAt: null }

describe('money by card for an order that the office marked as paid', () => {
  test('is kept for a person to decide, and the office is told, once', async () => {
    const { order, surplus, url } = await paidTwice()
    expect(surplus).toMatchObject({ ...twice, number: (await shopOrder(database, order))!.number })
    expect(await countOpenSurpluses(database)).toBe(1)
    const session = stripe.sessions.get(url.split('/').at(-1)!)!
    await hears(stripe.signed('checkout.session.async_payment_succeeded', { ...session }))
    expect(await countOpenSurpluses(database)).toBe(1)
    expect(await told()).toEqual(['surplus came to office@shop.example'])
    await settlePayments(doing)
    expect([await refundsOf(order), stripe.refunds]).toEqual([[], []])
  })

  test('goes back by the payment it came with, once, however many decide at once', async () => {
    const { order, surplus } = await paidTwice()
    const decided = await Promise.all(Array.from({ length: 10 }, () => decides(surplus.id, 'refunded')))
    expect(decided.filter(({ is }) => is === 'decided')).toHaveLength(1)
    await settlePayments(doing)
    await settlePayments(doing)
    expect(await refundsOf(order)).toEqual([[3_495, 'done']])
    expect(stripe.refunds.map(({ amount }) => amount)).toEqual([3_495])
    expect(await told()).toEqual(['surplus came to office@shop.example', 'surplus refunded to cy.mueller@gmail.com'])
  })

  test('stays as credit, which is used or paid back later, and once', async () => {
    const { surplus } = await paidTwice()
    expect(await decides(surplus.id, 'used')).toEqual({ is: 'refused', because: 'decided before' })
    expect(await decides(surplus.id, 'credit')).toEqual({ is: 'decided' })
    expect(await countOpenSurpluses(database)).toBe(0)
    expect(await surpluses(database, { which: 'undecided', limit: 10 })).toMatchObject([{ state: 'credit' }])
    expect(await decides(surplus.id, 'credit')).toEqual({ is: 'refused', because: 'decided before' })
    expect(await decides(surplus.id, 'used')).toEqual({ is: 'decided' })
    expect(await decides(surplus.id, 'refunded')).toEqual({ is: 'refused', because: 'decided before' })
    expect(await surpluses(database, { which: 'undecided', limit: 10 })).toEqual([])
    expect(await told()).toEqual(['surplus came to office@shop.example', 'surplus kept to cy.mueller@gmail.com'])
    expect(stripe.refunds).toEqual([])
  })

  test('has nothing to do with what comes back of the order: that a person pays back', async () => {
    const { order, surplus } = await paidTwice()
    await decides(surplus.id, 'refunded')
    await company.takesBack(order, '2026-03-13', [{ position: 1, quantity: 1 }])
    await settlePayments(doing)
    expect(await refundsOf(order)).toEqual([
      [3_495, 'done'],
      [1_000, 'by hand'],
    ])
    expect(stripe.refunds.map(({ amount }) => amount)).toEqual([3_495])
  })
})

test('money for an order that was cancelled meanwhile goes back by itself; office and buyer are told', async () => {
  const { order, url } = await byCard()
  await company.takesBack(order, '2026-03-11')
  await hears(stripe.pay(url))
  await settlePayments(doing)
  expect(await refundsOf(order)).toEqual([[3_495, 'done']])
  expect(await countOpenSurpluses(database)).toBe(0)
  const cancelled = { ...twice, why: 'cancelled', state: 'refunded', decidedAt: later }
  expect(await surpluses(database, { which: { order }, limit: 10 })).toMatchObject([cancelled])
  expect(await told()).toEqual(['surplus came to office@shop.example', 'surplus refunded to cy.mueller@gmail.com'])
})

test('an order that is paid once leaves nothing over', async () => {
  const { order, url } = await byCard()
  await hears(stripe.pay(url))
  const session = stripe.sessions.get(url.split('/').at(-1)!)!
  await hears(stripe.signed('checkout.session.async_payment_succeeded', { ...session }))
  expect(await surpluses(database, { which: 'all', limit: 10 })).toEqual([])
  expect((await shopOrder(database, order))!.state).toBe('paid')
})

test('where nobody said where the company reads its mail, it stands on the list all the same', async () => {
  await database.deleteFrom('ground.setting').execute()
  await paidTwice()
  expect([await countOpenSurpluses(database), await told()]).toEqual([1, []])
})

test('nobody decides about what is not there', async () => {
  const none = { is: 'refused', because: 'no such surplus' }
  expect(await decides('spl_01hzx4m2n3p4q5r6s7t8v9w0xy', 'credit')).toEqual(none)
  expect(await decides('nonsense', 'credit')).toEqual(none)
})
