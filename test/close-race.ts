import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'

type Race<C, A> = {
  /** Closes a month, telling how far it is. */
  readonly close: (progress: () => Promise<void>) => Promise<C>
  /** Changes something that the month rests on. */
  readonly change: (inside: Database) => Promise<A>
}

/** Changes something in the middle of a closing. */
export const changedAmidClosing = async <C, A>(database: Database, { close, change }: Race<C, A>) => {
  const isClosing = Promise.withResolvers<void>()
  const closing = close(async () => {
    isClosing.resolve()
    await pause(100)
  })
  await isClosing.promise
  return { changed: await change(database), closed: await closing }
}

/** Closes while a change is being made that nobody else can see yet. */
export const closedAmidChange = async <C, A>(database: Database, { close, change }: Race<C, A>) => {
  const isChanged = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const changing = inTransaction(database, async transaction => {
    const answer = await change(transaction)
    isChanged.resolve()
    await released.promise
    return answer
  })
  await isChanged.promise
  const closing = close(() => Promise.resolve())
  await pause(500)
  released.resolve()
  return { changed: await changing, closed: await closing }
}
