import fc from 'fast-check'
import { readPlan, type Plan } from '#earnings/plan'
import type { PlainFacts } from './facts.ts'

const pick = (...words: string[]) => fc.constantFrom(...words)
const some = (word: string, ...values: string[]) => pick('', ...values.map(value => `${word}${value}`))

const follows = pick('sponsor', 'recruiter')
const needs = some(', needs: ', '{active: yes}', '{rank: R1}')

const levels = fc
  .tuple(
    follows,
    pick('[10 %]', '[7 %, 3.33 %, 2.5 %]'),
    pick('none', 'dynamic, skipped counts as level: yes', 'dynamic, skipped counts as level: no'),
    pick('company', 'last qualified'),
    some(', levels by rank: ', '[{rank: R1, levels: 1}, {rank: R2, levels: 3}]'),
    needs,
  )
  .map(
    ([by, rates, compression, nobodys, byRank, needed]) =>
      `follows: ${by}, levels: ${rates}, compression: ${compression}, unqualified share: ${nobodys}${byRank}${needed}`,
  )

const base = pick('E', 'Q')
const when = some(', when: ', 'order')
const caps = fc
  .tuple(
    some(', at most: ', '5', '30'),
    some(', at most by rank: ', '[{rank: R1, at most: 20}, {rank: R2, at most: 40}]'),
  )
  .map(parts => parts.join(''))

const rules: Readonly<Record<string, fc.Arbitrary<string>>> = {
  level: fc.tuple(base, levels, when).map(([on, how, at]) => `base: ${on}, ${how}${at}`),
  'retail margin': fc.tuple(pick('20 %', '33.33 %'), needs, when).map(parts => `base: K, rate: ${parts.join('')}`),
  differential: fc
    .tuple(base, follows, needs, when, pick('', '[2 %]', '[3 %, 1 %]'))
    .map(
      ([on, by, needed, at, equal]) =>
        `base: ${on}, follows: ${by}, variant: linear, rates: [{rank: R1, rate: 5 %}, {rank: R2, rate: 12.5 %}]${needed}${at}${equal === '' ? '' : `}\n  - {name: equal, kind: equal rank, beside: differential, base: E, rates: ${equal}${at}`}`,
    ),
  matrix: fc.tuple(base, pick('1', '2', '3'), levels).map(([on, width, how]) => `base: ${on}, width: ${width}, ${how}`),
  binary: fc
    .tuple(
      base,
      follows,
      pick('weaker side', 'left', 'balanced'),
      pick('1:1', '1:2'),
      pick('all', 'none', '{at most: 100}'),
      pick('carry', 'flush'),
      fc.tuple(caps, needs).map(parts => parts.join('')),
    )
    .map(
      ([on, by, spillover, ratio, carry, unqualified, more]) =>
        `base: ${carry.startsWith('{') ? 'E' : on}, follows: ${by}, spillover: ${spillover}, ratio: ${ratio}, rate: 10 %, carry over: ${carry}, unqualified: ${unqualified}${more}`,
    ),
  'fast start': fc
    .tuple(pick('10 days', '6 weeks'), some(', himself: ', '5 %'), levels, when)
    .map(([within, himself, how, at]) => `base: E, within: ${within}${himself}, ${how}${at}`),
  'rank bonus': fc
    .tuple(some(', held months: ', '2'), some(', back if lost within months: ', '1', '2'), pick('pay', 'skip'))
    .map(
      ([held, back, reached]) =>
        `ranks: [{rank: R1, amount: 50.55}, {rank: R2, amount: 100}], already reached: ${reached}${held}${back}`,
    ),
  'host reward': fc
    .tuple(pick('E', 'K'), pick('count', 'do not count'))
    .map(
      ([on, own]) =>
        `base: ${on}, own orders: ${own}, reward in: goods, tiers: [{from: 0, rate: 5 %}, {from: 100, guests: 2, rate: 10 %}, {from: 250, amount: 33}]`,
    ),
  'lead split': pick('giver gets: 5 %, owner pays: no', 'giver gets: 3.33 %, company keeps: 2 %, owner pays: yes').map(
    how => `base: K, ${how}`,
  ),
  pool: fc
    .tuple(base, some(', shares: ', '[{rank: R2, shares: 3}, {rank: R1, shares: 1}]'), needs)
    .map(
      ([on, byRank, needed]) => `base: ${on}, rate: 3 %, shares by volume: {volume: T, each: 99.99}${byRank}${needed}`,
    ),
}

