import { beforeEach, describe, expect, test } from 'vitest'
import { changedAmidClosing, closedAmidChange } from '../../../test/close-race.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { Period } from '#ground/period'
import { addPlan } from '#earnings/plan/store.ts'
import { approveRun, closeRun, draftRun, verifyRuns } from '#earnings/run/store.ts'
import { branchOf, type Branch } from './index.ts'
import { namedPlacesOf, namePlace, newcomersOf, treesNow } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

const plan = `name: Zwei
from: 2026-01
volumes: {Umsatz: {sum: own}}
bonuses:
  - {name: Team, kind: binary, base: Umsatz, follows: sponsor, spillover: left, ratio: "1:1", rate: 10 %, carry over: all, unqualified: carry}`

const [january, february] = ['2026-01', '2026-02'] as Period[]
const acting = (period: Period, by: string) => ({ period, by, at: at('2027-01-01') })

const approve = async (period: Period) => {
  await draftRun(database, acting(period, 'Ina'))
  await approveRun(database, acting(period, 'Udo'))
}
const close = (period: Period, progress: () => Promise<void> = () => Promise.resolve()) =>
  closeRun(database, { ...acting(period, 'Udo'), progress })

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben', 'Anna')
  await company.partner('Cara', 'Anna')
  await company.buys('Anna', 10, '2026-01-05')
  await addPlan(database, { text: plan, by: 'office' })
  await approve(january!)
  await close(january!)
  await company.partner('Dan', 'Anna', '2026-02-03')
  await company.partner('Eva', 'Anna', '2026-02-04')
  await company.partner('Flo', 'Eva', '2026-02-05')
})

const stands = async (): Promise<Record<string, string>> => {
  const { tree } = (await treesNow(database, february!))!.trees[0]!
  const told = ['Ben', 'Cara', 'Dan', 'Eva', 'Flo'].map(name => {
    const [parent, place] = [tree.parents[company.of(name)]!, tree.places[company.of(name)]!]
    return [name, `${place === 0 ? 'left' : 'right'} of ${company.nameOf(parent as never)}`]
  })
  return Object.fromEntries(told)
}

type Told = { who: string; below: string | null; place?: number | null; by?: string; reason?: string }

const placing = async ({ who, below, place = 1, by = 'Anna', reason = '' }: Told) => ({
  contact: company.of(who),
  below: below === null ? null : company.of(below),
  place: below === null ? null : place,
  within: by === 'office' ? undefined : company.of(by),
  reason,
  at: at('2026-02-10'),
  by,
  known: (await treesNow(database, february!))!,
})

const places = async (told: Told, inside: Database = database) => {
  const asked = await placing(told)
  return inTransaction(inside, transaction => namePlace(transaction, asked))
}

const newcomers = async (of: string) =>
  newcomersOf((await treesNow(database, february!))!, company.of(of)).map(company.nameOf)

describe('the worked example', () => {
  test('nobody places them: the spillover leads', async () => {
    expect(await stands()).toMatchObject({ Ben: 'left of Anna', Dan: 'left of Ben', Eva: 'left of Dan' })
    expect([await newcomers('Anna'), await newcomers('Ben'), await newcomers('Eva')]).toEqual([
      ['Eva', 'Dan'],
      [],
      ['Flo'],
    ])
  })

  test('Anna places Dan right of Cara, and the month closes with it', async () => {
    expect(await places({ who: 'Dan', below: 'Cara' })).toEqual({ is: 'placed' })
    const placed = { Dan: 'right of Cara', Eva: 'left of Ben' }
    expect(await stands()).toMatchObject(placed)
    await company.buys('Eva', 10, '2026-02-11')
    await approve(february!)
    expect((await close(february!)).is).toBe('closed')
    expect(await stands()).toMatchObject(placed)
    expect(await places({ who: 'Dan', below: 'Ben' })).toEqual({ is: 'refused', because: 'placed already' })
    for await (const { findings } of verifyRuns(database)) expect(findings).toEqual([])
  })

  test.each`
    who      | below     | place | by          | because                  | why
    ${'Eva'} | ${'Cara'} | ${1}  | ${'Anna'}   | ${'place taken'}         | ${'it is named for another'}
    ${'Eva'} | ${'Ben'}  | ${1}  | ${'Anna'}   | ${'place taken'}         | ${'somebody stands there'}
    ${'Eva'} | ${'Flo'}  | ${0}  | ${'Anna'}   | ${'would close a cycle'} | ${'below her own recruit'}
    ${'Eva'} | ${'Cara'} | ${2}  | ${'Anna'}   | ${'no such place'}       | ${'there are two places'}
    ${'Ben'} | ${'Cara'} | ${0}  | ${'Anna'}   | ${'placed already'}      | ${'placed since a closed month'}
    ${'Eva'} | ${'Ben'}  | ${0}  | ${'Ben'}    | ${'not his'}             | ${'by whoever did not bring her'}
    ${'Flo'} | ${'Cara'} | ${0}  | ${'Eva'}    | ${'not below'}           | ${'in another’s tree'}
    ${'Eva'} | ${'Ben'}  | ${1}  | ${'office'} | ${'reason missing'}      | ${'by the company without a reason'}
  `('is not placed $why', async ({ because, ...told }) => {
    await company.partner('Gil', 'Ben', '2026-02-06')
    await places({ who: 'Dan', below: 'Cara' })
    await places({ who: 'Gil', below: 'Ben', place: 1, by: 'Ben' })
    expect(await places(told)).toEqual({ is: 'refused', because })
  })
})

