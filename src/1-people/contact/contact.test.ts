import { describe, expect, test } from 'vitest'
import { displayName, mayBecome, owns, roles } from './index.ts'

describe('a role follows another', () => {
  test.each`
    from                | to                  | may
    ${'prospect'}       | ${'customer'}       | ${true}
    ${'prospect'}       | ${'partner'}        | ${true}
    ${'customer'}       | ${'partner'}        | ${true}
    ${'partner'}        | ${'former partner'} | ${true}
    ${'former partner'} | ${'partner'}        | ${true}
    ${'former partner'} | ${'customer'}       | ${true}
    ${'customer'}       | ${'prospect'}       | ${false}
    ${'partner'}        | ${'customer'}       | ${false}
    ${'customer'}       | ${'former partner'} | ${false}
    ${'house'}          | ${'partner'}        | ${false}
    ${'partner'}        | ${'house'}          | ${false}
  `('$from → $to: $may', ({ from, to, may }) => expect(mayBecome(from, to)).toBe(may))

  test('nobody becomes what he is', () => expect(roles.filter(role => mayBecome(role, role))).toEqual([]))
})

test('turnover can belong to partners and the house alone', () => {
  expect(roles.filter(owns)).toEqual(['house', 'partner'])
  expect(owns(undefined)).toBe(false)
})

test.each`
  name                                                                  | shown
  ${{ givenName: 'Anna', familyName: 'Berger', firmName: null }}        | ${'Anna Berger'}
  ${{ givenName: null, familyName: 'Berger', firmName: null }}          | ${'Berger'}
  ${{ givenName: 'Anna', familyName: 'Berger', firmName: 'Berger KG' }} | ${'Berger KG'}
  ${{ givenName: null, familyName: null, firmName: null }}              | ${'4711'}
`('is called $shown', ({ name, shown }) => expect(displayName(name, '4711')).toBe(shown))
