import { beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { keepSetting } from '#ground/setting/store.ts'
import type { Period } from '#ground/period'
import type { ContactNumber } from '#people/contact'
import { addPlan } from '#earnings/plan/store.ts'
import { returnsSetting } from './index.ts'
import { approveRun, askToClose, closeRun, computedMonth, draftRun, nextToClose, verifyRuns } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

// Five rules one on the other: own volume, a differential by rank, levels with compression, a share of what the differential pays, a cap.
const plan = `name: Stufen
from: 2026-02
payout at most: 100 %
volumes:
  Eigenumsatz: {sum: own}
  Kunden: {sum: customers}
ranks:
  - {name: Berater, needs: {volume: Kunden, at least: 10}}
  - {name: Leiter, lasts: {grace months: 1}, needs: {volume: Kunden, at least: 100}}
bonuses:
  - {name: Eigenprovision, kind: own volume, base: Eigenumsatz, method: marginal, brackets: [{from: 0, rate: 10 %}, {from: 100, rate: 15 %}]}
  - {name: Differenz, kind: differential, base: Eigenumsatz, follows: sponsor, variant: linear, rates: [{rank: Berater, rate: 3 %}, {rank: Leiter, rate: 7.77 %}]}
  - {name: Ebenen, kind: level, base: Eigenumsatz, follows: sponsor, levels: [5 %, 3.33 %], compression: dynamic, skipped counts as level: no, unqualified share: company, needs: {rank: Berater}}
  - {name: Match, kind: matching, of: Differenz, follows: sponsor, levels: [20 %], compression: none, unqualified share: company}
  - {name: Höchstens, kind: partner cap, at most: 60}`

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben', 'Anna')
  await company.partner('Cora', 'Ben')
  for (const [customer, partner] of [
    ['Xa', 'Anna'],
    ['Xb', 'Ben'],
    ['Xc', 'Cora'],
  ])
    await company.customer(customer!, partner)
  await addPlan(database, { text: plan, by: 'office' })
})

const acting = (month: string, by: string, on = '2027-01-01') => ({ period: month as Period, by, at: at(on) })
const still = { progress: () => undefined }

const close = async (month: string) => {
  await draftRun(database, acting(month, 'Ina'))
  await approveRun(database, acting(month, 'Udo'))
  return closeRun(database, { ...acting(month, 'Udo'), ...still })
}

const february = async () => {
  const orders = {
    anna: await company.buys('Xa', 250, '2026-02-03'),
    ben: await company.buys('Xb', 33.33, '2026-02-10'),
    cora: await company.buys('Xc', 777.77, '2026-02-11'),
    benHimself: await company.buys('Ben', 20, '2026-02-12'),
  }
  return orders
}

const earned = async (month: string) => {
  await company.books()
  const { lines } = (await computedMonth(database, month as Period))!
  return [...lines.partner].map((partner, place) => ({
    partner: company.nameOf(partner as ContactNumber)!,
    rule: lines.rule[place]!,
    from: company.nameOf(lines.from[place] as ContactNumber),
    amount: lines.amount[place]!,
    of: lines.ofPeriod[place]!,
    ofPlace: lines.ofPlace[place]!,
  }))
}

const totals = (lines: Awaited<ReturnType<typeof earned>>) =>
  Object.fromEntries(
    [...Map.groupBy(lines, ({ partner }) => partner)].map(([partner, own]) => [
      partner,
      own.reduce((sum, { amount }) => sum + amount, 0),
    ]),
  )

