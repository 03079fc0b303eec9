import type { Database } from '#ground/database'
import type { Zone } from '#ground/period'
import { pull } from '#volume/ledger/store.ts'

export type Jobs = { readonly stop: () => Promise<void> }

type Work = { readonly database: Database; readonly zone: Zone; readonly complain: (line: string) => void }

const pauseInMs = 1_000

/**
 * Books what orders bring, every second, until stopped. Whoever places an order may pull at once as well: the ledger books
 * exactly once whoever asks. A database that is away for a moment is tried again, and said once.
 */
export const startJobs = ({ database, zone, complain }: Work): Jobs => {
  let [isStopping, wasWell] = [false, true]
  let timer: NodeJS.Timeout | undefined
  const once = async (): Promise<void> => {
    try {
      await pull(database, zone)
      wasWell = true
    } catch (error) {
      if (wasWell && !isStopping) complain(`the ledger could not pull, trying again: ${(error as Error).message}`)
      wasWell = false
    }
  }
  let running = Promise.resolve()
  const next = () => {
    running = once().then(() => {
      if (!isStopping) timer = setTimeout(next, pauseInMs)
    })
  }
  next()
  return {
    stop: () => {
      isStopping = true
      clearTimeout(timer)
      return running
    },
  }
}
