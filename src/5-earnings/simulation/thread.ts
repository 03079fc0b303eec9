import { parentPort, workerData } from 'node:worker_threads'
import type { Plan } from '#earnings/plan'
import type { Facts } from '#earnings/volume'
import { runPlan } from './course.ts'

// A thread that runs one plan: months come in, each is answered by what it pays; `null` ends it and is answered by the whole course.
const running = runPlan(workerData as Plan)

parentPort!.on('message', (facts: Facts | null) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(facts === null ? running.course() : running.add(facts))
  if (facts === null) parentPort!.close()
})
