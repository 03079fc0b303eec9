import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Instant } from '#ground/period'
import type { ContactNumber, Role } from '#people/contact'
import { movesOfLeaving, ownersAt, valueAt, type History, type Timeline } from './index.ts'

const number = (value: number) => value as ContactNumber
const moment = (value: number) => value as Instant

type Told = { readonly role: Role | Timeline<Role>; readonly sponsor?: number | Timeline<ContactNumber> }

// Contacts by position; a bare role or sponsor holds from moment 0 on.
const told = (contacts: readonly Told[]): History => ({
  rolesOf: contact => {
    const { role } = contacts[contact]!
    return typeof role === 'string' ? [{ from: moment(0), value: role }] : role
  },
  sponsorsOf: contact => {
    const { sponsor } = contacts[contact]!
    if (sponsor === undefined) return []
    return typeof sponsor === 'number' ? [{ from: moment(0), value: number(sponsor) }] : sponsor
  },
})

describe('to whom turnover belongs', () => {
  const house: Told = { role: 'house' }
  const [anna, ben]: Told[] = [
    { role: 'partner', sponsor: 0 },
    { role: 'partner', sponsor: 1 },
  ]
  test.each`
    contacts                                                                                   | whose          | owner | why
    ${[house, anna]}                                                                           | ${'nearest'}   | ${1}  | ${"a partner's own turnover is his own"}
    ${[house, anna, ben]}                                                                      | ${'direct'}    | ${2}  | ${'also when a partner stands above him'}
    ${[house, anna, { role: 'customer', sponsor: 1 }]}                                         | ${'direct'}    | ${1}  | ${'a customer directly below'}
    ${[house, anna, { role: 'customer', sponsor: 1 }, { role: 'customer', sponsor: 2 }]}       | ${'nearest'}   | ${1}  | ${'a customer of a customer, no partner between'}
    ${[house, anna, { role: 'customer', sponsor: 1 }, { role: 'customer', sponsor: 2 }]}       | ${'direct'}    | ${0}  | ${'a customer of a customer is not directly below'}
    ${[house, anna, { role: 'customer', sponsor: 1 }, { role: 'customer', sponsor: 2 }]}       | ${'recruited'} | ${0}  | ${'recruited by a customer, not by the partner'}
    ${[house, anna, ben, { role: 'customer', sponsor: 2 }]}                                    | ${'nearest'}   | ${2}  | ${'the nearest partner, not the one above'}
    ${[house, anna, { role: 'former partner', sponsor: 1 }, { role: 'customer', sponsor: 2 }]} | ${'nearest'}   | ${1}  | ${'a former partner is passed over'}
    ${[house, { role: 'prospect', sponsor: 0 }]}                                               | ${'nearest'}   | ${0}  | ${'whoever nobody brought belongs to the house'}
  `('$why ($whose)', ({ contacts, whose, owner }) => {
    const contact = number(contacts.length - 1)
    expect(ownersAt(told(contacts), { contact, at: moment(5), house: number(0) })[whose as 'nearest']).toBe(owner)
  })

  test('a moved customer stays recruited by whoever brought him', () => {
    const moved: Told = {
      role: 'customer',
      sponsor: [
        { from: moment(0), value: number(1) },
        { from: moment(4), value: number(2) },
      ],
    }
    const history = told([house, anna!, ben!, moved])
    const owners = (at: number) => ownersAt(history, { contact: number(3), at: moment(at), house: number(0) })
    expect(owners(3)).toEqual({ direct: 1, nearest: 1, recruited: 1 })
    expect(owners(4)).toEqual({ direct: 2, nearest: 2, recruited: 1 })
  })

  test('who becomes a partner owns his turnover from that moment on, not before', () => {
    const risen: Told = {
      role: [
        { from: moment(0), value: 'customer' },
        { from: moment(4), value: 'partner' },
      ],
      sponsor: 1,
    }
    const owner = (at: number) =>
      ownersAt(told([house, anna!, risen]), { contact: number(2), at: moment(at), house: number(0) }).nearest
    expect([owner(3), owner(4)]).toEqual([1, 2])
  })
})

test('a timeline answers what was in force, for every moment', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 50 }), { maxLength: 12 }),
      fc.integer({ min: -2, max: 52 }),
      (moments, at) => {
        const timeline = moments.toSorted((a, b) => a - b).map(from => ({ from: moment(from), value: from }))
        expect(valueAt(timeline, moment(at))).toBe(timeline.findLast(change => change.from <= at)?.value)
      },
    ),
  )
})

describe('when a partner leaves', () => {
  const leaving = {
    partner: number(5),
    sponsor: number(2),
    house: number(0),
    directlyBelow: [6, 7, 8].map(number),
    lineOfSuccessor: undefined,
  }
  test.each`
    heir                         | lineOfSuccessor | moves                                                       | why
    ${'sponsor'}                 | ${undefined}    | ${[{ contacts: [6, 7, 8], to: 2 }]}                         | ${'all go to his sponsor'}
    ${'house'}                   | ${undefined}    | ${[{ contacts: [6, 7, 8], to: 0 }]}                         | ${'all go to the house'}
    ${{ successor: number(9) }}  | ${undefined}    | ${[{ contacts: [6, 7, 8], to: 9 }]}                         | ${'all go to the successor elsewhere'}
    ${{ successor: number(7) }}  | ${7}            | ${[{ contacts: [7], to: 2 }, { contacts: [6, 8], to: 7 }]}  | ${'a successor from his first line moves up, the others below him'}
    ${{ successor: number(11) }} | ${8}            | ${[{ contacts: [8], to: 2 }, { contacts: [6, 7], to: 11 }]} | ${'the line of a deeper successor moves up first, so that no cycle closes'}
  `('$why', ({ heir, lineOfSuccessor, moves }) => {
    expect(movesOfLeaving({ ...leaving, lineOfSuccessor }, heir)).toEqual(moves)
  })
})
