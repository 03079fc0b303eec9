import { expect, test } from 'vitest'
import { daysOf, periodAfter, period } from '#ground/period'
import { describePlan, readPlan, type Plan } from '#earnings/plan'
import { missing } from '#earnings/rank'
import { computeMonth, explainPartner, linesOfPartner, type Month, type State } from './index.ts'
import { columnsOf, type PlainByHand, type PlainEntry, type PlainPerson } from './plain/facts.ts'

// The worked examples of volumes over time and of ranks, told as months one after the other.

type Told = {
  /** Whom each partner in turn stands below, from number 1 on; 0 is the house. */
  readonly sponsors: readonly number[]
  /** What each bought, in whole units. */
  readonly own: readonly number[]
  /** The day of the month on which it was booked. */
  readonly day?: number
  readonly more?: readonly PlainPerson[]
  readonly since?: Readonly<Record<number, number>>
}

const planOf = (text: string): Plan => {
  const read = readPlan(`name: P\nfrom: 2026-01\npayout at most: 100 %\n${text}\nbonuses: ${anyBonus}`)
  if (read.is === 'refused') throw new Error(JSON.stringify(read.problems))
  return read.plan
}

const anyBonus = '[{name: B, kind: own volume, base: E, method: slab, brackets: [{from: 1, rate: 1 %}]}]\n'

type Story = { readonly months: readonly Told[]; readonly byHand?: readonly PlainByHand[] }

const tell = (text: string, { months, byHand = [] }: Story): Month[] => {
  const plan = planOf(text)
  const computed: Month[] = []
  let current = period('2026-01')
  for (const { sponsors, own, day = 1, more = [], since = {} } of months) {
    const { first } = daysOf(current)
    const partners = sponsors.map((sponsor, place): PlainPerson => ({
      id: place + 1,
      sponsor,
      isPartner: true,
      ...(since[place + 1] === undefined ? {} : { partnerSince: since[place + 1]! }),
    }))
    const entries = own.map((net, place): PlainEntry => ({
      contact: place + 1,
      owner: place + 1,
      net: net * 100,
      day: first + day - 1,
    }))
    const people = [{ id: 0, sponsor: -1, isPartner: false }, ...partners, ...more]
    const before: State | undefined = computed.at(-1)?.after
    const facts = columnsOf({ period: current, people, entries, byHand: [...byHand] })
    computed.push(computeMonth(plan, facts, before))
    current = periodAfter(current)
  }
  return computed
}

const valuesOf = (computed: readonly Month[], volume: string, partner = 1) =>
  computed.map(({ columns }) => columns.get(volume)!.values[partner]! / 100)

const ranksOf = (computed: readonly Month[], partner = 1) => computed.map(({ standing }) => standing.ranks[partner]!)

const anna = (own: readonly number[], rest: Partial<Told> = {}): Story => ({
  months: own.map(amount => ({ sponsors: [0], own: [amount], ...rest })),
})

test.each`
  over                                   | values                  | why
  ${''}                                  | ${[100, 200, 50, 0]}    | ${'each month alone'}
  ${', over: 3 months'}                  | ${[100, 300, 350, 250]} | ${'this month and the two before'}
  ${', over: 50 days'}                   | ${[100, 300, 250, 0]}   | ${'up to the end of March the 10th of February is just in'}
  ${', over: 49 days'}                   | ${[100, 200, 50, 0]}    | ${'and just out'}
  ${', over: {best of: 3 months}'}       | ${[100, 200, 200, 200]} | ${'the best of them'}
  ${', over: {since: ever}'}             | ${[100, 300, 350, 350]} | ${'all of them'}
  ${', over: {since: 2026-02}'}          | ${[0, 200, 250, 250]}   | ${'from February on'}
  ${', over: {since: 2026-02-11}'}       | ${[0, 0, 50, 50]}       | ${'from a day on: the 10th is too early'}
  ${', days: 1 to 9'}                    | ${[0, 0, 0, 0]}         | ${'booked too late'}
  ${', days: 10 to end, over: 2 months'} | ${[100, 300, 250, 50]}  | ${'booked in time, of two months'}
`('100, 200, 50 and nothing, each on the 10th: own volume$over is $values, $why', ({ over, values }) => {
  const computed = tell(`volumes: {E: {sum: own}, V: {sum: own${over}}}`, anna([100, 200, 50, 0], { day: 10 }))
  expect(valuesOf(computed, 'V')).toEqual(values)
})

