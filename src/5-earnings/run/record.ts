import { digestOfValue } from './digest.ts'
import { reachedOf, type RunRecord } from './closed.ts'
import type { ComputedMonth } from './open.ts'
import { sumsOf } from './sums.ts'

/** The record of a month as it was computed: what it rests on, and what came out. */
export const recordNow = ({
  terms,
  version,
  facts,
  before,
  month,
  returned,
  lines,
  ledger,
}: Omit<ComputedMonth, 'record' | 'asOf'>): RunRecord => ({
  period: terms.period,
  plan: { version: version.version, digest: digestOfValue(version.text) },
  zone: terms.zone,
  reading: terms.reading,
  since: terms.since,
  takesBack: terms.takesBack,
  digests: {
    facts: digestOfValue(facts),
    before: digestOfValue(before ?? null),
    returned: digestOfValue(returned),
    reached: digestOfValue(reachedOf(month)),
    lines: digestOfValue(lines),
    after: digestOfValue(month.after),
  },
  ledger,
  sums: sumsOf(terms.plan, facts, lines),
})

/** The digest of what comes out: a draft with another one is out of date. */
export const contentOf = ({ record }: ComputedMonth): string => digestOfValue(record)
