import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import type { Instant } from '#ground/period'
import { wipeExpired } from '#ground/message/store.ts'
import { pay, ship, takeBackOrder } from '#sales/order/store.ts'
import { writeDue } from '#sales/invoice/store.ts'
import { cy, forgetTold, openShop, shoppingDay, type TestShop } from '../../../test/checkout.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { keepSeller } from '../../../test/invoices.ts'
import { sells } from '../../../test/shop.ts'
import { lockLinks, openLinks, orderByToken, sendLink, tellNews } from './store.ts'

const { database } = await testDatabase()
const days = (count: number) => (shoppingDay + count * 86_400_000) as Instant
let company: TestCompany
let shop: TestShop

beforeEach(async () => {
  await forget(database)
  await forgetTold(database)
  company = await openCompany(database)
  await sells(database, { candle: { prices: { DE: 1_000 } } })
  await keepSeller(database)
  shop = openShop({ database, company })
})

const letters = async () => {
  const rows = await database.selectFrom('ground.message').selectAll().orderBy('id').execute()
  return rows.map(({ kind, facts, recipient }) => ({ kind, recipient, url: String(facts['url']) }))
}

const tokenIn = (url: string) => url.replace('https://shop.example/order/', '')
const opens = async (url: string, on = shoppingDay) =>
  (await orderByToken(database, { token: tokenIn(url), at: on }))?.number

test('every letter about an order leads to it, each by a link of its own', async () => {
  const { order, number } = await shop.buys({ candle: 3 }, { payment: 'prepayment' })
  const back = { order, reference: null, reason: 'not to be had' } as const
  await takeBackOrder(database, { ...back, at: at('2026-03-11'), pieces: [{ position: 1, quantity: 1 }] })
  await pay(database, { order, at: at('2026-03-12') })
  await ship(database, { order, at: at('2026-03-13') })
  await tellNews(database, days(1))
  await writeDue(database, { at: days(3), look: 'ever' })
  await takeBackOrder(database, { ...back, at: at('2026-03-15'), pieces: 'everything' })
  await writeDue(database, { at: days(5), look: 'ever' })
  const told = await letters()
  expect(told.map(({ kind }) => kind)).toEqual([
    'order placed',
    'order cancelled',
    'order paid',
    'order shipped',
    'invoice written',
    'cancellation written',
  ])
  expect(await Promise.all(told.map(({ url }) => opens(url)))).toEqual(told.map(() => number))
  expect(new Set(told.map(({ url }) => url)).size).toBe(told.length)
})

test('an order of a shop front without a page for orders is opened in the company’s shop', async () => {
  const { number } = await shop.buys({ candle: 1 }, { orderUrl: () => '' })
  const [placed] = await letters()
  expect(placed!.url).toMatch(/^\/orders\/[\w-]{32}$/u)
  const token = placed!.url.replace('/orders/', '')
  expect((await orderByToken(database, { token, at: shoppingDay }))?.number).toBe(number)
})

describe('a link', () => {
  test('ends after 90 days, and stands in no kept letter from then on', async () => {
    const { number } = await shop.buys({ candle: 1 })
    const [placed] = await letters()
    expect(await opens(placed!.url, (days(90) - 1) as Instant)).toBe(number)
    expect(await opens(placed!.url, days(90))).toBeUndefined()
    await wipeExpired(database, days(90))
    expect(JSON.stringify(await database.selectFrom('ground.message').selectAll().execute())).not.toContain(
      tokenIn(placed!.url),
    )
  })

  test('is locked with all others of its order, and of no other; letters after that open it again', async () => {
    const { order, token, number } = await shop.buys({ candle: 1 }, { payment: 'prepayment' })
    const other = await shop.buys({ candle: 1 })
    await lockLinks(database, { order, at: days(1) })
    expect(await opens(token, days(1))).toBeUndefined()
    expect(await opens(other.token, days(1))).toBe(other.number)
    expect(await openLinks(database, { order, at: days(1) })).toEqual({ count: 0, until: null })
    await pay(database, { order, at: at('2026-03-12') })
    await tellNews(database, days(2))
    expect(await opens((await letters()).at(-1)!.url, days(2))).toBe(number)
    expect(await openLinks(database, { order, at: days(2) })).toEqual({ count: 1, until: days(92) })
  })

  test('that is over has a new one sent to the order’s mailbox; one that works, or never was one, has none', async () => {
    const { order, token, number } = await shop.buys({ candle: 1 })
    const asks = (secret: string) => inTransaction(database, inside => sendLink(inside, { token: secret, at: days(1) }))
    await asks(token)
    await asks('guessed')
    expect(await letters()).toHaveLength(1)
    await lockLinks(database, { order, at: days(1) })
    await asks(token)
    const [, sent, ...more] = await letters()
    expect([sent!.kind, sent!.recipient, more]).toEqual(['order link', cy.email, []])
    expect(await opens(sent!.url, days(1))).toBe(number)
  })
})
