import { expect, test } from 'vitest'
import { changePlan, compare, runPlan, type Sides } from './index.ts'
import { monthOf, planOf } from '../../../test/small-month.ts'

const text = `name: Klein
from: 2026-01
volumes:
  Eigenumsatz: { sum: own }
ranks:
  - { name: Berater, needs: { volume: Eigenumsatz, at least: 300 } }
bonuses:
  - { name: Provision, kind: own volume, base: Eigenumsatz, method: slab, brackets: [{ from: 0, rate: 10 % }, { from: 1000, rate: 15 % }] }
  - { name: Linie, kind: level, base: Eigenumsatz, follows: sponsor, levels: [5 %], compression: none, unqualified share: company }
`

// Anna brought Ben, Ben brought Cora; each has a customer.
const people = [
  { sponsor: 0, isPartner: true },
  { sponsor: 1, isPartner: true },
  { sponsor: 2, isPartner: true },
  { sponsor: 1, isPartner: false },
  { sponsor: 2, isPartner: false },
  { sponsor: 3, isPartner: false },
]

const month = (period: string, amounts: readonly number[]) =>
  monthOf(period, { people, bought: amounts.map((net, place) => ({ contact: 4 + place, net })) })

const months = [month('2026-01', [50_000, 120_000, 0]), month('2026-02', [0, 40_000, 30_000])]

const run = (yaml: string) => {
  const running = runPlan(planOf(yaml))
  for (const facts of months) running.add(facts)
  return running.course()
}

const comparisonOf = ({ present, other }: Sides<string>) =>
  compare({ present: planOf(present), other: planOf(other) }, { present: run(present), other: run(other) })

const changed = changePlan(text, ['bonuses.Provision.brackets[0].rate = 12 %', 'bonuses.Linie.levels[0] = 3 %'])
if (changed.is === 'refused') throw new Error(JSON.stringify(changed.problems))
const compared = comparisonOf({ present: text, other: changed.text })

test('Anna, Ben and Cora under more commission and less from the line, month by month', () => {
  expect(
    compared.months.map(({ period, turnover, present, other }) => [period, turnover, present.cost, other.cost]),
  ).toEqual([
    ['2026-01', 170_000, 29_000, 27_600],
    ['2026-02', 70_000, 10_500, 10_500],
  ])
  expect(compared.months.map(({ present }) => present.spread.nothing)).toEqual([1, 0])
  expect([compared.whole.present.ratio, compared.whole.other.ratio]).toEqual([164_583, 158_750])
})

test('who wins and who loses, by the highest rank each had', () => {
  expect(compared.ranks).toEqual([
    { rank: 'Berater', partners: 3, winners: 2, losers: 1, won: 800, lost: -2_200, present: 39_500, other: 38_100 },
  ])
  expect(compared.most.won.map(({ contact, difference }) => [contact, difference])).toEqual([
    [3, 600],
    [2, 200],
  ])
  expect(compared.most.lost).toEqual([{ contact: 1, present: 13_000, other: 10_800, difference: -2_200 }])
  expect([compared.winners, compared.losers]).toEqual([2, 1])
})

test('rules of either plan, by name', () => {
  const other = text.replace('name: Linie', 'name: Team')
  expect(comparisonOf({ present: text, other }).rules).toEqual([
    { rule: 'Provision', present: 30_000, other: 30_000 },
    { rule: 'Linie', present: 9_500, other: null },
    { rule: 'Team', present: null, other: 9_500 },
  ])
})

test('a plan compared with itself moves nobody', () => {
  const same = comparisonOf({ present: text, other: text })
  expect([same.winners, same.losers, same.whole.present]).toEqual([0, 0, same.whole.other])
  expect(same.classes.present).toEqual(same.classes.other)
})

test('each plan finds what its own months left: a rank that lasts pays in the month after', () => {
  const lasting = text
    .replace('at least: 300 }', 'at least: 1000 }, lasts: for ever')
    .replace('unqualified share: company', 'unqualified share: company, needs: {rank: Berater}')
  const forAMonth = lasting.replace('lasts: for ever', 'lasts: month')
  const { months: compared } = comparisonOf({ present: forAMonth, other: lasting })
  // Ben is Berater by January; in February Cora's 300.00 below him pay him only where that lasts.
  expect(compared.map(({ present, other }) => other.cost - present.cost)).toEqual([0, 1_500])
})

test('who joins later, and who leaves, is counted in the months in which he is a partner', () => {
  const running = runPlan(planOf(text))
  const [partner, leaver] = [true, false].map(isPartner => ({ sponsor: 0, isPartner }))
  running.add(monthOf('2026-01', { people: [partner!], bought: [{ contact: 1, net: 40_000 }] }))
  running.add(monthOf('2026-02', { people: [leaver!, { sponsor: 1, isPartner: true }], bought: [] }))
  const { monthsAsPartner, ranks, earned, months } = running.course()
  expect([[...monthsAsPartner], [...ranks], [...earned]]).toEqual([
    [0, 1, 1],
    [-1, 0, -1],
    [0, 4_000, 0],
  ])
  expect(months.map(({ spread }) => [spread.people, spread.nothing])).toEqual([
    [1, 0],
    [1, 1],
  ])
})
