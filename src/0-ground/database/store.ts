import { setTimeout as pause } from 'node:timers/promises'
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { checkVersion, explained, targetOf } from './address.ts'
import { openEmbedded, type EmbeddedOptions } from './embedded.ts'
import { checkMigrated, migrate, readMigrations } from './migrate.ts'
import type { Schema } from './schema.ts'
import { ourTypes } from './values.ts'

export { insertRows } from './rows.ts'

export type OpenOptions = Partial<EmbeddedOptions> & {
  /** DATABASE_URL; without it PostgreSQL runs embedded in the data folder. */
  readonly url?: string | undefined
  /** A folder of .sql files instead of the program's own. */
  readonly migrations?: string
  readonly connections?: number
}

export type OpenedDatabase = {
  readonly database: Kysely<Schema>
  /** For COPY and other things below Kysely; reads values as Kysely does. */
  readonly pool: pg.Pool
  /** For libraries of others, which expect PostgreSQL's usual Dates. */
  readonly libraryPool: pg.Pool
  /** Holds the password: not for logs. */
  readonly url: string
  /** True when nobody else works on this embedded database, and for every DATABASE_URL. */
  readonly isOwner: boolean
  readonly close: () => Promise<void>
}

type Connection = { readonly url: string; readonly isEmbedded: boolean; readonly connections: number }

const configOf = ({ url, isEmbedded, connections }: Connection): pg.PoolConfig => ({
  ...{ connectionString: url, max: connections, application_name: `stamm ${process.pid}`, keepAlive: true },
  ...{ connectionTimeoutMillis: 15_000 },
  ...(isEmbedded ? { ssl: false } : {}),
})

// An idle connection that breaks is replaced by the pool at the next query, which tells its own error.
const poolOf = (config: pg.PoolConfig) => new pg.Pool(config).on('error', () => undefined)

const dayInUtc = async (client: pg.ClientBase) => {
  await client.query("set time zone 'UTC'")
}

/** A Kysely and its pool on an address that is known to be good; no migrations, no checks. */
export const connect = (connection: Connection) => {
  const config = configOf(connection)
  const pool = poolOf({ ...config, types: ourTypes, onConnect: dayInUtc })
  const database = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return { database, pool, libraryPool: poolOf({ ...config, max: Math.min(5, connection.connections) }) }
}

const firstContact = async (connection: Connection, body: (client: pg.Client) => Promise<unknown>) => {
  const client = new pg.Client(configOf(connection))
  client.on('error', () => undefined)
  try {
    await client.connect().catch((error: unknown) => Promise.reject(explained(error, connection.url)))
    await body(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

// Ends within the time even when somebody forgot to give a connection back.
const endPool = (pool: pg.Pool) => Promise.race([pool.end(), pause(5000, undefined, { ref: false })])

const openExternal = async (url: string, options: OpenOptions): Promise<OpenedDatabase> => {
  targetOf(url)
  const connection = { url, isEmbedded: false, connections: options.connections ?? 10 }
  const known = await readMigrations(options.migrations)
  await firstContact(connection, async client => {
    await checkVersion(client)
    await migrate(client, known)
  })
  const opened = connect(connection)
  const close = async () => {
    await Promise.all([endPool(opened.pool), endPool(opened.libraryPool)])
  }
  return { ...opened, url, isOwner: true, close }
}

const openInFolder = async (dataFolder: string, options: OpenOptions): Promise<OpenedDatabase> => {
  const known = await readMigrations(options.migrations)
  const server = await openEmbedded({ ...options, dataFolder })
  const connection = { url: server.url, isEmbedded: true, connections: options.connections ?? 10 }
  try {
    await firstContact(connection, client => (server.isOwner ? migrate(client, known) : checkMigrated(client, known)))
  } catch (error) {
    await server.close()
    throw error
  }
  const opened = connect(connection)
  const close = async () => {
    await Promise.all([endPool(opened.pool), endPool(opened.libraryPool)])
    await server.close()
  }
  return { ...opened, url: server.url, isOwner: server.isOwner, close }
}

/**
 * Opens the company's database, migrated to this program's state: at `url` when given, else embedded in `dataFolder`.
 * @throws DatabaseUnavailable with one clear line for every expected reason; print it and exit with 1.
 */
export const openDatabase = (options: OpenOptions): Promise<OpenedDatabase> => {
  if (options.url !== undefined && options.url !== '') return openExternal(options.url, options)
  return openInFolder(options.dataFolder ?? './data', options)
}

const passingCodes = new Set(['40001', '40P01'])

const isPassing = (error: unknown) => passingCodes.has((error as { code?: string }).code ?? '')

const inSavepoint = async <T>(transaction: Kysely<Schema>, body: (transaction: Transaction<Schema>) => Promise<T>) => {
  await sql`savepoint inside`.execute(transaction)
  try {
    const result = await body(transaction as Transaction<Schema>)
    await sql`release savepoint inside`.execute(transaction)
    return result
  } catch (error) {
    await sql`rollback to savepoint inside`.execute(transaction)
    throw error
  }
}

export type TransactionOptions = {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
  /** How often the body may run in all; it must be able to run again. */
  readonly tries?: number
}

/**
 * Runs the body in one transaction and again when PostgreSQL says that only the moment was bad (40001 serialization failure,
 * 40P01 deadlock). Inside a transaction the body runs in a savepoint, once.
 */
export const inTransaction = async <T>(
  database: Kysely<Schema>,
  body: (transaction: Transaction<Schema>) => Promise<T>,
  { isolation = 'read committed', tries = 5 }: TransactionOptions = {},
): Promise<T> => {
  if (database.isTransaction) return inSavepoint(database, body)
  for (let turn = 1; ; turn += 1) {
    try {
      return await database.transaction().setIsolationLevel(isolation).execute(body)
    } catch (error) {
      if (turn >= tries || !isPassing(error)) throw error
      // Chance keeps two that met from meeting again.
      await pause(turn * (5 + Math.random() * 20))
    }
  }
}
