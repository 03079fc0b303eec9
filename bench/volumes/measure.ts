import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inItsOwnProcess as inProcess, isTooLong, median, skipped, timingOf, type Call } from '../timing.ts'
import { runYardstick, type Runs } from '../yardstick.ts'
import { differences, writeCompany } from './columns.ts'
import { companyOf, entriesEach, type Shape } from './company.ts'
import type { Style } from './duckdb.ts'
import type { Measured } from './report.ts'

export type Plan = {
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

/** The parts that run in a process of their own, so that none takes memory or time from another. */
export const parts = {
  company: async (folder: string, [size, shape]: readonly string[]) => {
    writeCompany(folder, companyOf(Number(size), shape as Shape))
    return null
  },
  ours: async (folder: string, [runs]: readonly string[]) => (await import('./ours.ts')).runOurs(folder, Number(runs)),
  duckdb: async (folder: string, [style, patienceMs]: readonly string[]) =>
    (await import('./duckdb.ts')).runDuckdb(folder, style as Style, Number(patienceMs)),
  postgresql: async (folder: string, [runs, sqlWithinMs]: readonly string[]) =>
    (await import('./postgresql.ts')).runPostgresql(folder, { runs: Number(runs), sqlWithinMs: Number(sqlWithinMs) }),
} as const

export type Part = keyof typeof parts
type Answer<P extends Part> = Awaited<ReturnType<(typeof parts)[P]>>

const inItsOwnProcess = <P extends Part>(part: P, call: Call): Answer<P> =>
  inProcess(join(import.meta.dirname, 'main.ts'), part, call) as Answer<P>

/** What SQL is expected to take at least, after what it took with fewer contacts; it is not tried beyond the patience. */
type Expectations = Map<string, { readonly contacts: number; readonly ms: number }>

type Case = {
  readonly plan: Plan
  readonly folder: string
  readonly contacts: number
  readonly shape: Shape
  readonly expectations: Expectations
}

const contestOf = (runs: readonly Runs[]) => ({
  ...timingOf(runs.map(({ milliseconds }) => milliseconds)),
  peakMiB: median(runs.map(({ peakKiB }) => peakKiB)) / 1024,
})

// The smaller the company, the more runs until the program is at its best speed.
const warmRunsOf = (contacts: number) => Math.max(4, Math.min(50, Math.round(4_000_000 / contacts)))

// In turn, so that a machine that is busy for a while is so for both.
const contest = ({ plan: { repeats, yardstick, without }, folder, contacts }: Case) => {
  const runs = 1 + warmRunsOf(contacts)
  const [ours, plain]: [Runs[], Runs[]] = [[], []]
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    ours.push(inItsOwnProcess('ours', { folder, values: [runs] }))
    if (yardstick !== undefined && !without.has('c++')) plain.push(runYardstick(yardstick, folder, runs))
  }
  const why = without.has('c++') ? 'left out' : 'no g++'
  return { ours: contestOf(ours), 'c++': plain.length > 0 ? contestOf(plain) : skipped(why) }
}

const expected = (expectations: Expectations, key: string, contacts: number) => {
  const known = expectations.get(key)
  return known === undefined ? 0 : (known.ms * contacts) / known.contacts
}

// Loading is not counted, but waited for.
const loadingMs = 120_000

const withDuckdb = ({ plan, folder, contacts, shape, expectations }: Case, style: Style) => {
  const key = `duckdb ${style} ${shape}`
  if (plan.without.has('duckdb')) return skipped('left out')
  if (expected(expectations, key, contacts) > plan.patienceMs) return skipped('not tried: too slow with fewer contacts')
  plan.say(`${contacts} contacts, ${shape}: DuckDB, ${style}`)
  try {
    const values = [style, plan.patienceMs]
    const runs = inItsOwnProcess('duckdb', { folder, values, withinMs: loadingMs + 1.5 * plan.patienceMs })
    expectations.set(key, { contacts, ms: median(runs) })
    return timingOf([runs])
  } catch (error) {
    if (!isTooLong(error)) throw error
    expectations.set(key, { contacts, ms: Infinity })
    return skipped('did not finish in time')
  }
}

const withPostgresql = ({ plan, folder, contacts, shape, expectations }: Case) => {
  const key = `postgresql ${shape}`
  if (plan.without.has('postgresql'))
    return { postgresql: skipped('left out'), balances: skipped('left out'), packed: skipped('left out') }
  const isTried = expected(expectations, key, contacts) <= plan.patienceMs
  const values = [5, isTried ? plan.patienceMs : 0]
  const { balances, packed, sql } = inItsOwnProcess('postgresql', { folder, values })
  if (isTried) expectations.set(key, { contacts, ms: sql ?? Infinity })
  const why = isTried ? 'did not finish in time' : 'not tried: too slow with fewer contacts'
  return {
    balances: timingOf([balances]),
    packed: timingOf([packed]),
    postgresql: sql === undefined ? skipped(why) : { once: sql },
  }
}

const measureOne = (one: Case): Measured => {
  const { plan, folder, contacts, shape } = one
  plan.say(`${contacts} contacts, ${shape}: making them`)
  inItsOwnProcess('company', { folder, values: [contacts, shape] })
  plan.say(`${contacts} contacts, ${shape}: ours and C++`)
  const { ours, 'c++': plain } = contest(one)
  const listing = withDuckdb(one, 'listing')
  const climbing = withDuckdb(one, 'climbing')
  plan.say(`${contacts} contacts, ${shape}: PostgreSQL`)
  const { postgresql, balances, packed } = withPostgresql(one)
  const results = { 'c++': plain, 'duckdb listing': listing, 'duckdb climbing': climbing, postgresql, balances }
  const finished = (Object.keys(results) as (keyof typeof results)[]).filter(by => !('skipped' in results[by]))
  const differing = Object.fromEntries(finished.map(by => [by, differences(folder, by)]))
  return { contacts, entries: contacts * entriesEach, shape, ours, ...results, packed, differences: differing }
}

/** Measures every size of every shape, the smaller first. */
export const measure = (plan: Plan): Measured[] => {
  const expectations: Expectations = new Map()
  return plan.shapes.flatMap(shape =>
    plan.sizes.map(contacts => {
      const folder = join(plan.folder, `${shape}-${contacts}`)
      mkdirSync(folder)
      try {
        return measureOne({ plan, folder, contacts, shape, expectations })
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }),
  )
}
