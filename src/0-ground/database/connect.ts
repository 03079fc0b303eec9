import { Kysely, PostgresDialect, sql } from 'kysely'
import { Client, Pool, type ClientBase, type PoolConfig } from 'pg'
import { explained } from './address.ts'
import { readBytes, type BytesAsked } from './bytes.ts'
import { readColumns, type Columns, type ColumnsAsked, type Shape } from './columns.ts'
import type { Schema } from './schema.ts'
import { ourTypes } from './values.ts'

/** An address that is known to be good, and how many connections it may cost. */
export type Connection = { readonly url: string; readonly isEmbedded: boolean; readonly connections: number }

export type Connected = {
  readonly database: Kysely<Schema>
  /** For COPY and other things below Kysely; reads values as Kysely does. */
  readonly pool: Pool
  /** For libraries of others, which expect PostgreSQL's usual Dates. Opens connections only when it is used. */
  readonly libraryPool: Pool
  /** Ends both pools, within 5 s even when somebody forgot to give a connection back. */
  readonly disconnect: () => Promise<void>
}

const configOf = ({ url, isEmbedded, connections }: Connection): PoolConfig => ({
  connectionString: url,
  max: connections,
  application_name: `stamm ${process.pid}`,
  keepAlive: true,
  connectionTimeoutMillis: 15_000,
  ...(isEmbedded ? { ssl: false } : {}),
})

// SQL that asks for a day must not depend on the server's own time zone. Not by `options`, which poolers refuse.
const thinkInUtc = async (client: ClientBase) => {
  await client.query("set time zone 'UTC'")
}

// An idle connection that breaks is replaced at the next query, which tells its own error.
const poolOf = (config: PoolConfig) => new Pool({ ...config, onConnect: thinkInUtc }).on('error', () => undefined)

const endWithin = async (pool: Pool, milliseconds: number) => {
  const { promise: timeUp, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, milliseconds)
  await Promise.race([pool.end(), timeUp])
  clearTimeout(timer)
}

const pools = new WeakMap<Kysely<Schema>, Pool>()

/**
 * A query's rows as typed columns, for millions of rows. By binary COPY on a connection of its own; inside a transaction, whose
 * rows only itself can see, by an ordinary query.
 * @throws as `readColumns`.
 */
export const selectColumns = async <S extends Shape>(
  database: Kysely<Schema>,
  asked: ColumnsAsked<S>,
): Promise<Columns<S>> => {
  const pool = pools.get(database)
  if (pool === undefined) return columnsOfRows(database, asked)
  const client = await pool.connect()
  try {
    return await readColumns(client, asked)
  } finally {
    client.release()
  }
}

const columnsOfRows = async <S extends Shape>(database: Kysely<Schema>, { query, columns }: ColumnsAsked<S>) => {
  const { rows } = await sql.raw<Record<string, number>>(query).execute(database)
  const filled = Object.entries(columns).map(([name, type]) => {
    const values = rows.map(row => row[name]!)
    return [name, type === 'int4' ? Int32Array.from(values) : Float64Array.from(values)]
  })
  return Object.fromEntries(filled) as Columns<S>
}

/** Hands over the rows of a query one after the other, as the bytes they are. Not inside a transaction. */
export const selectBytes = async (database: Kysely<Schema>, asked: BytesAsked): Promise<void> => {
  const client = await pools.get(database)!.connect()
  try {
    await readBytes(client, asked)
  } finally {
    client.release()
  }
}

/** A Kysely and its pools; checks nothing and migrates nothing. */
export const connect = (connection: Connection): Connected => {
  const config = configOf(connection)
  const pool = poolOf({ ...config, types: ourTypes })
  const libraryPool = poolOf({ ...config, max: Math.min(5, connection.connections) })
  const database = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  pools.set(database, pool)
  let ended: Promise<unknown> | undefined
  const disconnect = async () => {
    ended ??= Promise.all([endWithin(pool, 5000), endWithin(libraryPool, 5000)])
    await ended
  }
  return { database, pool, libraryPool, disconnect }
}

/**
 * One connection for the checks before any pool.
 * @throws DatabaseUnavailable when it cannot be had.
 */
export const withClient = async (connection: Connection, body: (client: Client) => Promise<void>): Promise<void> => {
  const client = await firstClient(connection).catch((error: unknown) =>
    Promise.reject(explained(error, connection.url)),
  )
  await body(client).finally(() => client.end().catch(() => undefined))
}

const firstClient = async (connection: Connection) => {
  const client = new Client(configOf(connection))
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}
