import { beforeEach, expect, test } from 'vitest'
import { forget, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { lines, openTrial } from './trial.ts'

const opened = await testDatabase()
const trial = openTrial(opened)

const header = 'reference,role,Vorname,Nachname,email,phone,Straße,PLZ'

beforeEach(async () => {
  await forget(opened.database)
  await openCompany(opened.database)
  await trial.contacts(lines(header, 'P-1,partner,Anna,Müller,anna@web.example,030 123456,Hauptstraße 1,10115'))
})

const file = lines(
  header,
  'K-1,customer,Anna,Mueller,anna+2@web.example,,,',
  'K-2,customer,Cem,Ay,,,Weg 2,10115',
  'K-3,customer,CEM,AY,,,Weg 2,10115',
  'K-4,customer,Dora,Huber,,030 123456,Hauptstraße 1,10115',
)

const note = `  note: 2 new contacts look like somebody known already, 1 of them like a partner; the office's duplicates show them all
    K-3 looks like K-2 Cem Ay, customer (same name, same address)
    K-1 looks like P-1 Anna Müller, partner (same e-mail, same name)
`

test.each([['import'], ['dry run', '--dry-run']])('%s tells whom new contacts look like', async (_mode, ...args) => {
  expect((await trial.contacts(file, ...args)).out).toContain(note)
})

test('nothing is told of a file that comes again', async () => {
  await trial.contacts(file)
  expect((await trial.contacts(file)).out).not.toContain('look')
})
