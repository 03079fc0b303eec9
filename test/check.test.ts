import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { failureOf, prepare, steps, type Step } from './check.ts'

beforeAll(prepare)

test.each(Object.keys(steps) as Step[])('%s: in order', { timeout: 180_000 }, step => {
  expect(failureOf(step)).toBeUndefined()
})

test('the lockfile names no host', () => {
  const { stdout } = spawnSync('git', ['grep', '-n', '"resolved"', '--', 'package-lock.json'], {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
  })
  expect(stdout).toBe('')
})
