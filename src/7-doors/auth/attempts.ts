import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { attemptLimits, emailOf } from './index.ts'

export type Attempt = { readonly email: string; readonly sender: string | undefined }

type Counter = { readonly key: string; readonly most: number }

// Only a hash is kept: whoever tried to sign in is nobody's business afterwards.
const hashed = (...parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex')

const countersOf = ({ email, sender }: Attempt): Counter[] => {
  const address = emailOf(email)
  const bySender = sender === undefined ? [] : [{ key: hashed('sender', sender), most: attemptLimits.sender }]
  return [
    { key: hashed('pair', address, sender ?? ''), most: attemptLimits.pair },
    { key: hashed('email', address), most: attemptLimits.email },
    ...bySender,
  ]
}

/**
 * Counts an attempt before it is made and answers whether it may be: one statement, so that however many come at once, no more
 * than the limit get through. It counts known and unknown addresses alike.
 */
export const countAttempt = async (database: Database, attempt: Attempt): Promise<boolean> => {
  const counters = countersOf(attempt)
  const { rows } = await sql<{ key: string; count: number }>`
    insert into doors.attempt (key, count, since)
    select key, 1, now() from unnest(${counters.map(each => each.key).sort()}::text[]) as q (key) order by key
    on conflict (key) do update set
      count = case when attempt.since < ${windowStart} then 1 else attempt.count + 1 end,
      since = case when attempt.since < ${windowStart} then now() else attempt.since end
    returning key, count`.execute(database)
  await forgetSomeOld(database)
  const counts = new Map(rows.map(row => [row.key, row.count]))
  return counters.every(({ key, most }) => counts.get(key)! <= most)
}

const windowStart = sql`now() - make_interval(secs => ${attemptLimits.windowSeconds})`

/** A successful attempt does not count, and those before it for the same address are forgiven. */
export const forgiveAttempts = async (database: Database, attempt: Attempt): Promise<void> => {
  const [pair, email, sender] = countersOf(attempt).map(each => each.key)
  await sql`delete from doors.attempt where key in (${pair}, ${email})`.execute(database)
  if (sender !== undefined)
    await sql`update doors.attempt set count = count - 1 where key = ${sender} and count > 0`.execute(database)
}

const forgetSomeOld = (database: Database) =>
  sql`delete from doors.attempt where key in (
    select key from doors.attempt where since < ${windowStart} limit 10 for update skip locked)`.execute(database)
