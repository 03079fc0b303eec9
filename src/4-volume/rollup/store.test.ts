import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { period } from '#ground/period'
import { defaultReading, type Reading } from '#volume/kinds'
import { berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { monthOf, periods, volumesAt } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
})

const euros = async (name: string, month = '2026-02', reading: Reading = defaultReading) => {
  await company.books()
  const found = await monthOf(database, { period: period(month), reading, zone: berlin })
  const { personal, customers, own, team, firstLine } = volumesAt(found.net, company.of(name))
  return {
    personal: personal / 100,
    customers: customers / 100,
    own: own / 100,
    team: team / 100,
    firstLine: firstLine / 100,
  }
}

describe('what the software knows about the trade', () => {
  test('personal volume is never the same as own volume', async () => {
    await company.partner('Anna')
    await company.customer('Cy', 'Anna')
    await company.buys('Anna', 120, '2026-02-10')
    await company.buys('Cy', 350, '2026-02-11')
    expect(await euros('Anna')).toMatchObject({ personal: 120, customers: 350, own: 470 })
    expect(await euros('Cy')).toMatchObject({ personal: 350, own: 0 })
  })

  test('a collective order of a party is personal volume; ordered by each guest it is own volume through customers', async () => {
    await company.partner('Anna')
    await company.partner('Ben')
    await company.buys('Anna', 300, '2026-02-10')
    for (const guest of ['G1', 'G2', 'G3']) {
      await company.customer(guest, 'Ben')
      await company.buys(guest, 100, '2026-02-10')
    }
    expect(await euros('Anna')).toMatchObject({ personal: 300, customers: 0, own: 300 })
    expect(await euros('Ben')).toMatchObject({ personal: 0, customers: 300, own: 300 })
  })

  test('a partner leaves: his month stays his, his customers go on with the heir', async () => {
    await company.partner('Anna')
    await company.partner('Ben', 'Anna')
    await company.customer('Cy', 'Ben')
    await company.buys('Cy', 10, '2026-02-10')
    await company.leaves('Ben', 'sponsor', '2026-02-20')
    await company.buys('Cy', 20, '2026-02-21')
    await company.buys('Cy', 40, '2026-03-01')
    expect(await euros('Ben')).toMatchObject({ own: 10, team: 10 })
    expect(await euros('Anna')).toMatchObject({ own: 20, team: 30 })
    expect(await euros('Anna', '2026-03')).toMatchObject({ own: 40, team: 40 })
  })

  test('nobody’s customer belongs to the house, and the team of the house is everything', async () => {
    await company.partner('Anna')
    await company.customer('Cy')
    await company.buys('Anna', 10, '2026-02-10')
    await company.buys('Cy', 20, '2026-02-10')
    expect(await euros('house')).toMatchObject({ customers: 20, own: 20, team: 30 })
  })

  test('a customer who becomes a partner in mid-month keeps his personal volume whole and shares his own volume with nobody', async () => {
    await company.partner('Anna')
    await company.customer('Cy', 'Anna')
    await company.buys('Cy', 60, '2026-02-10')
    await company.becomes('Cy', 'partner', '2026-02-15')
    await company.buys('Cy', 40, '2026-02-16')
    expect(await euros('Cy')).toEqual({ personal: 100, customers: 0, own: 40, team: 40, firstLine: 0 })
    expect(await euros('Anna')).toEqual({ personal: 0, customers: 60, own: 60, team: 100, firstLine: 40 })
  })
})

