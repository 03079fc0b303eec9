import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Cents, Points } from '#ground/money'
import { isoOf, type Instant } from '#ground/period'
import type { Role } from '#people/contact'
import type { Owners } from '#people/structure'

/** One line of the ledger with the article, and the order where there is one, behind it. */
export type Entry = {
  readonly number: number
  readonly uuid: string
  readonly contact: ContactNumber
  readonly at: Instant
  /** As numbers: 201110. */
  readonly period: number
  readonly decidedPeriod: number
  readonly decidedAt: Instant
  readonly roleThen: Role
  readonly owners: Owners
  readonly net: Cents
  readonly points: Points
  /** `split`: pieces of a collective order that turned out to be a guest's, off the one and to the other. */
  readonly is: 'order' | 'return' | 'split'
  /** Null behind a return that no order could be found for. */
  readonly order: { readonly number: number; readonly uuid: string; readonly reference: string | null } | null
  readonly article: string
  readonly description: string
  /** Negative on a return, and on what goes off the buyer. */
  readonly quantity: number
}

type Row = Omit<Entry, 'owners' | 'order'> &
  Owners & { readonly order: number | null; readonly orderUuid: string | null; readonly orderReference: string | null }

type Asked = {
  readonly where: RawBuilder<boolean>
  /** The last entry of the page before. */
  readonly after: Pick<Entry, 'at' | 'number'> | undefined
  readonly limit: number
}

const selectEntries = ({ where, after, limit }: Asked) => sql<Row>`
  select entry.id as number, entry.uuid, entry.contact_id as contact, entry.at, entry.period,
    entry.decided_period as "decidedPeriod", entry.decided_at as "decidedAt", entry.role as "roleThen",
    entry.direct_owner_id as direct, entry.nearest_owner_id as nearest, entry.recruited_owner_id as recruited,
    entry.net, entry.points, case when entry.split_id is not null then 'split' when entry.return_line_id is null then 'order' else 'return' end as is,
    ordered.id as order, ordered.uuid as "orderUuid", ordered.reference as "orderReference",
    coalesce(returned.article, line.article) as article, coalesce(returned.description, line.description) as description,
    coalesce(-returned.quantity, case entry.split_part when 'from' then -split.quantity when 'to' then split.quantity end, line.quantity) as quantity
  from volume.entry
  left join sales.order_line line on line.id = entry.order_line_id
  left join sales.return_line returned on returned.id = entry.return_line_id
  left join sales.split on split.id = entry.split_id
  left join sales."order" ordered on ordered.id = line.order_id
  where ${where} ${after === undefined ? sql`` : sql`and (entry.at, entry.id) > (${isoOf(after.at)}::timestamptz, ${after.number}::bigint)`}
  order by entry.at, entry.id limit ${limit}`

/** Entries in the order of time. */
export const findEntries = async (database: Database, asked: Asked): Promise<Entry[]> => {
  const { rows } = await selectEntries(asked).execute(database)
  return rows.map(({ direct, nearest, recruited, order, orderUuid, orderReference, ...row }) => ({
    ...row,
    owners: { direct, nearest, recruited },
    order: order === null ? null : { number: order, uuid: orderUuid!, reference: orderReference },
  }))
}
