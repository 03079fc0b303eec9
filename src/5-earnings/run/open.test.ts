import { beforeEach, expect, test } from 'vitest'
import { forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { cents, points } from '#ground/money'
import type { Period } from '#ground/period'
import { addPlan } from '#earnings/plan/store.ts'
import { computedMonth, factsOf, termsOf, type ComputedMonth, type Terms } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben', 'Anna')
  await company.customer('Cy', 'Anna')
  await company.customer('Dora', 'Ben')
})

const plan = (rate: string, from = '2026-01') => `name: Klein
from: ${from}
product groups: {Starterpaket: starter kit}
volumes:
  Umsatz: {sum: own, without groups: [Starterpaket]}
bonuses: [{name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: ${rate}}]}]`

const added = async (text: string) => {
  const answer = await addPlan(database, { text, by: 'test' })
  if (answer.is === 'refused') throw new Error(JSON.stringify(answer))
}

const month = async (period: string): Promise<ComputedMonth | undefined> => {
  await company.books()
  return computedMonth(database, period as Period)
}

const umsatz = async (period: string) => {
  const values = (await month(period))!.month.columns.get('Umsatz')!.values
  return Object.fromEntries(['Anna', 'Ben'].map(name => [name, values[company.of(name)]! / 100]))
}

test('without a plan nothing is computed, and before its first month neither', async () => {
  expect(await month('2026-02')).toBeUndefined()
  await added(plan('10 %', '2026-03'))
  expect([await month('2026-02'), (await month('2026-03'))?.version.version]).toEqual([undefined, 1])
})

test.each`
  back       | amounts        | why
  ${'none'}  | ${[100]}       | ${'what was carried over is paired'}
  ${'ten'}   | ${[]}          | ${'no pairs are taken back, but what was carried over of it'}
  ${'right'} | ${[100, -300]} | ${'all pairs are taken back, and all of the left side is carried over'}
  ${'both'}  | ${[100, -300]} | ${'all pairs are taken back, and the rest of the left side is carried over'}
`('binary pairs of January, of which in February comes back: $back: $why', async ({ back, amounts }) => {
  await company.partner('Cara', 'Anna', '2026-01-02')
  await added(
    `name: Zwei
from: 2026-01
volumes: {E: {sum: own}}
bonuses: [{name: Paare, kind: binary, base: E, follows: sponsor, spillover: left, ratio: "1:1", rate: 10 %, carry over: all, unqualified: carry}]`,
  )
  await company.buys('Ben', 30, '2026-01-05')
  const ten = await company.buys('Ben', 10, '2026-01-06')
  const right = await company.buys('Cara', 30, '2026-01-07')
  expect([...(await month('2026-01'))!.lines.amount]).toEqual([300])
  const orders: Record<string, number[]> = { none: [], ten: [ten], right: [right], both: [ten, right] }
  for (const order of orders[back]!) await company.takesBack(order, '2026-02-03')
  await company.buys('Cara', 10, '2026-02-10')
  expect([...(await month('2026-02'))!.lines.amount]).toEqual(amounts)
})

test('a return of an earlier month’s order, and one out of goodwill, do not lower the turnover', async () => {
  await added(plan('10 %'))
  const february = await company.buys('Cy', 100, '2026-02-10')
  const march = await company.buys('Dora', 200, '2026-03-05')
  await company.takesBack(march, '2026-03-06', { as: 'goodwill' })
  await company.takesBack(february, '2026-03-07')
  expect(await umsatz('2026-03')).toEqual({ Anna: 0, Ben: 200 })
  expect(await umsatz('2026-02')).toEqual({ Anna: 100, Ben: 0 })
  const { lines } = (await month('2026-03'))!
  expect([...lines.amount]).toEqual([2_000, -1_000])
})

test('what a customer sends back in the month he bought it lowers it', async () => {
  await added(plan('10 %'))
  const order = await company.buys('Dora', 200, '2026-03-05')
  await company.takesBack(order, '2026-03-06', { as: 'withdrawal' })
  expect(await umsatz('2026-03')).toEqual({ Anna: 0, Ben: 0 })
})

test('a return of what was sold before the first plan counts as turnover taken back', async () => {
  await added(plan('10 %', '2026-03'))
  const order = await company.buys('Dora', 200, '2026-02-05')
  await company.takesBack(order, '2026-03-06')
  expect(await umsatz('2026-03')).toEqual({ Anna: 0, Ben: -200 })
})

test('a line’s product group is its own, or the catalogue’s', async () => {
  await added(plan('10 %'))
  const line = { article: 'S', description: 'Start', quantity: 1, vatRate: 1900, net: cents(5_000), points: points(0) }
  const order = await company.orders('Dora', [line, { ...line, group: 'Starterpaket' }], '2026-02-05')
  await company.pays(order, '2026-02-06')
  expect(await umsatz('2026-02')).toEqual({ Anna: 0, Ben: 50 })
})

test('the open month is live: a booking, a move and a new plan show at once', async () => {
  await added(plan('10 %'))
  const paid = async () => {
    const { lines } = (await month('2026-02'))!
    return [...lines.partner].map((partner, place) => [company.nameOf(partner as never), lines.amount[place]! / 100])
  }
  await company.buys('Dora', 200, '2026-02-05')
  expect(await paid()).toEqual([['Ben', 20]])
  await company.buys('Cy', 100, '2026-02-06')
  expect(await paid()).toEqual([
    ['Anna', 10],
    ['Ben', 20],
  ])
  await company.moves('Dora', 'Anna', '2026-02-07')
  await company.buys('Dora', 10, '2026-02-08')
  await added(plan('20 %', '2026-02'))
  expect(await paid()).toEqual([
    ['Anna', 22],
    ['Ben', 40],
  ])
})

test('days, orders and first days are told in the company’s time', async () => {
  await added(plan('10 %'))
  await company.buys('Dora', 200, '2026-02-28 23:30')
  await company.books()
  const terms: Terms = (await termsOf(database, '2026-02' as Period))!.terms
  const facts = await factsOf(database, terms)
  const day = Date.UTC(2026, 1, 28) / 86_400_000
  expect([facts.entries.days![0], facts.customersSince[company.of('Dora')]]).toEqual([day, day])
  expect(facts.partnersSince[company.of('Ben')]).toBe(Date.UTC(2026, 0, 1) / 86_400_000)
})

test('a year of open months, of which each takes back from all before it, is computed month by month', async () => {
  await added(plan('10 %', '2026-01'))
  const periods = Array.from({ length: 12 }, (_, place) => `2026-${String(place + 1).padStart(2, '0')}`)
  const sold: number[][] = []
  for (const [place, period] of periods.entries()) {
    for (const orders of sold) await company.takesBack(orders.pop()!, `${period}-20`)
    sold.push([])
    for (let left = periods.length - place; left > 0; left -= 1)
      sold.at(-1)!.push(await company.buys('Cy', 100, `${period}-05`))
  }
  const december = await month('2026-12')
  expect(december!.lines.amount.reduce((sum, amount) => sum + amount, 0)).toBe(1_000 - 11 * 1_000)
  // Without remembering them, months would be computed anew for every later one: four thousand times.
}, 20_000)
