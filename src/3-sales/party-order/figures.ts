import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import type { Cents } from '#ground/money'
import type { Instant, Period, Zone } from '#ground/period'
import { partyWays, type PartyWay } from './index.ts'

/** What was taken by one way and has not come back, net of VAT in the company's currency. */
export type WayFigures = { readonly orders: number; readonly pieces: number; readonly net: Cents }

export type PartyFigures = {
  readonly ways: Readonly<Record<PartyWay, WayFigures>>
  /** Who bought in his own name and kept something. */
  readonly guests: number
  /** Of them, whom an order of the party made known to the company. */
  readonly newCustomers: number
  /** Behind collective orders: whom the partner counted less whom was given pieces since, and in how many orders she counted nobody. */
  readonly told: number
  readonly untold: number
  /** Guests of collective orders who registered and were given their pieces. */
  readonly split: number
}

const none: WayFigures = { orders: 0, pieces: 0, net: 0 as Cents }

type Row = {
  readonly party: number
  readonly way: PartyWay
  readonly orders: number
  readonly pieces: number
  readonly net: Cents
  readonly guests: number
  readonly newcomers: number
  readonly told: number
  readonly untold: number
  readonly split: number
}

/**
 * An order of a party with what is left of it, and what of a collective one is still behind the partner's name. `within` says which; it
 * may speak of `counted` and `ordered`.
 */
const kept = (within: ReturnType<typeof sql>) => sql`
  select counted.order_id, counted.party_id, counted.way, counted.told_guests, ordered.contact_id, ordered.placed_at,
    line.pieces, line.net, coalesce(split.net, 0) as split_net, coalesce(split.guests, 0) as split_guests
  from sales.party_order counted join sales."order" ordered on ordered.id = counted.order_id
  cross join lateral (
    select sum(line.quantity - coalesce(back.quantity, 0))::int as pieces, sum(line.net - coalesce(back.net, 0))::bigint as net
    from sales.order_line line left join lateral (
      select sum(quantity) as quantity, sum(net) as net from sales.return_line where order_line_id = line.id
    ) back on true where line.order_id = ordered.id
  ) line
  left join lateral (
    select count(distinct split.contact_id)::int as guests, sum(split.net - coalesce(back.net, 0))::bigint as net
    from sales.order_line line join sales.split on split.order_line_id = line.id left join lateral (
      select sum(net) as net from sales.return_line where split_id = split.id
    ) back on true where line.order_id = ordered.id
  ) split on counted.way = 'collective'
  where ${within}`

/** What came of parties, by their number; of one without orders nothing. */
export const figuresOfParties = async (
  database: Database,
  parties: readonly number[],
): Promise<ReadonlyMap<number, PartyFigures>> => {
  const { rows } = await sql<Row>`
    with kept as (${kept(sql`counted.party_id = any(${parties}::bigint[])`)})
    select party_id as party, way, count(*) filter (where pieces > 0)::int as orders, sum(pieces)::int as pieces,
      sum(net)::bigint as net, count(distinct contact_id) filter (where pieces > 0 and way <> 'collective')::int as guests,
      count(distinct contact_id) filter (where pieces > 0 and exists (
        select from referral.attribution where attribution.order_id = kept.order_id and attribution.before_id is null))::int as newcomers,
      coalesce(sum(greatest(told_guests - split_guests, 0)) filter (where way = 'collective' and pieces > 0), 0)::int as told,
      count(*) filter (where way = 'collective' and told_guests is null and net > split_net)::int as untold,
      coalesce(sum(split_guests), 0)::int as split
    from kept group by party_id, way`.execute(database)
  const found = Map.groupBy(rows, ({ party }) => party)
  return new Map(parties.map(party => [party, figuresFrom(found.get(party) ?? [])]))
}

const figuresFrom = (rows: readonly Row[]): PartyFigures => {
  const all = (field: 'newcomers' | 'told' | 'untold' | 'split' | 'guests') =>
    rows.reduce((total, row) => total + row[field], 0)
  const wayOf = (way: PartyWay): WayFigures => {
    const row = rows.find(each => each.way === way)
    return row === undefined ? none : { orders: row.orders, pieces: row.pieces, net: row.net }
  }
  return {
    ways: Object.fromEntries(partyWays.map(way => [way, wayOf(way)])) as PartyFigures['ways'],
    guests: all('guests'),
    newCustomers: all('newcomers'),
    told: all('told'),
    untold: all('untold'),
    split: all('split'),
  }
}

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

type Asked = { readonly at: Instant; readonly zone: Zone; readonly months: number }

const fewestGuests = 10

/**
 * How many end customers stay hidden behind collective orders, month by month, the oldest first. Measured where the partner counted her
 * guests, else estimated by what a known guest buys; whoever was given his pieces is hidden no more.
 */
export const hiddenByMonth = async (database: Database, { at, zone, months }: Asked): Promise<HiddenMonth[]> => {
  const monthOf = (column: string) => sql`date_trunc('month', ${sql.ref(column)} at time zone ${zone})`
  const now = sql`date_trunc('month', ${timestamp(at)}::timestamptz at time zone ${zone})`
  const { rows } = await sql<HiddenMonth>`
    with kept as (${kept(sql`ordered.placed_at > ${timestamp(at)}::timestamptz - make_interval(months => ${months + 12})`)}),
    dated as (select kept.*, ${monthOf('placed_at')} as month from kept where pieces > 0),
    month as (select generate_series(${now} - make_interval(months => ${months - 1}), ${now}, interval '1 month') as month),
    guest as (select month, party_id, contact_id, sum(net)::bigint as net from dated where way <> 'collective' group by 1, 2, 3),
    usual as (
      select month.month, case when count(*) >= ${fewestGuests} then round(avg(guest.net)) end as net
      from month join guest on guest.month > month.month - interval '12 months' and guest.month <= month.month
      group by 1
    ),
    behind as (
      select dated.month, count(*)::int as orders, sum(dated.net - split_net)::bigint as net,
        coalesce(sum(greatest(told_guests - split_guests, 0)), 0)::int as told,
        coalesce(sum(case when told_guests is null then
          case when usual.net > 0 then greatest(1, round((dated.net - split_net) / usual.net)) else 1 end end), 0)::int as estimated
      from dated left join usual on usual.month = dated.month
      where way = 'collective' and dated.net > split_net group by 1
    ),
    known as (
      select month, count(distinct contact_id) filter (where way <> 'collective')::int + sum(split_guests)::int as guests,
        sum(case when way = 'collective' then split_net else net end)::bigint as net from dated group by 1
    )
    select to_char(month.month, 'YYYY-MM') as period, coalesce(known.guests, 0) as known, coalesce(known.net, 0)::bigint as "knownNet",
      coalesce(behind.orders, 0) as orders, coalesce(behind.net, 0)::bigint as "hiddenNet", coalesce(behind.told, 0) as told,
      coalesce(behind.estimated, 0) as estimated, usual.net::bigint as "netOfGuest"
    from month left join known using (month) left join behind using (month) left join usual using (month)
    order by month.month`.execute(database)
  return rows
}
