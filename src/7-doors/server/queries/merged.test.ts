import { beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { parsePeriod, type Period } from '#ground/period'
import { merge } from '#people/duplicate/store.ts'
import { lockStructure } from '#people/structure/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../../test/company.ts'
import { testDatabase } from '../../../../test/database.ts'
import { contactsFound, lineBelow } from './contacts.ts'
import { contactDetails } from './contact.ts'
import { pageMonth } from './month.ts'
import { overviewOf } from './overview.ts'
import { officeQueries } from './office.ts'
import { openCompany as opened } from './world.ts'

const { database } = await testDatabase()
const now = at('2026-04-15 12:00')
const march = parsePeriod('2026-03')!
let company: TestCompany

beforeEach(async () => {
  await forget(database)
  await lockStructure(database)
  company = await openCompany(database)
  await company.partner('Anna')
  for (const name of ['Cy', 'Dora', 'Hal', 'Gus']) await company.customer(name, 'Anna')
  await company.buys('Cy', 60, '2026-03-03')
  await company.buys('Gus', 20, '2026-03-06')
  await company.books()
  for (const [keep, drop] of [
    ['Hal', 'Gus'],
    ['Cy', 'Dora'],
  ] as const) {
    const merging = { keep: company.of(keep), drop: company.of(drop), by: 'user:1', reason: 'one person', at: now }
    const merged = await inTransaction(database, inside => merge(inside, merging))
    if (merged.is === 'refused') throw new Error(merged.because)
  }
})

const context = async () => (await opened(database, now)).context

const found = async (q: string, merged?: 'listed') => {
  const { rows, total } = await contactsFound(await context(), { q, role: null, merged, period: march, cursor: null })
  return [total, ...rows.map(row => [row.reference, row.mergedInto?.name])]
}

test('the list leaves out whoever was merged, finds the kept one by his number, and shows him where asked', async () => {
  expect(await found('')).toEqual([4, ['house', undefined], ['Anna', undefined], ['Cy', undefined], ['Hal', undefined]])
  expect(await found('gus')).toEqual([1, ['Hal', undefined]])
  expect(await found('hal us')).toEqual([1, ['Hal', undefined]])
  expect(await found('hal dora')).toEqual([0])
  expect(await found('gus', 'listed')).toEqual([1, ['Gus', 'Hal']])
})

test('the overview counts him once, and as active by what he bought under either name', async () => {
  const { counts, top } = await overviewOf(await context(), march)
  expect(counts).toMatchObject({ contacts: 3, customers: 2, activeCustomers: 2, partners: 1 })
  expect(top[0]).toMatchObject({ contact: { name: 'Anna' }, customerCount: 2 })
})

test('the tree and what is counted below leave him out; a month in which turnover is booked on him shows him', async () => {
  const asked = await context()
  const anna = company.of('Anna')
  const namesBelow = async (period: Period) => {
    const { rows } = await lineBelow(asked, await pageMonth(asked, period), {
      contact: anna,
      of: 'customers',
      cursor: null,
    })
    return rows.map(({ contact }) => contact.name)
  }
  expect((await contactDetails(asked, anna))!.counts).toMatchObject({ customers: 2, owned: 2 })
  expect(await namesBelow(march)).toEqual(['Cy', 'Gus', 'Hal'])
  expect(await namesBelow(parsePeriod('2026-04')!)).toEqual(['Cy', 'Hal'])
  const { names, total } = (await officeQueries(asked).tree({ period: march, root: null, limit: 10 }))!
  expect([names, total]).toEqual([['house', 'Anna', 'Cy', 'Hal'], 3])
})

test('in a month before, whoever stood below him stands where he stood', async () => {
  await company.customer('Ida', 'Anna')
  await company.customer('Jan', 'Ida')
  const merging = { keep: company.of('Cy'), drop: company.of('Ida'), by: 'user:1', reason: 'one person', at: now }
  await inTransaction(database, inside => merge(inside, merging))
  const tree = (await officeQueries(await context()).tree({ period: march, root: null, limit: 10 }))!
  const parentOf = (name: string) => tree.names[tree.parents[tree.names.indexOf(name)]!]
  expect([parentOf('Jan'), tree.total]).toEqual(['Anna', 4])
})
