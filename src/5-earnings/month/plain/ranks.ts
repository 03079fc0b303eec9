import { daysOf } from '#ground/period'
import { meets, type Condition } from './conditions.ts'
import { january } from './facts.ts'
import { beginsAnew, career, once, person, type PlainMonth } from './people.ts'

export const numberOf = ({ plan }: PlainMonth, rank: string): number =>
  plan.ranks.findIndex(({ name }) => name === rank)

/** The highest rank somebody has, up to one. */
export const rankUpTo = (month: PlainMonth, id: number, most: number): number => {
  if (most < 0) return -1
  return has(month, id, most) ? most : rankUpTo(month, id, most - 1)
}

export const rankOf = (month: PlainMonth, id: number): number => rankUpTo(month, id, month.plan.ranks.length - 1)

/** Whether somebody has this very rank: by himself, from earlier months, by hand, or because he falls no further. */
export const has = (month: PlainMonth, id: number, rank: number): boolean =>
  once(month, `rank ${rank} ${id}`, () => person(month, id).isPartner && isHis(month, id, rank))

const isHis = (month: PlainMonth, id: number, rank: number): boolean =>
  reaches(month, id, rank) || lasts(month, id, rank) || byHand(month, id) >= rank || floor(month, id) >= rank

const reaches = (month: PlainMonth, id: number, rank: number): boolean => {
  const { ranks, ladder } = month.plan
  const isAlone = rank === 0 || ladder['lower ranks'] === 'not needed'
  return (
    meets(month, ranks[rank]!.needs, { id, deciding: rank }) && (isAlone || rankUpTo(month, id, rank - 1) === rank - 1)
  )
}

const lasts = (month: PlainMonth, id: number, rank: number): boolean => {
  const how = month.plan.ranks[rank]!.lasts
  if (how === 'month') return false
  const earlier = career(month, id).slice(1)
  const counted = how === 'for ever' ? earlier : earlier.slice(0, how['grace months'])
  return counted.some(then => person(then, id).isPartner && reaches(then, id, rank))
}

const byHand = (month: PlainMonth, id: number): number => {
  const { byHand: given = [], period = january } = month.facts
  const { last } = daysOf(period)
  const his = given.filter(
    ({ partner, from, until }) => partner === id && from <= last && (until === undefined || until >= last),
  )
  return Math.max(-1, ...his.map(({ rank }) => numberOf(month, rank)))
}

const floor = (month: PlainMonth, id: number): number => {
  const { fall } = month.plan.ladder
  if (fall === 'at once' || month.before === undefined || beginsAnew(month, id)) return -1
  return rankOf(month.before, id) - (fall === 'never' ? 0 : 1)
}

const meetsNeeds = (month: PlainMonth, needs: Condition | undefined, id: number): boolean =>
  needs === undefined || meets(month, needs, { id, deciding: month.plan.ranks.length })

export const mayEarn = (month: PlainMonth, needs: Condition | undefined, id: number): boolean =>
  person(month, id).isPartner && meetsNeeds(month, needs, id)

/** Of a rule that pays with each order: a partner now, and what it needs reached at the end of the month before, if there is one. */
export const mayEarnByOrder = (month: PlainMonth, needs: Condition | undefined, id: number): boolean =>
  person(month, id).isPartner && meetsNeeds(month.before ?? month, needs, id)
