import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** What `npm run check` runs, in this order; each is one command of a tool. */
export const steps = {
  types: ['tsc', '-p', '.'],
  lint: ['oxlint', '--deny-warnings'],
  format: ['oxfmt', '--check', '.'],
  'dead code': ['knip'],
  'the house': ['node', 'test/architecture/house.ts'],
} as const

export type Step = keyof typeof steps

const run = ([tool, ...args]: readonly [string, ...string[]]) =>
  spawnSync(tool, args, {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })

/** The types of the pages' routes are generated, and the types are checked against them. */
export const prepare = (): void => void run(['react-router', 'typegen'])

/** Runs one step; answers its output when it failed. */
export const failureOf = (step: Step): string | undefined => {
  const { status, stdout, stderr, error } = run(steps[step])
  return status === 0 ? undefined : `${error?.message ?? ''}${stdout}${stderr}`
}

const checkAll = () => {
  prepare()
  for (const step of Object.keys(steps) as Step[]) {
    const failure = failureOf(step)
    console.log(failure === undefined ? `ok      ${step}` : `FAILED  ${step}\n${failure}`)
    process.exitCode = failure === undefined ? process.exitCode : 1
  }
}

if (import.meta.main) checkAll()
