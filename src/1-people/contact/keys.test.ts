import { beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { changeMasterData, keepMissingKeys } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.customer('Anna')
})

const keys = () => database.selectFrom('people.identity_key').select(['contact_id', 'kind', 'key']).execute()

const named = (email: string) =>
  inTransaction(database, transaction => changeMasterData(transaction, company.of('Anna'), { email }))

test('identity keys follow the master data', async () => {
  expect(await keys()).toEqual([])
  await named('Anna.B@googlemail.com')
  expect(await keys()).toEqual([{ contact_id: company.of('Anna'), kind: 'email', key: 'annab@gmail.com' }])
  await named('anna@web.example')
  expect(await keys()).toEqual([{ contact_id: company.of('Anna'), kind: 'email', key: 'anna@web.example' }])
})

test('who was there before keys were kept gets them once', async () => {
  await named('anna@web.example')
  await database.deleteFrom('people.identity_key').execute()
  await database.updateTable('people.contact').set({ keys_version: 0 }).execute()
  const missing = () => inTransaction(database, transaction => keepMissingKeys(transaction, 1))
  expect([await missing(), await missing(), await missing()]).toEqual([1, 1, 0])
  expect(await keys()).toHaveLength(1)
})
