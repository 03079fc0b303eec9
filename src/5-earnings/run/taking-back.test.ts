import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Period } from '#ground/period'
import { computeMonth, type Month } from '#earnings/month'
import { readPlan, type Plan } from '#earnings/plan'
import { never, type Facts } from '#earnings/volume'
import { carryingWithout } from './carried-back.ts'
import { linesOfBook } from './lines.ts'
import { takingBack, type Already, type SoldMonth } from './taking-back.ts'

// Ranks are by customers, and what comes back is own: so a month without it has the same ranks, and can be computed from scratch.
const planOf = (carry: string, unqualified: string): Plan => {
  const read = readPlan(`name: P
from: 2026-01
point value: 0.37
payout at most: 100 %
volumes:
  E: {sum: own}
  P: {sum: own, in: points}
  K: {sum: customers}
ranks: [{name: R1, needs: {volume: K, at least: 1}}, {name: R2, needs: {volume: K, at least: 2}}]
bonuses:
  - {name: Leg, kind: differential, base: E, follows: sponsor, variant: leg, rates: [{rank: R1, rate: 5 %}, {rank: R2, rate: 12.5 %}]}
  - {name: Equal, kind: equal rank, beside: Leg, base: E, rates: [3.33 %, 1 %]}
  - {name: Way, kind: differential, base: P, follows: sponsor, variant: linear, rates: [{rank: R1, rate: 7 %}, {rank: R2, rate: 9 %}]}
  - {name: Pairs, kind: binary, base: E, follows: sponsor, spillover: balanced, ratio: "1:2", rate: 10 %, carry over: ${carry}, unqualified: ${unqualified}, at most: 4, needs: {rank: R1}}
  - {name: Pool, kind: pool, base: E, rate: 3 %, shares: [{rank: R1, shares: 1}, {rank: R2, shares: 3}]}`)
  if (read.is === 'refused') throw new Error(JSON.stringify(read.problems))
  return read.plan
}

const size = 9

type Sale = { readonly partner: number; readonly cents: number; readonly portions: readonly number[] }

const entriesOf = (sales: readonly { readonly partner: number; readonly cents: number }[]): Facts['entries'] => ({
  contacts: Int32Array.from(sales, ({ partner }) => partner),
  owners: Int32Array.from(sales, ({ partner }) => partner),
  net: Float64Array.from(sales, ({ cents }) => cents),
  points: Float64Array.from(sales, ({ cents }) => cents * 10),
  groups: new Int32Array(sales.length).fill(-1),
  groupNames: [],
  orders: Int32Array.from(sales, (_, order) => order),
})

/** Partners below each other, each with one customer, who decides his rank. */
const factsOf = (sponsors: readonly number[], ranks: readonly number[], sales: Facts['entries']): Facts => {
  const uplines = Int32Array.from({ length: 2 * size }, (_, contact) =>
    contact === 0 ? -1 : contact < size ? sponsors[contact]! % contact : contact - size,
  )
  const buyers = Array.from({ length: size - 1 }, (_, place) => place + 1)
  const customers = entriesOf(buyers.map(partner => ({ partner, cents: ranks[partner]! * 100 })))
  const joined = <T extends Int32Array | Float64Array>(a: T, b: T): T =>
    (a instanceof Int32Array ? Int32Array.from([...a, ...b]) : Float64Array.from([...a, ...b])) as T
  return {
    period: '2026-01' as Period,
    sponsors: uplines,
    recruiters: uplines,
    partners: Uint8Array.from(uplines, (_, contact) => (contact > 0 && contact < size ? 1 : 0)),
    partnersSince: Int32Array.from(uplines, (_, contact) => contact),
    customersSince: new Int32Array(2 * size).fill(never),
    byHand: [],
    entries: {
      ...sales,
      contacts: joined(
        sales.contacts,
        customers.contacts.map(partner => partner + size),
      ),
      owners: joined(sales.owners, customers.owners),
      net: joined(sales.net, customers.net),
      points: joined(sales.points, customers.points),
      groups: joined(sales.groups, customers.groups),
      orders: joined(sales.orders!, customers.orders!),
    },
  }
}

const soldMonth = (plan: Plan, facts: Facts, month: Month): SoldMonth => ({
  period: 202601,
  plan,
  facts,
  volumes: new Map([...month.columns].map(([name, { values }]) => [name, values])),
  ranks: month.standing.ranks,
  after: month.after,
  lines: linesOfBook(month.lines),
})

