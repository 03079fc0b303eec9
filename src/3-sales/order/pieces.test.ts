import { describe, expect, test } from 'vitest'
import { cents, points } from '#ground/money'
import { takeBackPieces, whatIsLeft, type LineThen } from './index.ts'

const line = (position: number, quantity: number, net: number): LineThen => ({
  position,
  quantity,
  net: cents(net),
  points: points(net * 10),
  returned: { quantity: 0, net: cents(0), points: points(0) },
})

const lines = [line(1, 3, 1_000), line(2, 1, 500)]

describe('a return takes back', () => {
  test('pieces of several lines, and the same line twice', () => {
    const result = takeBackPieces(lines, [
      { position: 1, quantity: 1 },
      { position: 2, quantity: 1 },
      { position: 1, quantity: 1 },
    ])
    expect(result).toMatchObject({ is: 'taken back', taken: [{ net: 333 }, { net: 500 }, { net: 334 }] })
  })

  test('money without goods; the pieces that come back later bring only what is left of it', () => {
    const credit = { position: 1, quantity: 0, amounts: { net: cents(100), points: points(0) } }
    const result = takeBackPieces(lines, [credit])
    if (result.is === 'refused') throw new Error(result.because)
    expect(whatIsLeft(result.after)).toEqual([
      { position: 1, quantity: 3 },
      { position: 2, quantity: 1 },
    ])
    expect(takeBackPieces(result.after, whatIsLeft(result.after))).toMatchObject({
      taken: [{ quantity: 3, net: 900, points: 10_000 }, { net: 500 }],
    })
  })

  test.each`
    piece                           | because
    ${{ position: 3, quantity: 1 }} | ${'unknown line'}
    ${{ position: 1, quantity: 4 }} | ${'more than the line has left'}
  `('nothing at all when a piece is refused: $because', ({ piece, because }) => {
    expect(takeBackPieces(lines, [{ position: 2, quantity: 1 }, piece])).toEqual({
      is: 'refused',
      because,
      position: piece.position,
    })
  })
})
