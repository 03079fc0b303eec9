import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'

/** A request to change something, told apart by the key that its sender chose. A key means nothing outside its sender. */
export type Command = {
  readonly actor: string
  readonly key: string
  /** For people: what was asked, such as "POST /api/orders" or "leave". */
  readonly request: string
  /** All that was asked with it; the same key with other content is another command and refused. */
  readonly content: string
}

export type Once<T> =
  | { readonly is: 'carried out'; readonly answer: T }
  | { readonly is: 'repeated'; readonly answer: T }
  | { readonly is: 'refused'; readonly because: 'key used for another request' }

/**
 * Carries out a command at most once, however often and however parallel it is told: whoever comes second waits for the first
 * and gets the same answer. The guard is the primary key of `ground.command`, in the same transaction as the effect.
 * A body that answers `refused` leaves no effect, but its answer is kept too. A body that throws leaves nothing: it may be told again.
 * Answers are remembered for 30 days.
 */
export const once = <T extends { readonly is: string }>(
  database: Database,
  command: Command,
  body: (transaction: Database) => Promise<T>,
): Promise<Once<T>> =>
  inTransaction(database, async transaction => {
    const hash = createHash('sha256').update(`${command.request}\n${command.content}`).digest('hex')
    if (!(await claim(transaction, command, hash))) return answerOf<T>(transaction, command, hash)
    const answer = await carryOut(transaction, body)
    await transaction
      .updateTable('ground.command')
      .set({ answer: JSON.stringify(answer) })
      .where('actor', '=', command.actor)
      .where('key', '=', command.key)
      .execute()
    await forgetSomeOld(transaction)
    return { is: 'carried out', answer }
  })

// Waits while another transaction holds the same key, and takes over when that one is rolled back.
const claim = async (
  transaction: Database,
  { actor, key, request }: Command,
  request_hash: string,
): Promise<boolean> => {
  const inserted = await transaction
    .insertInto('ground.command')
    .values({ actor, key, request, request_hash })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return inserted.numInsertedOrUpdatedRows === 1n
}

const answerOf = async <T>(transaction: Database, { actor, key }: Command, hash: string): Promise<Once<T>> => {
  const kept = await transaction
    .selectFrom('ground.command')
    .select(['request_hash', 'answer'])
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (kept.request_hash !== hash) return { is: 'refused', because: 'key used for another request' }
  return { is: 'repeated', answer: kept.answer as T }
}

class Refusal extends Error {
  readonly answer: unknown

  constructor(answer: unknown) {
    super()
    this.answer = answer
  }
}

const carryOut = async <T extends { readonly is: string }>(
  transaction: Database,
  body: (transaction: Database) => Promise<T>,
): Promise<T> => {
  try {
    return await inTransaction(transaction, async inside => {
      const answer = await body(inside)
      if (answer.is === 'refused') throw new Refusal(answer)
      return answer
    })
  } catch (error) {
    if (error instanceof Refusal) return error.answer as T
    throw error
  }
}

// A few with every command: the table stays small without a job that somebody would have to run.
const forgetSomeOld = (transaction: Database) =>
  sql`delete from ground.command where (actor, key) in (
    select actor, key from ground.command where created_at < now() - interval '30 days'
    order by created_at limit 10 for update skip locked)`.execute(transaction)

/** Whether an error says that a value of this unique constraint is there already. Only inside `once` or a transaction of its own. */
export const isTaken = (error: unknown, constraint: string): boolean => {
  const { code, constraint: violated } = error as { readonly code?: unknown; readonly constraint?: unknown }
  return code === '23505' && violated === constraint
}