test.each`
  first                    | second                          | value | why
  ${'over: 2 months'}      | ${'over: 3 months'}             | ${60} | ${'a longer window keeps the months there are'}
  ${'over: {since: ever}'} | ${'over: 2 months'}             | ${10} | ${'a sum is no month'}
  ${'over: 30 days'}       | ${'over: 45 days'}              | ${10} | ${'other days'}
  ${'over: 2 months'}      | ${'over: 2 months, in: points'} | ${0}  | ${'another unit'}
`('January and February have $first, March has $second: $why', ({ first, second, value }) => {
  const text = (over: string) => `volumes: {E: {sum: own}, V: {sum: own, ${over}}}`
  const february = tell(text(first), anna([20, 30]))[1]!
  const people = [
    { id: 0, sponsor: -1, isPartner: false },
    { id: 1, sponsor: 0, isPartner: true },
  ]
  const entries = [{ contact: 1, owner: 1, net: 1000 }]
  const facts = columnsOf({ period: period('2026-03'), people, entries })
  const march = computeMonth(planOf(text(second)), facts, february.after)
  expect(valuesOf([march], 'V')).toEqual([value])
})

// Anna and Zoe are first; Ben stands below Anna in January, and below Zoe from February on.
test.each`
  structure | anna          | zoe
  ${'then'} | ${[100, 100]} | ${[0, 20]}
  ${'now'}  | ${[100, 0]}   | ${[0, 120]}
`('two months of a team whose line moved, by its structure of $structure', ({ structure, anna, zoe }) => {
  const computed = tell(
    `volumes: {E: {sum: own}, T: {sum: own, down to: all, with himself: no, over: 2 months, structure: ${structure}}}`,
    {
      months: [
        { sponsors: [0, 0, 1], own: [0, 0, 100] },
        { sponsors: [0, 0, 2], own: [0, 0, 20] },
      ],
    },
  )
  expect({ anna: valuesOf(computed, 'T', 1), zoe: valuesOf(computed, 'T', 2) }).toEqual({ anna, zoe })
})

test('who leaves and becomes a partner again begins anew since joining, and what lasted is gone', () => {
  const { first } = daysOf(period('2026-03'))
  const plan = `volumes: {E: {sum: own}, V: {sum: own, over: {since: joining}}}
ranks: [{name: Berater, lasts: for ever, needs: {volume: V, at least: 100}}]`
  const stays = { sponsors: [0], own: [80] }
  const computed = tell(plan, { months: [stays, stays, { sponsors: [0], own: [80], since: { 1: first } }, stays] })
  expect(valuesOf(computed, 'V')).toEqual([80, 160, 80, 160])
  expect(ranksOf(computed)).toEqual([-1, 0, -1, 0])
})

test('new customers count in the month of their first order, and for whoever stands nearest above them', () => {
  const [january, february] = [daysOf(period('2026-01')).first, daysOf(period('2026-02')).first]
  const customers = [
    { id: 3, sponsor: 1, isPartner: false, customerSince: january - 1 },
    { id: 4, sponsor: 1, isPartner: false, customerSince: january + 3 },
    { id: 5, sponsor: 4, isPartner: false, customerSince: february + 4 },
    { id: 6, sponsor: 2, isPartner: false, customerSince: february },
  ]
  const seen = (last: number) =>
    customers.map(({ customerSince, ...rest }) => ({
      ...rest,
      ...(customerSince <= last ? { customerSince } : {}),
    }))
  const plan = `volumes: {E: {sum: own}, N: {sum: new customers, counts for: ranks, over: 2 months}}
active: {volume: N, at least: 2}`
  const month = (last: number) => ({ sponsors: [0, 1], own: [0, 0], more: seen(last) })
  const computed = tell(plan, { months: [month(february - 1), month(february + 27)] })
  expect(valuesOf(computed, 'N', 1)).toEqual([10, 20])
  expect(valuesOf(computed, 'N', 2)).toEqual([0, 10])
  expect(computed.map(({ standing }) => standing.active[1])).toEqual([0, 1])
  expect(missing(planOf(plan).active!, computed[0]!.standing, 1).map(({ de }) => de)).toEqual([
    'mindestens 2 N: bisher 1, es fehlen 1',
  ])
})

test.each`
  months          | met                       | why
  ${'3 in a row'} | ${[-1, -1, 0, 0, -1, -1]} | ${'the month that fails begins it anew'}
  ${'2 of 3'}     | ${[-1, 0, 0, 0, 0, 0]}    | ${'any two of the last three'}
`('100 own volume, $months, in months of 100, 100, 100, 100, 0 and 100: $why', ({ months, met }) => {
  const plan = `volumes: {E: {sum: own}}
ranks: [{name: Leiter, needs: {months: ${months}, needs: {volume: E, at least: 100}}}]`
  expect(ranksOf(tell(plan, anna([100, 100, 100, 100, 0, 100])))).toEqual(met)
})

