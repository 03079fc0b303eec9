import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { median } from '../timing.ts'
import { compileYardstick, runYardstick } from '../yardstick.ts'
import { differences, readCompany, writeCompany, type Contestant } from './columns.ts'
import { companyOf, entriesEach, shapes } from './company.ts'
import { runDuckdb, styles } from './duckdb.ts'
import { runOurs } from './ours.ts'
import { measurePostgresql } from './postgresql.ts'
import { ratiosOf, targetsOf, type Measured } from './report.ts'

const size = 1_000
const folder = mkdtempSync(join(tmpdir(), 'stamm-bench-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const yardstick = compileYardstick(join(import.meta.dirname, 'yardstick.cpp'), folder)

describe.each(shapes)('a company that is %s', async shape => {
  const opened = await testDatabase()
  const company = companyOf(size, shape)
  const differing = (by: Contestant) => differences(folder, by)

  test('is the same for the same seed and another for another', () => {
    expect(companyOf(size, shape)).toEqual(company)
    expect(companyOf(size, shape, 7).amounts).not.toEqual(company.amounts)
    writeCompany(folder, company)
    expect(readCompany(folder)).toEqual(company)
  })

  test('has one house, every tenth a partner, three entries each, and sponsors who form no cycle', () => {
    expect(company.sponsors.filter(sponsor => sponsor < 0)).toHaveLength(1)
    expect(company.owns.reduce((sum, owns) => sum + owns, 0)).toBeGreaterThan(size / 20)
    expect(company.amounts).toHaveLength(size * entriesEach)
    expect(() => runOurs(folder, 1)).not.toThrow()
  })

  test.skipIf(yardstick === undefined)('has the same volumes in C++, to the cent', () => {
    runYardstick(yardstick!, folder, 1)
    expect(differing('c++')).toBe(0)
  })

  test('has the same volumes in DuckDB, in PostgreSQL, and from balances', async () => {
    await measurePostgresql(opened, folder, { runs: 1, sqlWithinMs: 30_000 })
    for (const style of styles) await runDuckdb(folder, style, 1)
    expect([differing('postgresql'), differing('balances')]).toEqual([0, 0])
    expect([differing('duckdb listing'), differing('duckdb climbing')]).toEqual([0, 0])
  })
})

describe('the report', () => {
  const measured = (contacts: number, ms: number): Measured => ({
    contacts,
    entries: contacts * entriesEach,
    shape: 'grown',
    ours: { fresh: ms, warm: ms / 2, peakMiB: 1_000 },
    'c++': { fresh: ms / 2, warm: ms / 8, peakMiB: 900 },
    'duckdb listing': { fresh: ms * 60, warm: ms * 60 },
    'duckdb climbing': { fresh: ms * 20, warm: ms * 20 },
    postgresql: { skipped: 'did not finish in time' },
    balances: { fresh: 4_500, warm: 4_400 },
    packed: { fresh: 1_500, warm: 1_400 },
    differences: {},
  })

  test('a median stands in the middle', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5])
  })

  test('ratios compare like with like, and leave out what did not finish', () => {
    expect(ratiosOf(measured(100_000, 20))).toEqual({
      nanosecondsPerContact: { fresh: 200, warm: 100 },
      timesOfPlainCpp: { fresh: 2, warm: 4 },
      fasterThanDuckdbListing: 60,
      fasterThanDuckdbClimbing: 20,
    })
  })

  test('a target is met, missed or not measured', () => {
    const verdicts = targetsOf([measured(10_000_000, 2_000)]).map(({ isMet }) => isMet)
    expect(verdicts).toEqual([true, false, true, true, null, null, true])
    expect(targetsOf([measured(100_000, 20)])).toEqual([])
  })
})
