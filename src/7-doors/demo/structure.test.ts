import { expect, test } from 'vitest'
import { instant, type Instant } from '#ground/period'
import { diceOf } from './dice.ts'
import { inventStructure, type Buyer } from './structure.ts'

const day = 86_400_000
const from = instant('2011-01-01')
const until = instant('2012-01-01')

const buyers = Array.from({ length: 800 }, (_, index): Buyer => {
  const firstAt = (from + ((index * 37) % 365) * day) as Instant
  const orderedAt = Array.from({ length: index % 9 }, (_, order) => (firstAt + order * 5 * day) as Instant)
  return { reference: String(10_000 + index), firstAt, orderedAt }
})

const heard = new Map(buyers.map(buyer => [buyer.reference, buyer]))

const invent = (seed: number) => inventStructure(buyers, { from, until }, diceOf(seed))

test('the same seed invents the same structure, another seed another', () => {
  expect(invent(1)).toEqual(invent(1))
  expect(invent(1)).not.toEqual(invent(2))
})

test('the dice fall the same on every machine', () => {
  const dice = diceOf(2011)
  expect(Array.from({ length: 6 }, () => dice.below(100))).toEqual([33, 8, 57, 55, 40, 60])
})

test.each([1, 2, 3, 4, 5])('with seed %i everybody joins before he is heard of, below somebody who is there', seed => {
  const { people, leavings } = invent(seed)
  const joinedAt = new Map(people.map(person => [person.reference, person.joinedAt]))
  const leftAt = new Map(leavings.map(leaving => [leaving.reference, leaving.at]))
  const late = people.filter(person => person.joinedAt >= heard.get(person.reference)!.firstAt)
  const brought = people.filter(person => person.sponsor !== undefined)
  const upsideDown = brought.filter(person => joinedAt.get(person.sponsor!)! > person.joinedAt)
  const belowNobody = brought.filter(person => (leftAt.get(person.sponsor!) ?? until) <= person.joinedAt)
  expect({ late, upsideDown, belowNobody }).toEqual({ late: [], upsideDown: [], belowNobody: [] })
  expect(people).toHaveLength(buyers.length)
})

test.each([1, 2, 3, 4, 5])('with seed %i one in fourteen is a partner, who has ordered, and some leave', seed => {
  const { people, leavings } = invent(seed)
  const partners = people.filter(person => person.partnerFrom !== undefined)
  expect(partners).toHaveLength(56)
  expect(partners.filter(partner => heard.get(partner.reference)!.orderedAt.length === 0)).toEqual([])
  expect(partners.filter(partner => partner.partnerFrom! >= until)).toEqual([])
  expect(leavings.length).toBeGreaterThan(2)
})
