import { expect, test } from 'vitest'
import { computeMonth } from '#earnings/month'
import type { Plan } from '#earnings/plan'
import { monthOf, planOf, type SmallMonth } from '../../../test/small-month.ts'
import { reportOf, surveyMonth, type Report } from './index.ts'

const text = `name: Klein
from: 2026-01
product groups: { Ware: goods, Starter: starter kit }
volumes:
  Eigenumsatz: { sum: own, without groups: [Starter] }
  Team: { sum: own, down to: all, with himself: yes, without groups: [Starter] }
active: { volume: Eigenumsatz, at least: 100 }
ranks:
  - { name: Berater, needs: { volume: Eigenumsatz, at least: 300 } }
bonuses:
  - { name: Provision, kind: own volume, base: Eigenumsatz, method: slab, brackets: [{ from: 0, rate: 10 % }] }
  - { name: Linie, kind: level, base: Eigenumsatz, follows: sponsor, levels: [5 %], compression: none, unqualified share: company }
`

const [anna, ben, cora, kim, lea, mia] = [1, 2, 3, 5, 6, 7]

// Anna brought Ben and Dan, Ben brought Cora. Kim is Anna's customer, Lea and Mia are Ben's.
const people = [
  { sponsor: 0, isPartner: true },
  { sponsor: 1, isPartner: true },
  { sponsor: 2, isPartner: true },
  { sponsor: 1, isPartner: true },
  { sponsor: 1, isPartner: false },
  { sponsor: 2, isPartner: false },
  { sponsor: 2, isPartner: false },
]

const january: SmallMonth = {
  people,
  bought: [
    { contact: kim, net: 40_000, group: 'Ware' },
    { contact: lea, net: 6_000, group: 'Ware' },
    { contact: mia, net: 5_000, group: 'Ware' },
    { contact: ben, net: 3_000, day: 10, group: 'Ware' },
    { contact: cora, net: 12_000, day: 30, group: 'Ware' },
    { contact: anna, net: 5_000, group: 'Starter' },
  ],
}

const survey = (
  small: SmallMonth,
  { period = '2026-01', plan = planOf(text) }: { period?: string; plan?: Plan } = {},
) => {
  const facts = monthOf(period, small)
  return surveyMonth({ plan, facts, month: computeMonth(plan, facts) })
}

const report = reportOf([survey(january)])
const causesIn = ({ causes }: Report) =>
  Object.fromEntries(causes.filter(({ amount }) => amount !== 0).map(({ cause, amount }) => [cause, amount]))

test('the worked example: whose turnover it is, and what is paid for', () => {
  expect(report.turnover).toEqual({ all: 71_000, endCustomers: 51_000, ownConsumption: 20_000 })
  expect(report.commissions).toBe(7_900)
  expect(causesIn(report)).toEqual({ 'own customers': 5_100, 'own purchases': 1_500, 'turnover below': 1_300 })
})

test('the worked example: partners and their customers', () => {
  expect(report.partners).toEqual({
    all: 4,
    paid: 3,
    paidWithoutDownline: 1,
    onlyConsuming: 1,
    qualified: 3,
    bought: 1,
    boughtAtEnd: 1,
  })
  expect(report.customers).toEqual({ distinct: 3, average: 1_000, median: 1_000, none: 1 })
})

test('the worked example: the income statement counts who earned nothing', () => {
  const { all, classes, ranks } = report.statement
  expect(all).toMatchObject({ people: 4, nothing: 1, average: 1_975, median: 1_200, highest: 4_700 })
  expect(classes.filter(({ people }) => people > 0)).toEqual([
    { from: null, below: 1, people: 1, total: 0 },
    { from: 1, below: 2_500, people: 2, total: 3_200 },
    { from: 2_500, below: 10_000, people: 1, total: 4_700 },
  ])
  expect(ranks.map(({ rank, people, average }) => [rank, people, average])).toEqual([
    ['Berater', 1, 4_700],
    [null, 3, 1_067],
  ])
})

