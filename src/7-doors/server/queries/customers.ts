import { sql } from 'kysely'
import { isIn } from '#ground/ascending'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { always, boundsOf, isoOf, type Instant } from '#ground/period'
import { explain, rowsOf, type Parts } from '#volume/explanation'
import { attributionsOf, customersAt } from '#volume/explanation/store.ts'
import type { CustomerRow, Page } from '../index.ts'
import { partly } from './contacts.ts'
import { lastOrdersOwned } from './last-orders.ts'
import { presentMonth, type Context, type PageMonth } from './month.ts'
import { highestPage } from './pages.ts'
import { refsOf } from './refs.ts'
import { standingsBefore } from './standing.ts'

type Asked = { readonly partner: ContactNumber; readonly q: string; readonly cursor: string | null }

/**
 * The customers a partner owns now, and those whose turnover of the month is his though they are somebody else's by now: of these
 * only what belongs to that month. Highest turnover first.
 */
export const customersOfPartner = async (
  context: Context,
  month: PageMonth,
  { partner, q, cursor }: Asked,
): Promise<Page<CustomerRow> & { readonly total: number }> => {
  const { database } = context
  const owned = rowsOf((await presentMonth(context)).customersOf, partner)
  const found = await named(database, withOthers(explain(month, partner).customers, owned), q)
  const { positions, next } = highestPage({ numbers: found.numbers, amounts: found.net }, cursor)
  const shown = customersAt(found, positions, partner)
  const isOwned = (contact: number) => isIn(owned, contact)
  const owns = { owner: partner, contacts: shown.map(({ contact }) => contact).filter(isOwned) }
  const present = await presentRows(context, owns, isOwned)
  const past = await pastRows(
    database,
    month,
    shown.filter(({ contact }) => !isOwned(contact)),
  )
  const known = new Map([...present, ...past])
  const refs = await refsOf(
    database,
    [...known].flatMap(([contact, { via }]) => [contact, via ?? contact]),
  )
  const rows = shown.map(({ contact, turnover }) => {
    const { since, via, lastOrderAt } = known.get(contact)!
    return { contact: refs(contact), since, via: via === null ? null : refs(via), turnover, lastOrderAt }
  })
  return { rows, next, total: found.numbers.length }
}

/** The parts of the month, and behind them the others without turnover. */
const withOthers = (parts: Parts, others: Int32Array): Parts => {
  const silent = others.filter(contact => !isIn(parts.numbers, contact))
  const nothing = new Float64Array(silent.length)
  return {
    numbers: Int32Array.from([...parts.numbers, ...silent]),
    net: Float64Array.from([...parts.net, ...nothing]),
    points: Float64Array.from([...parts.points, ...nothing]),
  }
}

// As a page names them: the firm, else the person, else the company's number.
const nameShown = sql`lower(coalesce(firm_name, nullif(concat_ws(' ', given_name, family_name), ''), reference))`

const named = async (database: Database, parts: Parts, q: string): Promise<Parts> => {
  const words = q.toLowerCase().split(/\s+/u).filter(Boolean)
  if (words.length === 0) return parts
  const { rows } = await sql<{ id: number }>`
    select id from people.contact where id = any(${[...parts.numbers]}::int[])
      and ${sql.join(
        words.map(word => sql`${nameShown} like ${partly(word)}`),
        sql` and `,
      )}`.execute(database)
  const ids = new Set(rows.map(row => row.id))
  const kept = [...parts.numbers.keys()].filter(position => ids.has(parts.numbers[position]!))
  return {
    numbers: Int32Array.from(kept, position => parts.numbers[position]!),
    net: Float64Array.from(kept, position => parts.net[position]!),
    points: Float64Array.from(kept, position => parts.points[position]!),
  }
}

type Known = {
  readonly since: Instant
  /** Only a customer of the same partner: who else recommended him is not this partner's to know. */
  readonly via: ContactNumber | null
  readonly lastOrderAt: Instant | null
}

type Knowns = readonly (readonly [ContactNumber, Known])[]

const presentRows = async (
  context: Context,
  owns: { readonly owner: ContactNumber; readonly contacts: readonly ContactNumber[] },
  isOwned: (contact: number) => boolean,
): Promise<Knowns> => {
  const { contacts } = owns
  const standings = await standingsBefore(context.database, contacts, always.until)
  const lastOrders = await lastOrdersOwned(context, owns)
  return contacts.map(contact => {
    const { sponsor, since } = standings.get(contact)!
    return [contact, { since, via: isOwned(sponsor) ? sponsor : null, lastOrderAt: lastOrders.get(contact) ?? null }]
  })
}

const pastRows = async (
  database: Database,
  month: PageMonth,
  pairs: ReturnType<typeof customersAt>,
): Promise<Knowns> => {
  const attributed = await attributionsOf(database, month, pairs)
  return attributed.map(({ contact, chain, decidedAt }) => [
    contact,
    { since: chain.leadsToOwner ? (chain.steps[0]?.since ?? decidedAt) : decidedAt, via: null, lastOrderAt: null },
  ])
}

/** How many of these contacts joined in the month. */
export const joinedAmong = async (
  { database, zone }: Context,
  month: PageMonth,
  contacts: Int32Array,
): Promise<number> => {
  const { from, until } = boundsOf(month.period, zone)
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from people.contact where id = any(${[...contacts]}::int[])
      and joined_at >= ${isoOf(from)}::timestamptz and joined_at < ${isoOf(until)}::timestamptz`.execute(database)
  return rows[0]!.count
}
