import { join } from 'node:path'
import { differencesBetween, readColumn } from '../columns.ts'
import { againstCpp, differencesOf, measureAll, type Asked, type Case } from '../contest.ts'
import { bestOf, inItsOwnProcess as inProcess, isTooLong, median, skipped, type Call } from '../timing.ts'
import type { Shape } from '../volumes/company.ts'
import type { Runs } from '../yardstick.ts'
import { companyOf, writeCompany } from './company.ts'
import type { Style } from './duckdb.ts'
import { measuredPlan, runOurs } from './ours.ts'
import type { Contest, Measured } from './report.ts'

/** The parts that run in a process of their own. */
export const parts = {
  company: async (folder: string, [size, shape]: readonly string[]) => {
    writeCompany(folder, companyOf(Number(size), shape as Shape))
    return null
  },
  ours: async (folder: string, [runs]: readonly string[]) => runOurs(folder, Number(runs)),
  duckdb: async (folder: string, [style]: readonly string[]) =>
    (await import('./duckdb.ts')).runDuckdb(folder, style as Style),
} as const

type Part = keyof typeof parts

const inItsOwnProcess = <P extends Part>(part: P, call: Call) =>
  inProcess(join(import.meta.dirname, 'main.ts'), part, call) as Awaited<ReturnType<(typeof parts)[P]>>

const contestOf = (runs: readonly Runs[]): Contest => ({
  ...bestOf(runs.map(({ milliseconds }) => milliseconds)),
  peakMiB: median(runs.map(({ peakKiB }) => peakKiB)) / 1024,
  lines: runs[0]!.lines ?? 0,
})

const contest = (one: Case) => {
  const runs = one.contacts < 1_000_000 ? 20 : 4
  const ours = () => inItsOwnProcess('ours', { folder: one.folder, values: [runs] })
  return againstCpp(one, { runs, ours, resultOf: contestOf })
}

// Where SQL climbs a line step by step it needs as many steps as the line is long, each over everybody below.
const deepest = 10_000

const withDuckdb = ({ asked, folder, contacts, shape }: Case, style: Style) => {
  if (asked.without.has('duckdb')) return skipped('left out')
  if (shape === 'line' && contacts > deepest) return skipped('not tried: pairs of a line grow with its square')
  asked.say(`${contacts} contacts, ${shape}: DuckDB, ${style}`)
  try {
    const { milliseconds } = inItsOwnProcess('duckdb', { folder, values: [style], withinMs: asked.patienceMs })
    return { once: milliseconds[0]! }
  } catch (error) {
    if (!isTooLong(error)) throw error
    return skipped('did not finish in time')
  }
}

/** How many sums of a contestant, of each partner by each rule, differ from ours. */
export const differences = (folder: string, by: string): number =>
  measuredPlan()
    .bonuses.map(({ name }) =>
      differencesBetween(readColumn(folder, `ours-${name}`, 'f64'), readColumn(folder, `${by}-${name}`, 'f64')),
    )
    .reduce((all, count) => all + count, 0)

const measureOne = (one: Case): Measured => {
  const { asked, folder, contacts, shape } = one
  asked.say(`${contacts} contacts, ${shape}: making them`)
  inItsOwnProcess('company', { folder, values: [contacts, shape] })
  asked.say(`${contacts} contacts, ${shape}: ours and C++`)
  const { ours, 'c++': plain } = contest(one)
  const results = {
    'c++': plain,
    'duckdb listing': withDuckdb(one, 'listing'),
    'duckdb members': withDuckdb(one, 'members'),
  }
  return { contacts, shape, ours, ...results, differences: differencesOf(results, by => differences(folder, by)) }
}

export const measure = (asked: Asked): Measured[] => measureAll(asked, measureOne)
