import { setTimeout as pause } from 'node:timers/promises'
import { sql, type Kysely, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

// Serialization failure and deadlock: nothing was wrong but the moment.
const passing = new Set(['40001', '40P01'])

const isPassing = (error: unknown) => passing.has((error as { code?: string } | undefined)?.code ?? '')

type Body<T> = (transaction: Transaction<Schema>) => Promise<T>

const inSavepoint = async <T>(transaction: Transaction<Schema>, body: Body<T>): Promise<T> => {
  await sql`savepoint inside`.execute(transaction)
  try {
    const result = await body(transaction)
    await sql`release savepoint inside`.execute(transaction)
    return result
  } catch (error) {
    await sql`rollback to savepoint inside`.execute(transaction)
    // It survives its rollback, and would stand before the outer one of the same name.
    await sql`release savepoint inside`.execute(transaction)
    throw error
  }
}

export type TransactionOptions = {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
  /** How often the body may run in all; it must be able to run again. */
  readonly tries?: number
}

/**
 * Runs the body in one transaction, and again when PostgreSQL says that only the moment was bad (40001 serialization failure,
 * 40P01 deadlock). Inside a transaction it runs once, in a savepoint.
 */
export const inTransaction = async <T>(
  database: Kysely<Schema>,
  body: Body<T>,
  { isolation = 'read committed', tries = 5 }: TransactionOptions = {},
): Promise<T> => {
  if (database.isTransaction) return inSavepoint(database as Transaction<Schema>, body)
  try {
    return await database.transaction().setIsolationLevel(isolation).execute(body)
  } catch (error) {
    if (tries <= 1 || !isPassing(error)) throw error
  }
  // Chance keeps two that met from meeting again.
  await pause(5 + Math.random() * 30)
  return inTransaction(database, body, { isolation, tries: tries - 1 })
}
