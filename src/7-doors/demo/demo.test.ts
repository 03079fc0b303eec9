import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'csv-parse/sync'
import type { ContactNumber } from '#ground/identity'
import { cents } from '#ground/money'
import { dayOf, instant, zone, type Instant, type Period } from '#ground/period'
import { stateOn } from '#referral/party'
import { listParties, partiesOf } from '#referral/party/store.ts'
import { resolveHost } from '#referral/subdomain/store.ts'
import { quote } from '#referral/voucher/store.ts'
import { rewardOfParty } from '#sales/host-reward/store.ts'
import { countGuests, hiddenByMonth } from '#sales/party-order/store.ts'
import { silence } from '#doors/connectors'
import { demoLogins } from '#doors/auth/store.ts'
import { recomputedBalances } from '#volume/ledger/store.ts'
import { testDatabase } from '../../../test/database.ts'
import { seedDemo } from './index.ts'

const [first, second] = [await testDatabase(), await testDatabase()]
const { database } = first

let summary: Awaited<ReturnType<typeof seedDemo>>

const now = instant('2026-11-29 12:00', zone('Europe/London'))

beforeAll(async () => {
  summary = await seedDemo({ database, progress: silence, now })
}, 120_000)

// What its parties sold is invented, and beside the file.
const ofTheFile = `not exists (select from sales.party_order counted join sales.order_line line using (order_id) where line.id = order_line_id)`

// Read and reckoned apart from the code under test: whole pennies by BigInt.
const file = new URL('../../../examples/online-retail/online-retail-sample.csv.gz', import.meta.url)
const shop = parse(gunzipSync(readFileSync(file)), { columns: true }) as Record<string, string>[]

const penniesOf = ({ UnitPrice, Quantity }: Record<string, string>): bigint => {
  const [pounds, rest = ''] = UnitPrice!.split('.')
  return BigInt(pounds! + rest.padEnd(2, '0')) * BigInt(Quantity!)
}

const isTurnover = ({ StockCode, CustomerID, UnitPrice }: Record<string, string>): boolean =>
  !['AMAZONFEE', 'CRUK', 'S'].includes(StockCode!) && !(CustomerID === '' && Number(UnitPrice) === 0)

const turnover = shop.filter(isTurnover)

const sumOf = (rows: readonly Record<string, string>[]): number =>
  Number(rows.reduce((total, row) => total + penniesOf(row), 0n))

const one = async <T>(query: string): Promise<T> => (await first.pool.query(query)).rows[0] as T

