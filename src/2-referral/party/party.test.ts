import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayAfter, type Instant } from '#ground/period'
import {
  faultsOfPlan,
  guestNameOf,
  partyPolicy,
  refusalOfOrder,
  refusalOfStep,
  reopenedUntil,
  stateOn,
  type PartyDays,
  type PartyStep,
} from './index.ts'

const policy = partyPolicy.usual
const noon = (day: string) => Date.parse(`${day}T12:00:00Z`) as Instant

const party = (change: Partial<PartyDays> = {}): PartyDays => ({
  heldOn: '2026-03-14',
  closesOn: '2026-03-17',
  graceUntil: '2026-03-24',
  openedAt: null,
  closedAt: null,
  settledAt: null,
  cancelledAt: null,
  ...change,
})

describe('the state of a party', () => {
  test.each`
    change                                 | on              | state          | why
    ${{}}                                  | ${'2026-03-13'} | ${'planned'}   | ${'its day is to come'}
    ${{}}                                  | ${'2026-03-14'} | ${'open'}      | ${'its day is here'}
    ${{ openedAt: noon('2026-03-02') }}    | ${'2026-03-02'} | ${'open'}      | ${'the partner opened it'}
    ${{}}                                  | ${'2026-03-17'} | ${'open'}      | ${'the closing day belongs to it'}
    ${{}}                                  | ${'2026-03-18'} | ${'closed'}    | ${'its closing day is over'}
    ${{ closedAt: noon('2026-03-15') }}    | ${'2026-03-15'} | ${'closed'}    | ${'the partner closed it'}
    ${{}}                                  | ${'2026-03-24'} | ${'closed'}    | ${'the grace lasts'}
    ${{}}                                  | ${'2026-03-25'} | ${'settled'}   | ${'the grace is over'}
    ${{ settledAt: noon('2026-03-19') }}   | ${'2026-03-19'} | ${'settled'}   | ${'the partner settled it'}
    ${{ cancelledAt: noon('2026-03-12') }} | ${'2026-03-14'} | ${'cancelled'} | ${'it was called off'}
  `('is $state on $on: $why', ({ change, on, state }) => {
    expect(stateOn(party(change), on)).toBe(state)
  })

  test('only goes on with the days, whatever was commanded', () => {
    const order = ['planned', 'open', 'closed', 'settled']
    const maybe = fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined })
    fc.assert(
      fc.property(maybe, maybe, fc.array(fc.integer({ min: 0, max: 30 })), (opened, closed, days) => {
        const at = (days: number | undefined) => (days === undefined ? null : noon(dayAfter('2026-03-10', days)))
        const known = party({ openedAt: at(opened), closedAt: at(closed) })
        const states = days.toSorted((a, b) => a - b).map(each => stateOn(known, dayAfter('2026-03-10', each)))
        const places = states.map(state => order.indexOf(state))
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }),
    )
  })
})

describe('an order', () => {
  test.each`
    change                                 | takenOn         | arrivesOn       | refusal                 | why
    ${{}}                                  | ${'2026-03-14'} | ${'2026-03-14'} | ${undefined}            | ${'the party is open'}
    ${{}}                                  | ${'2026-03-17'} | ${'2026-03-24'} | ${undefined}            | ${'it was taken in time and waited on a phone'}
    ${{}}                                  | ${'2026-03-17'} | ${'2026-03-25'} | ${'party is settled'}   | ${'it arrives after the grace'}
    ${{}}                                  | ${'2026-03-18'} | ${'2026-03-18'} | ${'party was not open'} | ${'it was taken after the closing day'}
    ${{}}                                  | ${'2026-03-13'} | ${'2026-03-14'} | ${'party was not open'} | ${'it was taken before the party'}
    ${{ openedAt: noon('2026-03-13') }}    | ${'2026-03-13'} | ${'2026-03-14'} | ${undefined}            | ${'the party was opened before'}
    ${{ closedAt: noon('2026-03-16') }}    | ${'2026-03-15'} | ${'2026-03-16'} | ${undefined}            | ${'it was taken before the partner closed it'}
    ${{ closedAt: noon('2026-03-15') }}    | ${'2026-03-15'} | ${'2026-03-15'} | ${'party was not open'} | ${'it was taken when she had closed it'}
    ${{ cancelledAt: noon('2026-03-12') }} | ${'2026-03-14'} | ${'2026-03-14'} | ${'party is cancelled'} | ${'it was called off'}
  `('taken on $takenOn that arrives on $arrivesOn: $why', ({ change, takenOn, arrivesOn, refusal }) => {
    expect(refusalOfOrder(party(change), { at: noon(takenOn), on: takenOn, arrivesOn })).toBe(refusal)
  })
})