describe('a run', () => {
  test('is drafted as often as one likes, approved by another, and closed', async () => {
    await february()
    expect(await nextToClose(database)).toBeUndefined()
    expect(await draftRun(database, acting('2026-02', 'Ina'))).toMatchObject({ is: 'drafted' })
    expect(await draftRun(database, acting('2026-02', 'Ina'))).toMatchObject({ is: 'drafted' })
    expect(await nextToClose(database)).toBe('2026-02')
    const refused = (because: string) => ({ is: 'refused', because })
    expect(await approveRun(database, acting('2026-02', 'Ina'))).toEqual(refused('own draft'))
    expect(await closeRun(database, { ...acting('2026-02', 'Udo'), ...still })).toEqual(refused('not approved'))
    expect(await askToClose(database, acting('2026-02', 'Udo'))).toEqual(refused('not approved'))
    expect(await approveRun(database, acting('2026-02', 'Udo'))).toEqual({ is: 'approved' })
    expect(await approveRun(database, acting('2026-02', 'Eva'))).toEqual(refused('already approved'))
    expect(await askToClose(database, acting('2026-02', 'Ina'))).toEqual({ is: 'asked' })
    expect(await closeRun(database, { ...acting('2026-02', 'Ina'), ...still })).toMatchObject({ is: 'closed' })
    expect(await closeRun(database, { ...acting('2026-02', 'Ina'), ...still })).toEqual(refused('already closed'))
    expect(await draftRun(database, acting('2026-02', 'Ina'))).toEqual(refused('already closed'))
    const events = await database.selectFrom('earnings.run_event').select(['by', 'what']).orderBy('id').execute()
    expect(events.map(({ by, what }) => `${by} ${what}`)).toEqual([
      'Ina drafted',
      'Ina drafted',
      'Udo approved',
      'Ina closing asked',
      'Ina closed',
    ])
  })

  test.each`
    what                   | month        | on              | because
    ${'a month still on'}  | ${'2026-02'} | ${'2026-02-28'} | ${'month not over'}
    ${'one without draft'} | ${'2026-03'} | ${'2027-01-01'} | ${'no draft'}
  `('$what is not approved: $because', async ({ month, on, because }) => {
    await february()
    await draftRun(database, acting('2026-02', 'Ina', '2026-02-27'))
    expect(await approveRun(database, acting(month, 'Udo', on))).toEqual({ is: 'refused', because })
  })

  test('is neither approved nor closed when something was booked meanwhile', async () => {
    await february()
    await draftRun(database, acting('2026-02', 'Ina'))
    await company.buys('Xa', 1, '2026-02-20')
    const changed = (since: string) => ({ is: 'refused', because: `changed since the ${since}` })
    expect(await approveRun(database, acting('2026-02', 'Udo'))).toEqual(changed('draft'))
    await draftRun(database, acting('2026-02', 'Ina'))
    expect(await approveRun(database, acting('2026-02', 'Udo'))).toEqual({ is: 'approved' })
    await company.buys('Xa', 1, '2026-02-21')
    expect(await closeRun(database, { ...acting('2026-02', 'Udo'), ...still })).toEqual(changed('approval'))
  })

  test('closes in the order of months', async () => {
    await february()
    await company.buys('Xa', 10, '2026-03-10')
    await draftRun(database, acting('2026-03', 'Ina'))
    await approveRun(database, acting('2026-03', 'Udo'))
    expect(await closeRun(database, { ...acting('2026-03', 'Udo'), ...still })).toEqual({
      is: 'refused',
      because: 'an earlier month is open',
    })
    expect([(await close('2026-02')).is, (await close('2026-03')).is]).toEqual(['closed', 'closed'])
  })

  test('that is closed pays what the open month would have paid, whatever moves and is planned afterwards', async () => {
    await february()
    const open = await earned('2026-02')
    await close('2026-02')
    await company.moves('Cora', 'Anna', '2026-03-01')
    await company.becomes('Xb', 'partner', '2026-03-01')
    expect(await earned('2026-02')).toEqual(open)
    expect(totals(open)).toEqual({ Anna: 6_000, Ben: 5_791, Cora: 6_000 })
  })

  test('leaves ranks that last to the next month, also when that is computed later', async () => {
    await february()
    await close('2026-02')
    await company.buys('Xa', 20, '2026-03-01')
    await company.books()
    const { month } = (await computedMonth(database, '2026-03' as Period))!
    expect(month.standing.ranks[company.of('Anna')]).toBe(1)
  })
})

