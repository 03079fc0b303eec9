import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cents, points, sum } from '#ground/money'
import type { Instant } from '#ground/period'
import { milestones, relevantAt, stateOf, takeBack, takeBackPieces, type Order, type TakenBack } from './index.ts'

const order = (change: Partial<Order> = {}): Order => ({
  placedAt: 1 as Instant,
  paidAt: null,
  shippedAt: null,
  volumeWhen: 'paid',
  ...change,
})

describe('an order', () => {
  test.each`
    change                         | wholly   | state
    ${{}}                          | ${false} | ${'placed'}
    ${{ paidAt: 2 }}               | ${false} | ${'paid'}
    ${{ shippedAt: 2 }}            | ${false} | ${'shipped'}
    ${{ paidAt: 2, shippedAt: 3 }} | ${false} | ${'shipped'}
    ${{ paidAt: 2 }}               | ${true}  | ${'cancelled'}
    ${{ paidAt: 2, shippedAt: 3 }} | ${true}  | ${'returned'}
  `('$change, wholly taken back: $wholly, is $state', ({ change, wholly, state }) => {
    expect(stateOf(order(change), wholly)).toBe(state)
  })

  test('becomes turnover when the company said on the day it was placed', () => {
    const done = order({ paidAt: 2 as Instant, shippedAt: 3 as Instant })
    expect(milestones.map(volumeWhen => relevantAt({ ...done, volumeWhen }))).toEqual([1, 2, 3])
    expect(relevantAt(order())).toBeNull()
  })
})

describe('what a return takes back', () => {
  const none: TakenBack = { quantity: 0, net: cents(0), points: points(0) }
  const line = { quantity: 3, net: cents(1_000), points: points(100) }

  test('the whole line', () => expect(takeBack(line, 3, none)).toEqual(line))

  test.each([0, -1, 4])('%s of three pieces is impossible', quantity => {
    expect(() => takeBack(line, quantity, none)).toThrow(RangeError)
  })

  test('piece by piece after money was given back never turns into turnover', () => {
    const half: TakenBack = { quantity: 0, net: cents(500), points: points(0) }
    const first = takeBack(line, 1, half)
    const second = takeBack(line, 1, { quantity: 1, net: cents(500 + first.net), points: first.points })
    expect([first.net, second.net]).toEqual([167, 167])
  })

  test.each`
    net      | earned | is              | why
    ${1_000} | ${100} | ${'taken back'} | ${'all of it'}
    ${0}     | ${0}   | ${'taken back'} | ${'nothing of it'}
    ${1_001} | ${100} | ${'refused'}    | ${'a cent more than was sold'}
    ${1_000} | ${101} | ${'refused'}    | ${'more points than were earned'}
    ${-1}    | ${0}   | ${'refused'}    | ${'a return that would add turnover'}
  `('with amounts of its own: $why is $is', ({ net, earned, is }) => {
    const sold = { ...line, position: 1, returned: none }
    const amounts = { net: cents(net), points: points(earned) }
    expect(takeBackPieces([sold], [{ position: 1, quantity: 3, amounts }]).is).toBe(is)
  })

  test('in any portions adds up to the line', () => {
    const portions = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(portions, fc.integer({ min: -1e6, max: 1e9 }), fc.nat(1e9), (sizes, net, earned) => {
        const whole = { quantity: sizes.reduce((a, b) => a + b), net: cents(net), points: points(earned) }
        let before = none
        for (const quantity of sizes) {
          const back = takeBack(whole, quantity, before)
          before = {
            quantity: before.quantity + quantity,
            net: sum([before.net, back.net]),
            points: sum([before.points, back.points]),
          }
        }
        expect(before).toEqual(whole)
      }),
    )
  })
})
