import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { openEmbedded, type Embedded } from '#ground/database/embedded.ts'
import { migrate, readMigrations } from '#ground/database/migrate.ts'
import { isAlive, worksIn } from '#ground/database/process.ts'
import { dropDatabase } from './drop-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** An address that may make databases, and the name of the database to copy. */
    databases: { readonly url: string; readonly template: string }
  }
}

const folderName = /^stamm-test-(\d+)-/u

const stopLeftServer = async (cluster: string) => {
  const pid = Number.parseInt(await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => ''), 10)
  if (pid > 0 && isAlive(pid) && (await worksIn(pid, cluster)) === true) process.kill(pid, 'SIGQUIT')
}

// A killed test run leaves its server and folder behind; the next one puts them away.
const clean = async () => {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(folderName.exec(name)?.[1] ?? process.pid)
    if (isAlive(pid)) continue
    const folder = join(tmpdir(), name)
    for (const dataFolder of [folder, join(folder, 'data')]) await stopLeftServer(join(dataFolder, 'postgresql'))
    // What belongs to another user stays.
    await rm(folder, { recursive: true, force: true, maxRetries: 20 }).catch(() => undefined)
  }
}

const start = async (): Promise<{ readonly folder: string; readonly server: Embedded }> => {
  await clean()
  const folder = await mkdtemp(join(tmpdir(), `stamm-test-${process.pid}-`))
  // Under root the server is another user, who has to get in.
  await chmod(folder, 0o755)
  const server = await openEmbedded({ dataFolder: folder, durability: 'none' })
  await onServer(server.adminUrl, 'alter role stamm createdb')
  return { folder, server }
}

const onServer = async (url: string, ...statements: readonly string[]) => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

const dropAll = async (url: string, template: string) => {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    'select datname as name from pg_database where starts_with(datname, $1)',
    [template],
  )
  for (const { name } of rows) await dropDatabase(client, name)
  await client.end()
}

const fill = async (url: string, template: string) => {
  await onServer(url, `create database ${template}`)
  const own = new URL(url)
  own.pathname = `/${template}`
  const client = new Client({ connectionString: own.href })
  await client.connect()
  try {
    await migrate(client, await readMigrations())
  } finally {
    await client.end()
  }
}

/** For the whole run: one server (TEST_DATABASE_URL or embedded in a temporary folder) with one migrated database to copy from. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const given = process.env.TEST_DATABASE_URL
  const own = given === undefined || given === '' ? await start() : undefined
  const url = own?.server.url ?? given!
  const template = `stamm_test_${process.pid}_${randomBytes(4).toString('hex')}`
  const stop = async () => {
    if (own === undefined) return dropAll(url, template)
    await own.server.close()
    await rm(own.folder, { recursive: true, force: true })
  }
  await fill(url, template).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  provide('databases', { url, template })
  return stop
}
