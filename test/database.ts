import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import type { Kysely, Transaction } from 'kysely'
import { Client } from 'pg'
import type { Schema } from '#ground/database'
import { connect, type OpenedDatabase } from '#ground/database/store.ts'
import { dropDatabase } from './drop-database.ts'

export type TestDatabase = Pick<OpenedDatabase, 'database' | 'pool' | 'libraryPool' | 'url' | 'isEmbedded'>

const onServer = async (work: (client: Client) => Promise<unknown>) => {
  const client = new Client({ connectionString: inject('databases').url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/**
 * A fresh, migrated database of its own for a test file; it goes when the file is done.
 * Call it at the top of the file (`const { database } = await testDatabase()`) or in beforeAll.
 */
export const testDatabase = async (): Promise<TestDatabase> => {
  const { url: server, template } = inject('databases')
  const name = `${template}_${randomBytes(4).toString('hex')}`
  await onServer(client => client.query(`create database ${name} template ${template}`))
  const url = new URL(server)
  url.pathname = `/${name}`
  const { disconnect, ...opened } = connect({
    url: url.href,
    isEmbedded: false,
    connections: 10,
  })
  afterAll(async () => {
    await disconnect()
    await onServer(client => dropDatabase(client, name))
  })
  return { ...opened, url: url.href, isEmbedded: false }
}

class RolledBack extends Error {}

/** Runs the body in a transaction that is always rolled back, so that one test leaves nothing for the next. */
export const rolledBack = async <T>(
  database: Kysely<Schema>,
  body: (transaction: Transaction<Schema>) => Promise<T>,
): Promise<T> => {
  let result: { readonly value: T } | undefined
  await database
    .transaction()
    .execute(async transaction => {
      result = { value: await body(transaction) }
      throw new RolledBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error
    })
  return result!.value
}
