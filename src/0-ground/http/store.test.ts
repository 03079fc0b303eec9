import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Database } from '#ground/database'
import { testDatabase } from '../../../test/database.ts'
import { once } from './store.ts'

const { database } = await testDatabase()
await sql`create table till (coins int not null)`.execute(database)

const coins = async (where: Database = database) => {
  const { rows } = await sql<{ coins: number }>`select coins from till`.execute(where)
  return rows.length
}

/** Takes long enough for all others to be there too. */
const putCoin = async (transaction: Database) => {
  await sql`insert into till values (1)`.execute(transaction)
  await sql`select pg_sleep(0.05)`.execute(transaction)
  return { is: 'put', coins: await coins(transaction) }
}

const command = (key: string, content = '1') => ({ actor: 'anna', key, request: 'put', content })

const emptied = () => sql`truncate till`.execute(database)

test('told fifty times at once, it happens once and all get the same answer', async () => {
  await emptied()
  const told = await Promise.all(Array.from({ length: 50 }, () => once(database, command('fifty'), putCoin)))
  expect(await coins()).toBe(1)
  expect(told.filter(each => each.is === 'carried out')).toHaveLength(1)
  expect(told.filter(each => each.is === 'repeated')).toHaveLength(49)
  for (const each of told) expect(each).toMatchObject({ answer: { is: 'put', coins: 1 } })
})

test('without the guard, its primary key, it would happen more than once', async () => {
  const { database: unguarded } = await testDatabase()
  await sql`create table till (coins int not null)`.execute(unguarded)
  await sql`alter table ground.command drop constraint command_pkey`.execute(unguarded)
  // Eight, and some may fail: without the key they keep the same answer in each other's rows and lock one another out.
  await Promise.allSettled(Array.from({ length: 8 }, () => once(unguarded, command('eight'), putCoin)))
  expect(await coins(unguarded)).toBeGreaterThan(1)
})

test('the same key with another request is refused and changes nothing', async () => {
  await emptied()
  await once(database, command('other', '1'), putCoin)
  expect(await once(database, command('other', '2'), putCoin)).toEqual({
    is: 'refused',
    because: 'key used for another request',
  })
  expect(await coins()).toBe(1)
})

test('the same key of another sender is another command', async () => {
  await emptied()
  await once(database, command('shared'), putCoin)
  expect(await once(database, { ...command('shared'), actor: 'berta' }, putCoin)).toMatchObject({ is: 'carried out' })
  expect(await coins()).toBe(2)
})

describe('when it comes to nothing', () => {
  test('a refusal leaves no effect, and is the answer to everyone who tells it again', async () => {
    await emptied()
    const refuse = async (transaction: Database) => {
      await putCoin(transaction)
      return { is: 'refused', because: 'the till is closed' }
    }
    expect(await once(database, command('refused'), refuse)).toMatchObject({
      is: 'carried out',
      answer: { is: 'refused' },
    })
    expect(await once(database, command('refused'), putCoin)).toEqual({
      is: 'repeated',
      answer: { is: 'refused', because: 'the till is closed' },
    })
    expect(await coins()).toBe(0)
  })

  test('an error leaves nothing at all, and the command can be told again', async () => {
    await emptied()
    const fail = async (transaction: Database): Promise<{ is: 'put' }> => {
      await putCoin(transaction)
      throw new Error('the light went out')
    }
    await expect(once(database, command('failed'), fail)).rejects.toThrow('the light went out')
    expect(await coins()).toBe(0)
    expect(await once(database, command('failed'), putCoin)).toMatchObject({ is: 'carried out' })
  })

  test('whoever waited for one that failed takes over', async () => {
    await emptied()
    const slowFailure = async (transaction: Database): Promise<{ is: 'put' }> => {
      await putCoin(transaction)
      throw new Error('the light went out')
    }
    const first = once(database, command('taken over'), slowFailure).catch(() => 'failed')
    await sql`select pg_sleep(0.02)`.execute(database)
    const second = once(database, command('taken over'), putCoin)
    expect(await Promise.all([first, second])).toEqual(['failed', expect.objectContaining({ is: 'carried out' })])
    expect(await coins()).toBe(1)
  })
})

test('answers are forgotten after thirty days', async () => {
  await once(database, command('old'), putCoin)
  await sql`update ground.command set created_at = now() - interval '31 days' where key = 'old'`.execute(database)
  await once(database, command('new'), putCoin)
  const { rows } = await sql<{ key: string }>`select key from ground.command where key in ('old', 'new')`.execute(
    database,
  )
  expect(rows).toEqual([{ key: 'new' }])
})
