import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { cents, points } from '#ground/money'
import { period } from '#ground/period'
import { planParty } from '#referral/party/store.ts'
import { splitCollective } from '#sales/party-order/store.ts'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { closeBooks, holdBookings, isClosedIn, recomputedBalances } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany
let order: number

const mug = { article: 'Mug', description: 'Mug', vatRate: 1_900 }

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben')
  await company.prospect('Cy', 'Anna', '2026-03-12')
  await company.customer('Dora', 'Ben')
  const lines = [{ ...mug, quantity: 3, net: cents(1_000), points: points(10_000) }]
  order = await company.orders('Anna', lines, '2026-03-10')
  await countsForAParty()
  await company.pays(order, '2026-03-11')
  await company.books()
})

const countsForAParty = async () => {
  const host = { is: 'known', contact: company.of('Dora'), name: 'Dora' } as const
  const plan = { title: 'Bei Dora', place: null, beginsAt: null, heldOn: '2026-03-10', closesOn: '2026-03-10' }
  const told = { partner: company.of('Anna'), host, bookedAt: null, at: at('2026-03-09'), zone: berlin, by: 'user:1' }
  const planned = await inTransaction(database, inside => planParty(inside, { ...plan, ...told }))
  if (planned.is === 'refused') throw new Error(planned.because)
  await sql`insert into sales.party_order (order_id, party_id, way, delivered_to, taken_at)
    values (${order}, ${planned.party.number}, 'collective', 'partner', now())`.execute(database)
}

const splits = (to: string, quantity: number, on = '2026-03-13') =>
  splitCollective(database, {
    order,
    pieces: [{ position: 1, quantity }],
    to: company.of(to),
    at: at(on),
    by: 'user:1',
    isClosed: isClosedIn(berlin),
  })

const entries = async () => {
  await company.books()
  const rows = await database.selectFrom('volume.entry').selectAll().orderBy('id').execute()
  return rows.map(row => [company.nameOf(row.contact_id), row.net, row.period, company.nameOf(row.nearest_owner_id)])
}

const ownVolume = async () => {
  const rows = await entries()
  return rows.filter(row => row[3] === 'Anna').reduce((all, row) => all + (row[1] as number), 0)
}

const closesMarch = () =>
  inTransaction(database, async inside => {
    await holdBookings(inside)
    await closeBooks(inside, period('2026-03'))
  })

describe('a collective order that is split', () => {
  test('moves turnover from the partner to her customer by counter-entries, and her own volume stays the same', async () => {
    const before = await ownVolume()
    expect(await splits('Cy', 1)).toEqual({ is: 'split', net: 333 })
    expect(await entries()).toEqual([
      ['Anna', 1_000, 202_603, 'Anna'],
      ['Anna', -333, 202_603, 'Anna'],
      ['Cy', 333, 202_603, 'Anna'],
    ])
    expect(await ownVolume()).toBe(before)
    expect((await recomputedBalances(database)).rows).toEqual(
      (
        await sql`select period, contact_id, decided_period, direct_owner_id,
      nearest_owner_id, recruited_owner_id, net, points, entries from volume.balance order by 1, 2, 3, 4, 5, 6`.execute(
          database,
        )
      ).rows,
    )
  })

  test('makes the guest a customer, for he has bought', async () => {
    await splits('Cy', 1)
    const { rows } = await sql<{ role: string }>`
      select role from people.role where contact_id = ${company.of('Cy')} and until_at = 'infinity'`.execute(database)
    expect(rows).toEqual([{ role: 'customer' }])
  })

  test('wholly leaves the partner nothing, and what comes back comes back of the guests', async () => {
    await company.customer('Eva', 'Anna', '2026-03-12')
    await splits('Cy', 2)
    await splits('Eva', 1)
    await company.takesBack(order, '2026-03-20', [{ position: 1, quantity: 1 }])
    expect((await entries()).at(-1)).toEqual(['Eva', -333, 202_603, 'Anna'])
    await company.takesBack(order, '2026-03-21')
    const left = Map.groupBy(await entries(), ([name]) => name)
    const sums = [...left].map(([name, own]) => [name, own.reduce((all, row) => all + (row[1] as number), 0)])
    expect(sums).toEqual([
      ['Anna', 0],
      ['Cy', 0],
      ['Eva', 0],
    ])
  })

  test('comes back of the partner first, and is split of what is left', async () => {
    await company.takesBack(order, '2026-03-12', [{ position: 1, quantity: 1 }])
    expect(await splits('Cy', 1)).toEqual({ is: 'split', net: 334 })
    await company.takesBack(order, '2026-03-20', [{ position: 1, quantity: 1 }])
    expect((await entries()).at(-1)).toEqual(['Anna', -333, 202_603, 'Anna'])
    expect(await ownVolume()).toBe(334)
  })

  test.each`
    to        | quantity | because
    ${'Dora'} | ${1}     | ${'belongs to somebody else'}
    ${'Anna'} | ${1}     | ${'is the buyer'}
    ${'Cy'}   | ${4}     | ${'more than the line has left'}
    ${'Cy'}   | ${0}     | ${'more than the line has left'}
  `('to $to with $quantity pieces is refused: $because', async ({ to, quantity, because }) => {
    expect(await splits(to, quantity)).toMatchObject({ is: 'refused', because })
    expect(await entries()).toHaveLength(1)
  })

  test('is refused once its month is closed', async () => {
    await closesMarch()
    expect(await splits('Cy', 1, '2026-04-02')).toEqual({ is: 'refused', because: 'month closed' })
    expect(await entries()).toHaveLength(1)
  })

  test('is refused where the order is none', async () => {
    await sql`delete from sales.party_order`.execute(database)
    expect(await splits('Cy', 1)).toMatchObject({ because: 'no collective order' })
  })

  test('by several at once gives away no piece twice', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => splits('Cy', 1)))
    expect(answers.filter(({ is }) => is === 'split')).toHaveLength(3)
    expect(await ownVolume()).toBe(1_000)
    expect((await entries()).filter(([name]) => name === 'Cy')).toHaveLength(3)
  })

  test('while a piece comes back gives away none that is gone', async () => {
    await Promise.all([splits('Cy', 2), company.takesBack(order, '2026-03-13', [{ position: 1, quantity: 2 }])])
    await company.takesBack(order, '2026-03-14')
    expect(await ownVolume()).toBe(0)
  })

  test('is booked once, however many pull', async () => {
    await splits('Cy', 1)
    await Promise.all([1, 2, 3, 4].map(() => company.books()))
    expect(await entries()).toHaveLength(3)
  })

  test('stays as it is kept', async () => {
    await splits('Cy', 1)
    await expect(sql`update sales.split set quantity = 2`.execute(database)).rejects.toThrow('sales.split only grows')
  })
})
