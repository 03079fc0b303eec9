import { daysOf } from '#ground/period'
import type { Plan } from '#earnings/plan'
import { january, type PlainEntry } from './facts.ts'
import { below, beginsAnew, chain, monthsBack, once, person, type PlainMonth } from './people.ts'
import { has, numberOf } from './ranks.ts'

type VolumeRule = Plan['volumes'][string]

/** A volume of somebody by its name in the plan. */
export const volume = (month: PlainMonth, name: string, id: number): number =>
  once(month, `volume ${name} ${id}`, () => workedOut(month, name, id))

const workedOut = (month: PlainMonth, name: string, id: number): number => {
  const rule = month.plan.volumes[name]!
  const { over } = rule
  if (over === undefined) return climb(month, rule, { id, own: each => self(month, rule, each) })
  if (rule['down to'] !== undefined && rule.structure === 'now')
    return climb(month, rule, { id, own: each => together(month, rule, { id: each, of: self }) })
  return together(month, rule, {
    id,
    of: (then, counted, each) => climb(then, counted, { id: each, own: one => self(then, counted, one) }),
  })
}

type Asked = { id: number; of: (month: PlainMonth, rule: VolumeRule, id: number) => number }

const together = (month: PlainMonth, rule: VolumeRule, { id, of }: Asked): number => {
  const over = rule.over!
  const all = monthsBack(month)
  if ('last days' in over) {
    const since = daysIn(month).last - over['last days'] + 1
    return all.reduce((sum, then) => sum + of(then, { ...rule, over: { since } }, id), 0)
  }
  if ('best of' in over) return Math.max(...all.slice(0, over['best of']).map(then => of(then, rule, id)))
  const joined = all.findIndex(then => beginsAnew(then, id))
  const sinceJoining = joined < 0 ? all : all.slice(0, joined + 1)
  const counted = 'sum of' in over ? all.slice(0, over['sum of']) : over.since === 'joining' ? sinceJoining : all
  return counted.reduce((sum, then) => sum + of(then, rule, id), 0)
}

type Climb = { id: number; own: (id: number) => number }

const climb = (month: PlainMonth, rule: VolumeRule, { id, own }: Climb): number => {
  const { 'down to': depth, 'with himself': himself } = rule
  if (depth === undefined) return own(id)
  const sumBelow = (above: number, left: number): number =>
    left === 0 ? 0 : below(month, above).reduce((all, next) => all + partOf(next, left), 0)
  const partOf = (next: number, left: number): number => (isCut(next) ? 0 : own(next) + sumBelow(next, left - 1))
  const isCut = (next: number): boolean =>
    typeof depth === 'object' && has(month, next, numberOf(month, depth.until.rank))
  return (himself === true ? own(id) : 0) + sumBelow(id, typeof depth === 'number' ? depth : Infinity)
}

const self = (month: PlainMonth, rule: VolumeRule, id: number): number => {
  if (rule.sum === 'new customers') return newCustomers(month, rule, id)
  if (rule.sum === 'personal')
    return person(month, id).isPartner ? total(month, rule, ({ contact }) => contact === id) : 0
  return total(month, rule, ({ contact, owner }) => owner === id && (rule.sum === 'own' || contact !== id))
}

const newCustomers = (month: PlainMonth, rule: VolumeRule, id: number): number =>
  month.facts.people.filter(
    each =>
      !each.isPartner &&
      isOfMonth(month, each.customerSince ?? -1) &&
      isCounted(month, rule, each.customerSince ?? -1) &&
      chain(month, each.id)[0] === id,
  ).length * 1000

const total = (month: PlainMonth, rule: VolumeRule, choose: (entry: PlainEntry) => boolean): number =>
  month.facts.entries
    .filter(entry => choose(entry) && isCounted(month, rule, entry.day ?? daysIn(month).first))
    .reduce((sum, { net, points = 0 }) => sum + (rule.in === 'points' ? points : net), 0)

const daysIn = ({ facts: { period = january } }: PlainMonth) => daysOf(period)

const isOfMonth = (month: PlainMonth, day: number): boolean => day >= daysIn(month).first && day <= daysIn(month).last

const isCounted = (month: PlainMonth, { days, over }: VolumeRule, day: number): boolean => {
  const ofMonth = day - daysIn(month).first + 1
  const isAfter = over === undefined || !('since' in over) || typeof over.since === 'string' || day >= over.since
  return isAfter && (days === undefined || (ofMonth >= days.from && ofMonth <= days.until))
}