describe('a reading of own volume', () => {
  beforeEach(async () => {
    await company.partner('Anna')
    await company.partner('Ben')
    await company.customer('Cy', 'Anna')
    await company.customer('Dora', 'Cy')
    await company.buys('Cy', 10, '2026-02-10')
    await company.buys('Dora', 20, '2026-02-10')
    await company.moves('Cy', 'Ben', '2026-02-15')
    await company.buys('Cy', 40, '2026-02-20')
    await company.buys('Dora', 80, '2026-02-20')
  })

  test.each`
    whose          | moment          | anna  | ben    | house
    ${'nearest'}   | ${'order'}      | ${30} | ${120} | ${0}
    ${'direct'}    | ${'order'}      | ${10} | ${40}  | ${100}
    ${'recruited'} | ${'order'}      | ${50} | ${0}   | ${100}
    ${'nearest'}   | ${'period end'} | ${0}  | ${150} | ${0}
    ${'direct'}    | ${'period end'} | ${0}  | ${50}  | ${100}
    ${'recruited'} | ${'period end'} | ${50} | ${0}   | ${100}
  `('$whose at the $moment: Anna $anna, Ben $ben, house $house', async ({ whose, moment, anna, ben, house }) => {
    const own = async (name: string) => (await euros(name, '2026-02', { whose, moment })).own
    expect([await own('Anna'), await own('Ben'), await own('house')]).toEqual([anna, ben, house])
  })

  test('at the period’s end a return goes to the owner at the end of the month that its order counted in', async () => {
    await company.customer('Emil', 'Anna')
    const order = await company.buys('Emil', 5, '2026-02-10')
    await company.moves('Emil', 'Ben', '2026-03-02')
    await company.takesBack(order, '2026-03-10')
    const own = async (name: string) => (await euros(name, '2026-03', { whose: 'nearest', moment: 'period end' })).own
    expect([await own('Anna'), await own('Ben')]).toEqual([-5, 0])
  })
})

describe('a month that is kept', () => {
  beforeEach(() => company.partner('Anna'))

  test('shows the next booking at once', async () => {
    await company.buys('Anna', 10, '2026-02-10')
    expect((await euros('Anna')).own).toBe(10)
    await company.buys('Anna', 5, '2026-02-11')
    expect((await euros('Anna')).own).toBe(15)
  })

  test('shows a move and a newcomer at once', async () => {
    await company.partner('Ben')
    await company.buys('Ben', 10, '2026-02-10')
    expect((await euros('Anna')).team).toBe(0)
    await company.moves('Ben', 'Anna', '2026-02-11')
    expect((await euros('Anna')).team).toBe(10)
    await company.customer('Cy', 'Anna')
    expect((await euros('Cy')).personal).toBe(0)
  })

  test('is not computed twice', async () => {
    await company.buys('Anna', 10, '2026-02-10')
    await company.books()
    const asked = { period: period('2026-02'), reading: defaultReading, zone: berlin }
    expect(await monthOf(database, asked)).toBe(await monthOf(database, asked))
  })

  test('is one of the months with entries', async () => {
    await company.buys('Anna', 10, '2026-03-10')
    await company.buys('Anna', 10, '2025-12-10')
    await company.books()
    expect(await periods(database)).toEqual(['2025-12', '2026-03'])
  })
})

test('own is personal and customers for whoever kept his role, and nothing is lost, in a random company', async () => {
  const roles = ['partner', 'customer', 'prospect'] as const
  const names: string[] = []
  let seed = 42
  const dice = (sides: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * sides)
  }
  for (let turn = 0; turn < 40; turn += 1) {
    const name = `P${turn}`
    await company[roles[dice(3)]!](name, turn === 0 ? 'house' : (names[dice(turn)] ?? 'house'))
    names.push(name)
    await company.buys(name, dice(500), `2026-02-${String(dice(20) + 1).padStart(2, '0')}`)
  }
  await company.books()
  const month = await monthOf(database, { period: period('2026-02'), reading: defaultReading, zone: berlin })
  const { rows } = await sql<{ total: number }>`select sum(net)::bigint as total from volume.entry`.execute(database)
  expect(month.net.team[company.of('house')]).toBe(rows[0]!.total)
  const partners = names.filter(name => month.structure.owners[company.of(name)] === 1)
  expect(partners.length).toBeGreaterThan(5)
  for (const name of partners) {
    const { personal, customers, own } = volumesAt(month.net, company.of(name))
    expect(own).toBe(personal + customers)
  }
})

test('turnover from before somebody joined belongs to whom he joined, also at the period’s end', async () => {
  await company.partner('Anna')
  await company.customer('Cy', 'Anna', '2026-03-05')
  await company.buys('Cy', 10, '2026-02-10')
  expect((await euros('Anna', '2026-02', { whose: 'nearest', moment: 'period end' })).own).toBe(10)
  expect((await euros('Anna')).own).toBe(10)
})
