import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { cents, points } from '#ground/money'
import { at, forget, openCompany, type TestCompany } from '../../../../test/company.ts'
import { testDatabase } from '../../../../test/database.ts'
import { openCompany as readCompany } from './world.ts'

const { database } = await testDatabase()
let company: TestCompany

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.customer('Cy')
})

const read = async (from: Database = database) => (await readCompany(from, at('2026-04-15'))).company

const buys = async (earned: number, on: string) => {
  const line = { article: 'A-1', description: 'Candle', quantity: 1, net: cents(1_000), vatRate: 1900 }
  await company.pays(await company.orders('Cy', [{ ...line, points: points(earned) }], on), on)
  await company.books()
}

test('a company has points from the first that were booked', async () => {
  expect((await read()).hasPoints).toBe(false)
  await buys(0, '2026-02-10')
  expect((await read()).hasPoints).toBe(false)
  await buys(1, '2026-02-11')
  expect((await read()).hasPoints).toBe(true)
  await buys(0, '2026-03-11')
  expect((await read()).hasPoints).toBe(true)
})

test('a page reads no balance again that did not change', async () => {
  for (const month of ['01', '02', '03']) await buys(0, `2026-${month}-10`)
  await inTransaction(database, async inside => {
    const looks = async () => {
      const { rows } = await sql<{ looks: number }>`
        select seq_scan + idx_scan as looks from pg_stat_xact_user_tables where relid = 'volume.balance'::regclass`.execute(
        inside,
      )
      return rows[0]!.looks
    }
    await read(inside)
    const before = await looks()
    await read(inside)
    expect([before > 0, (await looks()) - before]).toEqual([true, 0])
  })
})

test('the notice of a demo is told in every language', async () => {
  expect((await read()).demoNotice).toBeNull()
  const notice = { de: 'Beispieldaten', en: 'Sample data' }
  await database
    .updateTable('company')
    .set({ notice: JSON.stringify(notice) })
    .execute()
  expect((await read()).demoNotice).toEqual(notice)
})
