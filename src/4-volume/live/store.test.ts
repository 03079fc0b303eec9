import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { period } from '#ground/period'
import { whoseCustomers, type WhoseCustomers } from '#people/structure'
import { linesOf } from '#volume/rollup'
import { monthOf, volumesAt } from '#volume/rollup/store.ts'
import { berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { liveMonth } from './store.ts'

const { database } = await testDatabase()
const february = period('2026-02')
let company: TestCompany
// What is kept is kept for a database; each story begins with nothing kept.
let fresh: typeof database

beforeEach(async () => {
  await forget(database)
  fresh = database.withoutPlugins()
  company = await openCompany(database)
})

/** Every figure of every partner, live and as the month is rolled up. */
const agree = async (whose: WhoseCustomers = 'nearest', month = february) => {
  const live = await liveMonth(fresh, { period: month, whose, zone: berlin })
  const rolled = await monthOf(fresh, { period: month, reading: { whose, moment: 'order' }, zone: berlin })
  for (const [contact, owns] of rolled.structure.owners.entries()) {
    if (owns === 0) continue
    for (const measure of ['net', 'points'] as const) {
      const volumes = rolled[measure]
      expect(live.volumesOf(contact, measure)).toEqual(volumesAt(volumes, contact as never))
      const lines = live.linesOf(contact, measure).toSorted((a, b) => a.contact - b.contact)
      expect(lines).toEqual(linesOf(rolled.structure, volumes, contact))
    }
  }
  return live
}

test('live figures follow orders, returns, newcomers, new partners, moves and leaving, and are those of the rollup', async () => {
  await company.partner('Anna')
  await company.partner('Ben', 'Anna')
  await company.customer('Cy', 'Ben')
  await agree()
  const order = await company.buys('Cy', 100, '2026-02-03')
  await company.buys('Ben', 40, '2026-02-04')
  await company.books()
  const live = await agree()
  expect(live.volumesOf(company.of('Anna'), 'net').team).toBe(14_000)
  await company.partner('Dora', 'Cy', '2026-02-05')
  await company.buys('Dora', 30, '2026-02-06')
  await company.takesBack(order, '2026-02-07')
  await company.books()
  expect((await agree()).volumesOf(company.of('Ben'), 'net').firstLine).toBe(3_000)
  await company.becomes('Cy', 'partner', '2026-02-08')
  await company.buys('Cy', 7, '2026-02-09')
  await company.books()
  await agree()
  await company.moves('Dora', 'Anna', '2026-02-10')
  await agree()
  await company.leaves('Ben', 'sponsor', '2026-02-11')
  await company.customer('Eva', 'Cy', '2026-02-12')
  await company.buys('Eva', 11, '2026-02-13')
  await company.books()
  for (const whose of whoseCustomers) await agree(whose)
})

test('an order of another month changes nothing, and an earlier month can be asked as well', async () => {
  await company.partner('Anna')
  await company.buys('Anna', 10, '2026-02-03')
  await company.books()
  await agree()
  await company.partner('Ben', 'Anna', '2026-03-02')
  await company.buys('Ben', 20, '2026-03-03')
  await company.books()
  expect((await agree()).volumesOf(company.of('Anna'), 'net').team).toBe(1_000)
  expect((await agree('nearest', period('2026-03'))).volumesOf(company.of('Anna'), 'net').team).toBe(2_000)
})

test('ten questions at once post nothing twice', async () => {
  await company.partner('Anna')
  await agree()
  for (let day = 1; day < 10; day += 1) {
    await company.buys('Anna', day, `2026-02-0${day}`)
    await company.books()
    const answers = await Promise.all(Array.from({ length: 10 }, () => agree()))
    expect(answers).toHaveLength(10)
  }
})

test('somebody whose number was taken before another’s, and who is kept after him, is found', async () => {
  await company.partner('Anna')
  // The next number is skipped at first, as if its registration took longer.
  await sql`select setval(pg_get_serial_sequence('people.contact', 'id'), (select max(id) + 1 from people.contact))`.execute(
    database,
  )
  await company.partner('Ben')
  await agree()
  await sql`select setval(pg_get_serial_sequence('people.contact', 'id'), (select max(id) - 2 from people.contact))`.execute(
    database,
  )
  await company.partner('Late', 'Anna')
  await sql`select setval(pg_get_serial_sequence('people.contact', 'id'), (select max(id) from people.contact))`.execute(
    database,
  )
  expect(company.of('Late')).toBeLessThan(company.of('Ben'))
  await company.buys('Late', 50, '2026-02-03')
  await company.books()
  expect((await agree()).volumesOf(company.of('Anna'), 'net').team).toBe(5_000)
})

test('a question that fails leaves nothing half told', async () => {
  await company.partner('Anna')
  await company.buys('Anna', 10, '2026-02-03')
  await company.books()
  await agree()
  await sql`alter table people.structure rename to away`.execute(database)
  try {
    await expect(agree()).rejects.toThrow(/structure/u)
  } finally {
    await sql`alter table people.away rename to structure`.execute(database)
  }
  await company.buys('Anna', 20, '2026-02-04')
  await company.books()
  expect((await agree()).volumesOf(company.of('Anna'), 'net').own).toBe(3_000)
})
