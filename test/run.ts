// `npm test`: everything that has to hold, in one run with one plain last line. Arguments go to vitest, to run a part.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './browser/chromium.ts'

type Report = { readonly numPassedTests: number; readonly numFailedTests: number; readonly success: boolean }

const folder = mkdtempSync(join(tmpdir(), 'stamm-report-'))
const file = join(folder, 'report.json')

const vitest = () =>
  spawnSync(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...process.argv.slice(2)],
    {
      cwd: join(import.meta.dirname, '..'),
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, CHROMIUM: findChromium() },
    },
  )

const report = (): Report | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return undefined
  }
}

try {
  const { status } = vitest()
  const { numPassedTests = 0, numFailedTests = 0, success = false } = report() ?? {}
  const isGood = status === 0 && success && numPassedTests > 0
  // A run that broke before or beside its tests has failed too.
  const failed = isGood ? 0 : Math.max(1, numFailedTests)
  console.log(`${numPassedTests} passed, ${failed} failed`)
  process.exitCode = isGood ? 0 : 1
} catch (error) {
  console.error(`stamm: ${(error as Error).message}`)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
