import { beforeEach, describe, expect, test } from 'vitest'
import type { Instant } from '#ground/period'
import { at, forget } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { cartOf, changeCart, closeCart, openCart, putIn, setQuantity } from './store.ts'

const { database } = await testDatabase()
const today = at('2026-03-01')
const later = (days: number): Instant => (today + days * 86_400_000) as Instant

const german = { country: 'DE', language: 'de', group: 'customer', at: today } as const
let token: string

const put = (sku: string, quantity: number) => putIn(database, { token, sku, quantity, at: today })
const lines = async (day = today) =>
  (await cartOf(database, { token, at: day }))?.lines.map(({ sku, quantity, article }) => [
    sku,
    quantity,
    article?.offer.gross ?? null,
  ])

beforeEach(async () => {
  await forget(database)
  await sells(database, {
    candle: { stock: 5, prices: { DE: 1_000, CH: 1_200 } },
    bag: {},
    book: { vatClass: 'reduced' },
  })
  token = (await openCart(database, german)).token
})

describe('a cart', () => {
  test('holds what was put in, at the prices of now, in the order it came', async () => {
    expect(await put('bag', 1)).toEqual({ is: 'done', quantity: 1 })
    expect(await put('candle', 2)).toEqual({ is: 'done', quantity: 2 })
    expect(await put('bag', 2)).toEqual({ is: 'done', quantity: 3 })
    expect(await lines()).toEqual([
      ['bag', 3, 1_000],
      ['candle', 2, 1_000],
    ])
    const cart = await cartOf(database, { token, at: today })
    expect(cart).toMatchObject({ country: 'DE', language: 'de', group: 'customer', voucherCode: null, signals: {} })
    expect(cart!.lines[0]!.article).toMatchObject({ vatRate: 1900, points: 5_000, product: { slug: 'bag' } })
  })

  test('is changed and emptied line by line', async () => {
    await put('bag', 3)
    expect(await setQuantity(database, { token, sku: 'bag', quantity: 1, at: today })).toEqual({
      is: 'done',
      quantity: 1,
    })
    expect(await setQuantity(database, { token, sku: 'bag', quantity: 0, at: today })).toEqual({
      is: 'done',
      quantity: 0,
    })
    expect(await lines()).toEqual([])
  })

  test('takes no more than there is, and not what is not sold', async () => {
    await put('candle', 4)
    expect(await put('candle', 2)).toEqual({ is: 'refused', because: 'too little left', left: 5 })
    expect(await put('bag', 1_000)).toEqual({ is: 'refused', because: 'too many', left: 999 })
    expect(await put('vase', 1)).toEqual({ is: 'refused', because: 'unknown article' })
    expect(await put('bag', -1)).toEqual({ is: 'refused', because: 'unknown article' })
    expect(await lines()).toEqual([['candle', 4, 1_000]])
  })

  test('knows the voucher and the country the buyer chose, and which lines are not sold there', async () => {
    await put('candle', 1)
    await put('bag', 1)
    const signals = { link: { campaign: 'spring' } }
    expect(await changeCart(database, { token, at: today }, { voucherCode: 'VONBEN', country: 'CH', signals })).toBe(
      true,
    )
    expect(await lines()).toEqual([
      ['candle', 1, 1_200],
      ['bag', 1, null],
    ])
    expect(await cartOf(database, { token, at: today })).toMatchObject({
      voucherCode: 'VONBEN',
      country: 'CH',
      signals,
    })
  })

  test('belongs to whoever holds its secret, which is kept nowhere', async () => {
    const guessed = { token: `${token}x`, at: today }
    expect(await cartOf(database, guessed)).toBeUndefined()
    expect(await putIn(database, { ...guessed, sku: 'bag', quantity: 1 })).toEqual({
      is: 'refused',
      because: 'unknown cart',
    })
    expect(await changeCart(database, guessed, { voucherCode: 'X' })).toBe(false)
    const kept = JSON.stringify(await database.selectFrom('sales.cart').selectAll().execute())
    expect(kept).not.toContain(token)
  })

  test('expires 30 days after it was last touched, and makes room', async () => {
    await put('bag', 1)
    await putIn(database, { token, sku: 'bag', quantity: 1, at: later(20) })
    expect(await lines(later(49))).toHaveLength(1)
    expect(await lines(later(50))).toBeUndefined()
    await openCart(database, { ...german, at: later(51) })
    expect(await database.selectFrom('sales.cart').selectAll().execute()).toHaveLength(1)
  })
})

test('ten presses of the button at once count ten', async () => {
  await Promise.all(Array.from({ length: 10 }, () => put('bag', 1)))
  expect(await lines()).toEqual([['bag', 10, 1_000]])
})

// Without the deletion as guard, a look at the row alone would let both place it.
test('a cart is closed once, whoever orders it at the same time', async () => {
  await put('bag', 1)
  const closed = await Promise.all(
    Array.from({ length: 5 }, () => database.transaction().execute(transaction => closeCart(transaction, token))),
  )
  expect(closed.filter(Boolean)).toHaveLength(1)
  expect(await put('bag', 1)).toEqual({ is: 'refused', because: 'unknown cart' })
})
