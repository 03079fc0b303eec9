import { expect, test } from 'vitest'
import { describePlan, readPlan } from './index.ts'

// What bonuses cannot be combined with, and what must not be paid: each told with its place.
const plan = (rules: string) => `name: P
from: 2026-01
payout at most: 100 %
volumes: {E: {sum: own}, K: {sum: customers}, Q: {sum: own, in: points}, T: {sum: own, down to: all, with himself: yes}}
ranks: [{name: Werber, needs: {lines: 3, with: {active: yes}}}, {name: Leiter, needs: {volume: E, at least: 100}}]
bonuses:
${rules}
`

const levels = 'follows: sponsor, levels: [5 %], compression: none, unqualified share: company'

test.each([
  [
    'pay for a rank that recruiting alone reaches',
    '  - {name: B, kind: rank bonus, already reached: pay, ranks: [{rank: Leiter, amount: 5}, {rank: Werber, amount: 5}]}',
    [
      '7:97: bonuses › 1 › ranks › 2 › rank: expected a rank that asks for turnover: a fixed amount for recruiting partners must not be paid (German UWG § 16 (2))',
    ],
  ],
  [
    'a fixed amount for guests without turnover',
    '  - {name: B, kind: host reward, base: E, own orders: count, reward in: goods, tiers: [{from: 0, guests: 5, amount: 20}]}',
    [
      '7:95: bonuses › 1 › tiers › 1 › from: expected with a fixed amount a turnover above 0, for nothing is paid on guests alone',
    ],
  ],
  [
    'a tier that pays a rate and an amount',
    '  - {name: B, kind: host reward, base: E, own orders: count, reward in: goods, tiers: [{from: 9, rate: 5 %, amount: 20}]}',
    ['7:88: bonuses › 1 › tiers › 1: expected rate or amount, and not both'],
  ],
  [
    'a lead of the company that costs nobody anything',
    '  - {name: B, kind: lead split, base: K, giver gets: 5 %, company keeps: 3 %, owner pays: no}',
    ['7:74: bonuses › 1 › company keeps: expected only with owner pays: yes, for else it takes nothing off anybody'],
  ],
  [
    'leads on what partners buy themselves',
    '  - {name: B, kind: lead split, base: E, giver gets: 5 %, owner pays: no}',
    ['7:39: bonuses › 1 › base: expected a volume with sum: customers and without down to, for a lead is a customer'],
  ],
  [
    'a binary bonus on a sum down the line',
    '  - {name: B, kind: binary, base: T, follows: sponsor, spillover: left, ratio: 1:1, rate: 5 %, carry over: all, unqualified: carry}',
    [
      '7:35: bonuses › 1 › base: expected a volume without down to, for this bonus climbs by itself and would pay twice',
    ],
  ],
  [
    'a fast start in months',
    `  - {name: B, kind: fast start, base: E, within: 2 months, ${levels}}`,
    ['7:50: bonuses › 1 › within: expected "30 days" or "8 weeks"'],
  ],
  [
    'a differential by volume order by order',
    '  - {name: B, kind: differential, base: E, follows: sponsor, variant: linear, steps by: T, steps: [{from: 0, rate: 5 %}], when: order}',
    [
      '7:129: bonuses › 1 › when: expected month: steps by volume and whole lines are known at the end of the month only',
    ],
  ],
  [
    'compensation at another time than its differential',
    `  - {name: D, kind: differential, base: E, follows: sponsor, variant: linear, rates: [{rank: Leiter, rate: 5 %}], when: order}
  - {name: B, kind: equal rank, beside: D, base: E, rates: [1 %]}`,
    ['8:5: bonuses › 2 › when: expected the same as with the differential beside'],
  ],
  [
    'a pool order by order',
    '  - {name: B, kind: pool, base: E, rate: 5 %, shares: [{rank: Leiter, shares: 1}], when: order}',
    ['7:84: bonuses › 1 › when: expected no such key here'],
  ],
  [
    'a pool without shares',
    '  - {name: B, kind: pool, base: E, rate: 5 %}',
    ['7:5: bonuses › 1 › shares: expected shares (by rank) or shares by volume, or both'],
  ],
  [
    'a cap without an amount',
    `  - {name: L, kind: level, base: E, ${levels}}
  - {name: B, kind: partner cap}`,
    ['8:5: bonuses › 2 › at most: expected at most (for everybody) or at most by rank, or both'],
  ],
  [
    'a share of what a cap takes off',
    `  - {name: L, kind: level, base: E, ${levels}}
  - {name: B, kind: partner cap, at most: 5}
  - {name: M, kind: matching, of: B, ${levels}}`,
    ['9:35: bonuses › 3 › of: expected the name of a rule that stands before and pays partners'],
  ],
])('%s is refused', (_, rules, expected) => {
  const read = readPlan(plan(rules))
  expect(
    read.is === 'refused' &&
      read.problems.map(({ line, column, path, expected }) => `${line}:${column}: ${path}: expected ${expected.en}`),
  ).toEqual(expected)
})

