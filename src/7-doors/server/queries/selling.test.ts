import { expect, test } from 'vitest'
import { at } from '../../../../test/company.ts'
import { testDatabase } from '../../../../test/database.ts'
import { sellingOffice } from './selling.ts'

const { database } = await testDatabase()
const selling = sellingOffice({ database, clock: () => at('2026-03-10'), actor: async () => 'user:1' })

test('shipping, currencies and vouchers are kept as the page sends them, once for each command', async () => {
  const before = await selling.settings()
  const settings = { ...before, exchange: { CHF: { numerator: 105, denominator: 100 } } }
  const [first, second] = [crypto.randomUUID(), crypto.randomUUID()]
  await selling.keepSettings({ commandId: first, ...settings })
  expect(await selling.settings()).toEqual(settings)
  await selling.keepSettings({ commandId: second, ...before })
  await selling.keepSettings({ commandId: first, ...settings })
  expect(await selling.settings()).toEqual(before)
})
