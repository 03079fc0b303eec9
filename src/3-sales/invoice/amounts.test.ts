import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cents, sum, type Cents } from '#ground/money'
import { totalsOf as cartTotals } from '#sales/cart'
import { points } from '#ground/money'
import { negated, partsOf, totalsOf, vatOfNet, without, type Agreed, type AgreedLine, type Back } from './amounts.ts'

const line = (position: number, change: Partial<AgreedLine>): AgreedLine => {
  const amount = change.amount ?? cents(1000)
  return {
    position,
    article: `A-${position}`,
    description: 'Candle',
    quantity: 1,
    vatRate: 1900,
    full: amount,
    amount,
    net: amount,
    ...change,
  }
}

type Sold = { readonly quantity: number; readonly gross: number; readonly vatRate: number }

/** An order as the shop's cart adds it up. */
const sold = (lines: readonly Sold[], { discount = 0, shipping = 0 } = {}): Agreed => {
  const priced = lines.map(({ quantity, gross, vatRate }, at) => ({
    sku: `A-${at + 1}`,
    quantity,
    gross: cents(gross),
    vatRate,
    points: points(0),
  }))
  const totals = cartTotals(priced, { discount: cents(discount), shipping: cents(shipping) })
  return {
    basis: 'gross',
    lines: totals.lines.map(({ quantity, gross, payable, net, vatRate }, at) =>
      line(at + 1, { quantity, full: gross, amount: payable, net, vatRate }),
    ),
    shipping: cents(shipping),
    vat: totals.rates,
  }
}

const back = (position: number, quantity: number, net = 0): Back => ({ position, quantity, net: cents(net) })

test('the worked example: a voucher and shipping come back with the last piece, to the cent', () => {
  const order = sold([{ quantity: 3, gross: 3000, vatRate: 1900 }], { discount: 1000, shipping: 495 })
  const [first, last] = partsOf(order, [[back(1, 1)], [back(1, 2)]])
  expect([first!.lines[0]!.amount, totalsOf(first!.vat)]).toEqual([667, { gross: 667, vat: 106, net: 561 }])
  expect(totalsOf(order.vat)).toMatchObject({ gross: 2495, vat: 398 })
  expect([last!.lines[0]!.amount, last!.shipping, totalsOf(last!.vat)]).toMatchObject([
    1333,
    495,
    { gross: 1828, vat: 292 },
  ])
})

test('what came back before is not on the invoice', () => {
  const order = sold([
    { quantity: 2, gross: 2000, vatRate: 1900 },
    { quantity: 1, gross: 500, vatRate: 700 },
  ])
  const left = without(order, [[back(1, 1), back(2, 1)]])
  expect(left.lines).toMatchObject([{ position: 1, quantity: 1, full: 1000, amount: 1000 }])
  expect(left.vat.map(({ gross }) => gross)).toEqual([0, 1000])
})

test('money alone that is given back takes its VAT along', () => {
  const order = sold([{ quantity: 2, gross: 2380, vatRate: 1900 }])
  const [part] = partsOf(order, [[back(1, 0, 500)]])
  expect(part!.lines).toMatchObject([{ quantity: 0, amount: 595 }])
  expect(totalsOf(part!.vat)).toEqual({ gross: 595, net: 500, vat: 95 })
})

test('an order of the interface is counted net', () => {
  const lines = [line(1, { quantity: 3, amount: cents(1000) })]
  const order: Agreed = { basis: 'net', lines, shipping: cents(0), vat: vatOfNet(lines) }
  const parts = partsOf(order, [[back(1, 1, 333)], [back(1, 2, 667)]])
  expect(parts.map(part => totalsOf(part.vat))).toEqual([
    { net: 333, vat: 63, gross: 396 },
    { net: 667, vat: 127, gross: 794 },
  ])
})

describe('however an order comes back', () => {
  const soldLine = fc.record({
    quantity: fc.integer({ min: 1, max: 9 }),
    gross: fc.integer({ min: 0, max: 99_999 }),
    vatRate: fc.constantFrom(0, 700, 810, 1900),
  })
  const order = fc
    .tuple(fc.array(soldLine, { minLength: 1, maxLength: 5 }), fc.nat(20_000), fc.nat(1500))
    .map(([lines, discount, shipping]) => sold(lines, { discount, shipping }))

  /** Everything, piece by piece, dealt out to so many returns. */
  const dealt = (agreed: Agreed, returns: number, seed: number): Back[][] => {
    const pieces = agreed.lines.flatMap(({ position, quantity }) => Array.from({ length: quantity }, () => position))
    const out = Array.from({ length: returns }, () => new Map<number, number>())
    pieces.forEach((position, at) => {
      const into = out[(at * 7 + seed) % returns]!
      into.set(position, (into.get(position) ?? 0) + 1)
    })
    return out
      .filter(each => each.size > 0)
      .map(each => [...each].map(([position, quantity]) => back(position, quantity)))
  }

  test('invoice and cancellations together come to nothing, at each rate', () => {
    fc.assert(
      fc.property(order, fc.integer({ min: 1, max: 4 }), fc.nat(9), (agreed, returns, seed) => {
        const backs = dealt(agreed, returns, seed)
        const before = backs.slice(0, seed % backs.length)
        const invoice = without(agreed, before)
        const cancelled = partsOf(agreed, backs).slice(before.length).map(negated)
        const rates = [invoice, ...cancelled].flatMap(({ vat }) => vat)
        for (const rate of new Set(rates.map(({ vatRate }) => vatRate))) {
          const all = totalsOf(rates.filter(({ vatRate }) => vatRate === rate))
          expect(all).toEqual({ net: 0, vat: 0, gross: 0 })
        }
        expect(sum([invoice, ...cancelled].map(({ shipping }) => shipping))).toBe(0)
      }),
    )
  })

  test('lines and shipping add up to what is to be paid, on every paper', () => {
    fc.assert(
      fc.property(order, fc.integer({ min: 1, max: 4 }), fc.nat(9), (agreed, returns, seed) => {
        const backs = dealt(agreed, returns, seed)
        for (const sums of [without(agreed, backs.slice(0, -1)), ...partsOf(agreed, backs)]) {
          const amounts: Cents[] = [...sums.lines.map(({ amount }) => amount), sums.shipping]
          expect(sum(amounts)).toBe(totalsOf(sums.vat).gross)
        }
      }),
    )
  })
})