/** What everybody gets of everybody's turnover by each rule; of a pool what all get. */
const sums = ({ lines, plan }: SoldMonth, taken: Already): Map<string, number> => {
  const found = new Map<string, number>()
  for (const [place, rule] of lines.rule.entries()) {
    const { name } = plan.bonuses[rule]!
    const key = name === 'Pool' ? name : `${name} ${lines.partner[place]} ${lines.from[place]} ${lines.level[place]}`
    const left = lines.amount[place]! + (taken.get(place)?.amount ?? 0)
    if (left !== 0) found.set(key, (found.get(key) ?? 0) + left)
  }
  return found
}

const takenOf = (sold: SoldMonth, portions: readonly Facts['entries'][]): Already => {
  const already = new Map<number, { base: number; amount: number }>()
  for (const returned of portions)
    for (const { place, base, amount } of takingBack(sold, returned, already)) {
      const before = already.get(place) ?? { base: 0, amount: 0 }
      already.set(place, { base: before.base + base, amount: before.amount + amount })
    }
  return already
}

const drawn = fc.record({
  sponsors: fc.array(fc.nat(40), { minLength: size, maxLength: size }),
  ranks: fc.array(fc.nat(2), { minLength: size, maxLength: size }),
  sales: fc.array(
    fc.record({
      partner: fc.integer({ min: 1, max: size - 1 }),
      cents: fc.integer({ min: 1, max: 9_999 }),
      portions: fc.array(fc.nat(100), { minLength: 3, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  carry: fc.constantFrom('all', 'none', '{at most: 10}'),
  unqualified: fc.constantFrom('carry', 'flush'),
})

/** What has come back of each sale after each portion, and of the last one as much as is asked. */
const cameBack = (sales: readonly Sale[], last: 'some' | 'all'): Facts['entries'][] =>
  [0, 1, 2].map(portion => {
    const isLast = last === 'all' && portion === 2
    return entriesOf(
      sales.map(({ partner, cents, portions }) => {
        const parts = portions.slice(0, portion + 1).reduce((total, part) => total + part, 0)
        return { partner, cents: isLast ? cents : Math.floor((cents * parts) / 301) }
      }),
    )
  })

test('what is left is what the month would have paid without what came back, in whatever portions', () => {
  const property = fc.property(drawn, ({ sponsors, ranks, sales, carry, unqualified }) => {
    const plan = planOf(carry, unqualified)
    const facts = factsOf(sponsors, ranks, entriesOf(sales))
    const sold = soldMonth(plan, facts, computeMonth(plan, facts))
    const portions = cameBack(sales, 'some')
    const [last] = portions.slice(-1)
    const rest = entriesOf(sales.map((sale, place) => ({ ...sale, cents: sale.cents - last!.net[place]! })))
    const without = factsOf(sponsors, ranks, rest)
    const month = computeMonth(plan, without)
    const expected = sums(soldMonth(plan, without, month), new Map())
    expect(sums(sold, takenOf(sold, [last!]))).toEqual(expected)
    expect(sums(sold, takenOf(sold, portions))).toEqual(expected)
    const carried = portions.reduce((state, entries, portion) => {
      const earlier = portion === 0 ? entriesOf([]) : portions[portion - 1]!
      return carryingWithout(state, [{ sold, entries, earlier }])
    }, sold.after)
    const { left, right } = month.after.bonuses['Pairs'] as Record<string, Float64Array>
    expect(carried.bonuses['Pairs']).toMatchObject({ left, right })
  })
  fc.assert(property, { numRuns: 300 })
})

test('when everything has come back, nothing is left of any line', () => {
  const property = fc.property(drawn, ({ sponsors, sales, carry, unqualified }) => {
    const plan = planOf(carry, unqualified)
    const facts = factsOf(
      sponsors,
      Array.from({ length: size }, () => 1),
      entriesOf(sales),
    )
    const sold = soldMonth(plan, facts, computeMonth(plan, facts))
    const all = entriesOf([
      ...sales,
      ...Array.from({ length: size - 1 }, (_, place) => ({ partner: place + 1, cents: 100 })),
    ])
    all.contacts.set(
      Int32Array.from({ length: size - 1 }, (_, place) => place + 1 + size),
      sales.length,
    )
    expect(sums(sold, takenOf(sold, [...cameBack(sales, 'some'), all]))).toEqual(new Map())
  })
  fc.assert(property, { numRuns: 200 })
})
