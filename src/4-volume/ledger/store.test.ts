import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { cents, points } from '#ground/money'
import { parsePeriod } from '#ground/period'
import { leave, lockStructure } from '#people/structure/store.ts'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { closeBooks, isBookedSince, recomputedBalances, pull } from './store.ts'

const { database, url } = await testDatabase()
let company: TestCompany

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.customer('Cy', 'Anna')
})

const entries = async () => {
  const rows = await database.selectFrom('volume.entry').selectAll().orderBy('id').execute()
  return rows.map(row => ({
    who: company.nameOf(row.contact_id),
    owner: company.nameOf(row.nearest_owner_id),
    role: row.role,
    month: row.period,
    net: row.net / 100,
  }))
}

describe('an order becomes turnover', () => {
  test('when it is paid, and not before', async () => {
    const order = await company.orders(
      'Cy',
      [{ article: 'A', description: 'A', quantity: 1, net: cents(5_000), vatRate: 1900, points: points(50_000) }],
      '2026-02-27',
    )
    expect(await company.books()).toBe(0)
    await company.pays(order, '2026-03-02')
    expect(await company.books()).toBe(1)
    expect(await entries()).toEqual([{ who: 'Cy', owner: 'Anna', role: 'customer', month: 202_603, net: 50 }])
  })

  test.each`
    volumeWhen   | month
    ${'placed'}  | ${202_602}
    ${'paid'}    | ${202_603}
    ${'shipped'} | ${202_604}
  `('when the company says: $volumeWhen', async ({ volumeWhen, month }) => {
    await database.updateTable('company').set({ volume_when: volumeWhen }).execute()
    const order = await company.orders(
      'Cy',
      [{ article: 'A', description: 'A', quantity: 1, net: cents(5_000), vatRate: 1900, points: points(0) }],
      '2026-02-10',
    )
    await company.pays(order, '2026-03-10')
    await company.ships(order, '2026-04-10')
    await company.books()
    expect(await entries()).toMatchObject([{ month, net: 50 }])
  })

  test('by the rule it was placed under, whatever the company says later', async () => {
    const order = await company.orders(
      'Cy',
      [{ article: 'A', description: 'A', quantity: 1, net: cents(5_000), vatRate: 1900, points: points(0) }],
      '2026-02-10',
    )
    await database.updateTable('company').set({ volume_when: 'shipped' }).execute()
    await company.pays(order, '2026-03-10')
    await company.books()
    expect(await entries()).toMatchObject([{ month: 202_603 }])
  })

  test('in the month of the company, not of Greenwich', async () => {
    await company.buys('Cy', 10, '2026-02-28 23:59')
    await company.buys('Cy', 20, '2026-03-01 00:00')
    await company.books()
    expect((await entries()).map(entry => entry.month)).toEqual([202_602, 202_603])
  })
})

describe('a return', () => {
  test('in March leaves February as it was and goes to the owner of February', async () => {
    await company.partner('Ben')
    const order = await company.buys('Cy', 60, '2026-02-10')
    await company.moves('Cy', 'Ben', '2026-03-01')
    await company.takesBack(order, '2026-03-05')
    await company.books()
    expect(await entries()).toEqual([
      { who: 'Cy', owner: 'Anna', role: 'customer', month: 202_602, net: 60 },
      { who: 'Cy', owner: 'Anna', role: 'customer', month: 202_603, net: -60 },
    ])
  })

  test('of single pieces leaves no cent when the last one comes back', async () => {
    const order = await company.orders(
      'Cy',
      [{ article: 'A', description: 'A', quantity: 3, net: cents(1_000), vatRate: 1900, points: points(1) }],
      '2026-02-10',
    )
    await company.pays(order, '2026-02-10')
    for (const day of ['11', '12', '13'])
      await company.takesBack(order, `2026-02-${day}`, [{ position: 1, quantity: 1 }])
    expect(await company.takesBack(order, '2026-02-14', [{ position: 1, quantity: 1 }])).toMatchObject({
      because: 'more than the line has left',
    })
    await company.books()
    expect((await entries()).map(entry => entry.net)).toEqual([10, -3.33, -3.34, -3.33])
  })

  test('at the same time as another cannot take back the same piece', async () => {
    const order = await company.orders(
      'Cy',
      [{ article: 'A', description: 'A', quantity: 5, net: cents(1_000), vatRate: 1900, points: points(1) }],
      '2026-02-10',
    )
    const results = await Promise.all(
      Array.from({ length: 12 }, () => company.takesBack(order, '2026-02-11', [{ position: 1, quantity: 1 }])),
    )
    expect(results.filter(result => result.is === 'taken back')).toHaveLength(5)
  })
})

