import { expect, test } from 'vitest'
import type { ContactNumber } from '#ground/identity'
import { testDatabase } from '../../../test/database.ts'
import { orderByToken, shopOrder, shopOrderByNumber, shopOrdersOf } from './store.ts'

const { database } = await testDatabase()

test('what is no order of the shop is none', async () => {
  expect(await orderByToken(database, 'guessed')).toBeUndefined()
  expect(await shopOrder(database, 1)).toBeUndefined()
  expect(await shopOrderByNumber(database, '1')).toBeUndefined()
  expect(await shopOrdersOf(database, 1 as ContactNumber)).toEqual([])
})
