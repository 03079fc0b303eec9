import { sql } from 'kysely'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { rowsOfContact } from '#volume/explanation'
import { periodOfNumber } from '#volume/ledger'
import { pageMonth, type Context } from './month.ts'

type Asked = { readonly owner: ContactNumber; readonly contacts: readonly ContactNumber[] }

type LastOrders = ReadonlyMap<ContactNumber, Instant>

/**
 * When each contact placed the newest order that counts for the owner; nothing for who has none. What he ordered while he was
 * somebody else's is not the owner's to know.
 */
export const lastOrdersOwned = (context: Context, asked: Asked): Promise<LastOrders> =>
  context.reading.moment === 'order' ? ownedWhenOrdered(context, asked) : ownedAtMonthsEnd(context, asked)

type Row = { readonly contact: ContactNumber; readonly at: Instant }

const byContact = (rows: readonly Row[]): LastOrders => new Map(rows.map(({ contact, at }) => [contact, at]))

const orders = sql`volume.entry
  join sales.order_line line on line.id = entry.order_line_id and entry.return_line_id is null
  join sales."order" placed on placed.id = line.order_id`

const ownedWhenOrdered = async ({ database, reading }: Context, { owner, contacts }: Asked): Promise<LastOrders> => {
  const { rows } = await sql<Row>`
    select entry.contact_id as contact, max(placed.placed_at) as at from ${orders}
    where entry.contact_id = any(${contacts}::int[]) and ${sql.ref(`entry.${reading.whose}_owner_id`)} = ${owner}
    group by 1`.execute(database)
  return byContact(rows)
}

// From the newest month back, until each was met in a month whose end found him with the owner: usually the first.
const ownedAtMonthsEnd = async (context: Context, { owner, contacts }: Asked): Promise<LastOrders> => {
  const { rows: bought } = await sql<{ contact: ContactNumber; period: number }>`
    select distinct contact_id as contact, period from volume.entry
    where contact_id = any(${contacts}::int[]) and return_line_id is null order by period desc`.execute(
    context.database,
  )
  const last = new Map<ContactNumber, number>()
  for (const [period, buyers] of Map.groupBy(bought, row => row.period)) {
    const open = buyers.map(({ contact }) => contact).filter(contact => !last.has(contact))
    const isOwned = open.length === 0 ? () => false : await ownershipIn(context, period, owner)
    for (const contact of open.filter(isOwned)) last.set(contact, period)
  }
  const { rows } = await sql<Row>`
    select entry.contact_id as contact, max(placed.placed_at) as at
    from unnest(${[...last.keys()]}::int[], ${[...last.values()]}::int[]) as asked (contact, period)
    cross join ${orders} where entry.contact_id = asked.contact and entry.period = asked.period
    group by 1`.execute(context.database)
  return byContact(rows)
}

const ownershipIn = async (context: Context, period: number, owner: ContactNumber) => {
  const { shares } = await pageMonth(context, periodOfNumber(period))
  return (contact: ContactNumber): boolean =>
    Array.from(rowsOfContact(shares, contact)).some(
      row => shares.owners[row] === owner && shares.decidedPeriods[row] === period,
    )
}