test.each`
  ladder                                | ranks              | why
  ${''}                                 | ${[2, -1, -1, -1]} | ${'lost at once'}
  ${'ladder: {fall: one rank a month}'} | ${[2, 1, 0, -1]}   | ${'one rank a month'}
  ${'ladder: {fall: never}'}            | ${[2, 2, 2, 2]}    | ${'never'}
`('three ranks reached in January and nothing after: $why', ({ ladder, ranks }) => {
  const plan = `volumes: {E: {sum: own}}
${ladder}
ranks:
  - {name: R1, needs: {volume: E, at least: 100}}
  - {name: R2, needs: {volume: E, at least: 200}}
  - {name: R3, needs: {volume: E, at least: 300}}`
  expect(ranksOf(tell(plan, anna([300, 0, 0, 0])))).toEqual(ranks)
})

test.each`
  lower           | rank
  ${'not needed'} | ${1}
  ${'needed'}     | ${-1}
`('who meets the second rank and not the first, lower ranks $lower: $rank', ({ lower, rank }) => {
  const plan = `volumes: {E: {sum: own}, K: {sum: customers}}
ladder: {lower ranks: ${lower}}
ranks:
  - {name: R1, needs: {volume: K, at least: 1}}
  - {name: R2, needs: {volume: E, at least: 200}}`
  expect(ranksOf(tell(plan, anna([300])))).toEqual([rank])
})

test('a rank given by hand until the end of February holds for January and February, and is told with its reason', () => {
  const [{ first }, { last }] = [daysOf(period('2026-01')), daysOf(period('2026-02'))]
  const plan = `volumes: {E: {sum: own}}
ranks:
  - {name: R1, needs: {volume: E, at least: 100}}
  - {name: R2, needs: {volume: E, at least: 200}}`
  const byHand = [{ partner: 1, rank: 'R1', from: first + 20, until: last }]
  const computed = tell(plan, { ...anna([0, 200, 0]), byHand })
  expect(ranksOf(computed)).toEqual([0, 1, -1])
  const names = { nameOf: String, ordersOf: () => [] }
  const [month] = computed as [Month]
  const lines = linesOfPartner(month, 1)
  const explained = explainPartner(1, { plan: planOf(plan), month, lines, names, language: 'de' })
  expect(explained).toContain('Rang: R1 (vom Vertrieb verliehen: start)')
})

// Anna's lines: Ben is Leiter and so Berater too, Cora is Berater, Dora is nothing.
test.each`
  sponsors        | own                   | reached  | why
  ${[0, 1, 1, 1]} | ${[0, 500, 100, 0]}   | ${false} | ${'Ben cannot be both: one Berater is missing'}
  ${[0, 1, 1, 1]} | ${[0, 500, 100, 1]}   | ${false} | ${'Dora is no Berater'}
  ${[0, 1, 1, 1]} | ${[0, 500, 100, 100]} | ${true}  | ${'Ben as Leiter, Cora and Dora as Berater'}
  ${[0, 1, 1, 1]} | ${[0, 100, 100, 100]} | ${false} | ${'no Leiter'}
  ${[0, 1, 1, 1]} | ${[0, 500, 500, 500]} | ${true}  | ${'a Leiter is a Berater, too'}
`('two lines with a Berater and another with a Leiter: $why', ({ sponsors, own, reached }) => {
  const plan = `volumes: {E: {sum: own}}
ranks:
  - {name: Berater, needs: {volume: E, at least: 100}}
  - {name: Leiter, needs: {volume: E, at least: 500}}
  - {name: Direktor, needs: {different lines: [{lines: 2, with: {rank: Berater}}, {lines: 1, with: {rank: Leiter}}]}}`
  expect(ranksOf(tell(plan, { months: [{ sponsors, own }] }))[0] === 2).toBe(reached)
})

test('a yearly fee makes active for twelve months and is nothing that is paid on', () => {
  const plan = `product groups: {Gebühr: fee}
volumes:
  E: {sum: own, without groups: [Gebühr]}
  Jahresgebühr: {sum: personal, groups: [Gebühr], over: 12 months, counts for: ranks}
active: {volume: Jahresgebühr, at least: 60}`
  expect(planOf(plan).active).toBeDefined()
  const paid = readPlan(`name: P\nfrom: 2026-01\n${plan.replace('without groups', 'groups')}\nbonuses: ${anyBonus}`)
  expect(paid.is === 'refused' && paid.problems.map(({ expected }) => expected.de)).toEqual([
    'ein Umsatz ohne Gebühr (Gebühr): darauf darf nichts gezahlt werden (without groups)',
  ])
})

