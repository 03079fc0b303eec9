import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
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
  await named('Anna.B+1@googlemail.com')
  expect(await keys()).toEqual([{ contact_id: company.of('Anna'), kind: 'email', key: 'annab@gmail.com' }])
  await named('Anna.B+1@web.example')
  expect(await keys()).toEqual([
    { contact_id: company.of('Anna'), kind: 'email', key: 'anna.b@web.example' },
    { contact_id: company.of('Anna'), kind: 'dotless', key: 'annab web.example' },
  ])
})

test('who was there before keys were kept gets them once', async () => {
  await named('anna@web.example')
  await database.deleteFrom('people.identity_key').execute()
  await database.updateTable('people.contact').set({ keys_version: 0 }).execute()
  const missing = () => inTransaction(database, transaction => keepMissingKeys(transaction, 1))
  expect([await missing(), await missing(), await missing()]).toEqual([1, 1, 0])
  expect((await keys()).map(({ kind }) => kind).toSorted()).toEqual(['dotless', 'email'])
})

test('a mailbox that was kept without its dots is kept with them', async () => {
  const migration = await readFile(new URL('../../../migrations/0019_mailboxes.sql', import.meta.url), 'utf8')
  await named(' Anna.Berg+1@Müller.example')
  await database.deleteFrom('people.identity_key').where('kind', '<>', 'email').execute()
  await database.updateTable('people.identity_key').set({ key: 'annaberg@xn--mller-kva.example' }).execute()
  await sql.raw(migration).execute(database)
  expect(await keys()).toMatchObject([{ kind: 'email', key: 'anna.berg@xn--mller-kva.example' }])
})