describe('what is dated into a closed month', () => {
  test('counts in the first open one, with the owner it had then', async () => {
    await february()
    await close('2026-02')
    await company.buys('Xa', 12, '2026-02-20')
    expect(totals(await earned('2026-03'))).toEqual({ Anna: 120 + 93 })
  })

  test('and so does a return of it, without taking anything back twice', async () => {
    const { anna } = await february()
    await close('2026-02')
    await company.takesBack(anna, '2026-02-25')
    expect(totals(await earned('2026-03'))).toMatchObject({ Anna: -(3_250 + 1_943) + 1_455 })
  })
})

describe('a return in March of what was closed in February', () => {
  test('takes back every line at all levels in proportion, and the lines add up to nothing when all came back', async () => {
    const orders = await february()
    const paid = await earned('2026-02')
    await close('2026-02')
    await company.takesBack(orders.cora, '2026-03-05')
    const march = await earned('2026-03')
    const because = march.filter(({ rule, from }) => rule < 3 && from === 'Cora')
    const original = paid.filter(({ rule, from }) => rule < 3 && from === 'Cora')
    expect(because.map(({ amount }) => amount)).toEqual(original.map(({ amount }) => -amount))
    await close('2026-03')
    for (const order of [orders.anna, orders.ben, orders.benHimself]) await company.takesBack(order, '2026-04-05')
    const april = await earned('2026-04')
    const left = totals([...paid, ...march, ...april])
    expect(left).toEqual({ Anna: 0, Ben: 0, Cora: 0 })
    const byLine = Map.groupBy([...march, ...april], ({ ofPlace }) => ofPlace)
    for (const [place, taken] of byLine)
      expect(taken.reduce((sum, { amount }) => sum + amount, paid[place]!.amount)).toBe(0)
  })

  test('piece by piece in several months comes to the same cent', async () => {
    const line = { article: 'A', description: 'A', quantity: 7, vatRate: 1900 }
    const order = await company.orders('Xb', [{ ...line, net: 99_99 as never, points: 0 as never }], '2026-02-05')
    await company.pays(order, '2026-02-05')
    await company.buys('Xa', 50, '2026-02-05')
    const paid = (await earned('2026-02')).filter(({ from }) => from === 'Ben')
    await close('2026-02')
    const taken = []
    for (const [index, quantity] of [2, 1, 3, 1].entries()) {
      const month = `2026-0${3 + index}`
      await company.takesBack(order, `${month}-05`, [{ position: 1, quantity }])
      taken.push(...(await earned(month)))
      expect((await close(month)).is).toBe('closed')
    }
    expect(paid.length).toBeGreaterThan(3)
    for (const { ofPlace, partner } of taken) {
      const line = taken.filter(each => each.ofPlace === ofPlace)
      expect([partner, line.length]).toEqual([partner, 4])
    }
    expect(totals([...paid, ...taken.filter(({ from }) => from === 'Ben')])).toEqual({ Anna: 0, Ben: 0 })
    for await (const { findings } of verifyRuns(database)) expect(findings).toEqual([])
  })

  test('takes nothing back where the company bears it, by the classes that hold then', async () => {
    const orders = await february()
    await close('2026-02')
    await company.takesBack(orders.anna, '2026-03-05', { as: 'goodwill' })
    expect(await earned('2026-03')).toEqual([])
    await keepSetting(database, returnsSetting, { value: { classes: ['goodwill'] }, by: 'office' })
    expect(totals(await earned('2026-03')).Anna).toBeLessThan(0)
    await company.takesBack(orders.ben, '2026-03-05', { as: 'withdrawal' })
    expect(totals(await earned('2026-03')).Ben).toBeUndefined()
  })

  test('is computed the same before February is closed', async () => {
    const orders = await february()
    await company.takesBack(orders.cora, '2026-03-05')
    const before = await earned('2026-03')
    await close('2026-02')
    expect(await earned('2026-03')).toEqual(before)
    expect(before.every(({ of }) => of === 202602)).toBe(true)
  })
})