const richPlan = `volumes:
  E: {sum: own}
  Drei: {sum: own, over: 3 months}
  Früh: {sum: personal, days: 1 to 15}
  T: {sum: own, down to: all, with himself: yes, over: {since: joining}, structure: now}
active: {any of: [{volume: Früh, at least: 50}, {partner for at most: 1 month}]}
ladder: {lower ranks: needed, fall: one rank a month}
ranks:
  - {name: R1, lasts: {grace months: 2}, needs: {months: 2 of 3, needs: {volume: E, at least: 100}}}
  - {name: R2, lasts: for ever, needs: {all of: [
      {volume: T, at least: 900, without strongest legs: 1},
      {different lines: [{lines: 2, with: {active: yes}}, {lines: 1, with: {rank: R1, directly: yes}}]}]}}`

test('what is missing for the next rank, in German and English', () => {
  const [, second] = tell(richPlan, {
    months: [
      { sponsors: [0, 1, 1], own: [100, 100, 0] },
      { sponsors: [0, 1, 1], own: [100, 100, 0] },
    ],
  })
  const lacks = missing(planOf(richPlan).ranks[1]!.needs, second!.standing, 1)
  expect(lacks).toEqual([
    {
      de: 'mindestens 900 T (ohne die stärkste Linie): bisher 200.00, es fehlen 700.00',
      en: 'T of at least 900 (without the strongest line): 200.00 so far, 700.00 missing',
    },
    {
      de: '2 Linien mit einem aktiven Partner an der Spitze und 1 Linie mit R1 an der Spitze, jede eine andere: bisher 1 und 1',
      en: '2 lines headed by a partner who is active and 1 line headed by R1, each a different one: 1 and 1 so far',
    },
  ])
})

test('where one of several ways is enough, each tells what it lacks', () => {
  const [first] = tell(richPlan, { months: [{ sponsors: [0], own: [40], day: 20, since: { 1: 0 } }] })
  expect(missing(planOf(richPlan).active!, first!.standing, 1)).toEqual([
    {
      de: 'mindestens 50 Früh: bisher 0.00, es fehlen 50.00 – oder höchstens 1 Monat Partner',
      en: 'Früh of at least 50: 0.00 so far, 50.00 missing – or a partner for at most 1 month',
    },
  ])
})

test('what is asked for several months tells how often it was met, and what this month lacks', () => {
  const [first] = tell(richPlan, anna([40]))
  expect(missing(planOf(richPlan).ranks[0]!.needs, first!.standing, 1)).toEqual([
    {
      de: 'in 2 der letzten 3 Monate mindestens 100 E: bisher 0 (mindestens 100 E: bisher 40.00, es fehlen 60.00)',
      en: 'E of at least 100 in 2 of the last 3 months: 0 so far (E of at least 100: 40.00 so far, 60.00 missing)',
    },
  ])
})

test('the plan in plain sentences', () => {
  expect(
    describePlan(planOf(richPlan))
      .map(({ de }) => de)
      .slice(0, -2),
  ).toEqual([
    'E: was ein Partner und seine Kunden erzeugen, in Geld.',
    'Drei: was ein Partner und seine Kunden erzeugen, 3 Monate zusammen, in Geld.',
    'Früh: was ein Partner selbst erzeugt, gebucht vom 1. bis 15. des Monats, in Geld.',
    'T: was ein Partner und seine Kunden erzeugen über alle unter ihm, er selbst mitgezählt, seit er Partner ist, alle Monate nach der heutigen Struktur, in Geld.',
    'Aktiv ist, wer hat: (mindestens 50 Früh oder höchstens 1 Monat Partner).',
    'Rang R1: in 2 der letzten 3 Monate mindestens 100 E. Er bleibt noch 2 Monate.',
    'Rang R2: mindestens 900 T (ohne die stärkste Linie) und 2 Linien mit einem aktiven Partner an der Spitze und 1 Linie mit R1 an der Spitze, jede eine andere. Er bleibt für immer.',
    'Wem ein niedrigerer Rang fehlt, der hat keinen darüber.',
    'Im Monat fällt niemand um mehr als einen Rang.',
  ])
})
