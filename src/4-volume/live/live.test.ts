import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesOf, rollUp } from '#volume/rollup'
import { blocksOf } from './blocks.ts'
import { liveVolumes, type Figures, type Live, type Measure, type Posting } from './index.ts'

type Told = { sponsor: number; owns: boolean }

const structureOf = (contacts: readonly Told[]) => ({
  sponsors: Int32Array.from(contacts, ({ sponsor }) => sponsor),
  owners: Uint8Array.from(contacts, ({ owns }) => Number(owns)),
})

const rolledUp = (contacts: readonly Told[], postings: readonly Posting[], measure: Measure) => {
  const structure = structureOf(contacts)
  const volumes = rollUp(structure, {
    contacts: Int32Array.from(postings, ({ contact }) => contact),
    owners: Int32Array.from(postings, ({ owner }) => owner),
    amounts: Float64Array.from(postings, posting => posting[measure]),
  })
  return contacts.map((_, contact) => ({
    personal: volumes.personal[contact],
    customers: volumes.customers[contact],
    own: volumes.own[contact],
    team: volumes.team[contact],
    firstLine: volumes.firstLine[contact],
    lines: linesOf(structure, volumes, contact),
  }))
}

const readAll = (live: Live, size: number, measure: Measure) =>
  Array.from({ length: size }, (_, contact) => ({
    ...live.volumesOf(contact, measure),
    lines: live.linesOf(contact, measure).toSorted((a, b) => a.contact - b.contact),
  }))

/** What happens in a month; whoever is meant is drawn as a number and found among those who are there. */
type Event =
  | { is: 'posting'; contact: number; owner: number; net: number; points: number }
  | { is: 'reversal'; of: number }
  | { is: 'joining'; sponsor: number; owns: boolean; skipped: number }
  | { is: 'move'; contact: number; to: number }
  | { is: 'role'; contact: number; owns: boolean }
  | { is: 'restructuring'; sponsors: number[]; owns: boolean[] }
  | { is: 'question' }

const who = fc.nat({ max: 9_999 })
const amount = fc.integer({ min: -100_000, max: 100_000 })

const events: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        is: fc.constant('posting' as const),
        contact: who,
        owner: who,
        net: amount,
        points: amount,
      }),
    },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('reversal' as const), of: who }) },
    {
      weight: 3,
      arbitrary: fc.record({
        is: fc.constant('joining' as const),
        sponsor: who,
        owns: fc.boolean(),
        skipped: fc.constantFrom(0, 0, 0, 2),
      }),
    },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('move' as const), contact: who, to: who }) },
    { weight: 3, arbitrary: fc.record({ is: fc.constant('role' as const), contact: who, owns: fc.boolean() }) },
    {
      weight: 1,
      arbitrary: fc.record({
        is: fc.constant('restructuring' as const),
        sponsors: fc.array(who, { minLength: 7, maxLength: 7 }),
        owns: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('question' as const) }) },
  ),
  { maxLength: 60 },
)

