import { isMeasured, judged, rounded, type Skipped, type Target, type Timing } from '../timing.ts'
import type { Shape } from './company.ts'

/** Peak memory of a process that had its data read in and ran once. */
export type Contest = Timing & { readonly peakMiB: number }

export type Measured = {
  readonly contacts: number
  readonly entries: number
  readonly shape: Shape
  readonly ours: Contest
  readonly 'c++': Contest | Skipped
  /** Everybody with all above him, as a recursive CTE is usually written. */
  readonly 'duckdb listing': Timing | Skipped
  /** The fastest SQL found. */
  readonly 'duckdb climbing': Timing | Skipped
  readonly postgresql: { readonly once: number } | Skipped
  /** Reading one month's balances of everybody from PostgreSQL into columns, row by row from the table. */
  readonly balances: Timing | Skipped
  /** The same from the month's pack. */
  readonly packed: Timing | Skipped
  /** Figures, of five kinds for each contact, in which a contestant differs from ours. */
  readonly differences: Readonly<Record<string, number>>
}

/** Ours against the others: how many times the time of C++, how many times faster than SQL, and what a contact costs. */
export const ratiosOf = (measured: Measured) => {
  const { contacts, ours, 'c++': plain, postgresql } = measured
  const [listing, climbing] = [measured['duckdb listing'], measured['duckdb climbing']]
  return {
    nanosecondsPerContact: {
      fresh: rounded((ours.fresh * 1e6) / contacts, 1),
      warm: rounded((ours.warm * 1e6) / contacts, 1),
    },
    ...(isMeasured(plain) && {
      timesOfPlainCpp: { fresh: rounded(ours.fresh / plain.fresh), warm: rounded(ours.warm / plain.warm) },
    }),
    ...(isMeasured(listing) && { fasterThanDuckdbListing: rounded(listing.fresh / ours.fresh, 1) }),
    ...(isMeasured(climbing) && { fasterThanDuckdbClimbing: rounded(climbing.fresh / ours.fresh, 1) }),
    ...(isMeasured(postgresql) && { fasterThanPostgresql: rounded(postgresql.once / ours.fresh, 1) }),
  }
}

const million = 1_000_000

/** What is to be reached with ten million contacts; null where the run did not measure it. */
export const targetsOf = (all: readonly Measured[]) =>
  shapesOf(all).flatMap(shape => {
    const at = (contacts: number) => all.find(one => one.contacts === contacts && one.shape === shape)
    const [small, large] = [at(million / 10), at(10 * million)]
    if (large === undefined) return []
    const { nanosecondsPerContact: cost, timesOfPlainCpp, ...faster } = ratiosOf(large)
    const growth = (run: 'fresh' | 'warm') => small && cost[run] / ratiosOf(small).nanosecondsPerContact[run]
    const balances = isMeasured(large.packed) ? large.packed.fresh / 1000 : undefined
    const targets: Target[] = [
      { target: 'times the time of plain C++, fresh', atMost: 3, reached: timesOfPlainCpp?.fresh },
      { target: 'times the time of plain C++, warm', atMost: 3, reached: timesOfPlainCpp?.warm },
      {
        target: 'times faster than DuckDB SQL as it is usually written',
        atLeast: 50,
        reached: faster.fasterThanDuckdbListing,
      },
      { target: 'peak memory in MiB', atMost: 1.2 * 1024, reached: large.ours.peakMiB },
      { target: 'growth of time per contact from 100k to 10M, fresh', atMost: 2, reached: growth('fresh') },
      { target: 'growth of time per contact from 100k to 10M, warm', atMost: 2, reached: growth('warm') },
      { target: 'seconds to read the balances from PostgreSQL', atMost: 2, reached: balances },
    ]
    return targets.map(target => ({ shape, ...judged(target) }))
  })

const shapesOf = (all: readonly Measured[]) => [...new Set(all.map(({ shape }) => shape))]
