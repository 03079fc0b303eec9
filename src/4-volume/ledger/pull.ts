import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { Zone } from '#ground/period'
import { bookNews, type News } from './booking.ts'

export type PullOptions = {
  /** How many news one transaction takes. */
  readonly eventsAtOnce?: number
}

/**
 * Books what orders and returns have become turnover since the last pull, exactly once, and answers how many entries that made.
 * The news are claimed with SKIP LOCKED, so that several pullers share the work; a killed puller's claim falls back by itself.
 * What is booked follows from the state of the order, and two unique indexes refuse a second booking of a line.
 * @throws Error when something cannot be booked; everything else is booked before, so that one order stops only itself.
 */
export const pull = async (
  database: Database,
  zone: Zone,
  { eventsAtOnce = 1_000 }: PullOptions = {},
): Promise<number> => {
  const impossible: Impossible[] = []
  let [booked, limit] = [0, eventsAtOnce]
  for (;;) {
    const step = await pullOnce(database, zone, { limit, except: impossible.map(({ event }) => event) })
    booked += step.entries
    if (step.because === undefined && step.events.length < limit) break
    if (step.because !== undefined && step.events.length === 1)
      impossible.push({ event: step.events[0]!, because: step.because })
    // Half as many, down to the one that cannot be booked; then more again.
    limit = step.because === undefined ? Math.min(eventsAtOnce, limit * 2) : Math.max(1, step.events.length >> 1)
  }
  if (impossible.length > 0) throw new Error(toldOf(impossible), { cause: impossible[0]!.because })
  return booked
}

type Impossible = { readonly event: number; readonly because: unknown }

const toldOf = (impossible: readonly Impossible[]): string =>
  `${impossible.length} of the news of orders cannot be booked, the first is event ${impossible[0]!.event}: ${String(impossible[0]!.because)}`

type Claim = { readonly limit: number; readonly except: readonly number[] }

/** What one transaction claimed and booked; with `because` it booked nothing of it. */
type Step = { readonly events: readonly number[]; readonly entries: number; readonly because?: unknown }

const pullOnce = async (database: Database, zone: Zone, claim: Claim): Promise<Step> => {
  let news: News[] = []
  try {
    const entries = await inTransaction(database, async transaction => {
      news = await claimEvents(transaction, claim)
      return bookNews(transaction, news, zone)
    })
    return { events: news.map(({ id }) => id), entries }
  } catch (error) {
    // Before anything was claimed it is the database that fails, and not an order.
    if (news.length === 0 || !isRefused(error)) throw error
    return { events: news.map(({ id }) => id), entries: 0, because: error }
  }
}

// What PostgreSQL refuses for what the row holds (classes 22 and 23), or our own rules for what it means.
const isRefused = (error: unknown): boolean => {
  const { code } = error as { code?: unknown }
  return error instanceof RangeError || (typeof code === 'string' && /^2[23]/u.test(code))
}

const claimEvents = async (database: Database, { limit, except }: Claim): Promise<News[]> => {
  const { rows } = await sql<News>`
    with claimed as (
      select id from sales.event where pulled_by_ledger_at is null and id <> all(${except}::bigint[])
      order by id limit ${limit} for update skip locked
    )
    update sales.event set pulled_by_ledger_at = now() from claimed where event.id = claimed.id
    returning event.id, order_id, return_id`.execute(database)
  return rows
}
