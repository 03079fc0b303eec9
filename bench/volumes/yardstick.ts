import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Compiles the yardstick; undefined where there is no g++. */
export const compileYardstick = (folder: string): string | undefined => {
  const program = join(folder, 'yardstick')
  const source = join(import.meta.dirname, 'yardstick.cpp')
  const { status, error, stderr } = spawnSync('g++', ['-O2', '-std=c++17', source, '-o', program], { encoding: 'utf8' })
  if (error !== undefined) return undefined
  if (status !== 0) throw new Error(`g++ refuses yardstick.cpp: ${stderr}`)
  return program
}

export type Runs = { readonly milliseconds: readonly number[]; readonly peakKiB: number }

export const runYardstick = (program: string, folder: string, runs: number): Runs => {
  const { status, stdout } = spawnSync(program, [folder, String(runs)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the yardstick ended with ${status}`)
  return JSON.parse(stdout) as Runs
}
