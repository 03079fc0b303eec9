import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cents, sum, type Cents } from '#ground/money'
import { always, instant } from '#ground/period'
import { discountOf, refusalOf, splitDiscount, type Refusal, type Terms } from './index.ts'

const terms: Terms = {
  discount: { kind: 'amount', amount: cents(1000) },
  currency: 'EUR',
  minimum: cents(5000),
  from: instant('2026-03-01'),
  until: instant('2026-04-01'),
  countries: ['DE', 'AT'],
  newCustomersOnly: true,
  lowersPoints: true,
}
const basket = { at: instant('2026-03-10'), total: cents(6190), country: 'DE', currency: 'EUR' }

test.each`
  change                           | refusal            | why
  ${{}}                            | ${null}            | ${'as promised'}
  ${{ at: instant('2026-02-28') }} | ${'not yet valid'} | ${'the day before'}
  ${{ at: instant('2026-03-01') }} | ${null}            | ${'its first moment'}
  ${{ at: instant('2026-04-01') }} | ${'expired'}       | ${'the first moment after'}
  ${{ country: 'CH' }}             | ${'country'}       | ${'another country'}
  ${{ currency: 'CHF' }}           | ${'currency'}      | ${'ten francs are not ten euros'}
  ${{ total: cents(4999) }}        | ${'minimum'}       | ${'a cent too little'}
  ${{ total: cents(5000) }}        | ${null}            | ${'just enough'}
  ${{ currency: undefined }}       | ${null}            | ${'the template’s own currency'}
`('$why', ({ change, refusal }: { change: Partial<typeof basket>; refusal: Refusal | null }) =>
  expect(refusalOf(terms, { ...basket, ...change })).toBe(refusal),
)

test('a percentage without minimum works in every currency, everywhere and for ever', () => {
  const percent = { kind: 'percent', basisPoints: 1000 } as const
  const open = { ...terms, discount: percent, minimum: cents(0), countries: null, until: always.until }
  expect(refusalOf(open, { ...basket, country: 'CH', currency: 'CHF', at: instant('2099-01-01') })).toBeNull()
})

test.each`
  discount                                   | total   | saved   | why
  ${{ kind: 'amount', amount: cents(1000) }} | ${6190} | ${1000} | ${'an amount'}
  ${{ kind: 'amount', amount: cents(1000) }} | ${700}  | ${700}  | ${'never more than the order'}
  ${{ kind: 'percent', basisPoints: 1000 }}  | ${6195} | ${620}  | ${'10 %, half a cent up'}
  ${{ kind: 'percent', basisPoints: 10000 }} | ${6195} | ${6195} | ${'everything'}
`('$why', ({ discount, total, saved }) => expect(discountOf({ discount }, { total: cents(total) })).toBe(saved))

describe('a discount over lines', () => {
  const lines = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 30 }).map(list => list.map(cents))
  const cases = lines.chain(list => fc.tuple(fc.constant(list), fc.nat({ max: sum(list) }).map(cents)))

  test('adds up to the cent, and lowers no line below nothing', () => {
    fc.assert(
      fc.property(cases, ([list, discount]) => {
        const parts = splitDiscount(list, discount)
        expect(sum(parts)).toBe(discount)
        expect(parts.every((part, position) => part >= 0 && part <= list[position]!)).toBe(true)
      }),
    )
  })

  test('is less than a cent away from each line’s exact share', () => {
    fc.assert(
      fc.property(cases, ([list, discount]) => {
        const total = sum(list)
        const exact = (line: Cents) => (total === 0 ? 0 : (line * discount) / total)
        for (const [position, part] of splitDiscount(list, discount).entries())
          expect(Math.abs(part - exact(list[position]!))).toBeLessThan(1)
      }),
    )
  })

  test('gives the cents left over to the largest remainders', () => {
    expect(splitDiscount([cents(100), cents(100), cents(100)], cents(100))).toEqual([34, 33, 33])
    expect(splitDiscount([cents(1990), cents(4200)], cents(1000))).toEqual([321, 679])
    expect(splitDiscount([cents(0), cents(0)], cents(0))).toEqual([0, 0])
  })

  test('is none of more than the lines', () => {
    expect(() => splitDiscount([cents(100)], cents(101))).toThrow('no discount')
  })
})
