import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { temporaryFolder } from '../../../test/database.processes.ts'
import { DatabaseUnavailable } from './index.ts'
import { checkMigrated, checksumOf, migrate, pendingOf, readMigrations, type Migration } from './migrate.ts'
import { openDatabase } from './store.ts'

const of = (name: string, sql = `-- ${name}`): Migration => ({ name, sql, checksum: checksumOf(sql) })
const [one, two, three] = [of('0001_one.sql'), of('0002_two.sql'), of('0003_three.sql')]

test.each`
  known                | applied       | pending       | why
  ${[one, two]}        | ${[]}         | ${[one, two]} | ${'an empty database gets all'}
  ${[one, two, three]} | ${[one, two]} | ${[three]}    | ${'an older one gets the rest'}
  ${[one, two]}        | ${[one, two]} | ${[]}         | ${'a present one gets nothing'}
`('$why', ({ known, applied, pending }) => expect(pendingOf(known, applied)).toEqual(pending))

test.each`
  known                | applied                               | message
  ${[one]}             | ${[one, two]}                         | ${'newer than this program: it has the migration 0002_two.sql'}
  ${[one, two]}        | ${[of('0001_one.sql', 'other'), two]} | ${'0001_one.sql was changed after it had been applied'}
  ${[one, two, three]} | ${[one, three]}                       | ${'0002_two.sql comes before 0003_three.sql'}
`('"$message" is a refusal of one line', ({ known, applied, message }) => {
  expect(() => pendingOf(known, applied)).toThrow(DatabaseUnavailable)
  expect(() => pendingOf(known, applied)).toThrow(message)
})

test('line ends of another system are no change', () => {
  expect(checksumOf('select 1;\r\nselect 2;\r\n')).toBe(checksumOf('select 1;\nselect 2;\n'))
})

const { pool, url } = await testDatabase()
const base = await readMigrations()
const connected = async () => {
  const client = new Client({ connectionString: url })
  await client.connect()
  return client
}

test('of starters at the same moment one applies, the others wait and find it done', async () => {
  const next = of('9001_next.sql', 'create table next (id int); select pg_sleep(0.1);')
  const clients = await Promise.all([connected(), connected(), connected()])
  const applied = await Promise.all(clients.map(client => migrate(client, [...base, next])))
  expect(applied.flat()).toEqual([next.name])
  for (const client of clients) await client.end()
})

test('a migration that fails halfway leaves nothing behind and stops the ones after it', async () => {
  const applied = (await pool.query('select name, checksum from ground.migration')).rows as Migration[]
  const bad = of('9002_bad.sql', 'create table half (id int); select 1 / 0;')
  const client = await connected()
  await expect(migrate(client, [...applied, bad, of('9003_after.sql', 'create table after (id int)')])).rejects.toThrow(
    'migration 9002_bad.sql failed: division by zero',
  )
  await client.end()
  const { rows } = await pool.query("select to_regclass('half') as half, to_regclass('after') as after")
  expect(rows).toEqual([{ half: null, after: null }])
})

test('a guest of an older running Stamm is told so', async () => {
  const applied = (await pool.query('select name, checksum from ground.migration')).rows as Migration[]
  const client = await connected()
  await expect(checkMigrated(client, [...applied, of('9009_new.sql')], 0)).rejects.toThrow('restart it first')
  await checkMigrated(client, applied)
  await client.end()
})

test('a migration that was changed after it had been applied keeps the program from starting', async () => {
  const folder = await temporaryFolder()
  const [dataFolder, migrations] = [join(folder, 'data'), join(folder, 'migrations')]
  await mkdir(migrations)
  await writeFile(join(migrations, '0001_one.sql'), 'create table one (id int);')
  const options = { dataFolder, migrations, durability: 'none' } as const
  await (await openDatabase(options)).close()
  await writeFile(join(migrations, '0001_one.sql'), 'create table one (id text);')
  await expect(openDatabase(options)).rejects.toThrow('0001_one.sql was changed after it had been applied')
})
