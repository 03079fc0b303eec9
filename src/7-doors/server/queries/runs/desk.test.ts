import { beforeEach, expect, test } from 'vitest'
import type { Period } from '#ground/period'
import { addPlan } from '#earnings/plan/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../../../test/company.ts'
import { testDatabase } from '../../../../../test/database.ts'
import { openCompany as openCompanyContext } from '../world.ts'
import { earningsDesk } from './desk.ts'

const { database } = await testDatabase()
let company: TestCompany

// Anna recruited Ben and Dora; Dora stands below Emil by now. Cy is Ben's customer, Fay is Dora's, Gus is Anna's.
beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Emil')
  await company.partner('Ben', 'Anna')
  await company.partner('Dora', 'Anna')
  await company.customer('Cy', 'Ben')
  await company.customer('Fay', 'Dora')
  await company.customer('Gus', 'Anna')
  await company.moves('Dora', 'Emil', '2026-02-01')
  await addPlan(database, { text: plan, by: 'test' })
  for (const [name, amount] of [
    ['Gus', 100],
    ['Cy', 200],
    ['Fay', 400],
  ] as const)
    await company.buys(name, amount, '2026-02-10')
  await company.books()
})

const plan = `name: Klein
from: 2026-01
volumes:
  Umsatz: {sum: own}
active: {volume: Umsatz, at least: 50}
ranks:
  - {name: Berater, needs: {volume: Umsatz, at least: 150}}
bonuses:
  - {name: Eigenprovision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: 10 %}]}
  - {name: Werberbonus, kind: level, base: Umsatz, follows: recruiter, levels: [5 %], compression: none, unqualified share: company}`

const period = '2026-02' as Period

const desk = async (name: string) => {
  const { context } = await openCompanyContext(database, at('2026-03-05'))
  return earningsDesk({ ...context, viewer: company.of(name) })
}

const opened = async (name: string) => {
  const his = await desk(name)
  const earnings = (await his.month(period))!
  return Promise.all(earnings.rules.flatMap(({ lines }) => lines.map(({ place }) => his.line(period, place))))
}

test('a partner opens his own turnover down to the orders of his customers', async () => {
  const [own] = await opened('Anna')
  expect(own).toMatchObject({ rule: 'Eigenprovision', amount: 1_000, from: { name: 'Anna' } })
  expect(own!.behind).toMatchObject({ is: 'orders', rows: [{ contact: { name: 'Gus' }, net: 10_000 }] })
})

test('of other partners’ turnover he is told the sum, and neither their customers nor their orders', async () => {
  const lines = await opened('Anna')
  const others = lines.filter(line => line!.rule === 'Werberbonus')
  expect(others.map(line => [line!.from?.name, line!.base, line!.amount, line!.behind])).toEqual([
    ['Ben', 20_000, 1_000, null],
    ['Dora', 40_000, 2_000, null],
  ])
  expect(JSON.stringify(lines)).not.toMatch(/"Cy"|"Fay"/u)
})

test('another’s line is as if it were not there', async () => {
  const [bens] = (await (await desk('Ben')).month(period))!.rules.flatMap(({ lines }) => lines)
  expect(await (await desk('Ben')).line(period, bens!.place)).toMatchObject({ partner: { name: 'Ben' } })
  expect(await (await desk('Anna')).line(period, bens!.place)).toBeNull()
  expect(await (await desk('Anna')).line(period, 9_999)).toBeNull()
})

test('he sees how far he is from the next rank, and why a rule pays nothing', async () => {
  const anna = (await (await desk('Anna')).month(period))!
  expect(anna).toMatchObject({ rank: null, isActive: true, next: { rank: 'Berater' }, total: 4_000 })
  expect(anna.next!.steps).toMatchObject([{ has: 10_000, needed: 15_000, unit: 'money', isMet: false }])
  const emil = (await (await desk('Emil')).month(period))!
  expect(emil.rules.map(({ amount, lines }) => [amount, lines.length])).toEqual([
    [0, 0],
    [0, 0],
  ])
})

test('he reads the plan that holds for the month, and none where none does', async () => {
  expect(await (await desk('Anna')).plan(period)).toMatchObject({ name: 'Klein', from: '2026-01' })
  expect(await (await desk('Anna')).plan('2025-12' as Period)).toBeNull()
  expect(await (await desk('Anna')).month('2025-12' as Period)).toBeNull()
})

test('of many lines he sees the greatest, and all of them page by page', async () => {
  for (let each = 1; each <= 52; each += 1) {
    await company.partner(`P${each}`, 'Anna')
    await company.buys(`P${each}`, each, '2026-02-11')
  }
  await company.books()
  const his = await desk('Anna')
  const rule = (await his.month(period))!.rules[1]!
  expect([rule.count, rule.lines.length, rule.lines[0]!.from?.name]).toEqual([54, 50, 'Dora'])
  const first = (await his.lines(period, { of: 1, cursor: null }))!
  const rest = (await his.lines(period, { of: 1, cursor: first.next }))!
  expect(first).toMatchObject({ rule: 'Werberbonus', amount: rule.amount, count: 54, rows: rule.lines })
  expect([rest.rows.map(({ from }) => from?.name), rest.next]).toEqual([['P4', 'P3', 'P2', 'P1'], null])
  const all = [...first.rows, ...rest.rows].reduce((total, { amount }) => total + amount, 0)
  expect(all).toBe(rule.amount)
  expect(await his.lines(period, { of: 7, cursor: null })).toBeNull()
  expect(await (await desk('Ben')).lines(period, { of: 1, cursor: null })).toBeNull()
  expect(await his.lines(period, { of: 'taken back', cursor: null })).toBeNull()
})
