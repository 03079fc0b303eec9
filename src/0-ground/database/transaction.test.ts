import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { rolledBack, testDatabase } from '../../../test/database.ts'
import { inTransaction } from './store.ts'

const { database, pool } = await testDatabase()
await pool.query('create table purse (name text primary key, coins int not null)')
await pool.query("insert into purse values ('Anna', 0), ('Bert', 0), ('Cy', 0)")

const coinsOf = async (name: string) =>
  (await pool.query<{ coins: number }>('select coins from purse where name = $1', [name])).rows[0]!.coins

/** Everybody who comes to the meeting waits until all are there, the first time. */
const meetingOf = (number: number) => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let here = 0
  return async () => {
    here += 1
    if (here >= number) resolve()
    await promise
  }
}

test('two transactions that lock each other out both happen, one of them at its second try', async () => {
  const meeting = meetingOf(2)
  let tries = 0
  const give = (first: string, second: string) =>
    inTransaction(database, async transaction => {
      tries += 1
      await sql`update purse set coins = coins + 1 where name = ${first}`.execute(transaction)
      await meeting()
      await sql`update purse set coins = coins + 1 where name = ${second}`.execute(transaction)
    })
  await Promise.all([give('Anna', 'Bert'), give('Bert', 'Anna')])
  expect([tries, await coinsOf('Anna'), await coinsOf('Bert')]).toEqual([3, 2, 2])
})

const raise = (tries: number) => {
  const meeting = meetingOf(2)
  const once = () =>
    inTransaction(
      database,
      async transaction => {
        const { rows } = await sql<{ coins: number }>`select coins from purse where name = 'Cy'`.execute(transaction)
        await meeting()
        await sql`update purse set coins = ${rows[0]!.coins + 1} where name = 'Cy'`.execute(transaction)
      },
      { isolation: 'serializable', tries },
    )
  return Promise.allSettled([once(), once()])
}

test('two serializable transactions that read the same both count; without a second try one would fail', async () => {
  expect((await raise(1)).filter(({ status }) => status === 'rejected')).toHaveLength(1)
  const before = await coinsOf('Cy')
  await raise(5)
  expect(await coinsOf('Cy')).toBe(before + 2)
})

test('an error of the body is not tried again and leaves nothing', async () => {
  let tries = 0
  const failing = inTransaction(database, async transaction => {
    tries += 1
    await sql`insert into purse values ('Dora', 1)`.execute(transaction)
    throw new Error('the body says no')
  })
  await expect(failing).rejects.toThrow('the body says no')
  expect([tries, (await pool.query("select from purse where name = 'Dora'")).rowCount]).toEqual([1, 0])
})

test('inside a transaction a failing part takes only itself back', async () => {
  const names = await rolledBack(database, async outer => {
    await inTransaction(outer, part => sql`insert into purse values ('Emil', 1)`.execute(part))
    const failing = inTransaction(outer, async part => {
      await sql`insert into purse values ('Fritz', 1)`.execute(part)
      await inTransaction(part, inner => sql`insert into purse values ('Anna', 1)`.execute(inner))
    })
    await expect(failing).rejects.toThrow('duplicate key')
    return (await sql<{ name: string }>`select name from purse order by name`.execute(outer)).rows.map(
      ({ name }) => name,
    )
  })
  expect(names).toEqual(['Anna', 'Bert', 'Cy', 'Emil'])
})

test('a broken idle connection does not break the process, and the next query works', async () => {
  await Promise.all([1, 2, 3].map(() => pool.query('select pg_sleep(0.02)')))
  await pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await expect.poll(() => pool.query('select 1').then(({ rowCount }) => rowCount)).toBe(1)
})
