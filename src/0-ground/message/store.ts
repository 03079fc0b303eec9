import type { Database } from '#ground/database'
import { newUuid } from '#ground/identity'
import type { Message } from './index.ts'

export { prune, wipeExpired, wipeUsed, type Pruning } from './wiping.ts'

/** Forgets messages, sent or not, by what makes each unique: whoever they name has a right to be forgotten. */
export const forgetTold = async (database: Database, onces: readonly string[]): Promise<void> => {
  if (onces.length === 0) return
  await database
    .deleteFrom('ground.message')
    .where('once_key', 'in', [...onces])
    .execute()
}

/** Keeps a message to be sent once the transaction is committed. */
export const tell = async (database: Database, { to, once, facts, secret, ...message }: Message): Promise<void> => {
  await database
    .insertInto('ground.message')
    .values({
      ...message,
      uuid: newUuid(),
      recipient: to,
      facts: JSON.stringify(facts),
      once_key: once ?? null,
      ...(secret && { secret_fact: secret.fact, secret_until: new Date(secret.until) }),
    })
    .onConflict(conflict => conflict.column('once_key').doNothing())
    .execute()
}
