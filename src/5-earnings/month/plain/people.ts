import type { Plan } from '#earnings/plan'
import type { PlainEntry, PlainFacts, PlainPerson } from './facts.ts'

/** A month to be evaluated slowly and straight from the words, with all months before it. */
export type PlainMonth = { plan: Plan; facts: PlainFacts; before?: PlainMonth }

export const person = ({ facts }: PlainMonth, id: number): PlainPerson => facts.people.find(each => each.id === id)!

/** The nearest partner above, or the house; -1 above the house. */
const up = (month: PlainMonth, id: number): number => {
  const { sponsor } = person(month, id)
  return sponsor < 0 || person(month, sponsor).isPartner ? Math.max(sponsor, -1) : up(month, sponsor)
}

export const chain = (month: PlainMonth, id: number): number[] => {
  const above = up(month, id)
  return above < 0 ? [] : [above, ...chain(month, above)]
}

export const below = (month: PlainMonth, id: number): number[] =>
  month.facts.people.filter(each => up(month, each.id) === id).map(each => each.id)

export const line = (month: PlainMonth, id: number): number[] => [
  id,
  ...below(month, id).flatMap(each => line(month, each)),
]

export const total = ({ facts }: PlainMonth, choose: (entry: PlainEntry) => boolean): number =>
  facts.entries.filter(choose).reduce((sum, { net }) => sum + net, 0)