describe('the demo company', () => {
  test('is the README’s worked example', async () => {
    expect(summary).toMatchObject({
      is: 'seeded',
      contacts: 3_570,
      partners: 250,
      entries: 30_071,
      leftOut: { 'costs of the shop': 3, 'correction of stock': 35 },
      orders: {
        orders: { placed: 11_838, lines: 29_345 },
        returns: { matched: 52, lone: 480, there: 0 },
        customers: 3_420,
      },
    })
    expect(await seedDemo({ database, progress: silence })).toEqual({ is: 'there' })
    expect(
      await one(`select sum(net)::bigint as net, count(*)::int as entries from volume.entry where ${ofTheFile}`),
    ).toEqual({
      net: 58_318_768,
      entries: 29_962,
    })
  })

  test('has every penny of the file, in all, of each month and of each customer', async () => {
    expect(sumOf(turnover)).toBe(58_318_768)
    expect(await one(`select sum(net)::bigint as net from volume.entry where ${ofTheFile}`)).toEqual({
      net: sumOf(turnover),
    })
    const { rows } = await first.pool.query<{ reference: string; net: number }>(
      `select reference, sum(net)::bigint as net from volume.entry join people.contact on contact.id = contact_id
        where ${ofTheFile} group by 1`,
    )
    const byCustomer = Map.groupBy(turnover, row => row.CustomerID!.replace('.0', '') || 'COUNTER')
    expect(new Map(rows.map(row => [row.reference, row.net]))).toEqual(
      new Map([...byCustomer].map(([customer, own]) => [customer, sumOf(own)])),
    )
    const months = await first.pool.query<{ period: number; net: number }>(
      `select period, sum(net)::bigint as net from volume.entry where ${ofTheFile} group by 1 order by 1`,
    )
    // An invoice counts at its earliest line; none reaches over a month's end.
    const byMonth = Map.groupBy(turnover, row => Number(row.InvoiceDate!.slice(0, 7).replace('-', '')))
    expect(months.rows).toEqual(
      [...byMonth].sort(([a], [b]) => a - b).map(([month, own]) => ({ period: month, net: sumOf(own) })),
    )
  })

  test('gives everybody but the house exactly one sponsor, who leads up to the house', async () => {
    expect(
      await one(`with recursive below (id) as (
          select contact_id from people.role where role = 'house'
          union all select contact_id from below join people.sponsorship on sponsor_id = id and until_at = 'infinity'
        ) select (select count(*)::int from below) as reached, (select count(*)::int from people.contact) as contacts,
          (select count(*)::int from people.sponsorship where until_at = 'infinity') as edges,
          (select count(*)::int from (select 1 from people.sponsorship where until_at = 'infinity' group by contact_id having count(*) > 1) twice) as twice`),
    ).toEqual({ reached: 3_606, contacts: 3_606, edges: 3_605, twice: 0 })
  })

  test('has nobody who ordered before he joined, or whose sponsor joined after him', async () => {
    expect(
      await one(`select (select count(*)::int from sales."order" join people.contact on contact.id = contact_id where placed_at < joined_at) as early,
        (select count(*)::int from people.sponsorship join people.contact on contact.id = contact_id
          join people.contact sponsor on sponsor.id = sponsor_id where contact.joined_at < sponsor.joined_at) as upside_down`),
    ).toEqual({ early: 0, upside_down: 0 })
  })

  test('has a structure worth looking at: partners of many sizes, lines eight deep, some who left', async () => {
    const { rows } = await first.pool.query<{ role: string; count: number }>(
      "select role, count(*)::int as count from people.role where until_at = 'infinity' group by 1 order by 1",
    )
    expect(Object.fromEntries(rows.map(row => [row.role, row.count]))).toEqual({
      customer: 3_322,
      'former partner': 8,
      house: 1,
      partner: 242,
      prospect: 33,
    })
    const { deep } = await one<{ deep: number }>(`with recursive line (id, depth) as (
        select contact_id, 0 from people.role where role = 'house'
        union all select contact_id, depth + 1 from line join people.sponsorship on sponsor_id = id and until_at = 'infinity'
      ) select max(depth) as deep from line`)
    expect(deep).toBeGreaterThanOrEqual(8)
    expect(deep).toBeLessThanOrEqual(12)
  })

  test('says of every edge that it is invented, and of the data where they come from', async () => {
    const { rows } = await first.pool.query<{ by: string }>(
      `select distinct evidence->>'by' as by from people.sponsorship order by 1`,
    )
    expect(rows.map(row => row.by)).toEqual(['demo generator', 'leaving partner', 'party'])
    const { notice } = await database.selectFrom('company').select('notice').executeTakeFirstOrThrow()
    for (const text of [notice!.de, notice!.en])
      for (const source of ['Chen, D. (2015)', 'UCI Machine Learning Repository', '10.24432/C5BW33', 'CC BY 4.0'])
        expect(text).toContain(source)
  })

  test('has addresses of nobody', async () => {
    expect(
      await one(`select count(*) filter (where email not like '%.example')::int as real_mail,
        count(*) filter (where phone !~ '^\\+44 (7700 900|\\d{3} 49[68] 0|29 2018 0)\\d{3}$|^\\+49 (30 23125|69 90009|40 66969|221 4710|89 99998)\\d{3}$')::int as real_phone,
        count(phone)::int - count(distinct phone)::int as shared_phone,
        count(*) filter (where postal_code !~ '^QZ|^00')::int as real_place from people.contact`),
    ).toEqual({ real_mail: 0, real_phone: 0, shared_phone: 1, real_place: 0 })
  })

  test('has a login for each role; the partner’s desk has customers, customers of customers and a first line', async () => {
    expect(await demoLogins(database)).toMatchObject([
      { role: 'company', email: 'office@demo.example', password: 'demo-office' },
      { role: 'company', email: 'revision@demo.example', password: 'demo-revision' },
      { role: 'partner', email: 'partner@demo.example', password: 'demo-partner' },
    ])
    const below = await one<
      Record<string, number>
    >(`with me as (select contact_id as id from doors."user" where role = 'partner'),
        edge as (select contact_id, sponsor_id, role from people.sponsorship join people.role using (contact_id)
          where sponsorship.until_at = 'infinity' and role.until_at = 'infinity')
      select count(*) filter (where role = 'customer')::int as customers, count(*) filter (where role = 'partner')::int as partners,
        (select count(*)::int from edge far join edge near on far.sponsor_id = near.contact_id and near.role = 'customer'
          where near.sponsor_id = (select id from me) and far.role = 'customer') as through
      from edge where sponsor_id = (select id from me)`)
    expect(below.customers).toBeGreaterThanOrEqual(8)
    expect(below.partners).toBeGreaterThanOrEqual(2)
    expect(below.through).toBeGreaterThanOrEqual(2)
  })

  test('has balances that are its entries summed', async () => {
    const kept =
      await sql`select period, contact_id, decided_period, direct_owner_id, nearest_owner_id, recruited_owner_id, net, points, entries
      from volume.balance order by 1, 2, 3, 4, 5, 6`.execute(database)
    expect(kept.rows).toEqual((await recomputedBalances(database)).rows)
  })
})

