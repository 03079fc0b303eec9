import { sql, type RawBuilder } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import type { Instant } from '#ground/period'
import { wiped } from './index.ts'

/** What a link of a letter let its reader do is done: the letter is readable, its secret no longer. */
export const wipeUsed = (database: Database, secret: string): Promise<number> =>
  wipe(database, sql`secret_fact is not null and facts ->> secret_fact = ${secret}`)

/** Wipes what works no longer; a letter that did not go out until then never will. Answers how many. */
export const wipeExpired = (database: Database, at: Instant): Promise<number> =>
  wipe(database, sql`secret_until <= ${timestamp(at)}`)

const wipe = async (database: Database, which: RawBuilder<unknown>): Promise<number> => {
  const { numAffectedRows } = await sql`
    update ground.message set facts = jsonb_set(facts, array[secret_fact], ${JSON.stringify(wiped)}::jsonb),
      body = replace(body, facts ->> secret_fact, ${wiped}), secret_fact = null, secret_until = null,
      next_try_at = case when sent_at is null then 'infinity' else next_try_at end
    where ${which}`.execute(database)
  return Number(numAffectedRows ?? 0)
}

export type Pruning = {
  /** Told before this moment. */
  readonly before: Instant
  readonly kinds: readonly string[] | { readonly allBut: readonly string[] }
}

const mostAtOnce = 5_000

/** Deletes old messages, some thousands at a time; of what is told once only the key stays. Answers how many. */
export const prune = async (database: Database, { before, kinds }: Pruning): Promise<number> => {
  const isMeant = 'allBut' in kinds ? sql`kind <> all(${kinds.allBut}::text[])` : sql`kind = any(${kinds}::text[])`
  const { rows } = await sql`
    with old as materialized (
      select id, once_key from ground.message
      where pruned_at is null and created_at < ${timestamp(before)} and ${isMeant}
      order by created_at limit ${mostAtOnce} for update skip locked
    ), deleted as (
      delete from ground.message where id in (select id from old where once_key is null)
    ), emptied as (
      update ground.message set recipient = null, subject = null, body = null, facts = '{}', failure = null,
        secret_fact = null, secret_until = null, next_try_at = 'infinity', pruned_at = now()
      where id in (select id from old where once_key is not null)
    )
    select from old`.execute(database)
  return rows.length
}
