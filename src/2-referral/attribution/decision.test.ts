import { describe, expect, test } from 'vitest'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import {
  comesAlone,
  decide,
  postcodeDistance,
  signalKinds,
  sponsorNumbersOf,
  usualPolicy,
  type Candidate,
  type Facts,
  type Policy,
  type SignalKind,
  type Signals,
} from './index.ts'

const numbers = { house: 1, anna: 2, ben: 3, cara: 4, dora: 5, emil: 6, cy: 7, gone: 8, lost: 9, pia: 10, self: 11 }
type Person = keyof typeof numbers
const of = (name: Person) => numbers[name] as ContactNumber
const nameOf = (number: ContactNumber) => Object.entries(numbers).find(([, each]) => each === number)![0]

const candidate = (role: Candidate['role'], more: Partial<Candidate> = {}): Candidate => ({
  role,
  heir: null,
  isBelow: false,
  ...more,
})

// Gone left her people to Cara, Lost left his to the house; Cy is a customer, Pia a prospect.
const candidates = new Map<ContactNumber, Candidate>([
  [of('house'), candidate('house')],
  ...(['anna', 'ben', 'cara', 'dora', 'emil'] as const).map(name => [of(name), candidate('partner')] as const),
  [of('cy'), candidate('customer')],
  [of('gone'), candidate('former partner', { heir: of('cara') })],
  [of('lost'), candidate('former partner')],
  [of('pia'), candidate('prospect')],
  [of('self'), candidate('prospect')],
])

const now = Date.parse('2026-03-01T12:00:00Z') as Instant
const daysAgo = (days: number) => (now - days * 86_400_000) as Instant

const atOrder: Facts = { at: now, moment: 'order', contact: undefined, candidates, alone: of('house') }
const atRegistration: Facts = { ...atOrder, moment: 'registration' }

const speaking: { readonly [kind in SignalKind]: (name: Person) => Signals } = {
  voucher: name => ({ voucher: { partner: of(name), code: 'VON' } }),
  party: name => ({ party: { partner: of(name), party: 'party' } }),
  named: name => ({ named: { partner: of(name), text: 'P-1' } }),
  link: name => ({ link: { partner: of(name), campaign: 'fair' } }),
  subdomain: name => ({ subdomain: { partner: of(name), name: 'page' } }),
  remembered: name => ({ remembered: { partner: of(name), name: 'page', since: daysAgo(3) } }),
}

/** "voucher:ben subdomain:anna" */
const signalsOf = (text: string): Signals =>
  Object.assign(
    {},
    ...text
      .split(' ')
      .filter(Boolean)
      .map(word => speaking[word.split(':')[0] as SignalKind](word.split(':')[1] as Person)),
  ) as Signals

const told = (signals: Signals, facts: Facts = atOrder, policy: Policy = usualPolicy) => {
  const { sponsor, by, beaten } = decide(signals, policy, facts)
  return { sponsor: nameOf(sponsor), by, beaten: beaten.map(({ signal, why }) => `${signal}: ${why}`).join(', ') }
}

describe('who is sponsor of somebody new', () => {
  test.each`
    signals                                                                          | sponsor    | by              | beaten
    ${''}                                                                            | ${'house'} | ${'rule'}       | ${''}
    ${'voucher:ben'}                                                                 | ${'ben'}   | ${'voucher'}    | ${''}
    ${'party:ben'}                                                                   | ${'ben'}   | ${'party'}      | ${''}
    ${'named:ben'}                                                                   | ${'ben'}   | ${'named'}      | ${''}
    ${'link:ben'}                                                                    | ${'ben'}   | ${'link'}       | ${''}
    ${'subdomain:ben'}                                                               | ${'ben'}   | ${'subdomain'}  | ${''}
    ${'remembered:ben'}                                                              | ${'ben'}   | ${'remembered'} | ${''}
    ${'voucher:anna party:anna named:anna link:anna subdomain:anna remembered:anna'} | ${'anna'}  | ${'voucher'}    | ${'party: agrees, named: agrees, link: agrees, subdomain: agrees, remembered: agrees'}
    ${'voucher:anna party:ben named:cara link:dora subdomain:emil remembered:ben'}   | ${'anna'}  | ${'voucher'}    | ${'party: weaker, named: weaker, link: weaker, subdomain: weaker, remembered: weaker'}
    ${'voucher:gone subdomain:anna'}                                                 | ${'cara'}  | ${'voucher'}    | ${'subdomain: weaker'}
    ${'voucher:lost subdomain:anna'}                                                 | ${'anna'}  | ${'subdomain'}  | ${'voucher: partner left'}
    ${'named:pia link:ben'}                                                          | ${'ben'}   | ${'link'}       | ${'named: no sponsor'}
    ${'named:house link:ben'}                                                        | ${'ben'}   | ${'link'}       | ${'named: no sponsor'}
    ${'named:cy subdomain:ben'}                                                      | ${'cy'}    | ${'named'}      | ${'subdomain: weaker'}
    ${'remembered:lost'}                                                             | ${'house'} | ${'rule'}       | ${'remembered: partner left'}
  `('$signals → $sponsor by $by', ({ signals, ...expected }) => {
    expect(told(signalsOf(signals))).toEqual({ sponsor: expected.sponsor, by: expected.by, beaten: expected.beaten })
  })
})