test('he may be placed elsewhere, or be left to the spillover again; what was named stays', async () => {
  await places({ who: 'Dan', below: 'Cara' })
  await places({ who: 'Dan', below: 'Cara', place: 0, by: 'office', reason: 'as agreed' })
  await places({ who: 'Dan', below: null })
  expect((await stands())['Dan']).toBe('left of Ben')
  expect(await namedPlacesOf(database, company.of('Dan'))).toMatchObject([
    { below: null, isReplaced: false, from: '2026-02-03' },
    { below: company.of('Cara'), place: 0, reason: 'as agreed', isReplaced: true },
    { below: company.of('Cara'), place: 1, by: 'Anna', isReplaced: true },
  ])
})

test('told twice it is placed once', async () => {
  await places({ who: 'Dan', below: 'Cara' })
  await places({ who: 'Dan', below: 'Cara' })
  expect(await namedPlacesOf(database, company.of('Dan'))).toHaveLength(1)
})

const atOnce = async (...told: readonly Told[]) => {
  const asked = await Promise.all(told.map(placing))
  return Promise.all(asked.map(each => inTransaction(database, inside => namePlace(inside, each))))
}

test('of two who are put at one place at once, one gets it', async () => {
  const both = await atOnce({ who: 'Dan', below: 'Cara' }, { who: 'Eva', below: 'Cara' })
  expect(both.map(answer => (answer.is === 'placed' ? answer.is : answer.because)).sort()).toEqual([
    'place taken',
    'placed',
  ])
})

test('two who are put below each other at once close no circle, though neither stood below the other', async () => {
  await company.partner('Gil', 'Anna', '2026-02-06')
  for (let round = 0; round < 8; round += 1) {
    await places({ who: 'Gil', below: 'Cara', place: 0 })
    await places({ who: 'Dan', below: 'Ben', place: 0 })
    const both = await atOnce({ who: 'Dan', below: 'Gil' }, { who: 'Gil', below: 'Dan' })
    const refusals = both.flatMap(answer => (answer.is === 'refused' ? answer.because : []))
    expect(refusals).toEqual(['would close a cycle'])
  }
})

const closeFebruary = (progress: () => Promise<void>) => close(february!, progress)
const naming = (asked: Awaited<ReturnType<typeof placing>>) => (inside: Database) =>
  inTransaction(inside, transaction => namePlace(transaction, asked))

test('a place that is named while its month closes comes too late', async () => {
  await company.buys('Eva', 10, '2026-02-11')
  await approve(february!)
  const asked = await placing({ who: 'Dan', below: 'Cara' })
  const { changed, closed } = await changedAmidClosing(database, { close: closeFebruary, change: naming(asked) })
  expect(changed).toEqual({ is: 'refused', because: 'closed meanwhile' })
  expect(closed.is).toBe('closed')
})

test('a closing waits for a place that is being named, and does not close without it', async () => {
  await company.buys('Eva', 10, '2026-02-11')
  await approve(february!)
  const asked = await placing({ who: 'Dan', below: 'Cara' })
  const { changed, closed } = await closedAmidChange(database, { close: closeFebruary, change: naming(asked) })
  expect(changed).toEqual({ is: 'placed' })
  expect(closed).toEqual({ is: 'refused', because: 'changed since the approval' })
})

test('a named place is never changed, only replaced once', async () => {
  await places({ who: 'Dan', below: 'Cara' })
  await expect(database.updateTable('earnings.named_place').set({ place: 0 }).execute()).rejects.toThrow('stays')
  await expect(database.deleteFrom('earnings.named_place').execute()).rejects.toThrow('refused')
})

test('the picture shows whoever stands below, free places and where it ends', async () => {
  const { trees } = (await treesNow(database, february!))!
  const told = ({ contact, below, places }: Branch): unknown => [
    company.nameOf(contact as never),
    below,
    ...places.map(each => (each === null || each === 'more' ? each : told(each))),
  ]
  expect(told(branchOf(trees[0]!, { root: company.of('Anna'), depth: 1 }))).toEqual([
    'Anna',
    5,
    ['Ben', 3, 'more', null],
    ['Cara', 0, null, null],
  ])
})
