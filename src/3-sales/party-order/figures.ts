import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { Cents } from '#ground/money'
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
export const keptOrders = (within: ReturnType<typeof sql>) => sql`
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
    with kept as (${keptOrders(sql`counted.party_id = any(${parties}::bigint[])`)})
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
