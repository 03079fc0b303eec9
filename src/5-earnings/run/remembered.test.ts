import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import type { Instant, Period } from '#ground/period'
import type { ComputedMonth } from './open.ts'
import { recentlyRemembered, rememberedMonth } from './remembered.ts'

const { database } = await testDatabase()
let month = 0
let period: Period
let begun: ((failure?: Error) => void)[] = []

const next = () => (period = `2026-${String((month += 1)).padStart(2, '0')}` as Period)
afterEach(() => (begun = []))

// A month that is computed as soon as the test says so; what is asked for here is only which one it is.
const compute = (): Promise<ComputedMonth> => {
  const { promise, resolve, reject } = Promise.withResolvers<ComputedMonth>()
  const asOf = begun.length as Instant
  begun.push(failure =>
    failure === undefined ? resolve({ asOf, facts: { sponsors: [] } } as unknown as ComputedMonth) : reject(failure),
  )
  return promise
}

const ask = async () => (await rememberedMonth(database, period, compute))?.asOf
const somethingChanges = () => sql`update people.structure set version = version + 1`.execute(database)
const isBegun = async (count: number) => {
  await expect.poll(() => begun.length).toBe(count)
}

test('a month is computed once at a time, however many ask while it changes', async () => {
  next()
  const first = ask()
  await isBegun(1)
  const again = ask()
  await somethingChanges()
  const later = [ask(), ask(), ask()]
  await new Promise(resolve => setTimeout(resolve, 200))
  expect(begun.length).toBe(1)
  begun[0]!()
  await isBegun(2)
  begun[1]!()
  expect(await Promise.all([first, again, ...later])).toEqual([0, 0, 1, 1, 1])
  expect(await ask()).toBe(1)
  expect(begun.length).toBe(2)
})

test('whoever waits while a month fails begins it himself', async () => {
  next()
  const first = ask()
  await isBegun(1)
  await somethingChanges()
  const second = ask()
  begun[0]!(new Error('no memory'))
  await expect(first).rejects.toThrow('no memory')
  await isBegun(2)
  begun[1]!()
  expect(await second).toBe(1)
})

test('a page is shown the month as it was, and told so, while the one of now takes long', async () => {
  next()
  const first = recentlyRemembered(database, period, compute)
  await isBegun(1)
  begun[0]!()
  expect(await first).toMatchObject({ month: { asOf: 0 }, isBehind: false })
  await somethingChanges()
  const behind = recentlyRemembered(database, period, compute)
  await isBegun(2)
  expect(await behind).toMatchObject({ month: { asOf: 0 }, isBehind: true })
  begun[1]!()
  expect(await recentlyRemembered(database, period, compute)).toMatchObject({ month: { asOf: 1 }, isBehind: false })
})
