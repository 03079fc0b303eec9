import { beforeEach, describe, expect, test } from 'vitest'
import { forget } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { putBack, takeStock } from './store.ts'

const { database } = await testDatabase()

const left = async (sku: string) =>
  (await database.selectFrom('sales.variant').select('stock').where('sku', '=', sku).executeTakeFirstOrThrow()).stock

beforeEach(async () => {
  await forget(database)
  await sells(database, { candle: { stock: 5 }, bag: { stock: 2 }, voucher: { stock: null } })
})

describe('taking from stock', () => {
  test('takes all pieces or none, and says of which there is too little', async () => {
    expect(await takeStock(database, [{ sku: 'candle', quantity: 3 }])).toEqual({ is: 'taken' })
    const much = [
      { sku: 'candle', quantity: 1 },
      { sku: 'bag', quantity: 1 },
      { sku: 'bag', quantity: 2 },
    ]
    expect(await takeStock(database, much)).toEqual({ is: 'refused', because: 'too little left', sku: 'bag', left: 2 })
    expect([await left('candle'), await left('bag')]).toEqual([2, 2])
    expect(await takeStock(database, [{ sku: 'vase', quantity: 1 }])).toEqual({
      is: 'refused',
      because: 'unknown article',
      sku: 'vase',
    })
  })

  test('what has no end is never used up', async () => {
    expect(await takeStock(database, [{ sku: 'voucher', quantity: 1_000_000 }])).toEqual({ is: 'taken' })
    expect(await left('voucher')).toBeNull()
  })

  test('what is put back can be taken again', async () => {
    await takeStock(database, [{ sku: 'bag', quantity: 2 }])
    await putBack(database, [
      { sku: 'bag', quantity: 1 },
      { sku: 'gone', quantity: 1 },
      { sku: 'voucher', quantity: 1 },
    ])
    expect([await left('bag'), await left('voucher')]).toEqual([1, null])
  })

  // Without the condition of the update the losers would take what is not there; with a look before it, they would pass it together.
  test('of many who want the last pieces at once exactly as many get them as there are', async () => {
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, turn) =>
        takeStock(
          database,
          turn % 2 === 0
            ? [
                { sku: 'candle', quantity: 1 },
                { sku: 'voucher', quantity: 1 },
              ]
            : [
                { sku: 'voucher', quantity: 1 },
                { sku: 'candle', quantity: 1 },
              ],
        ),
      ),
    )
    expect(tries.filter(({ is }) => is === 'taken')).toHaveLength(5)
    expect(tries.filter(({ is }) => is === 'refused')).toHaveLength(15)
    expect(await left('candle')).toBe(0)
  })
})
