import { sql } from 'kysely'
import type { ClientBase, Pool } from 'pg'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'

export type Statement = { readonly text: string; readonly values: readonly unknown[] }

type Asked = string | { readonly text: string; readonly values?: readonly unknown[] }

/**
 * Hears every statement that goes over a pool from now on, whoever sends it: what a function asks of the database is counted at
 * the wire and not believed.
 */
export const listenTo = (pool: Pool) => {
  let heard: Statement[] = []
  const known = new WeakSet<ClientBase>()
  pool.on('acquire', client => {
    if (known.has(client)) return
    known.add(client)
    const query = client.query.bind(client) as (asked: Asked, ...rest: unknown[]) => unknown
    const listening = (asked: Asked, ...rest: unknown[]) => {
      const text = typeof asked === 'string' ? asked : asked.text
      const values = typeof asked === 'string' ? rest.find(each => Array.isArray(each)) : asked.values
      heard.push({ text, values: values ?? [] })
      return query(asked, ...rest)
    }
    client.query = listening as typeof client.query
  })
  return {
    /** What the body sends, in order. */
    during: async (body: () => Promise<unknown>): Promise<readonly Statement[]> => {
      heard = []
      await body()
      return heard
    },
  }
}

type Node = {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly Plans?: readonly Node[]
}

/** How PostgreSQL would answer a statement: each access to a table, by which index. */
export const planOf = async (pool: Pool, { text, values }: Statement): Promise<string[]> => {
  const { rows } = await pool.query<{ 'QUERY PLAN': readonly [{ readonly Plan: Node }] }>(
    `explain (format json) ${text}`,
    [...values],
  )
  return accessesOf(rows[0]!['QUERY PLAN'][0].Plan)
}

const accessesOf = (node: Node): string[] => {
  const [table, index] = [node['Relation Name'], node['Index Name']]
  const own =
    table === undefined ? [] : [`${node['Node Type']} of ${table}${index === undefined ? '' : ` by ${index}`}`]
  return [...own, ...(node.Plans ?? []).flatMap(accessesOf)]
}

class Looked extends Error {}

/**
 * How many rows of each table a body really reads, also inside functions of the database, which EXPLAIN does not show. PostgreSQL
 * is told to use any index there is, so that small tables, which it rather reads from end to end, are no exception.
 */
export const rowsRead = async (
  database: Database,
  body: (inside: Database) => Promise<unknown>,
): Promise<Readonly<Record<string, number>>> => {
  let read: Readonly<Record<string, number>> = {}
  const look = inTransaction(database, async inside => {
    await sql`set local enable_seqscan = off`.execute(inside)
    const before = await counted(inside)
    await body(inside)
    const after = await counted(inside)
    const more = [...after].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const)
    read = Object.fromEntries(more.filter(([, count]) => count > 0))
    throw new Looked()
  })
  await look.catch((error: unknown) => {
    if (!(error instanceof Looked)) throw error
  })
  return read
}

// Of this connection, and not only of this transaction: PostgreSQL hands its counts on from time to time.
const counted = async (inside: Database): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ name: string; count: number }>`
    select schemaname || '.' || relname as name, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as count
    from pg_stat_xact_user_tables`.execute(inside)
  return new Map(rows.map(({ name, count }) => [name, count]))
}
