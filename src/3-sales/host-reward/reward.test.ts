import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cents, sum } from '#ground/money'
import {
  checkScheme,
  entryDue,
  inGoods,
  nextTier,
  noReward,
  refusalOfRedeeming,
  rewardOf,
  type Result,
  type RewardEntry,
  type Scheme,
} from './index.ts'

const scheme = (told: object): Scheme => {
  const checked = checkScheme({ ...noReward, ...told })
  if (checked.is === 'refused') throw new Error(JSON.stringify(checked.faults))
  return checked.scheme
}

const tier = (from: number, told: object = {}) => ({
  from: from * 100,
  guests: 0,
  percent: 0,
  credit: 0,
  halfPrice: 0,
  ...told,
})

const result = (euros: number, told: Partial<Result> = {}): Result => ({
  turnover: cents(Math.round(euros * 100)),
  guests: 3,
  bookings: 0,
  hostedBefore: false,
  ...told,
})

describe('percent of all, by turnover and guests', () => {
  const percents = scheme({
    tiers: [
      tier(200, { percent: 500 }),
      tier(400, { percent: 1_000, guests: 3 }),
      tier(600, { percent: 1_500, guests: 5 }),
    ],
  })
  test.each`
    turnover  | guests | tier | credit    | why
    ${199.99} | ${9}   | ${0} | ${0}      | ${'the first tier is not reached'}
    ${200}    | ${1}   | ${1} | ${1_000}  | ${'5 % of 200.00'}
    ${399.99} | ${9}   | ${1} | ${2_000}  | ${'5 % of 399.99, rounded to the cent'}
    ${400}    | ${2}   | ${1} | ${2_000}  | ${'two guests are too few for the second tier'}
    ${400}    | ${3}   | ${2} | ${4_000}  | ${'10 % of 400.00'}
    ${800}    | ${4}   | ${2} | ${8_000}  | ${'four guests are too few for the third'}
    ${800}    | ${5}   | ${3} | ${12_000} | ${'15 % of 800.00'}
  `('$turnover with $guests guests: $why', ({ turnover, guests, tier, credit }) => {
    expect(rewardOf(percents, result(turnover, { guests }))).toMatchObject({ tier, credit })
  })
})

describe('fixed credit with half-price articles, bookings and past hosts', () => {
  const steps = scheme({
    tiers: [
      tier(300, { credit: 2_000 }),
      tier(500, { credit: 4_000, halfPrice: 1, guests: 3 }),
      tier(800, { credit: 8_000, halfPrice: 2, guests: 3 }),
    ],
    booking: { credit: 1_000, from: 'held', most: 2 },
    pastHost: { credit: 500, withinDays: 365 },
    mostCredit: 9_000,
  })
  test.each`
    turnover | bookings | before   | credit   | half | lines
    ${250}   | ${2}     | ${true}  | ${0}     | ${0} | ${[]}
    ${300}   | ${0}     | ${false} | ${2_000} | ${0} | ${['tier credit 2000']}
    ${500}   | ${1}     | ${false} | ${5_000} | ${1} | ${['tier credit 4000', 'booking 1000']}
    ${500}   | ${3}     | ${true}  | ${6_500} | ${1} | ${['tier credit 4000', 'booking 2000', 'past host 500']}
    ${800}   | ${2}     | ${true}  | ${9_000} | ${2} | ${['tier credit 8000', 'booking 2000', 'past host 500', 'cap -1500']}
  `(
    '$turnover, $bookings bookings, past host $before: $credit',
    ({ turnover, bookings, before, credit, half, lines }) => {
      const reward = rewardOf(steps, result(turnover, { bookings, hostedBefore: before }))
      expect([reward.credit, reward.halfPrice]).toEqual([credit, half])
      expect(reward.lines.map(({ kind, amount }) => `${kind} ${amount}`)).toEqual(lines)
    },
  )
})

describe('percent of each tier of the net turnover, capped by it and rounded down to whole euros', () => {
  const marginal = scheme({
    turnover: 'net',
    percentOf: 'each tier',
    tiers: [tier(0, { percent: 500 }), tier(200, { percent: 1_000 }), tier(500, { percent: 2_000 })],
    mostPercent: 1_200,
    rounding: { to: 100, how: 'down' },
  })
  test.each`
    turnover  | credit    | why
    ${0}      | ${0}      | ${'nothing was sold'}
    ${150}    | ${700}    | ${'5 % of 150.00 are 7.50, down to 7'}
    ${300}    | ${2_000}  | ${'10.00 and 10 % of 100.00'}
    ${500}    | ${4_000}  | ${'10.00 and 30.00'}
    ${1_000}  | ${12_000} | ${'10.00, 30.00 and 100.00 are 140.00; capped at 12 % of 1000.00'}
    ${999.95} | ${11_900} | ${'capped at 119.99, down to 119'}
  `('$turnover: $why', ({ turnover, credit }) => {
    expect(rewardOf(marginal, result(turnover)).credit).toBe(credit)
  })
})

