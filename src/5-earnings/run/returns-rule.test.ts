import { beforeEach, describe, expect, test } from 'vitest'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { changedAmidClosing, closedAmidChange } from '../../../test/close-race.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Database } from '#ground/database'
import type { Period } from '#ground/period'
import type { ReasonClass } from '#sales/order'
import { addPlan } from '#earnings/plan/store.ts'
import { runRoutes } from './routes.ts'
import { approveRun, changeReturns, closeRun, computedMonth, draftRun, returnsRule, verifyRuns } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

const plan = `name: Klein
from: 2026-02
volumes: {Umsatz: {sum: own}}
bonuses: [{name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: 10 %}]}]`

const february = '2026-02' as Period
const march = '2026-03' as Period
const acting = (by: string, period = february) => ({ period, by, at: at('2027-01-01') })
const close = (progress: () => Promise<void> = () => Promise.resolve()) =>
  closeRun(database, { ...acting('Udo'), progress })
const approve = async () => {
  await draftRun(database, acting('Ina'))
  await approveRun(database, acting('Udo'))
}
const change = (classes: readonly ReasonClass[], inside: Database = database) =>
  changeReturns(inside, { classes, by: 'ina@company.example' })

const paidIn = async (period: Period): Promise<number> => {
  const { amount } = (await computedMonth(database, period))!.lines
  return amount.reduce((total: number, each: number) => total + each, 0)
}

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.customer('Cy', 'Anna')
  const sold = await company.buys('Cy', 100, '2026-02-03')
  await company.takesBack(sold, '2026-03-05', { as: 'goodwill' })
  await company.books()
  await addPlan(database, { text: plan, by: 'office' })
})

describe('which returns take commissions back', () => {
  test('is what the program brings along until the company changes it; each change stays with who and from when', async () => {
    expect(await returnsRule(database)).toEqual({ classes: ['withdrawal', 'unpaid'], from: undefined, changes: [] })
    expect(await paidIn(march)).toBe(0)
    await change(['goodwill'])
    expect(await paidIn(march)).toBe(-10_00)
    await approve()
    expect((await close()).is).toBe('closed')
    const { classes, from, changes } = await change([])
    expect([classes, from]).toEqual([[], '2026-03'])
    expect(changes).toMatchObject([
      { classes: [], from: '2026-03', by: 'ina@company.example' },
      { classes: ['goodwill'], from: undefined, by: 'ina@company.example' },
    ])
    expect(await paidIn(march)).toBe(0)
  })

  test('told what holds already, in whatever order, it is no change', async () => {
    await change(['unpaid', 'withdrawal'])
    expect((await returnsRule(database)).changes).toEqual([])
  })
})

describe('a month that is just closing', () => {
  const toGoodwill = (inside: Database) => change(['goodwill'], inside)

  test('closes by the rule it was approved with: a change meanwhile counts from the next one on', async () => {
    await approve()
    const { changed, closed } = await changedAmidClosing(database, { close, change: toGoodwill })
    expect(changed.changes).toMatchObject([{ from: '2026-03' }])
    expect(closed.is).toBe('closed')
    for await (const { findings } of verifyRuns(database)) expect(findings).toEqual([])
  })

  test('waits for a change that is being made, and does not close without it', async () => {
    await approve()
    const { closed } = await closedAmidChange(database, { close, change: toGoodwill })
    expect(closed).toEqual({ is: 'refused', because: 'changed since the approval' })
  })
})

describe('over the interface', () => {
  const needs = { database, now: () => at('2026-04-01'), personOf: async () => 'ina@company.example' }
  const routes = runRoutes(needs)
  const to = (mayWrite: boolean) =>
    asking(openedTo({ id: 'key:1', role: 'company', mayWrite }, [routes]), documentOf(routes))

  test('it is told with its changes and changed once for each key', async () => {
    const { get, post } = to(true)
    const changed = await post('/settings/returns', { classes: ['defect'] }, 'c')
    expect(changed).toMatchObject({ status: 200, body: { classes: ['defect'], from: null } })
    expect(changed.body.changes).toMatchObject([{ classes: ['defect'], from: null, by: 'ina@company.example' }])
    expect((await post('/settings/returns', { classes: ['defect'] }, 'c')).body).toEqual(changed.body)
    expect((await get('/settings/returns')).body).toEqual(changed.body)
  })

  test.each`
    body                        | pointer
    ${{ classes: ['mood'] }}    | ${'#/classes/0'}
    ${{}}                       | ${'#/classes'}
    ${{ classes: [], from: 1 }} | ${'#/from'}
  `('$body is refused at $pointer', async ({ body, pointer }) => {
    expect((await to(true).post('/settings/returns', body)).body.errors).toMatchObject([{ pointer }])
    expect((await returnsRule(database)).changes).toEqual([])
  })

  test('a key that may only read changes nothing', async () => {
    expect((await to(false).post('/settings/returns', { classes: [] })).status).toBe(403)
  })
})
