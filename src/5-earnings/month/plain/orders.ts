import { daysOf } from '#ground/period'
import { january, type PlainEntry } from './facts.ts'
import { person, type PlainMonth } from './people.ts'
import type { Rule } from './pay.ts'

/** What each order of somebody's turnover brings, of that which a rule pays on. */
export const orderSums = (month: PlainMonth, rule: Rule, id: number): number[] => {
  const { sum, in: unit } = month.plan.volumes['base' in rule ? rule.base : '']!
  const counted = month.facts.entries.filter(
    entry =>
      entry.owner === id &&
      (sum === 'own' || entry.contact !== id) &&
      (rule.kind !== 'fast start' || isFirst(month, rule.within, entry)),
  )
  const orders = [...new Set(counted.map(({ order }) => order))]
  return orders.map(order =>
    counted
      .filter(entry => entry.order === order)
      .reduce((total, { net, points = 0 }) => total + (unit === 'points' ? points : net), 0),
  )
}

/** Whether an entry is of the first days in which its owner was a partner. */
export const isFirst = (month: PlainMonth, within: number, { owner, day }: PlainEntry): boolean => {
  const { isPartner, partnerSince } = person(month, owner)
  const booked = day ?? daysOf(month.facts.period ?? january).first
  return isPartner && partnerSince !== undefined && booked >= partnerSince && booked <= partnerSince + within - 1
}
