import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cents, negative, points, sum } from '#ground/money'
import { spread, takeBack, takeBackPieces, type LineThen, type TakenBack } from './index.ts'

const nothing: TakenBack = { quantity: 0, net: cents(0), points: points(0) }

const line = (quantity: number, net: number, told: Partial<LineThen> = {}): LineThen => ({
  position: 1,
  quantity,
  net: cents(net),
  points: points(net * 10),
  returned: nothing,
  ...told,
})

describe('pieces that come back of a line that was split', () => {
  const holders = [line(2, 667), line(3, 1_000, { split: 8 }), line(1, 333, { split: 7 })]

  test.each`
    quantity | parts                        | why
    ${1}     | ${['buyer 1']}               | ${'the buyer still has some'}
    ${2}     | ${['buyer 2']}               | ${'all that the buyer has'}
    ${4}     | ${['buyer 2', '8 2']}        | ${'what the buyer lacks comes of the latest split'}
    ${6}     | ${['buyer 2', '8 3', '7 1']} | ${'all of it'}
    ${7}     | ${['buyer 2', '8 3', '7 2']} | ${'one too many is left to the last, who refuses it'}
  `('$quantity of them: $why', ({ quantity, parts }) => {
    const found = spread([{ position: 1, quantity }], holders)
    expect(found.map(piece => `${piece.split ?? 'buyer'} ${piece.quantity}`)).toEqual(parts)
  })

  test('are whose somebody says they are', () => {
    expect(spread([{ position: 1, quantity: 1, split: 7 }], holders)).toEqual([{ position: 1, quantity: 1, split: 7 }])
  })

  test('twice in one return do not come of the same piece', () => {
    const found = spread(
      [
        { position: 1, quantity: 2 },
        { position: 1, quantity: 2 },
      ],
      holders,
    )
    expect(found.map(({ split, quantity }) => [split, quantity])).toEqual([
      [null, 2],
      [8, 2],
    ])
  })

  test('with amounts of their own share these by their pieces', () => {
    const amounts = { net: cents(100), points: points(101) }
    const found = spread([{ position: 1, quantity: 3, amounts }], holders)
    expect(found.map(piece => piece.amounts)).toEqual([
      { net: 67, points: 67 },
      { net: 33, points: 34 },
    ])
  })

  test('one too many is refused', () => {
    const pieces = spread([{ position: 1, quantity: 7 }], holders)
    expect(takeBackPieces(holders, pieces)).toMatchObject({ is: 'refused', because: 'more than the line has left' })
  })
})

// A line of some pieces; then in any order some are split off to somebody, or come back of anybody.
const story = fc.record({
  quantity: fc.integer({ min: 1, max: 12 }),
  net: fc.integer({ min: 0, max: 99_999 }),
  steps: fc.array(fc.record({ is: fc.constantFrom('split', 'return'), quantity: fc.integer({ min: 1, max: 5 }) }), {
    maxLength: 12,
  }),
})

test('whatever is split and comes back, the holders together are the line, and what came back of all leaves no cent', () => {
  fc.assert(
    fc.property(story, ({ quantity, net, steps }) => {
      let holders = [line(quantity, net)]
      let splits = 0
      const left = (holder: LineThen) => holder.quantity - holder.returned.quantity
      const comesBack = (count: number) => {
        if (count === 0) return
        const taken = takeBackPieces(holders, spread([{ position: 1, quantity: count }], holders))
        if (taken.is === 'taken back') holders = [...taken.after]
      }
      for (const step of steps) {
        const rest = holders[0]!
        if (step.is === 'return') comesBack(step.quantity)
        else if (rest.split === undefined && step.quantity <= left(rest)) {
          const part = takeBack(rest, step.quantity, rest.returned)
          const less = { quantity: rest.quantity - part.quantity, net: sum([rest.net, negative(part.net)]) }
          const kept = { ...rest, ...less, points: sum([rest.points, negative(part.points)]) }
          holders = [kept, { ...line(0, 0), ...part, split: (splits += 1) }, ...holders.slice(1)]
        }
        expect(sum(holders.map(holder => holder.net))).toBe(net)
        expect(holders.reduce((all, holder) => all + holder.quantity, 0)).toBe(quantity)
      }
      comesBack(holders.reduce((all, holder) => all + left(holder), 0))
      expect(holders.map(holder => holder.net - holder.returned.net)).toEqual(holders.map(() => 0))
      expect(holders.map(holder => holder.points - holder.returned.points)).toEqual(holders.map(() => 0))
    }),
  )
})