/** A company of some contacts, and the same month told to the live volumes and kept as a list. */
const company = (start: readonly Told[]) => {
  const contacts = start.map(contact => ({ ...contact }))
  const postings: Posting[] = []
  const live = liveVolumes(structureOf(contacts))
  const somebody = (drawn: number) => drawn % contacts.length
  const isBelow = (contact: number, above: number): boolean =>
    contact === above || (contact > 0 && isBelow(contacts[contact]!.sponsor, above))
  const book = (posting: Posting) => {
    postings.push(posting)
    live.post(posting)
  }
  const joins = (newcomer: Told, skipped: number) => {
    for (let nobody = 0; nobody < skipped; nobody += 1) contacts.push({ sponsor: 0, owns: false })
    contacts.push(newcomer)
    live.join({ contact: contacts.length - 1, ...newcomer })
  }
  const moves = (contact: number, to: number) => {
    if (contact === 0 || isBelow(to, contact)) {
      expect(() => live.move(contact, to)).toThrow(/house|below/u)
      return
    }
    contacts[contact]!.sponsor = to
    live.move(contact, to)
  }
  const becomes = (contact: number, owns: boolean) => {
    if (contact === 0) return
    contacts[contact]!.owns = owns
    live.become(contact, owns ? 'partner' : 'none')
  }
  // Everybody anew below somebody before him, and two more.
  const restructures = (sponsors: readonly number[], owns: readonly boolean[]) => {
    contacts.push({ sponsor: 0, owns: false }, { sponsor: 0, owns: false })
    for (let contact = 1; contact < contacts.length; contact += 1) {
      const place = contact % sponsors.length
      contacts[contact] = { sponsor: sponsors[place]! % contact, owns: owns[place]! }
    }
    live.restructure(structureOf(contacts))
  }
  const figures = () => ({
    live: [readAll(live, contacts.length, 'net'), readAll(live, contacts.length, 'points')],
    rolled: [rolledUp(contacts, postings, 'net'), rolledUp(contacts, postings, 'points')],
  })
  const agrees = () => {
    const { live: ours, rolled } = figures()
    expect(ours).toEqual(rolled)
  }
  const happens = (event: Event): void => {
    if (event.is === 'posting') book({ ...event, contact: somebody(event.contact), owner: somebody(event.owner) })
    if (event.is === 'reversal' && postings.length > 0) {
      const { contact, owner, net, points } = postings[event.of % postings.length]!
      book({ contact, owner, net: -net, points: -points })
    }
    if (event.is === 'joining') joins({ sponsor: somebody(event.sponsor), owns: event.owns }, event.skipped)
    if (event.is === 'move') moves(somebody(event.contact), somebody(event.to))
    if (event.is === 'role') becomes(somebody(event.contact), event.owns)
    if (event.is === 'restructuring') restructures(event.sponsors, event.owns)
    if (event.is === 'question') agrees()
  }
  return { happens, figures }
}

const starts = fc
  .array(fc.record({ sponsor: who, owns: fc.boolean(), key: who }), { maxLength: 12 })
  .map((drawn): Told[] => [
    { sponsor: -1, owns: true },
    ...drawn.map(({ sponsor, owns }, place) => ({ sponsor: sponsor % (place + 1), owns })),
  ])

test('every figure of everybody is that of a rollup, whatever happens in whatever order', () => {
  const property = fc.property(starts, events, (start, all) => {
    const { happens, figures } = company(start)
    for (const event of all) happens(event)
    const { live, rolled } = figures()
    expect(live).toEqual(rolled)
  })
  fc.assert(property, { numRuns: 1_500 })
})

test('postings in another order give the same figures', () => {
  const house = { sponsor: -1, owns: true }
  const structure = structureOf([house, { sponsor: 0, owns: true }, { sponsor: 1, owns: false }])
  const postings = [
    { contact: 2, owner: 1, net: 500, points: 5 },
    { contact: 1, owner: 1, net: 70, points: 1 },
    { contact: 2, owner: 1, net: -500, points: -5 },
  ]
  const [forward, backward] = [liveVolumes(structure), liveVolumes(structure)]
  for (const posting of postings) forward.post(posting)
  for (const posting of postings.toReversed()) backward.post(posting)
  expect(readAll(forward, 3, 'net')).toEqual(readAll(backward, 3, 'net'))
})

test('thousands of newcomers, each below the last, are placed anew and cost no depth', () => {
  const { happens, figures } = company([{ sponsor: -1, owns: true }])
  for (let contact = 0; contact < 3_000; contact += 1) {
    happens({ is: 'joining', sponsor: contact, owns: contact % 3 === 0, skipped: 0 })
    happens({ is: 'posting', contact: contact + 1, owner: contact, net: contact, points: 1 })
  }
  happens({ is: 'role', contact: 2, owns: true })
  const { live, rolled } = figures()
  expect(live).toEqual(rolled)
}, 60_000)