// Every conflict: each signal absent, another partner's each, or one of somebody who cannot decide, against all others, for everybody who
// can register or order, at both moments. The expectation is told a second time, by the words of the issue and not by the rule's steps.
describe('the truth table of every conflict', () => {
  const standing = [undefined, 'prospect', 'customer', 'partner', 'former partner'] as const
  const says = ['nothing', 'partner', 'former with heir', 'former without heir'] as const
  const owners: Record<SignalKind, Person> = {
    voucher: 'anna',
    party: 'ben',
    named: 'cara',
    link: 'dora',
    subdomain: 'emil',
    remembered: 'ben',
  }
  const personOf = (kind: SignalKind, word: (typeof says)[number]): Person =>
    word === 'partner' ? owners[kind] : word === 'former with heir' ? 'gone' : 'lost'
  const resolved = (word: (typeof says)[number], kind: SignalKind): Person | undefined =>
    ({
      nothing: undefined,
      partner: owners[kind],
      'former with heir': 'cara' as const,
      'former without heir': undefined,
    })[word]

  type Row = Readonly<Record<SignalKind, (typeof says)[number]>>
  const rows = signalKinds.reduce<Row[]>(
    (made, kind) => made.flatMap(row => says.map(word => ({ ...row, [kind]: word }))),
    [{} as Row],
  )

  const expected = (
    row: Row,
    who: (typeof standing)[number],
    asked: { ownCode: boolean; isOrder: boolean },
  ): string => {
    const voucher = asked.isOrder && !asked.ownCode ? resolved(row.voucher, 'voucher') : undefined
    if (who === 'prospect') return voucher ?? 'dora'
    if (who !== undefined) return 'dora'
    const rest = (['party', 'named', 'link', 'subdomain', 'remembered'] as const).map(kind => resolved(row[kind], kind))
    return [voucher, ...rest].find(each => each !== undefined) ?? 'house'
  }

  test.each(
    standing.flatMap(who =>
      [true, false].flatMap(ownCode => [true, false].map(isOrder => [who, ownCode, isOrder] as const)),
    ),
  )('of %s, own code %s, order %s: 4,096 rows', (who, ownCode, isOrder) => {
    expect(rows).toHaveLength(4096)
    for (const row of rows) {
      const given = signalKinds.filter(kind => row[kind] !== 'nothing')
      const signals: Signals = {
        ...signalsOf(given.map(kind => `${kind}:${personOf(kind, row[kind])}`).join(' ')),
        ownCode,
        existing: who === undefined ? undefined : { role: who, sponsor: of('dora') },
      }
      const decision = decide(signals, usualPolicy, {
        ...(isOrder ? atOrder : atRegistration),
        contact: who && of('self'),
      })
      expect([JSON.stringify(row), nameOf(decision.sponsor)]).toEqual([
        JSON.stringify(row),
        expected(row, who, { ownCode, isOrder }),
      ])
      // Every signal that was there is answered for: it decided, or it says why not.
      const answered = [...decision.beaten.map(each => each.signal), decision.by]
      expect(given.every(kind => answered.filter(each => each === kind).length === 1)).toBe(true)
    }
  })
})

