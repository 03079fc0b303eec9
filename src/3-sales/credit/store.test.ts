import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { cents, sum } from '#ground/money'
import type { Instant } from '#ground/period'
import { givenBack, hearProvider, settlePayments, shopOrder, surpluses, decideSurplus } from '#sales/checkout/store.ts'
import type { SurplusDecision } from '#sales/checkout'
import { providersOf } from '#sales/payment/store.ts'
import { cy, forgetTold, home, openShop, shoppingDay, type TestShop } from '../../../test/checkout.ts'
import { forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { openStripeDouble } from '../../../test/stripe.ts'
import { creditEntriesOf, creditOf, useCredit } from './store.ts'

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
  await sells(database, { candle: { prices: { DE: 1_000 } }, soap: { prices: { DE: 900 } } })
  shop = openShop({ database, company, providers })
})

const hears = (sent: { readonly body: string; readonly headers: Headers }) =>
  hearProvider(doing, { provider: 'stripe', ...sent, at: later })

const decides = (id: string, decision: SurplusDecision) =>
  inTransaction(database, inside => decideSurplus(inside, { id, decision, at: later, by: 'user:1' }))

/** Whoever paid so many candles twice has their price and the shipping as credit. */
const hasCredit = async (candles: number) => {
  const placed = await shop.checkOut(await shop.form({ candle: candles }, { payment: 'stripe' }))
  if (placed.is === 'refused' || placed.payment.is !== 'redirect') throw new Error(JSON.stringify(placed))
  await company.pays(placed.order, '2026-03-11')
  await hears(stripe.pay(placed.payment.url))
  const [surplus] = await surpluses(database, { which: 'undecided', limit: 1 })
  await decides(surplus!.id, 'credit')
  return { contact: placed.contact, surplus: surplus!.id }
}

const holds = (contact: Awaited<ReturnType<typeof hasCredit>>['contact']) => ({ contact, email: cy.email })
const leftOf = (contact: Awaited<ReturnType<typeof hasCredit>>['contact']) => creditOf(database, holds(contact), 'EUR')

type Buying = { readonly contact: Awaited<ReturnType<typeof hasCredit>>['contact']; readonly amount: number }

const formOf = async ({ contact, amount }: Buying, candles = 3) =>
  shop.form({ candle: candles }, { contact, payment: 'prepayment', credit: { amount: cents(amount), email: cy.email } })

const buys = async (buying: Buying, candles = 3) => {
  const placed = await shop.place(await formOf(buying, candles))
  if (placed.is === 'refused') throw new Error(JSON.stringify(placed))
  return placed.order
}

const takesBack = async (order: number, quantity: number) => {
  await company.takesBack(order, '2026-03-14', [{ position: 1, quantity }])
  await settlePayments(doing)
}

describe('a buyer’s credit', () => {
  test('pays for a part of an order: what is left is asked for, and nothing else changes', async () => {
    const { contact } = await hasCredit(1)
    const without = await shopOrder(database, await buys({ contact, amount: 0 }))
    const order = await shopOrder(database, await buys({ contact, amount: 1_000 }))
    expect(order).toMatchObject({ credit: 1_000, totals: without!.totals, state: 'placed' })
    expect(order!.lines.map(({ payable }) => payable)).toEqual(without!.lines.map(({ payable }) => payable))
    const lines = async (number: number) =>
      database.selectFrom('sales.order_line').select(['net', 'points']).where('order_id', '=', number).execute()
    expect(await lines(order!.order)).toEqual(await lines(without!.order))
    const letters = await database
      .selectFrom('ground.message')
      .select('facts')
      .where('kind', '=', 'order placed')
      .execute()
    expect(letters.at(-1)!.facts).toMatchObject({ total: 3_495, credit: 1_000, instructions: { amount: 2_495 } })
    expect(await leftOf(contact)).toBe(495)
  })

  test('pays for a whole order, which is paid then', async () => {
    const { contact } = await hasCredit(3)
    const order = await buys({ contact, amount: 3_495 })
    expect(await shopOrder(database, order)).toMatchObject({ state: 'paid', paidAt: shoppingDay })
    expect(await leftOf(contact)).toBe(0)
    expect(await surpluses(database, { which: 'undecided', limit: 10 })).toEqual([])
    expect(await surpluses(database, { which: 'all', limit: 10 })).toMatchObject([{ state: 'used', left: 0 }])
  })

  test('leaves the rest to the provider’s page, in one part', async () => {
    const { contact } = await hasCredit(1)
    const form = await formOf({ contact, amount: 1_495 })
    const answer = await shop.checkOut({ ...form, payment: 'stripe' })
    if (answer.is === 'refused' || answer.payment.is !== 'redirect') throw new Error(JSON.stringify(answer))
    expect(stripe.sessions.get(answer.payment.url.split('/').at(-1)!)).toMatchObject({ amount_total: 2_000 })
    await hears(stripe.pay(answer.payment.url))
    expect((await shopOrder(database, answer.order))!.state).toBe('paid')
    await company.takesBack(answer.order, '2026-03-14')
    await settlePayments(doing)
    expect(stripe.refunds.map(({ amount }) => amount)).toEqual([2_000])
    expect(await leftOf(contact)).toBe(1_495)
  })

  test.each`
    amount   | why
    ${1_496} | ${'more than there is'}
    ${-1}    | ${'less than nothing'}
  `('is not used for $why, and nothing is ordered then', async ({ amount }) => {
    const { contact } = await hasCredit(1)
    const before = await shop.counts()
    expect(await shop.place(await formOf({ contact, amount }))).toEqual({ is: 'refused', because: 'credit changed' })
    expect({ ...(await shop.counts()), 'sales.cart': before['sales.cart'] }).toEqual(before)
    expect(await leftOf(contact)).toBe(1_495)
  })

  test('is nobody’s who only writes the same name, nor of another currency', async () => {
    const { contact } = await hasCredit(1)
    const guest = await formOf({ contact, amount: 100 })
    expect(await shop.place({ ...guest, contact: null })).toMatchObject({ because: 'credit changed' })
    const other = { contact, email: 'somebody.else@example.org' }
    expect(await creditOf(database, other, 'EUR')).toBe(0)
    expect(await shop.place({ ...guest, credit: { amount: cents(100), email: other.email } })).toMatchObject({
      because: 'credit changed',
    })
    expect(await creditOf(database, holds(contact), 'CHF')).toBe(0)
    expect(home.country).toBe('DE')
  })

  test('is used once by the same form sent twice', async () => {
    const { contact } = await hasCredit(1)
    const form = await formOf({ contact, amount: 1_495 })
    const answers = await Promise.all([shop.place(form), shop.place(form)])
    expect(answers[0]).toEqual(answers[1])
    expect(await leftOf(contact)).toBe(0)
  })
})

