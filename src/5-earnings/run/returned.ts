import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { selectColumns } from '#ground/database/store.ts'
import { boundsOf, type Period } from '#ground/period'
import { structureBefore } from '#people/structure/store.ts'
import { periodNumber } from '#volume/ledger'
import { ownersUnder } from '#volume/rollup/store.ts'
import type { Facts } from '#earnings/volume'
import { groupsOfPlan, placeOfGroup, takesCommissionBack } from './counted.ts'
import type { Terms } from './facts.ts'

/** What came back, until a month, of what was sold in an earlier one: entries as they count, and the month each was booked in. */
export type Returned = { readonly entries: Facts['entries']; readonly bookedIn: Int32Array }

/** The months with runs of which something came back in this one. */
export const soldBefore = async (database: Database, { period, since, takesBack }: Terms): Promise<number[]> => {
  const { rows } = await sql<{ period: number }>`
    select distinct sold.period from volume.entry entry
      join volume.entry sold on sold.order_line_id = entry.order_line_id and sold.return_line_id is null and sold.split_id is null
    where entry.period = ${periodNumber(period)} and entry.return_line_id is not null
      and sold.period < entry.period and sold.period >= ${periodNumber(since)} and ${sql.raw(takesCommissionBack(takesBack))}
    order by 1`.execute(database)
  return rows.map(row => row.period)
}

const shape = {
  contacts: 'int4',
  decidedPeriods: 'int4',
  direct: 'int4',
  nearest: 'int4',
  recruited: 'int4',
  net: 'int8',
  points: 'int8',
  groups: 'int4',
  orders: 'int4',
  bookedIn: 'int4',
} as const

/**
 * All that came back of a month's sales until this one, with the owners and groups it was sold with. A month that is closed took back
 * by the classes that held then; an open one by those that hold now.
 */
export const returnedOf = async (
  database: Database,
  sold: Terms,
  { period, takesBack }: Pick<Terms, 'period' | 'takesBack'>,
): Promise<Returned> => {
  const found = await selectColumns(database, {
    query: `select entry.contact_id, entry.decided_period, entry.direct_owner_id, entry.nearest_owner_id, entry.recruited_owner_id,
        -entry.net, -entry.points, ${placeOfGroup(sold.plan)}, line.order_id::int, entry.period
      from volume.entry entry
        join volume.entry sold on sold.order_line_id = entry.order_line_id and sold.return_line_id is null and sold.split_id is null
        join sales.order_line line on line.id = entry.order_line_id
        left join earnings.run run on run.period = entry.period and run.state = 'closed'
      where entry.return_line_id is not null and sold.period = ${periodNumber(sold.period)}
        and entry.period > sold.period and entry.period <= ${periodNumber(period)}
        and case when run.period is null then ${takesCommissionBack(takesBack)} else ${tookBackThen} end
      order by entry.id`,
    columns: shape,
  })
  const { until } = boundsOf(sold.period, sold.zone)
  const structure = await structureBefore(database, until)
  const owners = await ownersUnder(database, found, { ...sold, structure })
  const { contacts, net, points, groups, orders, bookedIn } = found
  return { entries: { contacts, owners, net, points, groups, groupNames: groupsOfPlan(sold.plan), orders }, bookedIn }
}

const tookBackThen = `exists (select from sales.return_line back join sales.return as returned on returned.id = back.return_id
  where back.id = entry.return_line_id
    and (returned.reason_class is null or run.record->'takesBack' ? returned.reason_class))`

/** The months between in which something came back, this one left out. */
export const earlierMonths = ({ bookedIn }: Returned, period: Period): number[] =>
  [...new Set(bookedIn)].filter(month => month < periodNumber(period)).sort((a, b) => a - b)

/** Of what came back, what was booked before a month. */
export const entriesBefore = ({ entries, bookedIn }: Returned, period: Period): Returned['entries'] => {
  const isEarlier = (_: number, entry: number) => bookedIn[entry]! < periodNumber(period)
  const { contacts, owners, net, points, groups, groupNames, orders } = entries
  return {
    contacts: contacts.filter(isEarlier),
    owners: owners.filter(isEarlier),
    net: net.filter(isEarlier),
    points: points.filter(isEarlier),
    groups: groups.filter(isEarlier),
    groupNames,
    ...(orders && { orders: orders.filter(isEarlier) }),
  }
}