describe('somebody who is registered', () => {
  const existing = (role: Candidate['role']) => ({ existing: { role, sponsor: of('anna') } })
  const asSelf: Facts = { ...atOrder, contact: of('self') }

  test("a prospect who registered on Anna's page and completes an order with Ben's code is Ben's", () => {
    const signals = { ...signalsOf('voucher:ben subdomain:anna'), ...existing('prospect') }
    expect(told(signals, asSelf)).toEqual({ sponsor: 'ben', by: 'voucher', beaten: 'subdomain: registered before' })
  })

  test.each`
    role                | signals                      | sponsor   | beaten
    ${'prospect'}       | ${'subdomain:ben link:cara'} | ${'anna'} | ${'link: registered before, subdomain: registered before'}
    ${'customer'}       | ${'voucher:ben'}             | ${'anna'} | ${'voucher: already customer'}
    ${'partner'}        | ${'voucher:ben'}             | ${'anna'} | ${'voucher: already customer'}
    ${'former partner'} | ${'voucher:ben'}             | ${'anna'} | ${'voucher: already customer'}
    ${'prospect'}       | ${'voucher:self'}            | ${'anna'} | ${'voucher: own code'}
  `('$role with $signals stays $sponsor’s', ({ role, signals, sponsor, beaten }) => {
    expect(told({ ...signalsOf(signals), ...existing(role) }, asSelf)).toEqual({ sponsor, by: 'existing', beaten })
  })

  test('nobody is put below his own downline', () => {
    const below = new Map(candidates).set(of('ben'), candidate('partner', { isBelow: true }))
    const signals = { ...signalsOf('voucher:ben'), ...existing('prospect') }
    expect(told(signals, { ...asSelf, candidates: below })).toMatchObject({
      sponsor: 'anna',
      beaten: 'voucher: below him',
    })
  })

  test('nobody is his own heir or recommends himself', () => {
    const own = new Map(candidates).set(of('gone'), candidate('former partner', { heir: of('self') }))
    const policy: Policy = { ...usualPolicy, prospectMovesBy: [...signalKinds] }
    const signals = { ...signalsOf('voucher:gone link:self'), ...existing('prospect') }
    expect(told(signals, { ...asSelf, candidates: own }, policy).beaten).toBe('voucher: partner left, link: himself')
  })
})

describe('the policy is data', () => {
  test.each`
    policy                                         | signals                         | sponsor    | beaten
    ${{ order: ['subdomain', 'voucher', 'rule'] }} | ${'voucher:ben subdomain:anna'} | ${'anna'}  | ${'voucher: weaker'}
    ${{ order: ['rule', 'voucher'] }}              | ${'voucher:ben'}                | ${'house'} | ${'voucher: not counted'}
    ${{ order: ['voucher', 'rule'] }}              | ${'link:ben'}                   | ${'house'} | ${'link: not counted'}
    ${{ formerPartner: 'next signal' }}            | ${'voucher:gone link:ben'}      | ${'ben'}   | ${'voucher: partner left'}
    ${{ customersRecommend: false }}               | ${'named:cy link:ben'}          | ${'ben'}   | ${'named: no sponsor'}
    ${{ rememberedDays: 2 }}                       | ${'remembered:ben'}             | ${'house'} | ${'remembered: too old'}
    ${{ rememberedDays: 3 }}                       | ${'remembered:ben'}             | ${'ben'}   | ${''}
  `('$policy with $signals → $sponsor', ({ policy, signals, sponsor, beaten }) => {
    expect(told(signalsOf(signals), atOrder, { ...usualPolicy, ...policy })).toMatchObject({ sponsor, beaten })
  })

  test('a prospect moves by whatever the company says', () => {
    const signals = { ...signalsOf('party:ben'), existing: { role: 'prospect' as const, sponsor: of('anna') } }
    const facts = { ...atOrder, contact: of('self') }
    expect(told(signals, facts, { ...usualPolicy, prospectMovesBy: ['party'] })).toMatchObject({ sponsor: 'ben' })
  })

  test('the rule is asked only for who comes alone', () => {
    expect(comesAlone(signalsOf('voucher:lost'), usualPolicy, atOrder)).toBe(true)
    expect(comesAlone(signalsOf('remembered:ben'), usualPolicy, atOrder)).toBe(false)
    expect(() => decide({}, usualPolicy, { ...atOrder, alone: undefined })).toThrow('came alone')
  })
})

test('what names nobody is answered for: a mistyped number, a code of the company', () => {
  const signals: Signals = { named: { partner: null, text: 'P-0' }, voucher: { partner: null, code: 'SPRING' } }
  expect(told(signals)).toEqual({ sponsor: 'house', by: 'rule', beaten: 'voucher: names nobody, named: names nobody' })
})

test('the nearest postcode shares most leading digits, then lies next', () => {
  const near = (postcode: string, ...others: string[]) =>
    others.toSorted((a, b) => postcodeDistance(postcode, a) - postcodeDistance(postcode, b))
  expect(near('10115', '99999', '10999', '10119', '10117')).toEqual(['10117', '10119', '10999', '99999'])
  expect(near('1010', '1020', '8010', '1011')).toEqual(['1011', '1020', '8010'])
  expect(postcodeDistance('D-10115', '101 15')).toBe(postcodeDistance('10115', '10115'))
})

test.each`
  typed      | means
  ${'P-17'}  | ${'P-17'}
  ${' p17 '} | ${'P-17'}
  ${'p 17'}  | ${'P-17'}
  ${'P–17'}  | ${'P-17'}
  ${'4711'}  | ${'4711'}
`('"$typed" typed in as a number can mean $means', ({ typed, means }) => {
  expect(sponsorNumbersOf(typed)).toContain(means)
})
