import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { keepPrice } from '#sales/catalogue/store.ts'
import { providersOf } from '#sales/payment/store.ts'
import { givePriceGroups } from '#sales/price-group/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { forgetTold, openShop, shoppingDay, type TestShop } from '../../../test/checkout.ts'
import { forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { openStripeDouble } from '../../../test/stripe.ts'
import { checkoutRoutes, providerNews } from './routes.ts'
import { shopOrder } from './store.ts'

const { database } = await testDatabase()
const stripe = await openStripeDouble()
afterAll(() => stripe.close())
const providers = providersOf(stripe.environment)
const needs = { database, providers, now: () => (shoppingDay + 60_000) as Instant }
const news = providerNews(needs)
const routes = checkoutRoutes(needs)
const { get, post } = asking(openedTo({ id: 'key:1', role: 'company', mayWrite: true }, [routes]), documentOf(routes))
let shop: TestShop
let company: TestCompany

beforeEach(async () => {
  await forget(database)
  await forgetTold(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben')
  await sells(database, { candle: { stock: 5 } })
  shop = openShop({ database, company, providers })
})

const send = (provider: string, init: { readonly body: string; readonly headers: Headers }) =>
  news.request(`/payments/${provider}`, { method: 'POST', ...init })

test('a provider tells by its signature alone that an order was paid', async () => {
  const placed = await shop.checkOut(await shop.form({ candle: 1 }, { payment: 'stripe' }))
  if (placed.is === 'refused' || placed.payment.is !== 'redirect') throw new Error(JSON.stringify(placed))
  const told = stripe.pay(placed.payment.url)
  const forged = await send('stripe', { ...told, headers: new Headers({ 'stripe-signature': 't=1,v1=00' }) })
  expect([forged.status, (await shopOrder(database, placed.order))!.state]).toEqual([400, 'placed'])
  expect((await send('nobody', told)).status).toBe(404)
  const heard = await send('stripe', told)
  expect([heard.status, (await shopOrder(database, placed.order))!.state]).toEqual([200, 'paid'])
  expect((await send('stripe', told)).status).toBe(200)
})

test('the company sets what shipping costs and what other currencies are worth', async () => {
  const shipping = { DE: { cost: '5.90', freeFrom: null }, CH: { cost: '12.90', freeFrom: '100.00' } }
  expect(await post('/settings/shipping', shipping)).toMatchObject({ status: 200, body: shipping })
  expect((await get('/settings/shipping')).body).toEqual(shipping)
  const rates = { CHF: { numerator: 105, denominator: 100 } }
  expect(await post('/settings/exchange', rates)).toMatchObject({ status: 200, body: rates })
  expect((await get('/settings/exchange')).body).toEqual(rates)
  const totals = { DE: { cost: '-1', freeFrom: null } }
  expect((await post('/settings/shipping', totals)).body.errors).toMatchObject([{ pointer: '#/DE/cost' }])
  const nothing = { CHF: { numerator: 105, denominator: 0 } }
  expect((await post('/settings/exchange', nothing)).body.errors).toMatchObject([{ pointer: '#/CHF/denominator' }])
})

describe('a shop front that somebody else built', () => {
  const body = {
    lines: [{ sku: 'candle', quantity: 2 }],
    country: 'DE',
    buyer: { givenName: 'Cem', familyName: 'Yılmaz', email: 'cem@example.org' },
    delivery: { name: 'Cem Yılmaz', street: 'Hauptstraße 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
    payment: 'stripe',
  }

  test('asks the prices of the group that a contact it names is in, unless it says whose', async () => {
    const price = { sku: 'candle', country: 'DE', group: 'reseller', kind: 'regular', gross: cents(600) } as const
    await inTransaction(database, async inside => {
      await keepPrice(inside, { ...price, from: shoppingDay }, shoppingDay)
      const giving = { contact: company.of('Anna'), group: 'reseller' } as const
      await givePriceGroups(inside, [giving], { at: shoppingDay, by: 'user:1' })
    })
    const totalOf = async (change: object, key: string) => {
      const placed = await post('/checkouts', { ...body, lines: [{ sku: 'candle', quantity: 1 }], ...change }, key)
      return placed.body.total
    }
    const anna = { contact: { reference: 'Anna' } }
    expect(await totalOf(anna, 'anna')).toBe('10.95')
    expect(await totalOf({ ...anna, group: 'customer' }, 'anna-2')).toBe('14.95')
    expect(await totalOf({}, 'guest')).toBe('14.95')
  })

  test('places an order with a voucher and the page it came from, once for each key', async () => {
    await shop.voucher('VONBEN', 'Ben')
    const signals = { subdomain: { partner: { reference: 'Anna' }, name: 'anna' } }
    const given = { ...body, voucher: 'von ben', signals, orderPage: 'https://front.example/o/{token}' }
    const first = await post('/checkouts', given, 'one')
    expect([first.status, first.body.total, first.body.currency]).toEqual([201, '14.95', 'EUR'])
    expect((await post('/checkouts', given, 'one')).body).toEqual(first.body)
    expect(await shop.counts()).toMatchObject({ 'sales.order': 1, 'sales.cart': 0 })
    const { contact_id } = await database.selectFrom('sales.order').select('contact_id').executeTakeFirstOrThrow()
    expect([await shop.sponsorOf(contact_id), await shop.roleOf(contact_id)]).toEqual(['Ben', 'customer'])
    const { facts } = await database.selectFrom('ground.message').select('facts').executeTakeFirstOrThrow()
    expect(facts['url']).toMatch(/^https:\/\/front\.example\/o\/[\w-]{32}$/u)
  })

  test('asks how the order is paid: the provider’s page, the same as long as it is open', async () => {
    const { id } = (await post('/checkouts', body)).body
    const path = `/checkouts/${id}/payment?returnTo=${encodeURIComponent('https://front.example/thanks?a=1')}`
    const first = await get(path)
    expect(first.body).toMatchObject({ is: 'redirect', transfer: null })
    expect((await get(path)).body).toEqual(first.body)
    expect(stripe.sessions.get(first.body.url.split('/').at(-1))?.success_url).toBe(
      'https://front.example/thanks?a=1&paid',
    )
    expect((await get('/checkouts/ord_nothing/payment?returnTo=https://front.example/')).status).toBe(404)
    const { id: transfer } = (await post('/checkouts', { ...body, payment: 'prepayment' })).body
    const told = await get(`/checkouts/${transfer}/payment?returnTo=https://front.example/`)
    expect(told.body).toMatchObject({ is: 'waiting', transfer: { amount: '24.95', withinDays: 7, iban: null } })
  })

  test.each`
    change                                                      | status | type                           | pointer
    ${{ total: '1.00' }}                                        | ${409} | ${'/problems/price-changed'}   | ${undefined}
    ${{ lines: [{ sku: 'candle', quantity: 9 }] }}              | ${409} | ${'/problems/out-of-stock'}    | ${undefined}
    ${{ lines: [body.lines[0], { sku: 'vase', quantity: 1 }] }} | ${409} | ${'/problems/not-sold'}        | ${undefined}
    ${{ voucher: 'NOTHING' }}                                   | ${409} | ${'/problems/voucher-unknown'} | ${undefined}
    ${{ country: 'XX' }}                                        | ${400} | ${'/problems/validation'}      | ${'#/country'}
    ${{ contact: { reference: 'nobody' } }}                     | ${400} | ${'/problems/validation'}      | ${'#/contact'}
    ${{ buyer: { email: 'cem@example.org' } }}                  | ${400} | ${'/problems/validation'}      | ${'#/buyer/givenName'}
    ${{ delivery: { ...body.delivery, city: '' } }}             | ${400} | ${'/problems/validation'}      | ${'#/delivery/city'}
  `('is told what is wrong: $type $pointer', async ({ change, status, type, pointer }) => {
    const before = await shop.counts()
    const answer = await post('/checkouts', { ...body, ...change })
    expect([answer.status, answer.body.type, answer.body.errors?.[0].pointer]).toEqual([status, type, pointer])
    expect({ ...(await shop.counts()), 'ground.command': 0 }).toEqual({ ...before, 'ground.command': 0 })
  })
})
