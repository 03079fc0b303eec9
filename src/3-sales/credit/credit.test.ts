import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cents, negative, sum } from '#ground/money'
import { creditIn, fill } from './index.ts'

test('what comes back goes back to the credit as far as it was paid by it', () => {
  const backs = [1_000, 1_000, 1_495].map(cents)
  expect(creditIn({ total: cents(3_495), credit: cents(1_000) }, backs)).toEqual([286, 286, 428])
})

test.each`
  total    | credit   | backs             | given             | why
  ${3_000} | ${0}     | ${[1_000, 2_000]} | ${[0, 0]}         | ${'nothing was paid by credit'}
  ${3_000} | ${3_000} | ${[1_000, 2_000]} | ${[1_000, 2_000]} | ${'all was'}
  ${0}     | ${0}     | ${[0]}            | ${[0]}            | ${'a voucher paid for everything'}
  ${3}     | ${1}     | ${[1, 1, 1]}      | ${[0, 1, 0]}      | ${'a single cent goes back once'}
`('$why', ({ total, credit, backs, given }) =>
  expect(creditIn({ total: cents(total), credit: cents(credit) }, backs)).toEqual(given),
)

const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 })

test('whoever gets back everything gets back the whole credit, and never more by a part than the part', () => {
  fc.assert(
    fc.property(amounts, fc.double({ min: 0, max: 1, noNaN: true }), (backs, part) => {
      const total = sum(backs.map(cents))
      const credit = cents(Math.floor(total * part))
      const parts = creditIn({ total, credit }, backs.map(cents))
      expect(sum(parts)).toBe(credit)
      for (const [at, back] of backs.entries()) {
        expect(parts[at]).toBeGreaterThanOrEqual(0)
        expect(sum([cents(back), negative(parts[at]!)])).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})

describe('an amount', () => {
  const credits = [
    { place: 'old', room: cents(500) },
    { place: 'spent', room: cents(0) },
    { place: 'new', room: cents(800) },
  ]

  test('is taken from one place after the other', () => {
    expect(fill(credits, cents(700))).toEqual([
      { place: 'old', amount: 500 },
      { place: 'new', amount: 200 },
    ])
    expect(fill(credits, cents(0))).toEqual([])
  })

  test('that has no place is never lost silently', () => {
    expect(() => fill(credits, cents(1_301))).toThrow('1 cents have no place')
  })
})
