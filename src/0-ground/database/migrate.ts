import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ClientBase } from 'pg'
import { DatabaseUnavailable } from './index.ts'
import { locks } from './locks.ts'
import { until } from './process.ts'

/** One plain .sql file; its name orders it. */
export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string }

export type Applied = Pick<Migration, 'name' | 'checksum'>

const ourMigrations = fileURLToPath(new URL('../../../migrations', import.meta.url))

// A checkout on Windows may carry other line ends; that is no change.
const normal = (sql: string) => sql.replaceAll('\r\n', '\n')

export const checksumOf = (sql: string): string => createHash('sha256').update(normal(sql)).digest('hex')

/** The migrations of a folder, in order of their names. */
export const readMigrations = async (folder: string = ourMigrations): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter(name => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async name => {
      const sql = normal(await readFile(join(folder, name), 'utf8'))
      return { name, sql, checksum: checksumOf(sql) }
    }),
  )
}

const refuse = (message: string) => new DatabaseUnavailable('migrations', message)

/**
 * Which migrations are still to do.
 * @throws DatabaseUnavailable when the database is newer than the program or an applied migration was changed.
 */
export const pendingOf = (known: readonly Migration[], applied: readonly Applied[]): Migration[] => {
  const files = new Map(known.map(migration => [migration.name, migration]))
  for (const { name, checksum } of applied) {
    const file = files.get(name)
    if (file === undefined)
      throw refuse(`the database is newer than this program: it has the migration ${name}; start the newer program`)
    if (file.checksum !== checksum)
      throw refuse(`the migration ${name} was changed after it had been applied; restore it and write a new one`)
  }
  const done = new Set(applied.map(({ name }) => name))
  const last =
    applied
      .map(({ name }) => name)
      .sort()
      .at(-1) ?? ''
  const pending = known.filter(({ name }) => !done.has(name))
  const late = pending.find(({ name }) => name < last)
  if (late !== undefined) throw refuse(`the migration ${late.name} comes before ${last}, which is applied; rename it`)
  return pending
}

const appliedIn = async (client: ClientBase): Promise<Applied[]> => {
  const { rows: found } = await client.query<{ exists: boolean }>(
    "select to_regclass('ground.migration') is not null as exists",
  )
  if (!found[0]!.exists) return []
  return (await client.query<Applied>('select name, checksum from ground.migration order by name')).rows
}

const prepare = `
  create schema if not exists ground;
  create table if not exists ground.migration (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`

const apply = async (client: ClientBase, { name, sql, checksum }: Migration) => {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into ground.migration (name, checksum) values ($1, $2)', [name, checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}

/**
 * Brings the database to this program's state; whoever comes second waits for the first. Returns what was applied.
 * @throws DatabaseUnavailable when the database is newer than the program or an applied migration was changed.
 */
export const migrate = async (client: ClientBase, known: readonly Migration[]): Promise<string[]> => {
  await client.query('select pg_advisory_lock($1, $2)', [...locks.migrations])
  try {
    const pending = pendingOf(known, await appliedIn(client))
    if (pending.length > 0) await client.query(prepare)
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  } finally {
    await client.query('select pg_advisory_unlock($1, $2)', [...locks.migrations]).catch(() => undefined)
  }
}

/**
 * For a guest, who leaves the migrations to the owner and waits a moment for him.
 * @throws DatabaseUnavailable when the running database is older or newer than this program.
 */
export const checkMigrated = async (
  client: ClientBase,
  known: readonly Migration[],
  patience = 5000,
): Promise<void> => {
  let late: Migration | undefined
  const isReady = async () => {
    late = pendingOf(known, await appliedIn(client))[0]
    return late === undefined ? true : undefined
  }
  if ((await until(isReady, { within: patience, every: 100 })) === undefined)
    throw refuse(`the running Stamm is older than this program (${late?.name} is not applied); restart it first`)
}