test.each`
  day   | net       | bought | boughtAtEnd | why
  ${27} | ${10_000} | ${1}   | ${1}        | ${'the last five days of January begin on the 27th'}
  ${26} | ${10_000} | ${1}   | ${0}        | ${'bought, but not at the end'}
  ${27} | ${9_999}  | ${0}   | ${0}        | ${'a cent short, so there is nothing he qualified for'}
`('who reaches 100.00 by what he buys himself: $why', ({ day, net, bought, boughtAtEnd }) => {
  const small = { people, bought: [{ contact: cora, net, day, group: 'Ware' }] }
  expect(reportOf([survey(small)]).partners).toMatchObject({ bought, boughtAtEnd })
})

test('what a partner buys beside enough turnover of his customers buys nothing', () => {
  const customers = { contact: kim, net: 30_000, group: 'Ware' }
  const small = { people, bought: [customers, { contact: anna, net: 50_000, day: 31, group: 'Ware' }] }
  expect(reportOf([survey(small)]).partners).toMatchObject({ qualified: 1, bought: 0 })
})

test('a rank that needs the turnover of the team is bought by who lacks it without his own, and by nobody below', () => {
  const plan = planOf(text.replace('volume: Eigenumsatz, at least: 300', 'volume: Team, at least: 300'))
  const small = {
    people,
    bought: [
      { contact: kim, net: 10_000, group: 'Ware' },
      { contact: lea, net: 10_000, group: 'Ware' },
      { contact: ben, net: 10_000, day: 31, group: 'Ware' },
    ],
  }
  const { bought } = survey(small, { plan })
  // Anna is Berater by Ben's purchase too, but she did not buy it; Ben is active by Lea's turnover.
  expect(bought.every(mark => mark === 0)).toBe(true)
  const more = {
    people,
    bought: [...small.bought, { contact: anna, net: 1, group: 'Ware' }, { contact: mia, net: -1, group: 'Ware' }],
  }
  expect(survey(more, { plan }).bought[anna]).toBe(1)
})

const overMonths = (needs: string) =>
  planOf(
    text
      .replace('active: { volume: Eigenumsatz, at least: 100 }', `active: ${needs}`)
      .replace(
        'Team: {',
        'Quartal: { sum: own, over: 2 months }\n  Bester: { sum: own, over: { best of: 2 months } }\n  Woche: { sum: own, over: 7 days }\n  Team: {',
      ),
  )

test.each`
  needs                                                                  | before    | own       | day   | bought | why
  ${'{months: 2 in a row, needs: {volume: Eigenumsatz, at least: 100}}'} | ${10_000} | ${10_000} | ${5}  | ${1}   | ${'without February it would be one month'}
  ${'{months: 1 of 2, needs: {volume: Eigenumsatz, at least: 100}}'}     | ${10_000} | ${10_000} | ${5}  | ${0}   | ${'January is enough'}
  ${'{months: 1 of 2, needs: {volume: Eigenumsatz, at least: 100}}'}     | ${5_000}  | ${10_000} | ${28} | ${2}   | ${'January was not, and it was bought at the end'}
  ${'{volume: Quartal, at least: 100}'}                                  | ${5_000}  | ${5_000}  | ${5}  | ${1}   | ${'of a volume over months this month lacks'}
  ${'{volume: Quartal, at least: 100}'}                                  | ${10_000} | ${5_000}  | ${5}  | ${0}   | ${'the months before are enough'}
  ${'{volume: Bester, at least: 100}'}                                   | ${10_000} | ${20_000} | ${5}  | ${0}   | ${'January would be the best month'}
  ${'{volume: Bester, at least: 100}'}                                   | ${9_999}  | ${20_000} | ${5}  | ${1}   | ${'January, which would be the best month, lacks'}
  ${'{volume: Woche, at least: 100}'}                                    | ${0}      | ${10_000} | ${25} | ${2}   | ${'of the last days he lacks'}
  ${'{any of: [{volume: Woche, at least: 0}]}'}                          | ${0}      | ${10_000} | ${5}  | ${0}   | ${'what he bought before them was in none of them'}
`('active over months by $needs: $why', ({ needs, before, own, day, bought }) => {
  const plan = overMonths(needs)
  const buys = (net: number, on: number): SmallMonth => ({
    people,
    bought: [{ contact: ben, net, day: on, group: 'Ware' }],
  })
  const first = computeMonth(plan, monthOf('2026-01', buys(before, 1)))
  const facts = monthOf('2026-02', buys(own, day))
  const month = computeMonth(plan, facts, first.after)
  expect(month.standing.active[ben]).toBe(1)
  const marks = surveyMonth({ plan, facts, month }).bought
  expect([...marks]).toEqual(Array.from(marks, (_, contact) => (contact === ben ? bought : 0)))
})

