import { expect, test } from 'vitest'
import { lineageOf, never, type Facts } from '#earnings/volume'
import { grow, type Placing } from './index.ts'

const names = ['house', 'Ada', 'Bea', 'Cem', 'Dan', 'Eva', 'Fritz']
const sponsors = Int32Array.of(-1, 0, 1, 1, 1, 2, 1)

const facts: Facts = {
  period: '2026-01' as Facts['period'],
  sponsors,
  recruiters: sponsors,
  partners: Uint8Array.of(0, 1, 1, 1, 1, 1, 1),
  partnersSince: Int32Array.of(never, 1, 2, 3, 4, 5, 6),
  customersSince: new Int32Array(7).fill(never),
  byHand: [],
  entries: {
    contacts: new Int32Array(),
    owners: new Int32Array(),
    net: new Float64Array(),
    points: new Float64Array(),
    groups: new Int32Array(),
    groupNames: [],
  },
}

const told = (placing: Partial<Placing>): string[] => {
  const given = { ...facts, ...placing.facts }
  const lineage = lineageOf(given.sponsors, given.partners)
  const all = { width: 2, spillover: 'balanced' as const, brought: () => 0, ...placing, lineage, facts: given }
  const { parents, places } = grow(undefined, all)
  return names.flatMap((name, id) =>
    parents[id]! >= 0 ? [`${name}: ${places[id] === 0 ? 'left' : 'right'} of ${names[parents[id]!]}`] : [],
  )
}

const [ada, bea] = [
  ['Bea: left of Ada', 'Cem: right of Ada'],
  ['Dan: left of Bea', 'Eva: right of Bea'],
]

test.each`
  spillover     | fritz
  ${'balanced'} | ${'Fritz: left of Cem'}
  ${'left'}     | ${'Fritz: left of Dan'}
`('Ada brings Bea, Cem, Dan and Fritz, and Bea brings Eva: $spillover', ({ spillover, fritz }) => {
  expect(told({ spillover })).toEqual([...ada, ...bea, fritz])
})

test('on the weaker side, at each step', () => {
  const brought = (contact: number, place: number) => (contact === 1 && place === 0 ? 500 : 0)
  expect(told({ spillover: 'weaker side', brought }).slice(2)).toEqual([
    'Dan: left of Cem',
    'Eva: left of Bea',
    'Fritz: right of Cem',
  ])
})

test('the place the company named is his, or the search begins below it', () => {
  const placedBelow = Int32Array.of(-1, -1, 1, 1, -1, -1, -1)
  const placedAt = Int32Array.of(-1, -1, 1, 1, -1, -1, -1)
  expect(told({ facts: { ...facts, placedBelow, placedAt } }).slice(0, 2)).toEqual([
    'Bea: right of Ada',
    'Cem: left of Bea',
  ])
})

test('a named place is kept free for whom it is named, whoever came before him', () => {
  const placedBelow = Int32Array.of(-1, -1, -1, -1, -1, -1, 2)
  const placedAt = Int32Array.of(-1, -1, -1, -1, -1, -1, 0)
  expect(told({ facts: { ...facts, placedBelow, placedAt } }).slice(2)).toEqual([
    'Dan: right of Bea',
    'Eva: left of Fritz',
    'Fritz: left of Bea',
  ])
})

test('nobody leaves his place: not by another sponsor, nor by leaving', () => {
  const first = grow(undefined, {
    width: 2,
    spillover: 'balanced',
    brought: () => 0,
    facts,
    lineage: lineageOf(sponsors, facts.partners),
  })
  const moved = {
    ...facts,
    sponsors: Int32Array.of(-1, 0, 0, 0, 0, 0, 0),
    partners: Uint8Array.of(0, 1, 0, 1, 1, 1, 1),
  }
  const again = grow(
    { parents: first.parents, places: first.places },
    {
      width: 2,
      spillover: 'balanced',
      brought: () => 0,
      facts: moved,
      lineage: lineageOf(moved.sponsors, moved.partners),
    },
  )
  expect([again.parents, again.places]).toEqual([first.parents, first.places])
})
