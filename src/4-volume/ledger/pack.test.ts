import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { Period } from '#ground/period'
import { forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import type { BalanceColumns } from './index.ts'
import { balancesOf, keepPack, packLargeMonths, packMonth } from './store.ts'

const { database } = await testDatabase()
const february = '2026-02' as Period
let company: TestCompany

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben')
  await company.customer('Cy', 'Anna')
  await company.customer('Di', 'Ben')
  for (const [who, euros] of Object.entries({ Cy: 60, Di: 40, Anna: 25 })) await company.buys(who, euros, '2026-02-10')
  await company.books()
})

// Rows of a contact with the same owners as one: what a month adds up.
const summed = ({ contacts, decidedPeriods, direct, nearest, recruited, net, points }: BalanceColumns) => {
  const sums = new Map<string, readonly [net: number, points: number]>()
  contacts.forEach((contact, row) => {
    const key = [contact, decidedPeriods[row], direct[row], nearest[row], recruited[row]].join(' ')
    const [sum, sumOfPoints] = sums.get(key) ?? [0, 0]
    sums.set(key, [sum + net[row]!, sumOfPoints + points[row]!])
  })
  return Object.fromEntries(sums)
}

const fromTable = async () => {
  await database.deleteFrom('volume.pack').execute()
  return summed(await balancesOf(database, february))
}

test('a pack and the entries since are the balances of the table', async () => {
  await packMonth(database, 202_602)
  await company.buys('Cy', 17, '2026-02-11')
  await company.customer('Ed', 'Di')
  await company.buys('Ed', 5, '2026-02-12')
  await company.books()
  const packed = await balancesOf(database, february)
  expect(packed.contacts).toEqual(packed.contacts.toSorted())
  expect(packed.contacts).toHaveLength(5)
  expect(summed(packed)).toEqual(await fromTable())
})

test('a pack is read whole from its parts', async () => {
  const rows = 300_000
  const numbers = Int32Array.from({ length: rows }, (_, row) => row)
  const amounts = Float64Array.from(numbers, row => row * 1e6 - 7)
  const columns = { contacts: numbers, decidedPeriods: numbers, direct: numbers, nearest: numbers, recruited: numbers }
  const balances = { ...columns, net: amounts, points: amounts.map(amount => -amount) }
  await keepPack(database, { period: 202_601, last_entry: 1_000_000, entries: rows }, balances)
  expect(await balancesOf(database, '2026-01' as Period)).toEqual(balances)
})

test('packed by many at once, a month has one pack, the latest', async () => {
  const balances = await balancesOf(database, february)
  const lasts = [3, 9, 4, 7, 8, 2, 6, 5]
  await Promise.all(
    lasts.map(last => keepPack(database, { period: 202_602, last_entry: last, entries: last }, balances)),
  )
  const parts = await database.selectFrom('volume.pack_part').select('last_entry').execute()
  expect(parts).toEqual([{ last_entry: 9 }])
})

test('a month is packed when it has grown much, and then not before it has grown again', async () => {
  expect(await packLargeMonths(database, 3)).toEqual([])
  expect(await packLargeMonths(database, 2)).toEqual([202_602])
  expect(await packLargeMonths(database, 2)).toEqual([])
})

test('a month knows how many entries it has', async () => {
  const { rows } = await sql`
    select entries = (select count(*) from volume.entry where entry.period = version.period) as right from volume.version`.execute(
    database,
  )
  expect(rows).toEqual([{ right: true }])
})