describe('the trade', () => {
  test('personal volume is not own volume: the customer buys, the entry is his, the owner is the partner', async () => {
    await company.buys('Anna', 30, '2026-02-10')
    await company.buys('Cy', 70, '2026-02-10')
    await company.books()
    expect(await entries()).toMatchObject([
      { who: 'Anna', owner: 'Anna', net: 30 },
      { who: 'Cy', owner: 'Anna', net: 70 },
    ])
  })

  test('a customer who becomes a partner in mid-month: before it his turnover is his owner’s, after it his own', async () => {
    await company.buys('Cy', 10, '2026-02-10')
    await company.becomes('Cy', 'partner', '2026-02-15')
    await company.buys('Cy', 20, '2026-02-15')
    await company.books()
    expect(await entries()).toMatchObject([
      { who: 'Cy', owner: 'Anna', role: 'customer', net: 10 },
      { who: 'Cy', owner: 'Cy', role: 'partner', net: 20 },
    ])
  })

  test('a partner leaves: what was booked stays, what comes after goes to the heir', async () => {
    await company.partner('Ben', 'Anna')
    await company.customer('Dora', 'Ben')
    await company.buys('Dora', 10, '2026-02-10')
    await company.leaves('Ben', 'sponsor', '2026-02-20')
    await company.buys('Dora', 20, '2026-02-21')
    await company.buys('Ben', 5, '2026-02-21')
    await company.books()
    expect(await entries()).toMatchObject([
      { who: 'Dora', owner: 'Ben', net: 10 },
      { who: 'Dora', owner: 'Anna', net: 20 },
      { who: 'Ben', owner: 'Anna', role: 'former partner', net: 5 },
    ])
  })

  test('a prospect who has paid is a customer from that moment', async () => {
    await company.prospect('Pia', 'Anna')
    await company.buys('Pia', 10, '2026-02-10')
    await company.buys('Pia', 10, '2026-02-11')
    await company.books()
    expect((await entries()).map(entry => entry.role)).toEqual(['customer', 'customer'])
  })
})

describe('the ledger only grows', () => {
  test.each([
    'update volume.entry set net = 0',
    'delete from volume.entry',
    'truncate volume.entry',
    'delete from volume.entry where false',
  ])('%s is refused', async statement => {
    await company.buys('Cy', 10, '2026-02-10')
    await company.books()
    await expect(sql.raw(statement).execute(database)).rejects.toThrow('the volume ledger only grows')
  })

  test('a line of an order is booked once, whoever tries', async () => {
    await company.buys('Cy', 10, '2026-02-10')
    await company.books()
    const again = sql`insert into volume.entry (uuid, contact_id, at, period, order_line_id, net, points, role, direct_owner_id,
        nearest_owner_id, recruited_owner_id, decided_at, decided_period)
      select gen_random_uuid(), contact_id, at, period, order_line_id, net, points, role, direct_owner_id, nearest_owner_id,
        recruited_owner_id, decided_at, decided_period from volume.entry`
    await expect(again.execute(database)).rejects.toThrow('order_line_booked_once')
  })
})

const lines = async () =>
  (await sql<{ count: number }>`select count(*)::int as count from sales.order_line`.execute(database)).rows[0]!.count

const expectAllBookedOnce = async () => {
  expect(await entries()).toHaveLength(await lines())
  const { rows: recomputed } = await recomputedBalances(database)
  const kept = await database
    .selectFrom('volume.balance')
    .selectAll()
    .orderBy('period')
    .orderBy('contact_id')
    .orderBy('decided_period')
    .orderBy('direct_owner_id')
    .orderBy('nearest_owner_id')
    .orderBy('recruited_owner_id')
    .execute()
  expect(kept).toEqual(recomputed)
}

