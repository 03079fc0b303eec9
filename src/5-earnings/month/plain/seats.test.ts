import fc from 'fast-check'
import { expect, test } from 'vitest'
import { grow, spillovers } from '#earnings/placement'
import type { Plan } from '#earnings/plan'
import { lineageOf } from '#earnings/volume'
import { columnsOf, type PlainPerson } from './facts.ts'
import type { RuleOf } from './pay.ts'
import { seatsAfter } from './seats.ts'

const plan = { volumes: {}, ranks: [], bonuses: [] } as unknown as Plan

type Drawn = { sponsor: number; role: number; since: number; below: number; at: number; left: number; right: number }

const nat = (max: number) => fc.nat({ max })

// Few sponsors, so that places are filled and many are led far down.
const drawn: fc.Arbitrary<Drawn[]> = fc.array(
  fc.record({ sponsor: nat(2), role: nat(7), since: nat(4), below: nat(80), at: nat(3), left: nat(2), right: nat(2) }),
  { minLength: 1, maxLength: 24 },
)

const peopleOf = (all: readonly Drawn[]): PlainPerson[] => [
  { id: 0, sponsor: -1, isPartner: false },
  ...all.map(({ sponsor, role, since, below, at }, place): PlainPerson => ({
    id: place + 1,
    sponsor: Math.min(sponsor, place),
    isPartner: role > 0,
    partnerSince: 20_454 + since,
    ...(below >= 1 && below <= all.length ? { placedBelow: below, placedAt: at - 1 } : {}),
  })),
]

test.each([...spillovers.map(spillover => ({ spillover, width: 2 })), { spillover: 'balanced' as const, width: 3 }])(
  'everybody gets the place that the words give him: $spillover, $width places',
  ({ spillover, width }) => {
    const property = fc.property(drawn, all => {
      const people = peopleOf(all)
      const facts = columnsOf({ people, entries: [] })
      const brought = (id: number, place: number) => all[id - 1]![place === 0 ? 'left' : 'right']
      const lineage = lineageOf(facts.sponsors, facts.partners)
      const { parents, places } = grow(undefined, { width, spillover, lineage, facts, brought })
      const config = {
        name: 'B',
        follows: 'sponsor',
        ...(width === 2 ? { kind: 'binary', spillover } : { kind: 'matrix', width }),
      } as RuleOf<'binary'> | RuleOf<'matrix'>
      const seats = seatsAfter({ plan, facts: { people, entries: [] } }, config, brought)
      const placed = people.flatMap(({ id }) =>
        parents[id] === -2 ? [] : [[id, { parent: parents[id]!, place: places[id]! }] as const],
      )
      expect(new Map(placed)).toEqual(new Map([...seats].sort(([a], [b]) => a - b)))
    })
    fc.assert(property, { numRuns: 300 })
  },
)
