import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { differencesBetween, readColumn } from '../columns.ts'
import { bestOf, inItsOwnProcess as inProcess, isTooLong, median, skipped, type Call } from '../timing.ts'
import type { Shape } from '../volumes/company.ts'
import { runYardstick, type Runs } from '../yardstick.ts'
import { companyOf, writeCompany } from './company.ts'
import type { Style } from './duckdb.ts'
import { measuredPlan, runOurs } from './ours.ts'
import type { Contest, Measured } from './report.ts'

export type Asked = {
  readonly sizes: readonly number[]
  readonly shapes: readonly Shape[]
  readonly without: ReadonlySet<string>
  readonly patienceMs: number
  readonly repeats: number
  readonly folder: string
  /** The compiled C++; undefined without g++. */
  readonly yardstick: string | undefined
  readonly say: (line: string) => void
}

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

export type Part = keyof typeof parts

const inItsOwnProcess = <P extends Part>(part: P, call: Call) =>
  inProcess(join(import.meta.dirname, 'main.ts'), part, call) as Awaited<ReturnType<(typeof parts)[P]>>

type Case = { readonly asked: Asked; readonly folder: string; readonly contacts: number; readonly shape: Shape }

const contestOf = (runs: readonly Runs[]): Contest => ({
  ...bestOf(runs.map(({ milliseconds }) => milliseconds)),
  peakMiB: median(runs.map(({ peakKiB }) => peakKiB)) / 1024,
  lines: runs[0]!.lines ?? 0,
})

// In turn, so that a machine that is busy for a while is so for both.
const contest = ({ asked: { repeats, yardstick, without }, folder, contacts }: Case) => {
  const runs = contacts < 1_000_000 ? 20 : 4
  const [ours, plain]: [Runs[], Runs[]] = [[], []]
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    ours.push(inItsOwnProcess('ours', { folder, values: [runs] }))
    if (yardstick !== undefined && !without.has('c++')) plain.push(runYardstick(yardstick, folder, runs))
  }
  const why = without.has('c++') ? 'left out' : 'no g++'
  return { ours: contestOf(ours), 'c++': plain.length > 0 ? contestOf(plain) : skipped(why) }
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
  const finished = (Object.keys(results) as (keyof typeof results)[]).filter(by => !('skipped' in results[by]))
  const differing = Object.fromEntries(finished.map(by => [by, differences(folder, by)]))
  return { contacts, shape, ours, ...results, differences: differing }
}

/** Measures every size of every shape, the smaller first. */
export const measure = (asked: Asked): Measured[] =>
  asked.shapes.flatMap(shape =>
    asked.sizes.map(contacts => {
      const folder = join(asked.folder, `${shape}-${contacts}`)
      mkdirSync(folder)
      try {
        return measureOne({ asked, folder, contacts, shape })
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }),
  )
