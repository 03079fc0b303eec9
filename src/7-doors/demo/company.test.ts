import { expect, test } from 'vitest'
import { instant, zone } from '#ground/period'
import { testDatabase } from '../../../test/database.ts'
import { createCompany } from './index.ts'

const { database } = await testDatabase()

test('of many who make the company at once one makes it, and all find the same house', async () => {
  const asked = {
    name: 'Berg',
    country: 'DE',
    language: 'de',
    currency: 'EUR',
    zone: zone('Europe/Berlin'),
    since: instant('2026-01-01'),
  } as const
  const results = await Promise.all(Array.from({ length: 8 }, () => createCompany(database, asked)))
  expect(results.filter(result => result.is === 'created')).toHaveLength(1)
  expect(new Set(results.map(result => result.house)).size).toBe(1)
  expect(await database.selectFrom('people.contact').select(['reference', 'firm_name']).execute()).toEqual([
    { reference: 'house', firm_name: 'Berg' },
  ])
  expect(await database.selectFrom('company').select(['name', 'zone', 'notice']).execute()).toEqual([
    { name: 'Berg', zone: 'Europe/Berlin', notice: null },
  ])
})
