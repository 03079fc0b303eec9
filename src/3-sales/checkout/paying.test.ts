import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Instant } from '#ground/period'
import { forgetTold, openShop, shoppingDay, type TestShop } from '../../../test/checkout.ts'
import { forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { openStripeDouble } from '../../../test/stripe.ts'
import { providersOf } from '#sales/payment/store.ts'
import type { Placed } from './index.ts'
import { hearProvider, payFor, settlePayments, shopOrder } from './store.ts'

const { database } = await testDatabase()
const stripe = await openStripeDouble()
afterAll(() => stripe.close())
const providers = providersOf(stripe.environment)
const doing = { database, providers }
const later = (shoppingDay + 60_000) as Instant
let company: TestCompany
let shop: TestShop

beforeEach(async () => {
  await forget(database)
  await forgetTold(database)
  stripe.refunds.length = 0
  stripe.forgetKeys()
  company = await openCompany(database)
  await company.partner('Anna')
  await sells(database, { candle: { stock: 9, prices: { DE: 1_000 } }, soap: { stock: 9, prices: { DE: 500 } } })
  shop = openShop({ database, company, providers })
})

const byCard = async (): Promise<Placed & { readonly url: string }> => {
  const answer = await shop.checkOut(await shop.form({ candle: 3, soap: 1 }, { payment: 'stripe' }))
  if (answer.is === 'refused' || answer.payment.is !== 'redirect') throw new Error(JSON.stringify(answer))
  return { ...answer, url: answer.payment.url }
}

const hears = (sent: { readonly body: string; readonly headers: Headers }) =>
  hearProvider(doing, { provider: 'stripe', ...sent, at: later })

/** As the order's own page asks. */
const paysAgain = async (order: number) =>
  payFor(doing, (await shopOrder(database, order))!, 'https://shop.example/orders/1')

const stateOf = async (order: number) => (await shopOrder(database, order))!.state
const refundsOf = async (order: number) =>
  (await shopOrder(database, order))!.refunds.map(({ amount, state }) => [amount, state])

test('who transfers is asked for what is left of his order after a part was cancelled', async () => {
  const form = await shop.form({ candle: 3, soap: 1 }, { payment: 'prepayment' })
  const placed = await shop.checkOut(form)
  if (placed.is === 'refused') throw new Error(placed.because)
  const asked = async () => {
    const payment = await paysAgain(placed.order)
    return payment?.is === 'waiting' ? payment.instructions.amount : payment
  }
  expect(await asked()).toBe(3_995)
  await company.takesBack(placed.order, '2026-03-11', [{ position: 1, quantity: 1 }])
  expect(await asked()).toBe(2_995)
})

describe('an order paid at the provider', () => {
  test('leads to its page with every line, and back to the order', async () => {
    const { url, token, id } = await byCard()
    expect(stripe.sessions.get(url.split('/').at(-1)!)).toMatchObject({
      amount_total: 3_995,
      currency: 'eur',
      client_reference_id: id,
      success_url: `https://shop.example/order/${token}?paid`,
    })
  })

  test('is paid when its signed news come, which makes its buyer a customer; sent again they do nothing', async () => {
    const { order, contact, url } = await byCard()
    expect([await stateOf(order), await shop.roleOf(contact)]).toEqual(['placed', 'prospect'])
    const news = stripe.pay(url)
    const heard = await Promise.all([hears(news), hears(news), hears(news)])
    expect(heard.map(({ is }) => is).toSorted()).toEqual(['heard', 'heard before', 'heard before'])
    expect([await stateOf(order), await shop.roleOf(contact)]).toEqual(['paid', 'customer'])
  })

  test('stands when the provider cannot be reached, and is paid from its own page', async () => {
    stripe.failNext(3)
    const answer = await shop.checkOut(await shop.form({ candle: 1 }, { payment: 'stripe' }))
    expect(answer).toMatchObject({ is: 'placed', payment: { is: 'failed', because: 'provider not reached' } })
    const { order } = answer as Placed
    const again = await paysAgain(order)
    if (again?.is !== 'redirect') throw new Error(JSON.stringify(again))
    await hears(stripe.pay(again.url))
    expect(await stateOf(order)).toBe('paid')
    expect(await paysAgain(order)).toEqual({ is: 'nothing to pay' })
  })

  test('is not paid by news nobody signed, of another order, or of another sum', async () => {
    const { order, url } = await byCard()
    const { body } = stripe.pay(url)
    expect(await hears({ body, headers: new Headers() })).toEqual({ is: 'refused', because: 'bad signature' })
    const session = stripe.sessions.get(url.split('/').at(-1)!)!
    const other = stripe.signed('checkout.session.completed', { ...session, client_reference_id: 'ord_nothing' })
    expect(await hears(other)).toEqual({ is: 'heard' })
    const cheap = stripe.signed('checkout.session.completed', { ...session, amount_total: 1 })
    await expect(hears(cheap)).rejects.toThrow('which is not its sum')
    expect(await stateOf(order)).toBe('placed')
  })
})

describe('what comes back of a paid order', () => {
  test('is refunded at the provider, piece by piece, and with the last one the shipping', async () => {
    const { order, url } = await byCard()
    await hears(stripe.pay(url))
    await company.takesBack(order, '2026-03-12', [{ position: 1, quantity: 1 }])
    await settlePayments(doing)
    expect(await refundsOf(order)).toEqual([[1_000, 'done']])
    await company.takesBack(order, '2026-03-13')
    await Promise.all([settlePayments(doing), settlePayments(doing)])
    expect(await refundsOf(order)).toEqual([
      [1_000, 'done'],
      [2_995, 'done'],
    ])
    expect(stripe.refunds.map(({ amount }) => amount)).toEqual([1_000, 2_995])
  })

  test('goes back, too, when it was cancelled before the money came', async () => {
    const { order, url } = await byCard()
    await company.takesBack(order, '2026-03-10 12:00', [{ position: 2, quantity: 1 }])
    await hears(stripe.pay(url))
    await settlePayments(doing)
    expect(await refundsOf(order)).toEqual([[500, 'done']])
  })

  test('of an invoice is paid back by a person, and only what came back after it was paid', async () => {
    const { order } = await shop.buys({ candle: 3 })
    await company.takesBack(order, '2026-03-11', [{ position: 1, quantity: 1 }])
    await company.pays(order, '2026-03-12')
    await company.takesBack(order, '2026-03-13', [{ position: 1, quantity: 1 }])
    await settlePayments(doing)
    await settlePayments(doing)
    expect(await refundsOf(order)).toEqual([[1_000, 'by hand']])
  })
})

describe('an order that is cancelled before it was paid', () => {
  test('cannot be paid any more: its page is closed', async () => {
    const { order, url } = await byCard()
    await company.takesBack(order, '2026-03-10 12:01')
    await settlePayments(doing)
    expect(() => stripe.pay(url)).toThrow('nobody can pay')
    expect(await settlePayments(doing)).toBe(0)
    expect(await refundsOf(order)).toEqual([])
  })

  test('by the time somebody has paid gets all his money back, once', async () => {
    const { order, url } = await byCard()
    const news = stripe.pay(url)
    await company.takesBack(order, '2026-03-10 12:01')
    await hears(news)
    await settlePayments(doing)
    await settlePayments(doing)
    expect([await stateOf(order), await refundsOf(order)]).toEqual(['cancelled', [[3_995, 'done']]])
    expect(stripe.refunds).toHaveLength(1)
  })
})

test('an order that a person marked as paid cannot be paid again at the provider', async () => {
  const { order, url } = await byCard()
  await company.pays(order, '2026-03-11')
  await settlePayments(doing)
  expect(() => stripe.pay(url)).toThrow('nobody can pay')
})
