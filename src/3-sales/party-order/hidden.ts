import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { Cents } from '#ground/money'
import { boundsOf, type Period, type Zone } from '#ground/period'
import { keptOrders } from './figures.ts'

/** A month's guests of parties: whom the company knows, and whom collective orders hide. */
export type HiddenMonth = {
  readonly period: Period
  /** Who bought in his own name, or was given pieces of a collective order. */
  readonly known: number
  readonly knownNet: Cents
  /** Collective orders of which something is still behind the partner's name. */
  readonly orders: number
  readonly hiddenNet: Cents
  /** Whom partners counted. */
  readonly told: number
  /** Whom nobody counted, by what a known guest buys; one for each order where too few are known to say. */
  readonly estimated: number
  /** What a known guest bought on average in the twelve months until then; null where fewer than ten are known. */
  readonly netOfGuest: Cents | null
}

type Asked = { readonly until: Period; readonly months: number }

const fewestGuests = 10

/**
 * How many end customers stay hidden behind collective orders, month by month, the oldest first, as `countGuests` counted them last.
 * Measured where the partner counted her guests, else estimated by what a known guest buys; whoever was given his pieces is hidden no more.
 */
export const hiddenByMonth = async (database: Database, { until, months }: Asked): Promise<HiddenMonth[]> => {
  const last = sql`${`${until}-01`}::date`
  const { rows } = await sql<HiddenMonth>`
    with month as (
      select generate_series(${last} - make_interval(months => ${months - 1}), ${last}, interval '1 month')::date as month
    ),
    usual as (
      select month.month, case when sum(guests) >= ${fewestGuests} then round(sum(guests_net) / sum(guests)) end as net
      from month join sales.party_month counted
        on counted.month > month.month - interval '12 months' and counted.month <= month.month
      group by 1
    )
    select to_char(month.month, 'YYYY-MM') as period, coalesce(known, 0) as known, coalesce(known_net, 0)::bigint as "knownNet",
      coalesce(orders, 0) as orders, coalesce(hidden_net, 0)::bigint as "hiddenNet", coalesce(told, 0) as told,
      (select coalesce(sum(case when usual.net > 0 then greatest(1, round(rest / usual.net)) else 1 end), 0)::int
        from unnest(untold) as rest) as estimated, usual.net::bigint as "netOfGuest"
    from month left join sales.party_month counted using (month) left join usual using (month)
    order by month.month`.execute(database)
  return rows
}

/**
 * Counts the guests of parties anew in every month that has news since it was last counted; answers in how many. Of several who count at
 * once each waits for the one before.
 */
export const countGuests = (database: Database, zone: Zone): Promise<number> =>
  inTransaction(database, async transaction => {
    const before = await countedBefore(transaction, zone)
    // Before anything is read: what ends after this moment is read again next time.
    const { rows } = await sql<{ now: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as now`.execute(
      transaction,
    )
    const stale = await (before === undefined
      ? allMonths(transaction, zone)
      : monthsWithNews(transaction, zone, before))
    for (const period of stale) await countMonth(transaction, period, zone)
    await sql`update sales.party_months_counted set zone = ${zone}, until = ${rows[0]!.now}::xid8`.execute(transaction)
    return stale.length
  })

/** Until where it was counted; undefined where all is to be counted: for the first time, in another zone, or in a copy of the database. */
const countedBefore = async (database: Database, zone: Zone): Promise<string | undefined> => {
  await sql`insert into sales.party_months_counted (zone, until) values ('', '0') on conflict do nothing`.execute(
    database,
  )
  const { rows } = await sql<{ until: string; isGood: boolean }>`
    select until::text, zone = ${zone} and until <= pg_snapshot_xmax(pg_current_snapshot()) as "isGood"
    from sales.party_months_counted for update`.execute(database)
  return rows[0]!.isGood ? rows[0]!.until : undefined
}

const monthOf = (zone: Zone) => sql<Period>`to_char(ordered.placed_at at time zone ${zone}, 'YYYY-MM')`

const allMonths = async (database: Database, zone: Zone): Promise<Period[]> => {
  const { rows } = await sql<{ period: Period }>`
    select distinct ${monthOf(zone)} as period from sales.party_order join sales."order" ordered on ordered.id = order_id`.execute(
    database,
  )
  return rows.map(({ period }) => period)
}

const monthsWithNews = async (database: Database, zone: Zone, since: string): Promise<Period[]> => {
  const { rows } = await sql<{ period: Period }>`
    select distinct ${monthOf(zone)} as period from sales.event news left join sales.return back on back.id = news.return_id
    join sales.party_order counted on counted.order_id = coalesce(news.order_id, back.order_id)
    join sales."order" ordered on ordered.id = counted.order_id
    where news.written_by >= ${since}::xid8 and news.kind in ('placed', 'returned', 'split')`.execute(database)
  return rows.map(({ period }) => period)
}

const countMonth = async (database: Database, period: Period, zone: Zone): Promise<void> => {
  const { from, until } = boundsOf(period, zone)
  const within = sql`ordered.placed_at >= ${timestamp(from)}::timestamptz and ordered.placed_at < ${timestamp(until)}::timestamptz`
  await sql`
    with kept as (select * from (${keptOrders(within)}) each where pieces > 0),
    guest as (
      select count(*)::int as guests, coalesce(sum(net), 0)::bigint as net
      from (select sum(net) as net from kept where way <> 'collective' group by party_id, contact_id) each
    ),
    known as (
      select count(distinct contact_id) filter (where way <> 'collective')::int + coalesce(sum(split_guests), 0)::int as guests,
        coalesce(sum(case when way = 'collective' then split_net else net end), 0)::bigint as net from kept
    ),
    behind as (
      select count(*)::int as orders, coalesce(sum(net - split_net), 0)::bigint as net,
        coalesce(sum(greatest(told_guests - split_guests, 0)), 0)::int as told,
        coalesce(array_agg(net - split_net) filter (where told_guests is null), '{}') as untold
      from kept where way = 'collective' and net > split_net
    )
    insert into sales.party_month (month, known, known_net, guests, guests_net, orders, hidden_net, told, untold)
    select ${`${period}-01`}::date, known.guests, known.net, guest.guests, guest.net, behind.orders, behind.net, behind.told, behind.untold
    from known cross join guest cross join behind
    on conflict (month) do update set known = excluded.known, known_net = excluded.known_net, guests = excluded.guests,
      guests_net = excluded.guests_net, orders = excluded.orders, hidden_net = excluded.hidden_net, told = excluded.told,
      untold = excluded.untold`.execute(database)
}
