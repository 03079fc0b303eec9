import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { cents } from '#ground/money'
import { always, type Instant } from '#ground/period'
import { merge } from '#people/duplicate/store.ts'
import { roleNow } from '#people/structure/store.ts'
import { keepPrice, offeredArticles } from '#sales/catalogue/store.ts'
import type { PriceGroup } from '#sales/catalogue'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { givePriceGroups, groupsGiven, priceGroupOf } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.customer('Cy')
  await company.customer('Di')
  await sells(database, { candle: { prices: { DE: 1_000 } } })
})

type Decision = { readonly group: PriceGroup | null; readonly on: string; readonly by?: string }

const decides = (name: string, { group, on, by = 'user:1' }: Decision) =>
  inTransaction(database, inside => givePriceGroups(inside, [{ contact: company.of(name), group }], { at: at(on), by }))

const groupOf = async (name: string) => {
  const contact = company.of(name)
  return priceGroupOf(database, { contact, role: (await roleNow(database, contact))! })
}

const pays = async (name: string, on: string) => {
  const market = { country: 'DE', group: await groupOf(name), at: at(on) } as const
  return (await offeredArticles(database, ['candle'], market)).get('candle')!.offer.gross
}

const costs = (group: PriceGroup, gross: number, on: string) => {
  const price = { sku: 'candle', country: 'DE', kind: 'regular', group, gross: cents(gross), from: at(on) } as const
  return inTransaction(database, inside => keepPrice(inside, price, at(on)))
}

test('Cy pays as his role says, unless the company puts him into another group', async () => {
  await costs('reseller', 600, '2026-01-10')
  expect(await pays('Cy', '2026-03-01')).toBe(1_000)
  await decides('Cy', { group: 'reseller', on: '2026-03-02' })
  expect(await pays('Cy', '2026-03-02')).toBe(600)
  await decides('Cy', { group: 'partner', on: '2026-03-03' })
  expect(await pays('Cy', '2026-03-03')).toBe(1_000)
  await company.becomes('Cy', 'partner', '2026-03-04')
  await decides('Cy', { group: null, on: '2026-03-04' })
  await costs('partner', 750, '2026-03-05')
  expect([await pays('Cy', '2026-03-04'), await pays('Cy', '2026-03-05')]).toEqual([1_000, 750])
  expect(await pays('Di', '2026-03-05')).toBe(1_000)
})

test('who decided what, and since when, is kept; what is so already is no decision', async () => {
  await decides('Cy', { group: 'reseller', on: '2026-03-02' })
  await decides('Cy', { group: 'reseller', on: '2026-03-03', by: 'user:2' })
  await decides('Cy', { group: null, on: '2026-03-04', by: 'key:7' })
  await decides('Cy', { group: null, on: '2026-03-05' })
  await decides('Cy', { group: 'partner', on: '2026-03-06', by: 'user:2' })
  const decided = { group: 'reseller', from: at('2026-03-02'), until: at('2026-03-04'), by: 'user:1' }
  const present = { group: 'partner', from: at('2026-03-06'), until: always.until, by: 'user:2' }
  expect(await groupsGiven(database, company.of('Cy'))).toEqual([present, decided])
  const { rows } = await sql`select ended_by from sales.contact_price_group order by from_at`.execute(database)
  expect(rows).toEqual([{ ended_by: 'key:7' }, { ended_by: null }])
})

test('what held for no time is no history', async () => {
  await decides('Cy', { group: 'reseller', on: '2026-03-02' })
  await decides('Cy', { group: 'partner', on: '2026-03-02' })
  expect((await groupsGiven(database, company.of('Cy'))).map(({ group }) => group)).toEqual(['partner'])
})

test('whoever was merged is one person: what was decided last holds for both', async () => {
  await decides('Di', { group: 'reseller', on: '2026-03-02' })
  const merging = { keep: company.of('Cy'), drop: company.of('Di'), at: at('2026-03-03'), by: 'user:1', reason: 'same' }
  await inTransaction(database, inside => merge(inside, merging))
  expect([await groupOf('Cy'), await groupOf('Di')]).toEqual(['reseller', 'reseller'])
  await decides('Di', { group: null, on: '2026-03-04' })
  expect([await groupOf('Cy'), await groupOf('Di')]).toEqual(['customer', 'customer'])
})

describe('ten who decide at once', () => {
  const groups = ['reseller', 'partner'] as const
  const decideAll = (where: Database) =>
    Promise.allSettled(
      Array.from({ length: 10 }, (_, each) =>
        inTransaction(where, inside => {
          const giving = { contact: company.of('Cy'), group: groups[each % 2]! }
          return givePriceGroups(inside, [giving], { at: (at('2026-03-02') + each) as Instant, by: `user:${each}` })
        }),
      ),
    )

  test('come one after the other', async () => {
    const results = await decideAll(database)
    expect(results.filter(({ status }) => status === 'rejected')).toEqual([])
    const { rows } = await sql`select from sales.contact_price_group where until_at = 'infinity'`.execute(database)
    expect(rows).toHaveLength(1)
  })
})
