import { expect, test } from 'vitest'
import { rolledBack, testDatabase } from './database.ts'

const { pool, database } = await testDatabase()

test('every test file has a migrated database of its own', async () => {
  const { rows } = await pool.query<{ count: number }>('select count(*) as count from ground.migration')
  expect(rows[0]!.count).toBeGreaterThan(0)
})

test('what happens in a rolled back transaction leaves nothing', async () => {
  await pool.query('create table kept (word text)')
  await rolledBack(database, async transaction => {
    await transaction
      .insertInto('kept' as never)
      .values({ word: 'gone' })
      .execute()
  })
  expect((await pool.query('select * from kept')).rows).toEqual([])
})
