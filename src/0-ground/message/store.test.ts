import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { tell } from './store.ts'

const { database } = await testDatabase()
const message = { kind: 'order placed', to: 'cy@example.org', language: 'de', facts: { order: 'A-1' } } as const

const kept = () => database.selectFrom('ground.message').select(['recipient', 'facts']).orderBy('id').execute()

test('what is to be told once is one message, also when asked for at the same time', async () => {
  await Promise.all(Array.from({ length: 10 }, () => tell(database, { ...message, once: 'order 17 placed' })))
  expect(await kept()).toEqual([{ recipient: 'cy@example.org', facts: { order: 'A-1' } }])
  await tell(database, message)
  await tell(database, message)
  expect(await kept()).toHaveLength(3)
})

test('what is rolled back is never told', async () => {
  await database.deleteFrom('ground.message').execute()
  const failing = database.transaction().execute(async transaction => {
    await tell(transaction, message)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await kept()).toEqual([])
})
