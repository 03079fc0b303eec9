import { beforeEach, describe, expect, test } from 'vitest'
import { pay, ship, takeBackOrder } from '#sales/order/store.ts'
import { cy, forgetTold, openShop, shoppingDay, type TestShop } from '../../../test/checkout.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { cancelByBuyer, tellNews } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany
let shop: TestShop

beforeEach(async () => {
  await forget(database)
  await forgetTold(database)
  company = await openCompany(database)
  await sells(database, { candle: { prices: { DE: 1_000 } }, bowl: { prices: { DE: 6_000 } } })
  shop = openShop({ database, company })
})

const told = async () => {
  await tellNews(database, shoppingDay)
  const rows = await database.selectFrom('ground.message').selectAll().orderBy('id').execute()
  return rows.filter(({ kind }) => kind !== 'order placed')
}

const buys = () => shop.buys({ candle: 2, bowl: 1 }, { payment: 'prepayment' })
const cancels = (order: number, pieces: Parameters<typeof takeBackOrder>[1]['pieces']) =>
  takeBackOrder(database, { order, reference: null, reason: 'not to be had', at: at('2026-03-11'), pieces })

describe('the buyer is told', () => {
  test('that his money came, and that his goods are on the way, without what was cancelled before', async () => {
    const { order, number } = await buys()
    await cancels(order, [{ position: 1, quantity: 2 }])
    await pay(database, { order, at: at('2026-03-12') })
    await ship(database, { order, at: at('2026-03-13') })
    expect(await told()).toMatchObject([
      { kind: 'order cancelled', facts: { number, isWhole: false, left: 6_000, instructions: { amount: 6_000 } } },
      { kind: 'order paid', recipient: cy.email, language: 'de', facts: { number, amount: 6_000 } },
      { kind: 'order shipped', facts: { number, lines: [{ name: 'bowl', quantity: 1 }] } },
    ])
  })

  test('that he cancelled it himself, with nothing to pay', async () => {
    const { order, number } = await buys()
    await cancelByBuyer(database, { order, at: at('2026-03-11') })
    expect(await told()).toMatchObject([
      { kind: 'order cancelled', facts: { number, isWhole: true, refund: 0, left: 0, instructions: null } },
    ])
  })

  test('what he gets back where it was paid', async () => {
    const { order } = await buys()
    await pay(database, { order, at: at('2026-03-10 18:00') })
    await cancels(order, 'everything')
    const [, cancelled] = await told()
    expect(cancelled).toMatchObject({ kind: 'order cancelled', facts: { isWhole: true, refund: 8_000, left: 0 } })
  })

  test('once, also where several servers look at the same time', async () => {
    const { order } = await buys()
    await pay(database, { order, at: at('2026-03-12') })
    const letters = await Promise.all(Array.from({ length: 6 }, () => tellNews(database, shoppingDay)))
    expect(letters.filter(count => count > 0)).toEqual([1])
    expect(await told()).toHaveLength(1)
  })
})

test('nothing of what came back after shipping, whose invoice tells it, nor of orders that are not the shop’s', async () => {
  const { order } = await buys()
  await ship(database, { order, at: at('2026-03-10 18:00') })
  await cancels(order, 'everything')
  await company.customer('Flo')
  await company.buys('Flo', 10, '2026-03-10')
  expect((await told()).map(({ kind }) => kind)).toEqual(['order shipped'])
})
