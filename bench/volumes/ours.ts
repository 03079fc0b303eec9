import { rollUp } from '#volume/rollup'
import { readCompany, writeVolumes } from './columns.ts'

/**
 * Rolls the company up several times in one process, with a peak of memory as it is after the first time: the program itself,
 * entries, structure and volumes.
 */
export const runOurs = (folder: string, runs: number) => {
  const { sponsors, owns, ...entries } = readCompany(folder)
  const structure = { sponsors, owners: owns }
  const milliseconds: number[] = []
  let peakKiB = 0
  for (let run = 0; run < runs; run += 1) {
    // Or the volumes of the run before would still take memory.
    globalThis.gc?.()
    const start = performance.now()
    const volumes = rollUp(structure, entries)
    milliseconds.push(performance.now() - start)
    if (run > 0) continue
    peakKiB = process.resourceUsage().maxRSS
    writeVolumes(folder, 'ours', volumes)
  }
  return { milliseconds, peakKiB }
}
