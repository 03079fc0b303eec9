import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { RunLines } from './lines.ts'
import type { Progress } from './progress.ts'

const linesAtOnce = 20_000

type Keeping = { readonly period: number; readonly lines: RunLines; readonly progress: Progress }

/** Keeps a month's lines, in portions. */
export const keepLines = async (database: Database, { period, lines, progress }: Keeping): Promise<void> => {
  const total = lines.amount.length
  for (let from = 0; from < total; from += linesAtOnce) {
    await progress({ what: 'lines', done: from, total })
    const until = Math.min(from + linesAtOnce, total)
    const part = (name: Exclude<keyof RunLines, 'details'>) => Array.from(lines[name].subarray(from, until))
    const details = Array.from({ length: until - from }, (_, index) => arrayOf(lines.details.get(from + index)))
    await sql`insert into earnings.line (period, place, partner, rule, source, base, is_points, rate, amount, level, passed, less,
        corrects_period, corrects_place, details)
      select ${period}, ${from} + n - 1, partner, rule, source, base, points = 1, rate, amount, level, passed, less,
        nullif(of_period, 0), case when of_period > 0 then of_place end,
        details::bigint[]
      from unnest(${part('partner')}::int[], ${part('rule')}::int[], ${part('from')}::int[], ${part('base')}::bigint[],
        ${part('points')}::int[], ${part('rate')}::int[], ${part('amount')}::bigint[], ${part('level')}::int[],
        ${part('passed')}::int[], ${part('less')}::int[], ${part('ofPeriod')}::int[], ${part('ofPlace')}::int[],
        ${details}::text[])
        with ordinality as line (partner, rule, source, base, points, rate, amount, level, passed, less, of_period, of_place, details, n)`.execute(
      database,
    )
  }
}

/** As PostgreSQL reads an array of numbers: there is no array of arrays of different lengths. */
const arrayOf = (numbers: readonly number[] | undefined): string | null =>
  numbers === undefined ? null : `{${numbers.join(',')}}`
