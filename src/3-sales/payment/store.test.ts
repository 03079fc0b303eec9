import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { publicIdOf } from '#ground/identity'
import { cents } from '#ground/money'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { openStripeDouble } from '../../../test/stripe.ts'
import type { Due, PaymentName } from './index.ts'
import {
  beginPayment,
  carryOutRefunds,
  closeSession,
  doneByHand,
  hear,
  isFirstHeard,
  keepPaid,
  keepPayment,
  keepRefund,
  paymentsOffered,
  providersOf,
  refundsOfOrders,
} from './store.ts'

const { database } = await testDatabase()
const stripe = await openStripeDouble()
afterAll(() => stripe.close())
const providers = providersOf(stripe.environment)
let company: TestCompany
let due: Due

const dueFor = async (provider: PaymentName): Promise<Due> => {
  const order = await company.orders('Cy', [], '2026-02-10')
  const { uuid } = await database
    .selectFrom('sales.order')
    .select('uuid')
    .where('id', '=', order)
    .executeTakeFirstOrThrow()
  await keepPayment(database, { order, provider, amount: cents(4_990), currency: 'EUR' })
  return {
    order,
    id: publicIdOf('order', uuid),
    number: '100001',
    email: 'cy@example.org',
    language: 'de',
    amount: cents(4_990),
    currency: 'EUR',
    parts: [
      { name: '3 × Kerze', amount: cents(4_500) },
      { name: 'Versand', amount: cents(490) },
    ],
    paidUrl: 'https://anna.shop.example/order/secret?paid',
    backUrl: 'https://anna.shop.example/order/secret',
  }
}

beforeEach(async () => {
  await forget(database)
  stripe.forgetKeys()
  stripe.refunds.length = 0
  company = await openCompany(database)
  await company.customer('Cy')
  due = await dueFor('stripe')
})

const begin = () => beginPayment(database, providers, due)
const beginAtStripe = async (): Promise<string> => {
  const begun = await begin()
  if (begun.is !== 'redirect') throw new Error(begun.is)
  return begun.url
}
const pays = async () => {
  const { body, headers } = stripe.pay(await beginAtStripe())
  const heard = await hear(providers, 'stripe', { body, headers })
  if (heard.is !== 'news') throw new Error(heard.because)
  await keepPaid(database, due.order, { payment: heard.news.payment, at: new Date(at('2026-02-11')) })
  return heard.news
}

describe('beginning a payment', () => {
  test('leads to a page of the provider for exactly this order and sum', async () => {
    const url = await beginAtStripe()
    expect([...stripe.sessions.values()].at(-1)).toMatchObject({
      url,
      client_reference_id: due.id,
      amount_total: 4_990,
      currency: 'eur',
      success_url: due.paidUrl,
    })
  })

  test('asked again it leads to the same page while that is open, then to another', async () => {
    const first = await beginAtStripe()
    expect(await beginAtStripe()).toBe(first)
    const session = [...stripe.sessions.values()].at(-1)!
    session.status = 'expired'
    expect(await beginAtStripe()).not.toBe(first)
  })

  test('asked twice at once it opens one page', async () => {
    const before = stripe.sessions.size
    const urls = await Promise.all([beginAtStripe(), beginAtStripe(), beginAtStripe()])
    expect([new Set(urls).size, stripe.sessions.size - before]).toEqual([1, 1])
  })

  test('an answer of the provider that was lost opens no second page', async () => {
    const before = stripe.sessions.size
    stripe.failNext(1, 'answer lost')
    await beginAtStripe()
    expect(stripe.sessions.size - before).toBe(1)
  })

  test('a provider that cannot be reached is said, and the order may be paid later', async () => {
    stripe.failNext(3)
    expect(await begin()).toEqual({ is: 'failed', because: 'provider not reached' })
    expect((await begin()).is).toBe('redirect')
  })

  test('without an account there is no provider to choose', async () => {
    expect(await paymentsOffered(database, {})).toEqual(['invoice', 'prepayment'])
    expect(await paymentsOffered(database, providers)).toEqual(['invoice', 'prepayment', 'stripe'])
    expect(await beginPayment(database, {}, due)).toEqual({ is: 'failed', because: 'provider not set up' })
  })

  test('who chose prepayment is told what to transfer', async () => {
    due = await dueFor('prepayment')
    expect(await begin()).toMatchObject({
      is: 'waiting',
      instructions: { how: 'prepayment', reference: '100001', withinDays: 7 },
    })
  })
})