const cut = pick('proportionally', 'last rule first')
const capRules = fc
  .tuple(
    fc.option(
      fc.tuple(
        caps.filter(text => text !== ''),
        cut,
      ),
      { nil: undefined },
    ),
    fc.option(fc.tuple(pick('5 %', '12 %'), cut), { nil: undefined }),
  )
  .map(([partner, company]) => [
    ...(partner === undefined ? [] : [`{name: P, kind: partner cap${partner[0]}, cuts: ${partner[1]}}`]),
    ...(company === undefined
      ? []
      : [`{name: C, kind: company cap, at most: ${company[0]}, of: E, cuts: ${company[1]}}`]),
  ])

const chosen = fc
  .subarray(Object.keys(rules), { minLength: 1, maxLength: 4 })
  .chain(kinds => fc.tuple(...kinds.map(kind => rules[kind]!.map(how => `{name: ${kind}, kind: ${kind}, ${how}}`))))

const text = fc.tuple(chosen, capRules, fc.constantFrom('1', '100', '300'), fc.constantFrom('50', '400')).map(
  ([bonuses, capped, r1, r2]) => `name: Drawn
from: 2026-01
point value: 0.37
volumes:
  E: {sum: own}
  K: {sum: customers}
  Q: {sum: own, in: points}
  T: {sum: own, down to: all, with himself: yes}
active: {volume: E, at least: 50}
ranks:
  - {name: R1, needs: {volume: E, at least: ${r1}}}
  - {name: R2, needs: {all of: [{volume: E, at least: ${r1}}, {volume: T, at least: ${r2}}]}}
bonuses:
${[...bonuses, ...capped].map(rule => `  - ${rule}`).join('\n')}
`,
)

/** Plans of one to four of the kinds that pay by more than who stands above whom, and caps. */
export const bonusPlans: fc.Arbitrary<Plan> = text.map(yaml => {
  const read = readPlan(yaml)
  if (read.is === 'refused') throw new Error(`${yaml}\n${JSON.stringify(read.problems)}`)
  return read.plan
})

/** Numbers to draw the rest from. */
export const draws = fc.array(fc.nat({ max: 99_999 }), { minLength: 60, maxLength: 60 })

/** Who recruited whom, who gave whom as a lead, where the company placed whom, and at which party what was ordered. */
export const withMore = (history: readonly PlainFacts[], drawn: readonly number[]): PlainFacts[] => {
  let next = 0
  const draw = (most: number) => drawn[next++ % drawn.length]! % most
  const size = history[0]!.people.length
  const others = history[0]!.people.map(({ id }) => ({
    // Those who came earlier: recruiters form no circle.
    recruiter: id === 0 ? -1 : draw(id),
    ...(draw(3) === 0 ? { lead: draw(size) } : {}),
    ...(draw(4) === 0 ? { placedBelow: draw(size), placedAt: draw(4) - 1 } : {}),
  }))
  const hosts = [draw(size), draw(size)]
  return history.map(month => ({
    ...month,
    hosts,
    people: month.people.map(person => ({ ...person, ...others[person.id]! })),
    entries: month.entries.map(entry => ({
      ...entry,
      points: draw(90_000) - 10_000,
      party: draw(4) - 2,
      order: draw(5),
    })),
  }))
}
