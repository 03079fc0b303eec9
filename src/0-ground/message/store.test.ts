import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { timestamp } from '#ground/database'
import { testDatabase } from '../../../test/database.ts'
import { at } from '../../../test/company.ts'
import { prune, tell, wipeExpired, wipeUsed } from './store.ts'

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

describe('what lets its reader do something', () => {
  const link = { ...message, kind: 'password forgotten', facts: { word: 'w0rd', host: 'anna' } }
  const until = at('2026-03-03')
  const letters = () =>
    database.selectFrom('ground.message').select(['facts', 'body', 'secret_fact']).orderBy('id').execute()
  const wipedLetter = { facts: { word: '…', host: 'anna' }, body: 'Click on /password/… soon', secret_fact: null }

  beforeEach(async () => {
    await database.deleteFrom('ground.message').execute()
    for (const word of ['w0rd', 'other'])
      await tell(database, { ...link, facts: { ...link.facts, word }, secret: { fact: 'word', until } })
    await sql`update ground.message set body = 'Click on /password/' || (facts ->> 'word') || ' soon'`.execute(database)
  })

  test('is wiped once it is used, and the letter stays', async () => {
    expect(await wipeUsed(database, 'w0rd')).toBe(1)
    expect(await letters()).toMatchObject([wipedLetter, { facts: { word: 'other' }, secret_fact: 'word' }])
    expect(await wipeUsed(database, 'anna')).toBe(0)
  })

  test('is wiped when it is over, and goes out no more', async () => {
    expect(await wipeExpired(database, at('2026-03-02'))).toBe(0)
    expect(await wipeExpired(database, until)).toBe(2)
    expect(await letters()).toMatchObject([wipedLetter, wipedLetter])
    const { rows } = await sql`select from ground.message where next_try_at < 'infinity'`.execute(database)
    expect(rows).toEqual([])
  })
})

test('what is old is deleted by its kind; what is told once is not told again', async () => {
  await database.deleteFrom('ground.message').execute()
  await tell(database, message)
  await tell(database, { ...message, once: 'order 17 placed' })
  await tell(database, { ...message, kind: 'consent asked' })
  await sql`update ground.message set created_at = ${timestamp(at('2026-01-01'))}`.execute(database)
  const before = at('2026-03-01')
  expect(await prune(database, { before: at('2026-01-01'), kinds: ['order placed'] })).toBe(0)
  expect(await prune(database, { before, kinds: ['order placed'] })).toBe(2)
  expect(await prune(database, { before, kinds: ['order placed'] })).toBe(0)
  await tell(database, { ...message, once: 'order 17 placed' })
  const left = await database
    .selectFrom('ground.message')
    .select(['kind', 'recipient', 'facts'])
    .orderBy('id')
    .execute()
  expect(left).toEqual([
    { kind: 'order placed', recipient: null, facts: {} },
    { kind: 'consent asked', recipient: 'cy@example.org', facts: { order: 'A-1' } },
  ])
  expect(await prune(database, { before, kinds: { allBut: ['order placed'] } })).toBe(1)
})