test.each([
  [
    'fast start',
    `{name: B, kind: fast start, base: E, within: 30 days, himself: 5 %, ${levels}}`,
    'B: Auf E eines Partners in seinen ersten 30 Tagen erhalten in der Sponsorlinie Ebene 1 bis 1 aufwärts 5 %. Jede Position zählt als Ebene. Was niemandem zusteht, bleibt beim Vertrieb. Er selbst erhält 5 %.',
  ],
  [
    'rank bonus',
    '{name: B, kind: rank bonus, ranks: [{rank: Leiter, amount: 500}], held months: 2, back if lost within months: 3, already reached: skip}',
    'B: Wer einen dieser Ränge oder einen höheren erreicht, erhält für jeden einmal im Leben: Leiter 500.00. Sie ist fällig, wenn er den Rang 2 Monate hintereinander hat. Verliert er ihn in den 3 Monaten danach, wird sie abgezogen. Wer ihn beim Beginn dieser Regel schon hat, erhält nichts.',
  ],
  [
    'host reward',
    '{name: B, kind: host reward, base: K, own orders: do not count, reward in: goods, tiers: [{from: 200, guests: 3, rate: 10 %}, {from: 400, amount: 50}]}',
    'B: Die Gastgeberin einer Homeparty erhält in Ware, nach deren K im Monat: ab 200 und 3 Gästen 10 %, ab 400 50.00. Was sie selbst bestellt, zählt nicht; Gast ist, wer außer ihr und dem Partner dort gekauft hat.',
  ],
  [
    'lead split',
    '{name: B, kind: lead split, base: K, giver gets: 5 %, company keeps: 3 %, owner pays: yes}',
    'B: Auf K eines Kunden, der als Lead kam, erhält 5 %, wer ihn gab; das wird dem abgezogen, der ihn betreut. Kam er vom Vertrieb, behält dieser 3 %.',
  ],
  [
    'matrix',
    `{name: B, kind: matrix, base: E, width: 3, ${levels}}`,
    'B: Auf E erhalten in der Matrix mit 3 Plätzen unter jedem, von oben und von links besetzt, Ebene 1 bis 1 aufwärts 5 %. Jede Position zählt als Ebene. Was niemandem zusteht, bleibt beim Vertrieb.',
  ],
  [
    'order by order',
    `{name: B, kind: level, base: E, when: order, ${levels}}`,
    'B: Auf E erhalten in der Sponsorlinie Ebene 1 bis 1 aufwärts 5 %. Jede Position zählt als Ebene. Was niemandem zusteht, bleibt beim Vertrieb. Zahlbar mit jeder Bestellung, nach den Rängen vom Ende des Vormonats.',
  ],
])('%s is said in plain German', (_, rule, sentence) => {
  const read = readPlan(plan(`  - ${rule}`))
  expect(read.is === 'read' && describePlan(read.plan).map(({ de }) => de)).toContain(sentence)
})
