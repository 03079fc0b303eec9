import type { Shape } from '../volumes/company.ts'
import { isMeasured, judged, rounded, type Skipped, type Target, type Timing } from '../timing.ts'

/** Peak memory of a process that had its data read in and ran once, and how many commission lines it made. */
export type Contest = Timing & { readonly peakMiB: number; readonly lines: number }

export type Measured = {
  readonly contacts: number
  readonly shape: Shape
  readonly ours: Contest
  readonly 'c++': Contest | Skipped
  /** Every contact with all above him, as it is usually written. */
  readonly 'duckdb listing': { readonly once: number } | Skipped
  /** The fastest SQL found. */
  readonly 'duckdb members': { readonly once: number } | Skipped
  /** Sums, of each partner by each rule, in which a contestant differs from ours. */
  readonly differences: Readonly<Record<string, number>>
}

export const ratiosOf = ({ ours, 'c++': plain, ...measured }: Measured) => {
  const [listing, members] = [measured['duckdb listing'], measured['duckdb members']]
  return {
    linesPerSecond: Math.round((ours.lines / ours.fresh) * 1000),
    ...(isMeasured(plain) && {
      timesOfPlainCpp: { fresh: rounded(ours.fresh / plain.fresh), warm: rounded(ours.warm / plain.warm) },
    }),
    ...(isMeasured(listing) && { fasterThanDuckdbListing: rounded(listing.once / ours.fresh, 1) }),
    ...(isMeasured(members) && { fasterThanDuckdbMembers: rounded(members.once / ours.fresh, 1) }),
  }
}

/** What is to be reached with ten million contacts; null where the run did not measure it. */
export const targetsOf = (all: readonly Measured[]) => {
  const largest = all.filter(({ contacts }) => contacts === 10_000_000)
  const grown = largest.find(({ shape }) => shape === 'grown')
  return largest.flatMap(measured => {
    const ratios = ratiosOf(measured)
    const targets: Target[] = [
      { target: 'times the time of plain C++, fresh', atMost: 3, reached: ratios.timesOfPlainCpp?.fresh },
      { target: 'times the time of plain C++, warm', atMost: 3, reached: ratios.timesOfPlainCpp?.warm },
      {
        target: 'times faster than DuckDB SQL as it is usually written',
        atLeast: 50,
        reached: ratios.fasterThanDuckdbListing,
      },
      { target: 'peak memory in MiB', atMost: 1.2 * 1024, reached: measured.ours.peakMiB },
      ...(measured.shape === 'line'
        ? [
            {
              target: 'times the time of the grown company',
              atMost: 1,
              reached: grown && measured.ours.fresh / grown.ours.fresh,
            },
          ]
        : []),
    ]
    return targets.map(target => ({ shape: measured.shape, ...judged(target) }))
  })
}