describe('a closed run never changes', () => {
  beforeEach(async () => {
    await february()
    await close('2026-02')
  })

  test.each`
    statement                                                                                                                                                                                                                                                                                                                                                                | says
    ${"update earnings.run set record = '{}'"}                                                                                                                                                                                                                                                                                                                               | ${'closed for ever'}
    ${'delete from earnings.run'}                                                                                                                                                                                                                                                                                                                                            | ${'closed for ever'}
    ${'truncate earnings.run'}                                                                                                                                                                                                                                                                                                                                               | ${'kept for ever'}
    ${'update earnings.line set amount = 0'}                                                                                                                                                                                                                                                                                                                                 | ${'kept for ever'}
    ${'delete from earnings.line'}                                                                                                                                                                                                                                                                                                                                           | ${'kept for ever'}
    ${'update earnings.kept_part set part = 9'}                                                                                                                                                                                                                                                                                                                              | ${'kept for ever'}
    ${"insert into earnings.kept_part values (202602, 'x', 0, '')"}                                                                                                                                                                                                                                                                                                          | ${'nothing is added'}
    ${'insert into earnings.line select period, 999, partner, rule, source, base, is_points, rate, 1, 0, 0, 0 from earnings.line limit 1'}                                                                                                                                                                                                                                   | ${'nothing is added'}
    ${'delete from earnings.run_event'}                                                                                                                                                                                                                                                                                                                                      | ${'kept for ever'}
    ${'update volume.closing set closed_until = 0'}                                                                                                                                                                                                                                                                                                                          | ${'stays closed'}
    ${'insert into volume.entry (uuid, contact_id, at, period, order_line_id, net, points, role, direct_owner_id, nearest_owner_id, recruited_owner_id, decided_at, decided_period) select gen_random_uuid(), contact_id, at, period, null, net, points, role, direct_owner_id, nearest_owner_id, recruited_owner_id, decided_at, decided_period from volume.entry limit 1'} | ${''}
  `('the database refuses: $statement', async ({ statement, says }) => {
    await expect(sql.raw(statement).execute(database)).rejects.toThrow(says)
  })

  const findings = async () => {
    const found = []
    for await (const { period, findings } of verifyRuns(database)) found.push([period, ...findings])
    return found
  }

  test('and its chain and results can be verified', async () => {
    await company.buys('Xa', 20, '2026-03-01')
    await close('2026-03')
    expect(await findings()).toEqual([['2026-02'], ['2026-03']])
  })

  test.each`
    table          | statement                                                                                                | found
    ${'line'}      | ${'update earnings.line set amount = amount + 1 where place = 0'}                                        | ${['lines']}
    ${'kept_part'} | ${"update earnings.kept_part set bytes = set_byte(bytes, length(bytes) - 8, 77) where name = 'reached'"} | ${['reached']}
    ${'run'}       | ${"update earnings.run set record = jsonb_set(record, '{sums,total}', '1')"}                             | ${['record']}
    ${'run'}       | ${"update earnings.run set hash = 'x'"}                                                                  | ${['chain']}
    ${'plan'}      | ${"update earnings.plan set text = replace(text, '15 %', '16 %')"}                                       | ${['plan', 'recomputed']}
  `('who lifts the triggers is found out: $statement', async ({ table, statement, found }) => {
    const changed = sql.table(`earnings.${table as string}`)
    await sql`alter table ${changed} disable trigger user`.execute(database)
    await sql.raw(statement).execute(database)
    await sql`alter table ${changed} enable trigger user`.execute(database)
    expect(await findings()).toEqual([['2026-02', ...found]])
  })

  test('so is who changes an entry of the ledger', async () => {
    await sql`alter table volume.entry disable trigger only_grows`.execute(database)
    await sql`update volume.entry set net = net + 1 where id = 1`.execute(database)
    await sql`alter table volume.entry enable trigger only_grows`.execute(database)
    expect(await findings()).toEqual([['2026-02', 'ledger']])
  })
})
