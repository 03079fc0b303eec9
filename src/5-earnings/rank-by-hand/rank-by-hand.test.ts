import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { inTransaction } from '#ground/database/store.ts'
import { dayNumber, type Period } from '#ground/period'
import { closeBooks, holdBookings } from '#volume/ledger/store.ts'
import { addPlan } from '#earnings/plan/store.ts'
import { endRank, giveRank, givenRanks, ranksByHand, ranksOnOffer } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

const plan = `name: Klein
from: 2026-01
volumes: {Umsatz: {sum: own}}
ranks: [{name: Leiter, needs: {volume: Umsatz, at least: 1000}}]
bonuses: [{name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: 5 %}]}]`

const close = (month: string) =>
  inTransaction(database, async transaction => {
    await holdBookings(transaction)
    await closeBooks(transaction, month as Period)
  })

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Dora')
  await addPlan(database, { text: plan, by: 'office' })
  await close('2026-01')
})

type Given = { rank?: string; from: string; until?: string | undefined; reason?: string }

const give = ({ rank = 'Leiter', from, until, reason = 'Übernahme' }: Given) =>
  giveRank(database, { partner: company.of('Dora'), rank, from, until, reason, by: 'office' })

test('a rank is kept with its reason, and a month is computed from it', async () => {
  const answer = await give({ from: '2026-02-10' })
  expect(answer).toMatchObject({ is: 'kept', given: { from: '2026-02-10', reason: 'Übernahme', givenBy: 'office' } })
  expect(await ranksByHand(database)).toEqual([
    {
      partner: company.of('Dora'),
      rank: 'Leiter',
      from: dayNumber('2026-02-10'),
      until: undefined,
      reason: 'Übernahme',
    },
  ])
})

test.each([
  [{ from: '2026-01-31' }, { because: 'closed month', firstOpen: '2026-02' }],
  [{ from: '2026-02-10', until: '2026-02-09' }, { because: 'ends before it begins' }],
  [{ from: '2026-02-10', reason: ' ' }, { because: 'no reason' }],
  [
    { from: '2026-02-10', rank: 'Chef' },
    { because: 'unknown rank', known: ['Leiter'] },
  ],
])('%j is refused', async (given, refusal) => {
  expect(await give(given)).toEqual({ is: 'refused', ...refusal })
  expect(await givenRanks(database)).toEqual([])
})

const end = (given: { readonly id: number; readonly until: string; readonly reason?: string }, name = 'Dora') =>
  endRank(database, { reason: 'abgegeben', by: 'udo', ...given, partner: company.of(name) })

const givenId = async (given: Given): Promise<number> => {
  const answer = await give(given)
  return answer.is === 'kept' ? answer.given.id : 0
}

test('it may end no earlier than the last closed month in which it was had, and not without a reason', async () => {
  const id = await givenId({ from: '2026-02-10' })
  await close('2026-02')
  expect(await end({ id, until: '2026-02-27' })).toEqual({
    is: 'refused',
    because: 'closed month',
    firstOpen: '2026-03',
  })
  expect(await end({ id, until: '2026-02-28', reason: ' ' })).toEqual({ is: 'refused', because: 'no reason' })
  const ended = await end({ id, until: '2026-02-28' })
  expect(ended).toMatchObject({ is: 'kept', given: { until: '2026-02-28' } })
  expect(await end({ id, until: '2026-02-28' })).toEqual(ended)
  expect(await end({ id: id + 1, until: '2026-02-28' })).toEqual({ is: 'refused', because: 'unknown' })
})

test('who set its last day, and why, stays each time', async () => {
  const id = await givenId({ from: '2026-02-10' })
  await end({ id, until: '2026-03-31' })
  await end({ id, until: '2026-05-31', reason: 'doch länger' })
  const [given] = await givenRanks(database)
  expect(given).toMatchObject({
    until: '2026-05-31',
    reason: 'Übernahme',
    ends: [
      { until: '2026-05-31', reason: 'doch länger', endedBy: 'udo' },
      { until: '2026-03-31', reason: 'abgegeben', endedBy: 'udo' },
    ],
  })
  await expect(sql`delete from earnings.rank_by_hand_end`.execute(database)).rejects.toThrow('kept for ever')
})

test('what was over in a closed month stays over', async () => {
  const id = await givenId({ from: '2026-02-10', until: '2026-02-20' })
  await close('2026-02')
  const refused = { is: 'refused', because: 'closed month', firstOpen: '2026-03' }
  expect(await end({ id, until: '2026-03-31' })).toEqual(refused)
})

test('only a partner is given a rank, and nobody ends another’s', async () => {
  await company.customer('Cy', 'Dora')
  await company.partner('Eva')
  const cy = {
    partner: company.of('Cy'),
    rank: 'Leiter',
    from: '2026-02-10',
    until: undefined,
    reason: 'Start',
    by: 'x',
  }
  expect(await giveRank(database, cy)).toEqual({ is: 'refused', because: 'no partner' })
  const id = await givenId({ from: '2026-02-10' })
  expect(await end({ id, until: '2026-02-28' }, 'Eva')).toEqual({ is: 'refused', because: 'unknown' })
})

test('on offer are the ranks of the plans that hold in open months', async () => {
  const later = (month: string, rank: string) =>
    addPlan(database, { text: plan.replace('2026-01', month).replace('Leiter', rank), by: 'office' })
  await later('2026-02', 'Berater')
  await later('2026-04', 'Direktor')
  expect(await ranksOnOffer(database)).toEqual(['Berater', 'Direktor'])
})
