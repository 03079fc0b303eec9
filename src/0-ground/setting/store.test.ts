import { expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../../test/database.ts'
import { setting } from './index.ts'
import { keepSetting, readSetting } from './store.ts'

const { database } = await testDatabase()
const greeting = setting('greeting', z.strictObject({ text: z.string().min(1) }), { text: 'Hello' })

test('a setting is what the program brings along until the company changes it', async () => {
  expect(await readSetting(database, greeting)).toEqual({ text: 'Hello' })
  await keepSetting(database, greeting, { value: { text: 'Servus' }, by: 'user:1' })
  expect(await readSetting(database, greeting)).toEqual({ text: 'Servus' })
})

test('a value of another shape is refused, and one kept in an older shape does not count', async () => {
  await expect(keepSetting(database, greeting, { value: { text: '' }, by: 'user:1' })).rejects.toThrow('text')
  await database.updateTable('ground.setting').set({ value: '{"words":"Servus"}' }).execute()
  expect(await readSetting(database, greeting)).toEqual({ text: 'Hello' })
})
