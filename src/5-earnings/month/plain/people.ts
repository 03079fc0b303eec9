import { daysOf } from '#ground/period'
import type { Plan } from '#earnings/plan'
import { january, type PlainFacts, type PlainPerson } from './facts.ts'

/** A month to be evaluated slowly and straight from the words, with all months before it. */
export type PlainMonth = { plan: Plan; facts: PlainFacts; before?: PlainMonth }

export const person = ({ facts }: PlainMonth, id: number): PlainPerson => facts.people.find(each => each.id === id)!

export type Upline = 'sponsor' | 'recruiter'

/** The nearest partner above, by sponsor or by recruiter; -1 where only the house is left. */
const up = (month: PlainMonth, id: number, by: Upline): number => {
  const { sponsor, recruiter = sponsor } = person(month, id)
  const above = by === 'sponsor' ? sponsor : recruiter
  return above < 0 || person(month, above).isPartner ? Math.max(above, -1) : up(month, above, by)
}

export const chain = (month: PlainMonth, id: number, by: Upline = 'sponsor'): number[] => {
  const above = up(month, id, by)
  return above < 0 ? [] : [above, ...chain(month, above, by)]
}

export const below = (month: PlainMonth, id: number): number[] =>
  month.facts.people.filter(each => up(month, each.id, 'sponsor') === id).map(each => each.id)

export const line = (month: PlainMonth, id: number): number[] => [
  id,
  ...below(month, id).flatMap(each => line(month, each)),
]

/** This month and all before it, the latest first. */
export const monthsBack = (month: PlainMonth): PlainMonth[] => [
  month,
  ...(month.before === undefined ? [] : monthsBack(month.before)),
]

/** Whether somebody became a partner in this month, so that what was before is gone. */
export const beginsAnew = ({ facts }: PlainMonth, id: number): boolean => {
  const { isPartner, partnerSince } = facts.people.find(each => each.id === id)!
  return isPartner && partnerSince !== undefined && partnerSince >= daysOf(facts.period ?? january).first
}

/** The months that count for what somebody has reached: since he became a partner the last time. */
export const career = (month: PlainMonth, id: number): PlainMonth[] => {
  if (beginsAnew(month, id) || month.before === undefined) return [month]
  return [month, ...career(month.before, id)]
}

const answers = new WeakMap<PlainMonth, Map<string, unknown>>()

/** The same question is worked out once; the answers are the same without. */
export const once = <T>(month: PlainMonth, question: string, answer: () => T): T => {
  const known = answers.get(month) ?? new Map<string, unknown>()
  answers.set(month, known)
  if (!known.has(question)) known.set(question, answer())
  return known.get(question) as T
}