const anyTiers = fc
  .array(
    fc.record({
      step: fc.integer({ min: 1, max: 50_000 }),
      percent: fc.integer({ min: 0, max: 5_000 }),
      credit: fc.integer({ min: 0, max: 20_000 }),
      halfPrice: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 5 },
  )
  .map(steps => {
    let from = 0
    return steps.map(({ step, ...told }) => ({ ...told, from: (from += step), guests: 0 }))
  })

const anyScheme = fc
  .record({
    tiers: anyTiers,
    percentOf: fc.constantFrom('all', 'each tier'),
    mostCredit: fc.option(fc.integer({ min: 0, max: 50_000 })),
    mostPercent: fc.option(fc.integer({ min: 0, max: 5_000 })),
    rounding: fc.record({ to: fc.integer({ min: 1, max: 1_000 }), how: fc.constantFrom('down', 'nearest') }),
    booking: fc.record({
      credit: fc.integer({ min: 0, max: 5_000 }),
      from: fc.constant('held'),
      most: fc.integer({ min: 0, max: 5 }),
    }),
  })
  .map(scheme)

const anyResult = fc
  .record({
    turnover: fc.integer({ min: 0, max: 300_000 }),
    guests: fc.integer({ min: 0, max: 20 }),
    bookings: fc.integer({ min: 0, max: 6 }),
    hostedBefore: fc.boolean(),
  })
  .map(told => ({ ...told, turnover: cents(told.turnover) }))

test('whatever the scheme, the lines add up to the credit, and it is a whole number of the rounding', () => {
  fc.assert(
    fc.property(anyScheme, anyResult, (scheme, result) => {
      const { credit, lines } = rewardOf(scheme, result)
      expect(sum(lines.map(({ amount }) => amount))).toBe(credit)
      expect(credit % scheme.rounding.to).toBe(0)
      expect(credit).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('whatever came and went, what was booked together is the reward, and nothing is booked twice', () => {
  fc.assert(
    fc.property(anyScheme, fc.array(anyResult, { minLength: 1, maxLength: 8 }), (scheme, results) => {
      const book: RewardEntry[] = []
      for (const each of results) {
        const due = entryDue(book, rewardOf(scheme, each))
        if (due !== undefined) book.push(due)
        expect(entryDue(book, rewardOf(scheme, each))).toBeUndefined()
      }
      const last = rewardOf(scheme, results.at(-1)!)
      expect(sum(book.map(({ credit }) => credit))).toBe(last.credit)
    }),
  )
})

test.each`
  turnover | guests | missing
  ${150}   | ${2}   | ${{ turnover: 15_000, guests: 1 }}
  ${350}   | ${2}   | ${{ turnover: 0, guests: 1 }}
  ${350}   | ${3}   | ${{ turnover: 15_000, guests: 2 }}
  ${500}   | ${5}   | ${null}
`('with $turnover and $guests guests the next tier wants $missing', ({ turnover, guests, missing }) => {
  const two = scheme({ tiers: [tier(300, { guests: 3, credit: 1_000 }), tier(500, { guests: 5, credit: 2_000 })] })
  const next = nextTier(two, result(turnover, { guests }))
  expect(next && { turnover: next.turnover, guests: next.guests }).toEqual(missing)
})

test.each`
  change                                                             | field
  ${{ tiers: [tier(300), tier(300)] }}                               | ${'tiers.1.from'}
  ${{ tiers: [tier(300, { guests: 3 }), tier(400, { guests: 2 })] }} | ${'tiers.1.guests'}
  ${{ tiers: [tier(-1)] }}                                           | ${'tiers.0.from'}
  ${{ tiers: [tier(1, { percent: 10_001 })] }}                       | ${'tiers.0.percent'}
  ${{ rounding: { to: 0, how: 'down' } }}                            | ${'rounding.to'}
  ${{ redeemable: 'never' }}                                         | ${'redeemable'}
`('a scheme with a mistake is refused, naming $field', ({ change, field }) => {
  expect(checkScheme({ ...noReward, ...change })).toMatchObject({ is: 'refused', faults: [{ field }] })
})

describe('a reward in goods', () => {
  test.each`
    by              | gross    | vatRate  | paid     | reward
    ${'credit'}     | ${1_999} | ${1_900} | ${0}     | ${{ gross: 1_999, net: 1_680, vat: 319 }}
    ${'half price'} | ${1_999} | ${1_900} | ${1_000} | ${{ gross: 999, net: 839, vat: 160 }}
    ${'half price'} | ${1_000} | ${700}   | ${500}   | ${{ gross: 500, net: 467, vat: 33 }}
  `('by $by of $gross is worth $reward', ({ by, gross, vatRate, paid, reward }) => {
    expect(inGoods({ sku: 'C', quantity: 1, by, gross, vatRate })).toMatchObject({ paid, reward })
  })

  const credit = (gross: number) =>
    inGoods({ sku: 'C', quantity: 1, by: 'credit', gross: cents(gross), vatRate: 1_900 })
  const half = (quantity: number) =>
    inGoods({ sku: 'C', quantity, by: 'half price', gross: cents(1_000), vatRate: 1_900 })
  test.each`
    goods                             | refusal
    ${[]}                             | ${'nothing chosen'}
    ${[credit(5_000)]}                | ${undefined}
    ${[credit(3_000), credit(2_001)]} | ${'credit too low'}
    ${[credit(5_000), half(2)]}       | ${undefined}
    ${[half(3)]}                      | ${'too many at half price'}
  `('with 50.00 and two halves left: $refusal', ({ goods, refusal }) => {
    expect(refusalOfRedeeming(goods, { credit: cents(5_000), halfPrice: 2 })).toBe(refusal)
  })
})
