import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { Database } from '#ground/database'
import { connect } from '#ground/database/store.ts'
import { errorOf, failureOf, type Answered, type Asked } from './index.ts'

/** A thread ended before it had answered; told again, a new one is asked. */
class ThreadLost extends Error {
  override readonly name = 'ThreadLost'
}

export type Thread = {
  /** @throws what the thread threw; ThreadLost where it ended before it had answered. */
  readonly ask: <A>(question: string, given: unknown) => Promise<A>
  readonly end: () => Promise<void>
}

type Waiting = { readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void }

type Running = {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
}

/** A thread that runs a program which answers (`answerAsked`). It starts when it is asked first, and anew when it was lost. */
export const threadOf = (program: URL, data: unknown, { heapMiB }: { readonly heapMiB?: number } = {}): Thread => {
  let running: Running | undefined
  let asked = 0
  const started = (): Running => {
    const options = heapMiB === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMiB } }
    const worker = new Worker(program, { workerData: data, ...options })
    const waiting: Running['waiting'] = new Map()
    const lost = (because: string, cause?: unknown) => {
      if (running?.worker === worker) running = undefined
      const error = new ThreadLost(`the thread that was asked has ended without an answer: ${because}`, { cause })
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    }
    worker.on('message', (answered: Answered) => settle(waiting, answered))
    worker.once('messageerror', error => lost(error.message, error))
    worker.once('error', error => lost((error as Error).message, error))
    worker.once('exit', code => lost(`exit code ${code}`))
    return { worker, waiting }
  }
  return {
    ask: <A>(question: string, given: unknown) =>
      new Promise<A>((resolve, reject) => {
        const { worker, waiting } = (running ??= started())
        const id = (asked += 1)
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
        const message: Asked = { id, question, given }
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage(message)
      }),
    end: async () => void (await running?.worker.terminate()),
  }
}

const settle = (waiting: Running['waiting'], answered: Answered): void => {
  const asking = waiting.get(answered.id)
  waiting.delete(answered.id)
  if ('failure' in answered) asking?.reject(errorOf(answered.failure))
  else asking?.resolve(answered.answer)
}

const send = (answered: Answered): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(answered)
}

type Answer = (given: never) => Promise<unknown>

/** In a thread's program: answers what is asked, several questions at a time. */
const answerAsked = (answerTo: (question: string) => Answer | undefined): void => {
  parentPort!.on('message', async ({ id, question, given }: Asked) => {
    try {
      const answer = answerTo(question)
      if (answer === undefined) throw new Error(`nobody here answers "${question}"`)
      send({ id, answer: await answer(given as never) })
    } catch (error) {
      send({ id, failure: failureOf(error) })
    }
  })
}

const beside = new WeakMap<Database, Thread>()
const answers = new Map<string, (database: Database, given: never) => Promise<unknown>>()

/** The thread that works for a database; undefined where its work is done where it is asked for. */
export const threadBeside = (database: Database): Thread | undefined => beside.get(database)

/**
 * Work on a database that takes a processor for long: done in the thread beside it where it has one, so that whoever asks can do something
 * else meanwhile, and here where it has none. What is given and answered crosses between threads. The database is not a transaction's.
 */
export const besides = <G, A>(question: string, here: (database: Database, given: G) => Promise<A>) => {
  answers.set(question, here)
  return (database: Database, given: G): Promise<A> =>
    beside.get(database)?.ask<A>(question, given) ?? here(database, given)
}

type Place = Parameters<typeof connect>[0]

/** From now on the heavy work on this database is done by a program that calls `workBeside`, until the thread is ended. */
export const startBeside = (database: Database, program: URL, place: Omit<Place, 'connections'>): Thread => {
  // As many as the server's own: who waits for a run's row holds one, and whoever holds the row needs another to compute.
  const thread = threadOf(program, { ...place, connections: 10 } satisfies Place)
  beside.set(database, thread)
  const end = async () => {
    beside.delete(database)
    await thread.end()
  }
  return { ask: thread.ask, end }
}

/** In a thread's program: does the work of the rooms it has imported, on connections of its own. */
export const workBeside = (): void => {
  const { database } = connect(workerData as Place)
  answerAsked(question => {
    const here = answers.get(question)
    return here && (given => here(database, given))
  })
}
