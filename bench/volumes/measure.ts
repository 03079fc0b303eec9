import { join } from 'node:path'
import { againstCpp, differencesOf, measureAll, type Asked, type Case } from '../contest.ts'
import { inItsOwnProcess as inProcess, isTooLong, median, skipped, timingOf, type Call } from '../timing.ts'
import type { Runs } from '../yardstick.ts'
import { differences, writeCompany } from './columns.ts'
import { companyOf, entriesEach, type Shape } from './company.ts'
import type { Style } from './duckdb.ts'
import type { Measured } from './report.ts'

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

type Part = keyof typeof parts
type Answer<P extends Part> = Awaited<ReturnType<(typeof parts)[P]>>

const inItsOwnProcess = <P extends Part>(part: P, call: Call): Answer<P> =>
  inProcess(join(import.meta.dirname, 'main.ts'), part, call) as Answer<P>

/** What SQL is expected to take at least, after what it took with fewer contacts; it is not tried beyond the patience. */
type Expectations = Map<string, { readonly contacts: number; readonly ms: number }>

type Expecting = Case & { readonly expectations: Expectations }

const contestOf = (runs: readonly Runs[]) => ({
  ...timingOf(runs.map(({ milliseconds }) => milliseconds)),
  peakMiB: median(runs.map(({ peakKiB }) => peakKiB)) / 1024,
})

// The smaller the company, the more runs until the program is at its best speed.
const warmRunsOf = (contacts: number) => Math.max(4, Math.min(50, Math.round(4_000_000 / contacts)))

const contest = (one: Case) => {
  const runs = 1 + warmRunsOf(one.contacts)
  const ours = () => inItsOwnProcess('ours', { folder: one.folder, values: [runs] })
  return againstCpp(one, { runs, ours, resultOf: contestOf })
}

const expected = (expectations: Expectations, key: string, contacts: number) => {
  const known = expectations.get(key)
  return known === undefined ? 0 : (known.ms * contacts) / known.contacts
}

// Loading is not counted, but waited for.
const loadingMs = 120_000

const withDuckdb = ({ asked, folder, contacts, shape, expectations }: Expecting, style: Style) => {
  const key = `duckdb ${style} ${shape}`
  if (asked.without.has('duckdb')) return skipped('left out')
  if (expected(expectations, key, contacts) > asked.patienceMs)
    return skipped('not tried: too slow with fewer contacts')
  asked.say(`${contacts} contacts, ${shape}: DuckDB, ${style}`)
  try {
    const values = [style, asked.patienceMs]
    const runs = inItsOwnProcess('duckdb', { folder, values, withinMs: loadingMs + 1.5 * asked.patienceMs })
    expectations.set(key, { contacts, ms: median(runs) })
    return timingOf([runs])
  } catch (error) {
    if (!isTooLong(error)) throw error
    expectations.set(key, { contacts, ms: Infinity })
    return skipped('did not finish in time')
  }
}

const withPostgresql = ({ asked, folder, contacts, shape, expectations }: Expecting) => {
  const key = `postgresql ${shape}`
  if (asked.without.has('postgresql'))
    return { postgresql: skipped('left out'), balances: skipped('left out'), packed: skipped('left out') }
  const isTried = expected(expectations, key, contacts) <= asked.patienceMs
  const values = [5, isTried ? asked.patienceMs : 0]
  const { balances, packed, sql } = inItsOwnProcess('postgresql', { folder, values })
  if (isTried) expectations.set(key, { contacts, ms: sql ?? Infinity })
  const why = isTried ? 'did not finish in time' : 'not tried: too slow with fewer contacts'
  return {
    balances: timingOf([balances]),
    packed: timingOf([packed]),
    postgresql: sql === undefined ? skipped(why) : { once: sql },
  }
}

const measureOne = (one: Expecting): Measured => {
  const { asked, folder, contacts, shape } = one
  asked.say(`${contacts} contacts, ${shape}: making them`)
  inItsOwnProcess('company', { folder, values: [contacts, shape] })
  asked.say(`${contacts} contacts, ${shape}: ours and C++`)
  const { ours, 'c++': plain } = contest(one)
  const listing = withDuckdb(one, 'listing')
  const climbing = withDuckdb(one, 'climbing')
  asked.say(`${contacts} contacts, ${shape}: PostgreSQL`)
  const { postgresql, balances, packed } = withPostgresql(one)
  const results = { 'c++': plain, 'duckdb listing': listing, 'duckdb climbing': climbing, postgresql, balances }
  return {
    contacts,
    entries: contacts * entriesEach,
    shape,
    ours,
    ...results,
    packed,
    differences: differencesOf(results, by => differences(folder, by)),
  }
}

export const measure = (asked: Asked): Measured[] => {
  const expectations: Expectations = new Map()
  return measureAll(asked, one => measureOne({ ...one, expectations }))
}
