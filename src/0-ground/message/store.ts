import type { Database } from '#ground/database'
import { newUuid } from '#ground/identity'
import type { Message } from './index.ts'

/** Keeps a message to be sent once the transaction is committed. */
export const tell = async (database: Database, { to, once, facts, ...message }: Message): Promise<void> => {
  await database
    .insertInto('ground.message')
    .values({ ...message, uuid: newUuid(), recipient: to, facts: JSON.stringify(facts), once_key: once ?? null })
    .onConflict(conflict => conflict.column('once_key').doNothing())
    .execute()
}
