import { beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { forget, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { inTransaction } from '#ground/database/store.ts'
import type { Period } from '#ground/period'
import { closeBooks, closedUntil, holdBookings } from '#volume/ledger/store.ts'
import { addPlan, planFor, planOf, planVersion, planVersions } from './store.ts'

const { database } = await testDatabase()

beforeEach(async () => {
  await forget(database)
  await openCompany(database)
})

const plan = (from: string) => `name: Klein # ein Wort
from: ${from}
volumes: {Umsatz: {sum: own}}
bonuses: [{name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: 5 %}]}]`

const add = (text: string) => addPlan(database, { text, by: 'office' })
const versionIn = async (month: string) => (await planFor(database, month as Period))?.version

const close = (month: string) =>
  inTransaction(database, async transaction => {
    await holdBookings(transaction)
    await closeBooks(transaction, month as Period)
  })

test('a version holds from its first month on, the newest of those that begin together', async () => {
  for (const from of ['2026-01', '2026-04', '2026-01']) await add(plan(from))
  expect(await Promise.all(['2025-12', '2026-01', '2026-03', '2026-04', '2026-05'].map(versionIn))).toEqual([
    undefined,
    3,
    3,
    2,
    2,
  ])
})

test('is kept as it was written, with its comments', async () => {
  await add(plan('2026-01'))
  const [version] = await planVersions(database)
  expect(await planVersion(database, version!.version)).toEqual(version)
  expect(version).toMatchObject({ name: 'Klein', from: '2026-01', addedBy: 'office', text: plan('2026-01') })
  expect(planOf(version!).bonuses).toHaveLength(1)
})

test('what the checker refuses is not kept', async () => {
  expect(await add(plan('2026-13'))).toMatchObject({ is: 'refused', because: 'plan', problems: [{ line: 2 }] })
  expect(await planVersions(database)).toEqual([])
})

test('none begins in a closed month', async () => {
  await add(plan('2026-01'))
  await close('2026-02')
  expect(await closedUntil(database)).toBe('2026-02')
  expect(await add(plan('2026-02'))).toEqual({
    is: 'refused',
    because: 'closed month',
    from: '2026-02',
    firstOpen: '2026-03',
  })
  expect(await add(plan('2026-03'))).toMatchObject({ is: 'added' })
})

test.each(["update earnings.plan set name = 'X'", 'delete from earnings.plan', 'truncate earnings.plan cascade'])(
  'the database refuses: %s',
  async statement => {
    await add(plan('2026-01'))
    await expect(sql.raw(statement).execute(database)).rejects.toThrow('kept for ever')
  },
)
