import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { instant, zone } from '#ground/period'
import { createCompany } from '#doors/demo'

export type Size = { readonly partners: number; readonly parties: number; readonly orders: number }

export const berlin = zone('Europe/Berlin')

/** The first partner has a tenth of all parties; the others share the rest. */
const keeper = ({ partners }: Size) => sql`case when each % 10 = 0 then 1 else 2 + each % ${partners - 1} end`

/**
 * A company that sells at parties, over 36 months until November 2026: a tenth of the orders collective, half of those with guests counted, and two in a
 * hundred orders with a piece that came back. Written in a few statements, the same every time.
 */
export const fill = async (database: Database, size: Size): Promise<void> => {
  const company = { name: 'Parties', country: 'DE', language: 'de', currency: 'EUR', zone: berlin } as const
  const { house } = await createCompany(database, { ...company, since: instant('2023-01-01') })
  const { rows } = await sql<{ last: number }>`select max(id) as last from people.contact`.execute(database)
  const [partners, guests] = [rows[0]!.last, rows[0]!.last + size.partners]
  await people(database, size, { house, partners })
  await sql`insert into referral.party (uuid, slug, host_slug, partner_id, host_id, host_name, title, held_on, closes_on, grace_until, planned_at)
    select gen_random_uuid(), 's' || each, 'h' || each, ${partners}::int + ${keeper(size)}, ${guests}::int + 1 + each % 1000, 'Host', 'Party ' || each,
      day, day, day + 7, day - 20
    from generate_series(1, ${size.parties}::int) each cross join lateral (select date '2023-12-05' + each * 1080 / ${size.parties}::int as day) days`.execute(
    database,
  )
  await orders(database, size, { partners, guests })
  await returns(database)
  await sql`analyze`.execute(database)
}

type Numbers = { readonly house: number; readonly partners: number }

const people = async (database: Database, { partners, orders }: Size, known: Numbers): Promise<void> => {
  const customers = Math.ceil(orders / 10)
  await sql`insert into people.contact (uuid, reference, given_name, family_name, country, language, joined_at)
    select gen_random_uuid(), 'N-' || each, 'Name', 'Number ' || each, 'DE', 'de', '2023-06-01'
    from generate_series(1, ${partners + customers}::int) each`.execute(database)
  await sql`insert into people.role (contact_id, role, from_at, reason)
    select ${known.partners}::int + each, case when each <= ${partners}::int then 'partner' else 'customer' end, '2023-06-01', 'bench'
    from generate_series(1, ${partners + customers}::int) each`.execute(database)
  await sql`insert into people.sponsorship (contact_id, sponsor_id, from_at, reason)
    select ${known.partners}::int + each, case when each <= ${partners}::int then ${known.house}::int
      else ${known.partners}::int + 1 + each % ${partners}::int end, '2023-06-01', 'bench'
    from generate_series(1, ${partners + customers}::int) each`.execute(database)
}

const orders = async (database: Database, { orders: count }: Size, at: { partners: number; guests: number }) => {
  await sql`create temporary table sold as
    select (select max(id) from sales."order") as before, row_number() over () as each, party.id as party, party.partner_id as partner, party.held_on
    from referral.party cross join generate_series(1, (${count}::int / (select count(*) from referral.party))::int)`.execute(
    database,
  )
  await sql`insert into sales."order" (uuid, contact_id, placed_at, paid_at, volume_when)
    select gen_random_uuid(), case when each % 10 = 0 then partner else ${at.guests}::int + 1 + each * 7 % ${Math.ceil(count / 10)}::int end,
      held_on + time '20:00', held_on + time '20:00', 'paid' from sold order by each`.execute(database)
  await sql`insert into sales.order_line (order_id, position, article, description, quantity, net, vat_rate, points)
    select id, 1, 'A', 'Article', 10, case when id % 10 = 0 then 20000 else 2000 + id % 5000 end, 1900, 0 from sales."order"`.execute(
    database,
  )
  await sql`insert into sales.party_order (order_id, party_id, way, delivered_to, taken_at, told_guests)
    select each, party, case when each % 10 = 0 then 'collective' when each % 2 = 0 then 'for guest' else 'guest' end, 'guest',
      held_on + time '20:00', case when each % 20 = 0 then 6 end from sold`.execute(database)
  await sql`insert into sales.event (kind, order_id, happened_at) select 'placed', id, placed_at from sales."order"`.execute(
    database,
  )
}

const returns = async (database: Database): Promise<void> => {
  await sql`insert into sales.return (uuid, order_id, contact_id, kind, reason, happened_at)
    select gen_random_uuid(), id, contact_id, 'cancellation', 'bench', placed_at from sales."order" where id % 50 = 7`.execute(
    database,
  )
  await sql`insert into sales.return_line (return_id, order_line_id, position, article, description, quantity, net, points)
    select back.id, line.id, 1, 'A', 'Article', 1, line.net / 10, 0 from sales.return back join sales.order_line line using (order_id)`.execute(
    database,
  )
}