describe('exactly once', () => {
  test('with ten pullers at the same time, and the balances are the entries summed', async () => {
    for (let turn = 0; turn < 30; turn += 1) await company.buys('Cy', turn + 1, `2026-0${(turn % 3) + 1}-10`)
    const booked = await Promise.all(Array.from({ length: 10 }, () => pull(database, berlin)))
    expect(booked.reduce((a, b) => a + b)).toBe(30)
    await expectAllBookedOnce()
  })

  test('and a puller that hangs holds up nobody', async () => {
    await company.buys('Cy', 1, '2026-02-10')
    await database.transaction().execute(async hanging => {
      await sql`select id from sales.event for update`.execute(hanging)
      await company.buys('Cy', 2, '2026-02-11')
      expect(await company.books()).toBe(1)
    })
    expect(await company.books()).toBe(1)
    await expectAllBookedOnce()
  })

  test('and an order that cannot be booked stops only itself, and is told', async () => {
    const [before, broken] = [await company.buys('Cy', 1, '2026-02-10'), await company.buys('Cy', 2, '2026-02-11')]
    await company.buys('Cy', 4, '2026-02-12')
    await sql`update sales."order" set placed_at = '0202-02-11', paid_at = '0202-02-11' where id = ${broken}`.execute(
      database,
    )
    await expect(company.books()).rejects.toThrow('cannot be booked')
    expect((await entries()).map(entry => entry.net)).toEqual([1, 4])
    await sql`update sales."order" set paid_at = '2026-02-11' where id = ${broken}`.execute(database)
    expect(await company.books()).toBe(1)
    expect(before).toBeLessThan(broken)
    await expectAllBookedOnce()
  })

  test('and never for a partner who has left by then', async () => {
    await company.customer('Dora', 'Anna')
    const booking = database.transaction().execute(async leaving => {
      await lockStructure(leaving)
      await company.buys('Dora', 10, '2026-02-10 10:01')
      const pulled = company.books()
      await pause(300)
      const left = {
        partner: company.of('Anna'),
        heir: 'sponsor' as const,
        at: at('2026-02-10 10:00'),
        reason: 'told so',
      }
      expect(await leave(leaving, left)).toMatchObject({ is: 'left' })
      return { pulled }
    })
    await (
      await booking
    ).pulled
    expect(await entries()).toMatchObject([{ who: 'Dora', owner: 'house' }])
  })

  test('when orders are paid and returned while it pulls', async () => {
    const orders: number[] = []
    for (let turn = 0; turn < 20; turn += 1)
      orders.push(
        await company.orders(
          'Cy',
          [{ article: 'A', description: 'A', quantity: 1, net: cents(100), vatRate: 1900, points: points(1) }],
          '2026-02-10',
        ),
      )
    await Promise.all([
      ...orders.map(order => company.pays(order, '2026-02-11')),
      ...orders.slice(0, 10).map(async order => {
        await company.takesBack(order, '2026-02-12')
        await company.books()
      }),
      ...Array.from({ length: 5 }, () => company.books()),
    ])
    await company.books()
    const { rows } = await sql<{ total: number; twice: number }>`
      select coalesce(sum(net), 0)::bigint as total,
        (select count(*)::int from (select order_line_id, return_line_id from volume.entry group by 1, 2 having count(*) > 1) again) as twice
      from volume.entry`.execute(database)
    const paid = await sql<{
      count: number
    }>`select count(*)::int as count from sales."order" o where paid_at is not null
      and not exists (select from sales.return r where r.order_id = o.id)`.execute(database)
    expect(rows[0]).toEqual({ total: paid.rows[0]!.count * 100, twice: 0 })
  })

  test('when the puller is killed at any moment', async () => {
    for (let turn = 0; turn < 300; turn += 1) await company.buys('Cy', 1, '2026-02-10')
    // A transaction a killed puller left open may hold its claim for a moment; the ledger waits for nobody and tries again.
    for (const patience of [60, 120, 180, 240, 300]) {
      const puller = spawn(process.execPath, [new URL('../../../test/pull-slowly.ts', import.meta.url).pathname, url], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(puller.stdout, 'data')
      setTimeout(() => puller.kill('SIGKILL'), patience)
      await once(puller, 'exit')
    }
    await expect.poll(async () => (await company.books(), (await entries()).length), { timeout: 10_000 }).toBe(300)
    await expectAllBookedOnce()
  })
})

test('the order in which news arrive does not matter', async () => {
  const first = await company.buys('Cy', 10, '2026-02-10')
  await company.takesBack(first, '2026-02-12')
  await company.buys('Anna', 20, '2026-02-11')
  const { rows } = await sql<{ id: number }>`select id from sales.event order by id desc`.execute(database)
  for (const { id } of rows) {
    await sql`update sales.event set pulled_by_ledger_at = now() where id <> ${id}`.execute(database)
    await sql`update sales.event set pulled_by_ledger_at = null where id = ${id}`.execute(database)
    await company.books()
  }
  expect((await entries()).toSorted((a, b) => a.net - b.net)).toMatchObject([
    { who: 'Cy', net: -10 },
    { who: 'Cy', net: 10 },
    { who: 'Anna', net: 20 },
  ])
})

describe('whether a change dated back would belie a booking', () => {
  const asked = (name: string, by: 'place' | 'first place' | 'role', since: string) =>
    isBookedSince(database, { contact: company.of(name), by, since: at(since) })

  beforeEach(async () => {
    await company.customer('Dora', 'Cy')
    await company.partner('Ben', 'Anna')
    await company.prospect('Eli', 'Anna')
    await company.becomes('Eli', 'partner', '2026-02-01')
    await company.customer('Flo', 'Anna')
    await company.buys('Dora', 10, '2026-02-10')
    await company.buys('Ben', 10, '2026-02-20')
    await company.buys('Eli', 10, '2026-02-20')
    await company.buys('Flo', 10, '2025-12-20')
    await company.books()
  })

  test.each`
    who       | by               | since           | belies   | why
    ${'Dora'} | ${'place'}       | ${'2026-02-10'} | ${true}  | ${'she bought at that moment'}
    ${'Dora'} | ${'place'}       | ${'2026-02-11'} | ${false} | ${'she bought before'}
    ${'Cy'}   | ${'place'}       | ${'2026-02-01'} | ${true}  | ${'the customer he brought bought, and goes where he goes'}
    ${'Cy'}   | ${'role'}        | ${'2026-02-01'} | ${true}  | ${'as a partner he would own her'}
    ${'Ben'}  | ${'place'}       | ${'2026-02-01'} | ${false} | ${'a partner owns his turnover wherever he stands'}
    ${'Ben'}  | ${'role'}        | ${'2026-02-01'} | ${true}  | ${'as no partner he would not'}
    ${'Eli'}  | ${'place'}       | ${'2026-01-01'} | ${false} | ${'he bought as a partner only, whose turnover is his own'}
    ${'Flo'}  | ${'place'}       | ${'2026-01-01'} | ${false} | ${'she bought before she joined'}
    ${'Flo'}  | ${'first place'} | ${'2026-01-01'} | ${true}  | ${'what she bought before she joined was her first sponsor’s'}
    ${'Ben'}  | ${'first place'} | ${'2026-01-01'} | ${false} | ${'a partner from his registration on'}
    ${'Anna'} | ${'role'}        | ${'2026-02-11'} | ${false} | ${'below her only another partner bought since'}
  `('$who by $by since $since: $why', async ({ who, by, since, belies }) => {
    expect(await asked(who, by, since)).toBe(belies)
  })

  test('a closed month is never belied, whoever bought in it', async () => {
    await inTransaction(database, inside => closeBooks(inside, parsePeriod('2026-01')!))
    expect(await asked('Ben', 'place', '2026-01-31')).toBe(true)
    expect(await asked('Ben', 'first place', '2026-01-01')).toBe(true)
    expect(await asked('Ben', 'place', '2026-02-01')).toBe(false)
  })
})
