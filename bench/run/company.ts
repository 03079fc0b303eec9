import type pg from 'pg'
import type { Period } from '#ground/period'
import { periodNumber } from '#volume/ledger'
import { fill } from '../copy.ts'
import { companyOf } from '../volumes/company.ts'

export const months = ['2026-01', '2026-02'] as readonly string[] as readonly Period[]

/**
 * Fills an empty database with a company of so many contacts, one in ten a partner, that everybody joined a year before, and with as many
 * orders of one line a month, all paid and booked. The same every time.
 */
export const fillCompany = async (
  client: pg.ClientBase,
  contacts: number,
  say: (what: string) => void,
): Promise<void> => {
  const references = await referencesOf(client)
  for (const { table, name } of references) await client.query(`alter table ${table} drop constraint ${name}`)
  const { sponsors, owns, ...booked } = companyOf(contacts, 'grown')
  await client.query('create temporary table who (id int, sponsor int, owns int)')
  await fill(client, 'who', [
    sponsors.map((_, position) => position + 1),
    sponsors.map(each => each + 1),
    Int32Array.from(owns),
  ])
  await client.query('create temporary table sold (id int, contact int, owner int, net bigint)')
  const orders = contacts * months.length
  await fill(client, 'sold', [
    Int32Array.from({ length: orders }, (_, order) => order + 1),
    Int32Array.from({ length: orders }, (_, order) => booked.contacts[order]! + 1),
    Int32Array.from({ length: orders }, (_, order) => booked.owners[order]! + 1),
    Float64Array.from({ length: orders }, (_, order) => Math.abs(booked.amounts[order]!)),
  ])
  for (const [what, statement] of [
    ...statementsOfPeople,
    ...months.flatMap((month, place) => statementsOfMonth(month, place * contacts, contacts)),
  ]) {
    say(what)
    await client.query(statement)
  }
  say('references')
  for (const { table, name, words } of references)
    await client.query(`alter table ${table} add constraint ${name} ${words}`)
}

type Reference = { readonly table: string; readonly name: string; readonly words: string }

// All at once afterwards: looked at row by row they would take longer than everything else.
const referencesOf = async (client: pg.ClientBase): Promise<readonly Reference[]> => {
  const tables = ['people.role', 'people.sponsorship', 'sales."order"', 'sales.order_line', 'volume.entry']
  const { rows } = await client.query<Reference>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as words
      from pg_constraint where contype = 'f' and conrelid = any($1::regclass[])`,
    [tables],
  )
  return rows
}

type Statement = readonly [what: string, statement: string]

const joined = `'2025-01-01T00:00:00Z'`

const statementsOfPeople: readonly Statement[] = [
  [
    'the company',
    `insert into company (name, country, language, currency, zone) values ('Large', 'DE', 'de', 'EUR', 'Europe/Berlin')`,
  ],
  ['contacts', 'drop index people.contact_search'],
  [
    'contacts',
    `insert into people.contact (id, uuid, reference, given_name, family_name, email, street, postal_code, city, country, language, joined_at)
      overriding system value
      select id, gen_random_uuid(), 'C-' || id, 'Given ' || id % 1000, 'Family ' || id, 'contact-' || id || '@example.org', 'Hauptstraße 1',
        lpad((id % 100000)::text, 5, '0'), 'Berlin', 'DE', 'de', ${joined} from who order by id`,
  ],
  ['contacts', `select setval(pg_get_serial_sequence('people.contact', 'id'), (select max(id) from who))`],
  ['their search', 'create index contact_search on people.contact using gin (search gin_trgm_ops)'],
  [
    'roles',
    `insert into people.role (contact_id, role, from_at, reason)
      select id, case when id = 1 then 'house' when owns = 1 then 'partner' else 'customer' end, ${joined}, 'bench' from who order by id`,
  ],
  [
    'sponsors',
    `insert into people.sponsorship (contact_id, sponsor_id, from_at, reason) select id, sponsor, ${joined}, 'bench' from who where id > 1 order by id`,
  ],
  ['statistics', 'analyze people.contact, people.role, people.sponsorship'],
]

const statementsOfMonth = (month: Period, after: number, count: number): readonly Statement[] => {
  const period = periodNumber(month)
  const of = `from sold join who on who.id = contact where sold.id > ${after} and sold.id <= ${after + count} order by sold.id`
  const at = `(timestamptz '${month}-01T12:00:00Z' + make_interval(days => sold.id % 28))`
  return [
    [
      `orders of ${month}`,
      `insert into sales."order" (id, uuid, reference, contact_id, placed_at, paid_at, volume_when) overriding system value
        select sold.id, gen_random_uuid(), 'O-' || sold.id, contact, ${at}, ${at}, 'paid' ${of}`,
    ],
    [
      `order lines of ${month}`,
      `insert into sales.order_line (id, order_id, position, article, description, quantity, net, vat_rate, points) overriding system value
        select sold.id, sold.id, 1, 'A-1', 'Article', 1, net, 1900, net * 10 ${of}`,
    ],
    [
      `entries of ${month}`,
      `insert into volume.entry (uuid, contact_id, at, period, order_line_id, net, points, role, direct_owner_id, nearest_owner_id,
          recruited_owner_id, decided_at, decided_period)
        select gen_random_uuid(), contact, ${at}, ${period}, sold.id, net, net * 10, case when owns = 1 then 'partner' else 'customer' end,
          owner, owner, owner, ${at}, ${period} ${of}`,
    ],
    [
      `balances of ${month}`,
      `insert into volume.balance
        select period, contact_id, decided_period, direct_owner_id, nearest_owner_id, recruited_owner_id, sum(net), sum(points), count(*)
        from volume.entry where period = ${period} group by 1, 2, 3, 4, 5, 6`,
    ],
    [`version of ${month}`, `insert into volume.version (period, version, entries) values (${period}, 1, ${count})`],
    [
      'numbers',
      `select setval(pg_get_serial_sequence('sales."order"', 'id'), ${after + count}), setval(pg_get_serial_sequence('sales.order_line', 'id'), ${after + count})`,
    ],
    ['statistics', 'analyze sales."order", sales.order_line, volume.entry, volume.balance'],
  ]
}
