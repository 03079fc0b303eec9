import { cpus, totalmem } from 'node:os'

/** What a measurement was taken on. */
export const machine = () => ({
  processor: cpus()[0]?.model,
  processors: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
})