test.each([1, 63, 64, 65, 4_096, 4_097, 300_000])(
  'of %i amounts every range is summed, also after one changed',
  size => {
    const amounts = Float64Array.from({ length: size }, (_, place) => (place * 37) % 1_001)
    const blocks = blocksOf(amounts.slice())
    const bounds = [0, 1, size >> 1, (size >> 1) + 1, size - 1, size, 64, 4_096, 4_097].filter(place => place <= size)
    for (const changed of bounds.filter(place => place < size)) {
      amounts[changed]! += 13
      blocks.add(changed, 13)
    }
    for (const from of bounds)
      for (const until of bounds.filter(place => place >= from))
        expect(blocks.sumOf(from, until)).toBe(amounts.subarray(from, until).reduce((sum, amount) => sum + amount, 0))
  },
)

// README: the house is 0, Anna 1, Cem 2, Dora 3, Ben 4 and Eva 5.
const exampleCompany = () =>
  liveVolumes({
    sponsors: Int32Array.of(-1, 0, 1, 2, 2, 4),
    owners: Uint8Array.of(1, 1, 0, 0, 1, 0),
  })

test('the worked example', () => {
  const live = exampleCompany()
  const row = () => {
    const [ben, anna, house] = [4, 1, 0].map(contact => live.volumesOf(contact, 'net')) as [Figures, Figures, Figures]
    return [ben.own, ben.firstLine, ben.team, anna.team, house.firstLine].map(cents => cents / 100)
  }
  live.post({ contact: 5, owner: 4, net: 7_000, points: 0 })
  expect(row()).toEqual([70, 0, 70, 70, 0])
  live.join({ contact: 6, sponsor: 4, owns: true })
  live.post({ contact: 6, owner: 6, net: 2_000, points: 0 })
  expect(row()).toEqual([70, 20, 90, 90, 0])
  live.move(4, 0)
  expect(row()).toEqual([70, 20, 90, 0, 70])
  live.become(4, 'none')
  expect(row()).toEqual([70, 20, 90, 0, 90])
  live.post({ contact: 5, owner: 4, net: -7_000, points: 0 })
  expect(row()).toEqual([0, 20, 20, 0, 20])
})

describe('refused, and nothing is changed by it', () => {
  test.each<[string, (live: Live) => void, RegExp]>([
    ['an entry of nobody', live => live.post({ contact: 9, owner: 1, net: 1, points: 0 }), /no position/u],
    ['an entry for nobody', live => live.post({ contact: 1, owner: -1, net: 1, points: 0 }), /no position/u],
    ['half a cent', live => live.post({ contact: 1, owner: 1, net: 0.5, points: 0 }), /whole/u],
    ['half a thousandth', live => live.post({ contact: 1, owner: 1, net: 1, points: 0.5 }), /whole/u],
    ['more than is added exactly', live => live.post({ contact: 1, owner: 1, net: 2 ** 53 - 1, points: 0 }), /safe/u],
    ['whoever is there', live => live.join({ contact: 5, sponsor: 0, owns: false }), /already/u],
    ['a sponsor who is not', live => live.join({ contact: 7, sponsor: 6, owns: false }), /nobody/u],
    ['a move below oneself', live => live.move(1, 5), /below/u],
    ['a move of the house', live => live.move(0, 1), /house/u],
    ['a house that is no partner', live => live.become(0, 'none'), /house/u],
    [
      'a structure that lacks somebody',
      live => live.restructure({ sponsors: Int32Array.of(-1), owners: Uint8Array.of(1) }),
      /missing/u,
    ],
    ['a question about nobody', live => live.volumesOf(6, 'net'), /no position/u],
  ])('%s', (_, change, message) => {
    const live = exampleCompany()
    live.post({ contact: 5, owner: 4, net: 1_000, points: 3 })
    const before = readAll(live, 6, 'net')
    expect(() => change(live)).toThrow(message)
    expect(readAll(live, 6, 'net')).toEqual(before)
  })

  test('a structure without a house, with two, or with a cycle', () => {
    const live = (...sponsors: number[]) =>
      liveVolumes({ sponsors: Int32Array.from(sponsors), owners: new Uint8Array(sponsors.length) })
    expect(() => live(0)).toThrow(/house/u)
    expect(() => live(-1, -1)).toThrow(/house/u)
    expect(() => live(-1, 2, 1)).toThrow(/cycle/u)
  })
})
