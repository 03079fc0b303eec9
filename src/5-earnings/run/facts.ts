import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { selectColumns } from '#ground/database/store.ts'
import { boundsOf, isoOf, type Instant, type Period, type Zone } from '#ground/period'
import { recruiters, structureBefore, type StructureThen } from '#people/structure/store.ts'
import { roles } from '#people/contact'
import type { ReasonClass } from '#sales/order'
import type { Reading } from '#volume/kinds'
import { periodNumber } from '#volume/ledger'
import { ownersUnder } from '#volume/rollup/store.ts'
import { namedPlaces } from '#earnings/placement/store.ts'
import type { Plan } from '#earnings/plan'
import { ranksByHand } from '#earnings/rank-by-hand/store.ts'
import { never, type Facts } from '#earnings/volume'
import { countedIn, groupsOfPlan, literal, placeOfGroup } from './counted.ts'
import { leadsIn } from './leads.ts'
import { treeRules } from './trees.ts'

/** How a month is computed: under which plan, reading and calendar, and which returns take commissions back. */
export type Terms = {
  readonly period: Period
  readonly zone: Zone
  readonly reading: Reading
  readonly plan: Plan
  /** The first month that is settled by runs; what was sold before it has no commissions that could be taken back. */
  readonly since: Period
  readonly takesBack: readonly ReasonClass[]
}

/**
 * A month's facts for its plan: the structure at its end and what counts of its entries, in columns by contact number. Linear in
 * contacts and the month's entries; a million contacts take a few seconds.
 */
export const factsOf = async (database: Database, terms: Terms): Promise<Facts> => {
  const { until } = boundsOf(terms.period, terms.zone)
  // The entries first: whoever is in them is then in the structure, too.
  const booked = await entriesOf(database, terms)
  const structure = await structureBefore(database, until)
  const { parties, hosts } = await hostedIn(database, booked.parties)
  const size = structure.sponsors.length
  const leads = await leadsIn(database, { plan: terms.plan, until, size })
  return {
    period: terms.period,
    sponsors: structure.sponsors,
    recruiters: await recruiters(database, size),
    partners: structure.roles.map(role => (role === partner ? 1 : 0)),
    partnersSince: await daysOf(database, size, partnerDays(terms.zone, until)),
    customersSince: await daysOf(database, size, firstOrderDays(terms.zone, until)),
    byHand: await ranksByHand(database),
    hosts,
    ...(leads && { leads }),
    ...(treeRules(terms.plan).length > 0 && (await namedPlaces(database, { period: terms.period, size }))),
    entries: { ...(await ownedEntries(database, booked, { terms, structure })), parties },
  }
}

const partner = roles.indexOf('partner')

/** From here on a number is no order's: a return that none was found for. */
export const loneOrders = 2 ** 30

const shape = {
  contacts: 'int4',
  decidedPeriods: 'int4',
  direct: 'int4',
  nearest: 'int4',
  recruited: 'int4',
  net: 'int8',
  points: 'int8',
  groups: 'int4',
  days: 'int4',
  orders: 'int4',
  parties: 'int4',
} as const

const entriesOf = (database: Database, terms: Terms) =>
  selectColumns(database, {
    query: `select entry.contact_id, entry.decided_period, entry.direct_owner_id, entry.nearest_owner_id, entry.recruited_owner_id,
        entry.net, entry.points, ${placeOfGroup(terms.plan)}, greatest(${dayOf('entry.at', terms.zone)}, ${firstDayOf(terms.period)}),
        coalesce(line.order_id, ${loneOrders} + entry.id % ${loneOrders})::int, coalesce(party.party_id, -1)::int
      from volume.entry entry left join sales.order_line line on line.id = entry.order_line_id
        left join sales.party_order party on party.order_id = line.order_id
      where entry.period = ${periodNumber(terms.period)} and ${countedIn(terms)}
      order by entry.id`,
    columns: shape,
  })

/** A moment's day in the zone, as a number of days since 1970. */
const dayOf = (moment: string, zone: Zone) => `((${moment} at time zone ${literal(zone)})::date - date '1970-01-01')`

// What is dated into a closed month and counts in this one counts from its first day on.
const firstDayOf = (period: Period) => `(date '${period}-01' - date '1970-01-01')`

type Booked = Awaited<ReturnType<typeof entriesOf>>

type Owning = { readonly terms: Terms; readonly structure: StructureThen }

const ownedEntries = async (
  database: Database,
  booked: Booked,
  { terms, structure }: Owning,
): Promise<Facts['entries']> => {
  const { contacts, net, points, groups, days, orders } = booked
  const owners = await ownersUnder(database, booked, { ...terms, structure })
  return { contacts, owners, net, points, groups, groupNames: groupsOfPlan(terms.plan), days, orders }
}

/** The parties at which the entries were sold, as places in the list of their hosts. */
const hostedIn = async (database: Database, numbers: Int32Array) => {
  const known = [...new Set(numbers)].filter(number => number >= 0).sort((a, b) => a - b)
  const rows = await database
    .selectFrom('referral.party')
    .select(['id', 'host_id'])
    .where('id', '=', sql<number>`any(${known}::bigint[])`)
    .orderBy('id')
    .execute()
  const places = new Map(rows.map(({ id }, place) => [id, place]))
  return {
    parties: numbers.map(number => places.get(number) ?? -1),
    hosts: Int32Array.from(rows, row => row.host_id),
  }
}

const daysOf = async (database: Database, size: number, query: string): Promise<Int32Array> => {
  const found = await selectColumns(database, { query, columns: { contact: 'int4', day: 'int4' } })
  const days = new Int32Array(size).fill(never)
  for (const [row, contact] of found.contact.entries()) if (contact < size) days[contact] = found.day[row]!
  return days
}

const partnerDays = (zone: Zone, until: Instant) => `select contact_id, ${dayOf('from_at', zone)} from people.role
  where role = 'partner' and from_at < '${isoOf(until)}' and until_at >= '${isoOf(until)}'`

const firstOrderDays = (zone: Zone, until: Instant) => `select contact_id, ${dayOf('min(paid_at)', zone)}
  from sales."order" where paid_at < '${isoOf(until)}' group by contact_id`
