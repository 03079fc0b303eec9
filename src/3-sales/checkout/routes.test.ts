import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Instant } from '#ground/period'
import { providersOf } from '#sales/payment/store.ts'
import { forgetTold, openShop, shoppingDay, type TestShop } from '../../../test/checkout.ts'
import { forget, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { openStripeDouble } from '../../../test/stripe.ts'
import { providerNews } from './routes.ts'
import { shopOrder } from './store.ts'

const { database } = await testDatabase()
const stripe = await openStripeDouble()
afterAll(() => stripe.close())
const providers = providersOf(stripe.environment)
const news = providerNews({ database, providers, now: () => (shoppingDay + 60_000) as Instant })
let shop: TestShop

beforeEach(async () => {
  await forget(database)
  await forgetTold(database)
  const company = await openCompany(database)
  await sells(database, { candle: {} })
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