describe('a step', () => {
  test.each`
    step        | today           | change                                 | refusal
    ${'open'}   | ${'2026-03-10'} | ${{}}                                  | ${undefined}
    ${'open'}   | ${'2026-03-14'} | ${{}}                                  | ${'not planned'}
    ${'close'}  | ${'2026-03-14'} | ${{}}                                  | ${undefined}
    ${'close'}  | ${'2026-03-10'} | ${{}}                                  | ${'not open'}
    ${'reopen'} | ${'2026-03-18'} | ${{}}                                  | ${undefined}
    ${'reopen'} | ${'2026-03-25'} | ${{}}                                  | ${'not closed'}
    ${'settle'} | ${'2026-03-18'} | ${{}}                                  | ${undefined}
    ${'settle'} | ${'2026-03-17'} | ${{}}                                  | ${'not closed'}
    ${'cancel'} | ${'2026-03-14'} | ${{}}                                  | ${undefined}
    ${'cancel'} | ${'2026-03-25'} | ${{}}                                  | ${'over'}
    ${'cancel'} | ${'2026-03-14'} | ${{ cancelledAt: noon('2026-03-12') }} | ${'over'}
  `('$step on $today is answered by $refusal', ({ step, today, change, refusal }) => {
    expect(refusalOfStep(party(change), step as PartyStep, { today, policy })).toBe(refusal)
  })

  test('a company may forbid that a party is opened again, and none is opened beyond its grace', () => {
    const strict = { ...policy, reopening: 'never' } as const
    expect(refusalOfStep(party(), 'reopen', { today: '2026-03-18', policy: strict })).toBe('reopening is not allowed')
    expect(reopenedUntil(party(), '2026-03-24', '2026-03-18')).toBe('2026-03-24')
    expect(reopenedUntil(party(), '2026-03-25', '2026-03-18')).toBeUndefined()
    expect(reopenedUntil(party(), '2026-03-17', '2026-03-18')).toBeUndefined()
  })
})

test.each`
  change                                              | faults
  ${{}}                                               | ${[]}
  ${{ place: null }}                                  | ${[]}
  ${{ title: ' ' }}                                   | ${['title missing']}
  ${{ place: ' ' }}                                   | ${['place missing']}
  ${{ beginsAt: '25:00' }}                            | ${['beginsAt not a time']}
  ${{ closesOn: '2026-03-13' }}                       | ${['closesOn before the party']}
  ${{ closesOn: '2026-04-05' }}                       | ${['closesOn too late']}
  ${{ heldOn: '2026-03-01', closesOn: '2026-03-09' }} | ${['closesOn already over']}
  ${{ heldOn: '2026-03-08', closesOn: '2026-03-10' }} | ${[]}
  ${{ heldOn: '2028-03-08', closesOn: '2028-03-10' }} | ${['heldOn too far away']}
`('a plan on 10 March with $change has the faults $faults', ({ change, faults }) => {
  const plan = { title: 'Bei Gabi', place: 'Berlin', heldOn: '2026-03-14', beginsAt: '19:30', closesOn: '2026-03-17' }
  const found = faultsOfPlan({ ...plan, ...change }, policy, '2026-03-10')
  expect(found.map(({ field, because }) => `${field} ${because}`)).toEqual(faults)
})

test.each`
  typed               | name
  ${' Eva   Ernst '}  | ${'Eva Ernst'}
  ${'Eva\u0000Ernst'} | ${'Eva Ernst'}
  ${'   '}            | ${undefined}
  ${'x'.repeat(81)}   | ${undefined}
`('a guest who is called $typed is listed as $name', ({ typed, name }) => {
  expect(guestNameOf(typed)).toBe(name)
})
