import { beforeEach, expect, test } from 'vitest'
import { changedAmidClosing, closedAmidChange } from '../../../test/close-race.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Database } from '#ground/database'
import type { Period } from '#ground/period'
import { addPlan } from '#earnings/plan/store.ts'
import { endRank, giveRank, givenRanks } from '#earnings/rank-by-hand/store.ts'
import { approveRun, closeRun, computedMonth, draftRun, verifyRuns } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

const plan = `name: Klein
from: 2026-02
volumes: {Umsatz: {sum: own}}
ranks: [{name: Leiter, needs: {volume: Umsatz, at least: 1000}}]
bonuses: [{name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: 10 %}]}]`

const february = '2026-02' as Period
const acting = (by: string) => ({ period: february, by, at: at('2027-01-01') })
const close = (progress: () => Promise<void>) => closeRun(database, { ...acting('Udo'), progress })

const approve = async () => {
  await draftRun(database, acting('Ina'))
  await approveRun(database, acting('Udo'))
}

const give = (inside: Database = database) =>
  giveRank(inside, {
    partner: company.of('Anna'),
    rank: 'Leiter',
    from: '2026-02-10',
    until: undefined,
    reason: 'Start',
    by: 'office',
  })

const end = (inside: Database = database) =>
  endRank(inside, { partner: company.of('Anna'), id: 1, until: '2026-02-27', reason: 'Ende', by: 'office' })

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.buys('Anna', 3, '2026-02-03')
  await addPlan(database, { text: plan, by: 'office' })
})

test('an open month knows at once that a rank was given, and that it was ended', async () => {
  const rank = async () => (await computedMonth(database, february))!.month.standing.ranks[company.of('Anna')]
  expect(await rank()).toBe(-1)
  await give()
  expect(await rank()).toBe(0)
  await end()
  expect(await rank()).toBe(-1)
})

const given = { what: 'given', before: () => Promise.resolve(), change: give, lasting: [] }
const ended = { what: 'ended', before: give, change: end, lasting: [{ until: undefined }] }

test.each([given, ended])('a rank that is $what while its month closes comes too late', async told => {
  await told.before()
  await approve()
  const { changed, closed } = await changedAmidClosing(database, { close, change: told.change })
  expect(changed).toEqual({ is: 'refused', because: 'closed month', firstOpen: '2026-03' })
  expect(closed.is).toBe('closed')
  expect(await givenRanks(database)).toMatchObject(told.lasting)
  for await (const { findings } of verifyRuns(database)) expect(findings).toEqual([])
})

test.each([given, ended])(
  'a closing waits for a rank that is being $what, and does not close without it',
  async told => {
    await told.before()
    await approve()
    const { changed, closed } = await closedAmidChange(database, { close, change: told.change })
    expect(changed.is).toBe('kept')
    expect(closed).toEqual({ is: 'refused', because: 'changed since the approval' })
  },
)