describe('hearing the provider', () => {
  test('what it signed says which order was paid, how much, and by which payment', async () => {
    const news = await pays()
    expect(news).toMatchObject({ is: 'paid', order: due.id, amount: 4_990, currency: 'EUR' })
    expect(news.payment).toMatch(/^pi_/u)
    expect(await begin()).toEqual({ is: 'nothing to pay' })
  })

  test.each`
    why                            | change
    ${'another secret signed it'}  | ${{ by: 'whsec_other' }}
    ${'it was signed an hour ago'} | ${{ at: Date.now() - 3_600_000 }}
  `('news do not count when $why', async ({ change }: { change: { by?: string; at?: number } }) => {
    await beginAtStripe()
    const session = [...stripe.sessions.values()].at(-1)!
    const { body, headers } = stripe.signed('checkout.session.completed', session, change)
    expect(await hear(providers, 'stripe', { body, headers })).toEqual({ is: 'refused', because: 'bad signature' })
  })

  test('news do not count when their body was changed, or nothing is signed', async () => {
    const { body, headers } = stripe.pay(await beginAtStripe())
    const changed = body.replace('4990', '1')
    const refused = { is: 'refused', because: 'bad signature' }
    expect(await hear(providers, 'stripe', { body: changed, headers })).toEqual(refused)
    expect(await hear(providers, 'stripe', { body, headers: new Headers() })).toEqual(refused)
    expect(await hear({}, 'stripe', { body, headers })).toEqual({ is: 'refused', because: 'no such provider' })
  })

  test('a page that is complete before the money came is no payment yet', async () => {
    await beginAtStripe()
    const session = { ...[...stripe.sessions.values()].at(-1)!, status: 'complete', payment_status: 'unpaid' }
    const { body, headers } = stripe.signed('checkout.session.completed', session)
    expect(await hear(providers, 'stripe', { body, headers })).toMatchObject({ news: { is: 'other', order: due.id } })
  })

  test('the same news are heard once, however often they come at once', async () => {
    const news = { provider: 'stripe', id: 'evt_1', kind: 'checkout.session.completed', order: due.order }
    const heard = await Promise.all(Array.from({ length: 10 }, () => isFirstHeard(database, news)))
    expect(heard.filter(Boolean)).toHaveLength(1)
  })
})

describe('paying back', () => {
  const owe = (why: string, amount: number) =>
    keepRefund(database, { order: due.order, for: why, amount: cents(amount) })
  const states = async () => (await refundsOfOrders(database, [due.order])).map(({ amount, state }) => [amount, state])

  test('a refund is carried out once, whoever does the work and however often it is asked for', async () => {
    await pays()
    await Promise.all([owe('return 1', 990), owe('return 1', 990)])
    await owe('return 2', 4_000)
    await Promise.all([carryOutRefunds(database, providers), carryOutRefunds(database, providers)])
    await carryOutRefunds(database, providers)
    expect(stripe.refunds.map(refund => refund.amount).toSorted((a, b) => a - b)).toEqual([990, 4_000])
    expect(await states()).toEqual([
      [990, 'done'],
      [4_000, 'done'],
    ])
  })

  test('one that was made before a crash is found again, also when the provider forgot our key', async () => {
    await pays()
    await owe('return 1', 990)
    await carryOutRefunds(database, providers)
    await database.updateTable('sales.refund').set({ state: 'due' }).execute()
    stripe.forgetKeys()
    expect(await carryOutRefunds(database, providers)).toBe(1)
    expect(stripe.refunds).toHaveLength(1)
  })

  test('one that fails stays due, with the reason, and is tried again later', async () => {
    await pays()
    await owe('return 1', 99_990)
    expect(await carryOutRefunds(database, providers)).toBe(0)
    const row = await database.selectFrom('sales.refund').selectAll().executeTakeFirstOrThrow()
    expect([row.state, row.tries, row.failure]).toEqual([
      'due',
      1,
      'Refund amount is greater than unrefunded amount on charge',
    ])
    expect(row.next_try_at).toBeGreaterThan(Date.now() + 50_000)
  })

  test('what was paid by transfer is paid back by a person, who says so once', async () => {
    due = await dueFor('prepayment')
    await owe('return 1', 990)
    await carryOutRefunds(database, providers)
    expect(await states()).toEqual([[990, 'by hand']])
    const [refund] = await refundsOfOrders(database, [due.order])
    expect(await doneByHand(database, refund!.id, at('2026-02-12'))).toBe(true)
    expect(await doneByHand(database, refund!.id, at('2026-02-12'))).toBe(false)
    expect(await doneByHand(database, 'rfd_nonsense', at('2026-02-12'))).toBe(false)
    expect(await states()).toEqual([[990, 'done']])
  })
})

test('the page of an order that nobody shall pay any more is closed; told twice, nothing is wrong', async () => {
  const url = await beginAtStripe()
  await closeSession(database, providers, due.order)
  expect(() => stripe.pay(url)).toThrow('nobody can pay')
  await closeSession(database, providers, due.order)
})

test('who has paid and comes back before the news do is not asked to pay again', async () => {
  stripe.pay(await beginAtStripe())
  expect(await begin()).toEqual({ is: 'nothing to pay' })
})
