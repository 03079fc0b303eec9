import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readColumn } from '../columns.ts'
import { shapes } from '../volumes/company.ts'
import { compileYardstick, runYardstick } from '../yardstick.ts'
import { companyOf, readCompany, writeCompany } from './company.ts'
import { runDuckdb, styles } from './duckdb.ts'
import { differences } from './measure.ts'
import { measuredPlan, runOurs } from './ours.ts'
import { ratiosOf, targetsOf, type Measured } from './report.ts'

const size = 2_000
const folder = mkdtempSync(join(tmpdir(), 'stamm-bench-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const yardstick = compileYardstick(join(import.meta.dirname, 'yardstick.cpp'), folder)

describe.each(shapes)('the commissions of a company that is %s', shape => {
  const company = companyOf(size, shape)
  let lines = 0
  beforeAll(() => {
    writeCompany(folder, company)
    lines = runOurs(folder, 1).lines
  })

  test('are of partners, by all rules', () => {
    expect(readCompany(folder)).toEqual(company)
    expect(lines).toBeGreaterThan(size / 50)
    for (const { name } of measuredPlan().bonuses) {
      const earned = readColumn(folder, `ours-${name}`, 'f64')
      expect(earned.filter(amount => amount > 0).length).toBeGreaterThan(0)
      expect(earned.every((amount, contact) => amount === 0 || company.partners[contact] === 1)).toBe(true)
    }
  })

  test.skipIf(yardstick === undefined)('are the same in C++, to the cent', () => {
    expect(runYardstick(yardstick!, folder, 1).lines).toBe(lines)
    expect(differences(folder, 'c++')).toBe(0)
  })

  test.each(styles)('are the same in DuckDB, to the cent: %s', async style => {
    expect((await runDuckdb(folder, style)).lines).toBe(lines)
    expect(differences(folder, `duckdb ${style}`)).toBe(0)
  })
})

test('the report compares like with like, and tells what was not measured', () => {
  const measured: Measured = {
    contacts: 10_000_000,
    shape: 'grown',
    ours: { fresh: 2_000, warm: 1_600, peakMiB: 1_000, lines: 8_000_000 },
    'c++': { fresh: 1_000, warm: 400, peakMiB: 500, lines: 8_000_000 },
    'duckdb listing': { once: 120_000 },
    'duckdb members': { skipped: 'did not finish in time' },
    differences: {},
  }
  expect(ratiosOf(measured)).toEqual({
    linesPerSecond: 4_000_000,
    timesOfPlainCpp: { fresh: 2, warm: 4 },
    fasterThanDuckdbListing: 60,
  })
  const line = { ...measured, shape: 'line' as const, 'duckdb listing': { skipped: 'not tried' } }
  expect(targetsOf([measured, line]).map(({ isMet }) => isMet)).toEqual([
    true,
    false,
    true,
    true,
    true,
    false,
    null,
    true,
    true,
  ])
  expect(targetsOf([{ ...measured, contacts: 1_000 }])).toEqual([])
})