describe('two who use the same credit at once', () => {
  test('come one after the other: the second sees what the first has left', async () => {
    const { contact } = await hasCredit(1)
    const orders = [await buys({ contact, amount: 0 }), await buys({ contact, amount: 0 })]
    const uses = (inside: Database, order: number | undefined) =>
      useCredit(inside, { holder: holds(contact), amount: cents(1_000), currency: 'EUR', order: order!, at: later })
    const both = await inTransaction(database, async inside => {
      const first = await uses(inside, orders[0])
      const second = inTransaction(database, other => uses(other, orders[1]))
      // Whoever did not wait would have used it by then.
      await Promise.race([second, setTimeout(500)])
      return { first, second }
    })
    expect([both.first, await both.second]).toEqual([true, false])
    expect(await leftOf(contact)).toBe(495)
  })

  test('by two checkouts have it once', async () => {
    const { contact } = await hasCredit(1)
    const orders = (sku: string) =>
      shop.form({ [sku]: 1 }, { contact, credit: { amount: cents(1_000), email: cy.email } })
    const forms = await Promise.all(['candle', 'soap'].map(orders))
    const answers = await Promise.all(forms.map(form => shop.place(form)))
    expect(answers.map(answer => (answer.is === 'refused' ? answer.because : answer.is)).toSorted()).toEqual([
      'credit changed',
      'placed',
    ])
    expect(await leftOf(contact)).toBe(495)
  })
})

describe('what comes back of an order', () => {
  test('goes back to the credit in the measure that it was paid by it, once, and wholly in the end', async () => {
    const { contact } = await hasCredit(1)
    const order = await buys({ contact, amount: 1_000 })
    await company.pays(order, '2026-03-12')
    for (const left of [781, 1_067, 1_495]) {
      await takesBack(order, 1)
      await Promise.all([1, 2, 3].map(() => settlePayments(doing)))
      expect(await leftOf(contact)).toBe(left)
    }
    const backs = await givenBack(database, order)
    expect([sum(backs.map(({ credit }) => credit)), sum(backs.map(({ money }) => money))]).toEqual([1_000, 2_495])
    const refunds = (await shopOrder(database, order))!.refunds.map(({ amount }) => amount)
    expect(refunds).toEqual([714, 714, 1_067])
  })

  test('goes back to the credit also where the rest was never paid', async () => {
    const { contact } = await hasCredit(1)
    const order = await buys({ contact, amount: 1_495 })
    await takesBack(order, 3)
    expect(await leftOf(contact)).toBe(1_495)
    expect((await shopOrder(database, order))!.refunds).toEqual([])
  })

  test('is credit again though the rest of it was paid back, and is paid back, too', async () => {
    const { contact, surplus } = await hasCredit(1)
    const order = await buys({ contact, amount: 1_000 })
    expect(await decides(surplus, 'refunded')).toEqual({ is: 'decided' })
    await settlePayments(doing)
    expect(await leftOf(contact)).toBe(0)
    await takesBack(order, 3)
    expect(await leftOf(contact)).toBe(1_000)
    expect(await decides(surplus, 'refunded')).toEqual({ is: 'decided' })
    await settlePayments(doing)
    expect(stripe.refunds.map(({ amount }) => amount)).toEqual([495, 1_000])
    expect((await creditEntriesOf(database, holds(contact))).map(({ kind, amount }) => [kind, amount])).toEqual([
      ['paid back', -1_000],
      ['given back', 1_000],
      ['paid back', -495],
      ['used', -1_000],
      ['kept', 1_495],
    ])
  })

  test('an entry is never changed', async () => {
    await hasCredit(1)
    await expect(sql`update sales.credit_entry set amount = 2`.execute(database)).rejects.toThrow('never changed')
  })
})

test('credit that is used up cannot be paid back', async () => {
  const { contact, surplus } = await hasCredit(1)
  await buys({ contact, amount: 1_495 })
  expect(await decides(surplus, 'refunded')).toEqual({ is: 'refused', because: 'decided before' })
  expect(await decides(surplus, 'used')).toEqual({ is: 'refused', because: 'decided before' })
})
