import { expect, test } from 'vitest'
import { instant } from '#ground/period'
import { testDatabase } from '../../test/database.ts'
import { fillCompany } from './company.ts'
import { raceForOne } from './race.ts'
import { figures, latencyOf, ratiosOf, targetsOf, type Figures, type Measured } from './report.ts'

const { database } = await testDatabase()

const all = (p50: number, p99: number) => Object.fromEntries(figures.map(figure => [figure, { p50, p99 }])) as Figures

const measured = (change: Partial<Measured> = {}): Measured => ({
  few: all(1, 2),
  many: { ...all(1, 2), 'cart page with voucher': { p50: 1.1, p99: 3.2 } },
  redeemed: [1, 1, 1],
  ...change,
})

test.each`
  milliseconds                                      | p50   | p99
  ${[3]}                                            | ${3}  | ${3}
  ${[4, 1, 3, 2]}                                   | ${2}  | ${4}
  ${Array.from({ length: 100 }, (_, each) => each)} | ${49} | ${98}
`('half stay below $p50, 99 of a hundred below $p99', ({ milliseconds, p50, p99 }) => {
  expect(latencyOf(milliseconds)).toEqual({ p50, p99 })
})

test('a page is held against the page without, and the large company against the small one', () => {
  const ratios = ratiosOf(measured())
  expect(ratios['page with voucher against page without'].many).toEqual({ p50: 1.1, p99: 1.6 })
  expect(ratios['large company against small']['cart page']).toEqual({ p50: 1, p99: 1 })
})

test('a target is met or missed', () => {
  const missed = (one: Measured) => targetsOf(one).flatMap(({ isMet, target }) => (isMet ? [] : [target]))
  expect(missed(measured())).toEqual([
    'page with voucher against page without, p99, large company',
    'cart page with voucher: large company against small, p99',
  ])
  expect(missed(measured({ many: all(1, 2), redeemed: [1, 2, 0] }))).toEqual([
    'rounds in which not exactly one got the code',
  ])
})

test('of those who race for a code that works once, one gets it in each round', async () => {
  const at = instant('2026-03-10T12:00:00Z')
  const [page] = await fillCompany(database, { partners: 10, codes: 100 })
  expect(await raceForOne(database, { rounds: 3, tries: 10, partner: page!.partner, at })).toEqual([1, 1, 1])
})
