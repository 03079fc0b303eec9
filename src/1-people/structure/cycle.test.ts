import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, cyclesIn, forestOf, link } from './index.ts'

const isBelow = (sponsors: Int32Array, contact: number, above: number): boolean => {
  for (let next = contact; next !== -1; next = sponsors[next]!) if (next === above) return true
  return false
}

const drawn = fc.integer({ min: 2, max: 30 }).chain(size => {
  const contact = fc.integer({ min: 1, max: size - 1 })
  return fc.record({
    size: fc.constant(size),
    starts: fc.array(fc.nat(), { minLength: size, maxLength: size }),
    moves: fc.array(fc.tuple(contact, fc.integer({ min: 0, max: size - 1 })), { maxLength: 60 }),
  })
})

test('a move below oneself is refused, every other one done, as walking upward would tell', () => {
  const property = fc.property(drawn, ({ size, starts, moves }) => {
    const sponsors = Int32Array.from({ length: size }, (_, contact) =>
      contact === 0 ? -1 : starts[contact]! % contact,
    )
    const forest = forestOf(sponsors)
    for (const [contact, to] of moves) {
      const closesCycle = isBelow(sponsors, to, contact)
      cut(forest, contact)
      expect(link(forest, { contact, sponsor: to })).toBe(!closesCycle)
      if (closesCycle) link(forest, { contact, sponsor: sponsors[contact]! })
      else sponsors[contact] = to
    }
  })
  fc.assert(property, { numRuns: 300 })
})

test('the cycles among sponsors are found, each once', () => {
  //                              house a  b  c  d  e  f  g
  const sponsors = Int32Array.from([-1, 2, 3, 1, 3, 0, 7, 6])
  expect(cyclesIn(sponsors)).toEqual([
    [1, 2, 3],
    [6, 7],
  ])
})

test(
  'in a line a million deep, a hundred thousand moves of its ends take no walk along it',
  { timeout: 60_000 },
  () => {
    const size = 1_000_000
    const sponsors = Int32Array.from({ length: size }, (_, contact) => contact - 1)
    expect(cyclesIn(sponsors)).toEqual([])
    const forest = forestOf(sponsors)
    const startedAt = performance.now()
    for (let move = 0; move < 100_000; move += 1) {
      const contact = 1 + (move % 2)
      cut(forest, contact)
      const isBelowItself = !link(forest, { contact, sponsor: size - 1 - move })
      expect(isBelowItself).toBe(true)
      link(forest, { contact, sponsor: contact - 1 })
    }
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  },
)