describe('its parties', () => {
  const officeOf = async (path: string) => (await first.pool.query<Record<string, unknown>>(path)).rows

  test('are of every state, ordered at in every way, and the partner who signs in has some of each', async () => {
    const { rows } = await first.pool.query<{ contact_id: ContactNumber }>(
      `select contact_id from doors."user" where role = 'partner'`,
    )
    const annas = await partiesOf(database, rows[0]!.contact_id)
    const today = dayOf(now, zone('Europe/London'))
    const states = Map.groupBy(annas, party => stateOn(party, today))
    expect([...states].map(([state, all]) => [state, all.length])).toEqual([
      ['planned', 1],
      ['open', 1],
      ['closed', 1],
      ['settled', 5],
    ])
    expect(await officeOf('select way, count(*)::int as orders from sales.party_order group by 1 order by 1')).toEqual([
      { way: 'collective', orders: 10 },
      { way: 'for guest', orders: 24 },
      { way: 'guest', orders: 26 },
    ])
    expect(
      await one(`select (select count(*)::int from sales.split) as splits,
        (select count(*)::int from sales.return join sales.party_order using (order_id)) as returns,
        (select count(*)::int from sales.party_slip where state = 'to settle') as waiting`),
    ).toEqual({ splits: 1, returns: 2, waiting: 1 })
  })

  test('have rewards that grow, are provisional and final, and goods that are to be sent, sent and undone', async () => {
    const at = { at: now, zone: zone('Europe/London') }
    const parties = await listParties(database, { before: undefined, limit: 100 })
    const rewards = await Promise.all(parties.map(party => rewardOfParty(database, party, at)))
    const count = (state: string) => rewards.filter(reward => reward.state === state && reward.reward.credit > 0).length
    expect([count('growing'), count('provisional'), count('final')].every(found => found > 0)).toBe(true)
    const goods = rewards.flatMap(reward => reward.goods.map(({ state }) => state))
    expect(goods.toSorted()).toEqual(['shipped', 'shipped', 'taken', 'undone'])
  })

  test('show a trend: ever fewer customers hidden, ever more known', async () => {
    await countGuests(database, zone('Europe/London'))
    const months = await hiddenByMonth(database, { until: '2011-11' as Period, months: 3 })
    const hidden = months.map(({ told, estimated }) => told + estimated)
    expect(hidden).toEqual(hidden.toSorted((a, b) => b - a))
    expect(months.map(({ known }) => known)).toEqual(months.map(({ known }) => known).toSorted((a, b) => a - b))
    expect(months.every(({ netOfGuest }) => netOfGuest === null)).toBe(false)
  })

  test('leave the demo’s last month its last, and letters to nobody', async () => {
    expect(await one('select max(period) as last from volume.entry')).toEqual({ last: 201_112 })
    expect(await one('select count(*)::int as letters from ground.message')).toEqual({ letters: 0 })
  })
})

const fingerprint = async ({ pool }: typeof first): Promise<string> => {
  const hash = createHash('sha256')
  for (const query of [
    'select reference, given_name, family_name, firm_name, email, phone, street, postal_code, city, country, joined_at from people.contact order by id',
    'select contact_id, role, from_at, until_at from people.role order by 1, 3',
    'select contact_id, sponsor_id, from_at, until_at, reason from people.sponsorship order by 1, 3',
    `select contact_id, at, net, points, role, direct_owner_id, nearest_owner_id, recruited_owner_id from volume.entry
     order by order_line_id, return_line_id`,
    'select title, held_on, closes_on, begins_at from referral.party order by id',
    'select way, taken_at, number, total, email from sales.party_order join sales.shop_order using (order_id) order by order_id',
    'select credit, half_price, at from sales.host_reward_entry order by id',
  ])
    hash.update(JSON.stringify((await pool.query(query)).rows))
  return hash.digest('hex')
}

test('the same seed makes the same company', { timeout: 120_000 }, async () => {
  await seedDemo({ database: second.database, progress: silence, now })
  expect(await fingerprint(second)).toBe(await fingerprint(first))
})

test('has Anna’s address and Ben’s code to try the shop with', async () => {
  const at = Date.now() as Instant
  const found = await resolveHost(database, { host: 'anna.localhost', baseHost: 'localhost', at })
  expect(found).toMatchObject({ is: 'partner', page: { displayName: expect.stringMatching(/^Anna /u) } })
  const asked = { code: 'von ben', at, country: 'GB', total: cents(4_000), contact: null }
  const quoted = await quote(database, asked)
  expect(quoted).toMatchObject({ is: 'valid', code: 'VONBEN', discount: 400, newCustomersOnly: true })
  expect(found.is === 'partner' && quoted.is === 'valid' && quoted.partner !== found.partner).toBe(true)
})
