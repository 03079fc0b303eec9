import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** What `npm run check` runs, in this order; each is one command of a tool. */
export const steps = {
  types: ['tsc', '-p', '.'],
  lint: ['oxlint', '--deny-warnings'],
  format: ['oxfmt', '--check', '.'],
  'dead code': ['knip'],
} as const

export type Step = keyof typeof steps

/** Runs one step; answers its output when it failed. */
export const failureOf = (step: Step): string | undefined => {
  const [tool, ...args] = steps[step]
  const { status, stdout, stderr } = spawnSync(tool, args, {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  return status === 0 ? undefined : `${stdout}${stderr}`
}

if (import.meta.main) {
  // The routes' types are generated, and the types are checked against them.
  spawnSync('react-router', ['typegen'], { cwd: join(import.meta.dirname, '..'), stdio: 'ignore' })
  for (const step of Object.keys(steps) as Step[]) {
    const failure = failureOf(step)
    console.log(`${failure === undefined ? 'ok    ' : 'FAILED'} ${step}`)
    if (failure !== undefined) console.log(failure)
    if (failure !== undefined) process.exitCode = 1
  }
}