test('who lacks a lower rank without what he bought lacks the rank that asks for it, and keeps one given by hand', () => {
  const plan = planOf(
    text
      .replace(
        '- { name: Berater,',
        '- { name: Starter, needs: { months: 1 of 2, needs: { volume: Eigenumsatz, at least: 150 } } }\n  - { name: Berater,',
      )
      .replace('needs: { volume: Eigenumsatz, at least: 300 }', 'needs: { rank: Starter }')
      .replace('active: { volume: Eigenumsatz, at least: 100 }\n', ''),
  )
  const facts = monthOf('2026-01', { people, bought: [{ contact: ben, net: 20_000, group: 'Ware' }] })
  const marked = (given: typeof facts) =>
    surveyMonth({ plan, facts: given, month: computeMonth(plan, given) }).bought[ben]
  expect(marked(facts)).toBe(1)
  const byHand = [{ partner: ben, rank: 'Starter', from: 0, until: undefined, reason: 'Start' }]
  expect(marked({ ...facts, byHand })).toBe(0)
})

test('whatever is paid on starter kits is paid for recruiting, though a checker was passed by', () => {
  const checked = planOf(text)
  const unchecked = {
    ...checked,
    volumes: { ...checked.volumes, Eigenumsatz: { sum: 'own', in: 'money', 'counts for': 'ranks and bonuses' } },
  } as Plan
  const paid = reportOf([survey(january, { plan: unchecked })])
  expect(paid.causes.find(({ cause }) => cause === 'recruiting')!.amount).toBe(paid.commissions)
  expect(report.causes.find(({ cause }) => cause === 'recruiting')!.amount).toBe(0)
})

test('a rolling year counts each partner and each customer once', () => {
  const february: SmallMonth = {
    people,
    bought: [
      { contact: lea, net: 20_000, group: 'Ware' },
      { contact: kim, net: -40_000, group: 'Ware' },
      { contact: anna, net: 10_000, group: 'Ware' },
    ],
  }
  const year = reportOf([survey(january), survey(february, { period: '2026-02' })])
  expect(year).toMatchObject({ from: '2026-01', until: '2026-02', months: 2, turnover: { all: 61_000 } })
  // Kim gave everything back.
  expect(year.customers).toEqual({ distinct: 2, average: 667, median: 0, none: 2 })
  expect(year.partners).toMatchObject({ all: 4, paid: 3, onlyConsuming: 2, bought: 1 })
  // Anna 47.00 less 10 % of 300.00, and 5 % of Ben's 200.00: she was Berater in January. Ben 20.00 and 20.00, and no rank.
  expect(year.statement.ranks.map(({ rank, people, total }) => [rank, people, total])).toEqual([
    ['Berater', 1, 2_700],
    [null, 3, 5_200],
  ])
  expect(year.statement.all).toMatchObject({ total: 7_900 + 2_000 - 3_000 + 1_000, highest: 4_000 })
})

test('what was bought and given back, more than it was, has no part with a sign of its own', () => {
  const small = {
    people,
    bought: [
      { contact: ben, net: -20_000, group: 'Ware' },
      { contact: lea, net: 5_000, group: 'Ware' },
    ],
  }
  expect(causesIn(reportOf([survey(small)]))).toEqual({ 'own purchases': -1_500, 'turnover below': -750 })
})
