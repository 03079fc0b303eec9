import type { Database } from '#ground/database'
import type { Period } from '#ground/period'
import { periodOfNumber } from '#volume/ledger'
import type { State } from '#earnings/month'
import {
  closedLines,
  partOf,
  reachedOf,
  recomputed,
  recordOf,
  soldMonth,
  takenBackBefore,
  termsOfRecord,
  versionOfRecord,
  type Reached,
  type RunRecord,
} from './closed.ts'
import { chained, digestOfValue } from './digest.ts'
import { ledgerOf } from './counted.ts'
import { linesOfBook, withTakingBack, type RunLines, type TakingBack } from './lines.ts'
import type { Returned } from './returned.ts'
import { takingBack } from './taking-back.ts'

/** What is not as it was when a month was closed. */
export type Finding =
  | 'record'
  | 'chain'
  | 'plan'
  | 'facts'
  | 'before'
  | 'returned'
  | 'reached'
  | 'lines'
  | 'after'
  | 'recomputed'
  | 'ledger'

export type Verified = { readonly period: Period; readonly findings: readonly Finding[] }

type Row = {
  readonly period: number
  readonly content: string
  readonly previous: string | null
  readonly hash: string | null
}

/**
 * Looks through the closed months, the oldest first: whether each hash holds that of the run before, whether what was kept is what was
 * hashed, whether the ledger still has the turnover of then, and whether the month computed again from what it kept comes to the same
 * lines.
 */
export async function* verifyRuns(database: Database, only?: Period): AsyncGenerator<Verified> {
  const rows: Row[] = await database
    .selectFrom('earnings.run')
    .select(['period', 'content', 'previous', 'hash'])
    .where('state', '=', 'closed')
    .orderBy('period')
    .execute()
  let previous: string | null = null
  for (const row of rows) {
    const period = periodOfNumber(row.period)
    const chain = row.previous === previous && row.hash === chained(previous, row.content)
    previous = row.hash
    if (only !== undefined && only !== period) continue
    const record = (await recordOf(database, period))!
    const findings = digestOfValue(record) === row.content ? [] : (['record'] as const)
    yield {
      period,
      findings: [...findings, ...(chain ? [] : (['chain'] as const)), ...(await findingsIn(database, record))],
    }
  }
}

const findingsIn = async (database: Database, record: RunRecord): Promise<Finding[]> => {
  const { period, digests } = record
  const version = await versionOfRecord(database, record)
  const kept = {
    facts: await partOf(database, period, 'facts'),
    before: await partOf<State | null>(database, period, 'before'),
    returned: returnedOf(await partOf<KeptReturned>(database, period, 'returned')),
    reached: await partOf<Reached>(database, period, 'reached'),
    after: await partOf(database, period, 'after'),
    lines: await closedLines(database, period),
  }
  const changed = (Object.keys(digests) as (keyof typeof digests)[]).filter(
    name => digestOfValue(kept[name]) !== digests[name],
  )
  const again = await computedAgain(database, record, kept.returned)
  return [
    ...(digestOfValue(version.text) === record.plan.digest ? [] : (['plan'] as const)),
    ...changed,
    ...(again.lines === digests.lines && again.reached === digests.reached && again.after === digests.after
      ? []
      : (['recomputed'] as const)),
    ...(digestOfValue(await ledgerOf(database, period)) === digestOfValue(record.ledger) ? [] : (['ledger'] as const)),
  ]
}

type KeptReturned = readonly (Returned & { readonly sold: number })[]

const returnedOf = (kept: KeptReturned): Map<number, Returned> =>
  new Map(kept.map(({ sold, ...returned }) => [sold, returned]))

const computedAgain = async (database: Database, record: RunRecord, returned: ReadonlyMap<number, Returned>) => {
  const terms = termsOfRecord(record, await versionOfRecord(database, record))
  const { month } = await recomputed(database, record, terms)
  const taking: TakingBack[] = []
  const months = new Map<number, RunLines>()
  for (const [number, { entries }] of returned) {
    const sold = await soldMonth(database, (await recordOf(database, periodOfNumber(number)))!)
    taking.push(...takingBack(sold, entries, await takenBackBefore(database, number, record.period)))
    months.set(number, sold.lines)
  }
  return {
    lines: digestOfValue(withTakingBack(linesOfBook(month.lines), taking, months)),
    reached: digestOfValue(reachedOf(month)),
    after: digestOfValue(month.after),
  }
}
