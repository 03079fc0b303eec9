import { Worker } from 'node:worker_threads'
import type { Plan } from '#earnings/plan'
import type { Facts } from '#earnings/volume'
import type { Sides } from './compare.ts'
import type { Course, CourseMonth } from './course.ts'

export type Watching = {
  /** Told after each month. */
  readonly onMonth?: (done: number) => unknown
  /** Ends the work before its time; then it throws what the signal says. */
  readonly signal?: AbortSignal
}

/**
 * Runs two plans over the same months as these come, each in a thread of its own: so two processors work, the caller stays free, and only the
 * month under way and the one after it are in memory.
 */
export const runBoth = async (
  plans: Sides<Plan>,
  months: Iterable<Facts> | AsyncIterable<Facts>,
  { onMonth, signal }: Watching = {},
): Promise<Sides<Course>> => {
  const threads = { present: threadOf(plans.present), other: threadOf(plans.other) }
  const both = <T>(message: Facts | null) =>
    Promise.all([threads.present.ask<T>(message), threads.other.ask<T>(message)])
  let [done, underWay] = [0, Promise.resolve() as Promise<unknown>]
  const settled = async () => {
    await underWay
    signal?.throwIfAborted()
    if (done > 0) await onMonth?.(done)
  }
  try {
    for await (const facts of months) {
      await settled()
      underWay = both<CourseMonth>(facts)
      // Whoever reads the next month meanwhile must not be left with a rejection that nobody takes.
      underWay.catch(() => undefined)
      done += 1
    }
    await settled()
    const [present, other] = await both<Course>(null)
    return { present, other }
  } finally {
    await Promise.all([threads.present.end(), threads.other.end()])
  }
}

const threadOf = (plan: Plan) => {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: plan })
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => undefined)
  worker.once('error', failed.reject)
  const ask = <T>(message: Facts | null): Promise<T> => {
    const answered = new Promise<T>(resolve => worker.once('message', resolve))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(message)
    return Promise.race([answered, failed.promise])
  }
  return { ask, end: () => worker.terminate() }
}
