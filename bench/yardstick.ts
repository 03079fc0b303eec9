import { spawnSync } from 'node:child_process'
import { basename, join } from 'node:path'

/** Compiles a yardstick; undefined where there is no g++. */
export const compileYardstick = (source: string, folder: string): string | undefined => {
  const program = join(folder, 'yardstick')
  const { status, error, stderr } = spawnSync('g++', ['-O2', '-std=c++17', source, '-o', program], { encoding: 'utf8' })
  if (error !== undefined) return undefined
  if (status !== 0) throw new Error(`g++ refuses ${basename(source)}: ${stderr}`)
  return program
}

/** `lines` are the commission lines it made, where it makes any. */
export type Runs = { readonly milliseconds: readonly number[]; readonly peakKiB: number; readonly lines?: number }

export const runYardstick = (program: string, folder: string, runs: number): Runs => {
  const { status, stdout } = spawnSync(program, [folder, String(runs)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the yardstick ended with ${status}`)
  return JSON.parse(stdout) as Runs
}
