import { describe, expect, test } from 'vitest'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import type { Structure } from '#people/structure'
import { rollUp } from '#volume/rollup'
import {
  carriesIn,
  chainOf,
  evidenceOf,
  explain,
  groupBy,
  partnerTree,
  type Climbed,
  type MonthColumns,
} from './index.ts'

const number = (value: number) => value as ContactNumber

describe('kept evidence is read', () => {
  test.each`
    facts                                      | reason            | evidence
    ${{ by: 'import' }}                        | ${'contacts.csv'} | ${{ by: 'import', leaver: null, text: null }}
    ${{ by: 'company' }}                       | ${'asked for it'} | ${{ by: 'company', leaver: null, text: 'asked for it' }}
    ${{ by: 'interface', text: 'voucher 7' }}  | ${'api'}          | ${{ by: 'interface', leaver: null, text: 'voucher 7' }}
    ${{ by: 'leaving partner', partner: 4 }}   | ${'partner left'} | ${{ by: 'leaving partner', leaver: 4, text: null }}
    ${{}}                                      | ${''}             | ${{ by: 'company', leaver: null, text: null }}
    ${{ by: 'the moon', partner: 4, text: 7 }} | ${'tide'}         | ${{ by: 'company', leaver: null, text: 'tide' }}
  `('$facts, $reason → $evidence', ({ facts, reason, evidence }) =>
    expect(evidenceOf({ facts, reason })).toEqual(evidence),
  )
})

describe('a chain', () => {
  const house = number(0)
  const step = (contact: number, sponsor: number, isOwner: boolean): Climbed => ({
    step: {
      contact: number(contact),
      sponsor: number(sponsor),
      since: 0 as Instant,
      evidence: { by: 'company', leaver: null, text: null },
    },
    isOwner,
  })
  test.each`
    climbed                                  | owner | leads    | why
    ${[step(3, 2, false), step(2, 1, true)]} | ${1}  | ${true}  | ${'it ends at the partner who owns'}
    ${[step(3, 2, true)]}                    | ${1}  | ${false} | ${'it ends at another partner'}
    ${[step(3, 2, false)]}                   | ${0}  | ${true}  | ${'it ends at no partner: the house owns'}
    ${[step(3, 0, true)]}                    | ${0}  | ${true}  | ${'it ends at the house'}
    ${[step(3, 2, false)]}                   | ${1}  | ${false} | ${'it ends at no partner, but one owns'}
  `('leads to the owner: $leads, because $why', ({ climbed, owner, leads }) =>
    expect(chainOf(climbed as Climbed[], { owner: number(owner), house })).toMatchObject({ leadsToOwner: leads }),
  )
})

// House 0, partner 1, his customer 2, a former partner 3 below him who still carries 50, partner 4 below the former one.
const structure: Structure = {
  sponsors: Int32Array.of(-1, 0, 1, 1, 3),
  owners: Uint8Array.of(1, 1, 0, 0, 1),
}
const shares = {
  contacts: Int32Array.of(1, 2, 3, 4),
  owners: Int32Array.of(1, 1, 3, 4),
  net: Float64Array.of(100, 60, 50, 30),
  points: Float64Array.of(0, 0, 0, 0),
}

const monthWith = (teamOfPartner?: number): MonthColumns => {
  const amounts = (column: Float64Array) => rollUp(structure, { ...shares, amounts: column })
  const [net, points] = [amounts(shares.net), amounts(shares.points)]
  if (teamOfPartner !== undefined) net.team[1] = teamOfPartner
  const columns = { structure: { ...structure, house: 0 }, shares, net, points }
  return {
    ...columns,
    owned: groupBy(shares.owners, 5),
    hasVolumes: Uint8Array.of(1, 1, 0, 1, 1),
    tree: partnerTree({ structure, house: 0, carries: carriesIn(columns) }),
  }
}

test('a former partner is a line of his own, and who stands below him is one too', () => {
  const { lines, volumes } = explain(monthWith(), number(1))
  expect([[...lines.numbers], [...lines.net], volumes.team?.net]).toEqual([[3, 4], [50, 30], 240])
})

test('a former partner counts no longer as a partner below', () => {
  const { downline, above, order } = monthWith().tree
  expect([[...downline], [...above], [...order]]).toEqual([
    [2, 1, 0, 0, 0],
    [-1, 0, -1, 1, 1],
    [0, 1, 3, 4],
  ])
})

test('an explanation whose parts do not add up is refused', () => {
  expect(() => explain(monthWith(241), number(1))).toThrow('team volume 241 cents')
})
