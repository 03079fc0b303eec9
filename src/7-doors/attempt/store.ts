import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { countersOf, windowSeconds, type Attempt, type AttemptKind, type TooMany } from './index.ts'

// Only a hash is kept: whoever tried something is nobody's business afterwards.
const keyOf = (parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex')

const windowStart = sql`now() - make_interval(secs => ${windowSeconds})`

/**
 * Counts an attempt before it is made and answers whether it may be: one statement, so that however many come at once, no more
 * than the limit get through. It counts for what is known and unknown alike. Not in a transaction that may be rolled back.
 */
export const countAttempt = async (
  database: Database,
  attempt: Attempt,
): Promise<{ readonly is: 'counted' } | TooMany> => {
  const most = new Map(countersOf(attempt).map(counter => [keyOf(counter.parts), counter.most]))
  const { rows } = await sql<{ key: string; count: number; wait: number }>`
    insert into doors.attempt (key, count, since)
    select key, 1, now() from unnest(${[...most.keys()].sort()}::text[]) as q (key) order by key
    on conflict (key) do update set
      count = case when attempt.since < ${windowStart} then 1 else attempt.count + 1 end,
      since = case when attempt.since < ${windowStart} then now() else attempt.since end
    returning key, count, greatest(1, ceil(${windowSeconds} - extract(epoch from now() - since)))::int as wait`.execute(
    database,
  )
  await forgetSomeOld(database)
  const reached = rows.filter(({ key, count }) => count > most.get(key)!)
  if (reached.length === 0) return { is: 'counted' }
  return { is: 'refused', because: 'too many attempts', retryAfter: Math.max(...reached.map(({ wait }) => wait)) }
}

/** A successful attempt does not count, and those before it about the same matter are forgiven. */
export const forgiveAttempts = async (database: Database, attempt: Attempt): Promise<void> => {
  const counters = countersOf(attempt)
  const keysOf = (what: (isOfSender: boolean) => boolean) =>
    counters.filter(({ parts }) => what(parts[1] === 'sender')).map(({ parts }) => keyOf(parts))
  await sql`delete from doors.attempt where key = any(${keysOf(isOfSender => !isOfSender)}::text[])`.execute(database)
  await sql`update doors.attempt set count = count - 1
    where key = any(${keysOf(isOfSender => isOfSender)}::text[]) and count > 0`.execute(database)
}

/** What whoever sent a request may try. */
export type Tries = {
  readonly count: (kind: AttemptKind, matter?: string) => Promise<{ readonly is: 'counted' } | TooMany>
  readonly forgive: (kind: AttemptKind, matter?: string) => Promise<void>
}

export const triesOf = (database: Database, sender: string | undefined): Tries => ({
  count: (kind, matter) => countAttempt(database, { kind, matter, sender }),
  forgive: (kind, matter) => forgiveAttempts(database, { kind, matter, sender }),
})

// Some with every attempt, so that nobody has to tidy up.
const forgetSomeOld = (database: Database) =>
  sql`delete from doors.attempt where key in (
    select key from doors.attempt where since < ${windowStart} limit 10 for update skip locked)`.execute(database)
