import { expect, test } from 'vitest'
import { diceOf } from './dice.ts'
import { invent } from './names.ts'

const crowd = (seed: number, country: string) => {
  const [dice, given] = [diceOf(seed), new Set<string>()]
  return Array.from({ length: 4_500 }, (_, index) => invent({ reference: String(index), country }, dice, given))
}

test.each(['GB', 'DE'])('no two of a crowd in %s share telephone or mailbox', country => {
  const people = crowd(2011, country)
  expect(new Set(people.map(({ phone }) => phone)).size).toBe(people.length)
  expect(new Set(people.map(({ email }) => email)).size).toBe(people.length)
  expect(crowd(2011, country)).toEqual(people)
})

test('where no regulator keeps numbers free, nobody is given one', () => {
  expect(crowd(1, 'FR').every(({ phone }) => phone === null)).toBe(true)
})
