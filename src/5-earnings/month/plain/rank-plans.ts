import fc from 'fast-check'
import { readPlan, type Plan } from '#earnings/plan'

const pick = (...words: string[]) => fc.constantFrom(...words)
const limit = pick('1', '60', '150.01', '300', '700')

const over = pick(
  '',
  ', over: 2 months',
  ', over: 3 months',
  ', over: {best of: 3 months}',
  ', over: {since: joining}',
  ', over: {since: ever}',
  ', over: {since: 2026-02-10}',
  ', over: 20 days',
  ', over: 45 days',
)
const sumOver = over.filter(text => !text.includes('best'))
const structure = pick('then', 'now')
const down = (text: string, by: string) =>
  text === '' ? '' : `${text}, structure: ${text.includes('days') ? 'now' : by}`

const condition = fc.oneof(
  fc.tuple(pick('E', 'K', 'P', 'D', 'T', 'L'), limit).map(([name, least]) => `{volume: ${name}, at least: ${least}}`),
  pick('{volume: N, at least: 1}', '{volume: N, at least: 2}', '{active: yes}', '{active: no}'),
  pick('{partner for at most: 1 month}', '{partner for at most: 2 months}'),
  fc
    .tuple(pick('1', '2'), pick('E', 'T', 'L'), limit)
    .map(([lines, name, least]) => `{lines: ${lines}, with: {volume: ${name}, at least: ${least}}}`),
  fc
    .tuple(pick('50 %', '33.3 %'), pick('requirement', 'leg'), pick('ignored', 'strongest leg', 'weakest leg'), limit)
    .map(
      ([share, of, own, least]) =>
        `{volume: W, at least: ${least}, cap per leg: {share: ${share}, of: ${of}, own volume: ${own}}}`,
    ),
  fc
    .tuple(limit, pick('1', '2'))
    .map(([least, legs]) => `{volume: W, at least: ${least}, without strongest legs: ${legs}}`),
)

const overMonths = fc
  .tuple(pick('2 in a row', '2 of 3', '1 of 2', '3 in a row', '1 of 1'), condition)
  .map(([months, needs]) => `{months: ${months}, needs: ${needs}}`)

const ofRank = (lower: string) =>
  fc.oneof(
    condition,
    overMonths,
    pick(
      `{lines: 1, with: {rank: ${lower}}}`,
      `{lines: 1, with: {all of: [{rank: ${lower}, directly: yes}, {active: yes}]}}`,
      `{months: 2 of 3, needs: {rank: ${lower}}}`,
      `{different lines: [{lines: 1, with: {rank: ${lower}}}, {lines: 1, with: {active: yes}}]}`,
      `{different lines: [{lines: 2, with: {volume: E, at least: 1}}, {lines: 1, with: {volume: T, at least: 150}}]}`,
    ),
  )

const ofHighest = fc.oneof(
  ofRank('R2'),
  fc.tuple(limit, pick('G', 'GO')).map(([least, name]) => `{volume: ${name}, at least: ${least}}`),
)

const both = (one: fc.Arbitrary<string>, other: fc.Arbitrary<string>) =>
  fc.tuple(pick('all of', 'any of'), one, other).map(([word, a, b]) => `{${word}: [${a}, ${b}]}`)

const lasting = pick('', ', lasts: for ever', ', lasts: {grace months: 1}', ', lasts: {grace months: 2}')

const text = fc
  .record({
    overs: fc.tuple(over, over, over, over, sumOver, sumOver),
    by: structure,
    days: pick('', ', days: 1 to 15', ', days: 10 to end'),
    active: both(
      condition.filter(part => !part.includes('active')),
      overMonths.filter(part => !part.includes('active')),
    ),
    needs: fc.tuple(fc.oneof(condition, overMonths), both(ofRank('R1'), condition), both(ofHighest, condition)),
    lasts: fc.tuple(lasting, lasting, lasting),
    lower: pick('needed', 'not needed'),
    fall: pick('at once', 'one rank a month', 'never'),
  })
  .map(
    ({ overs, by, days, active, needs, lasts, lower, fall }) => `name: Drawn
from: 2026-01
payout at most: 100 %
volumes:
  B: {sum: own}
  E: {sum: own${overs[0]}}
  K: {sum: customers${overs[1]}}
  P: {sum: personal${overs[2]}}
  D: {sum: own${days}}
  N: {sum: new customers, counts for: ranks${overs[3]}}
  T: {sum: own, down to: all, with himself: yes${down(overs[4], by)}}
  W: {sum: own, down to: all, with himself: yes${down(overs[5], 'now')}}
  L: {sum: own, down to: 2 levels, with himself: no${down(overs[3], by)}}
  G: {sum: own, down to: {until: {rank: R2}}, with himself: yes${down(overs[4], by)}}
  GO: {sum: own, down to: {until: {rank: R2}}, with himself: no${down(overs[5], by)}}
active: ${active}
ladder: {lower ranks: ${lower}, fall: ${fall}}
ranks:
  - {name: R1, needs: ${needs[0]}${lasts[0]}}
  - {name: R2, needs: ${needs[1]}${lasts[1]}}
  - {name: R3, needs: ${needs[2]}${lasts[2]}}
bonuses:
  - {name: Own, kind: own volume, base: B, method: slab, brackets: [{from: 0, rate: 5 %}], needs: {months: 2 of 3, needs: {rank: R1}}}
`,
  )

/** Plans that ask of ranks all that can be asked. */
export const rankPlans: fc.Arbitrary<Plan> = text.map(yaml => {
  const read = readPlan(yaml)
  if (read.is === 'refused') throw new Error(JSON.stringify(read.problems))
  return read.plan
})
