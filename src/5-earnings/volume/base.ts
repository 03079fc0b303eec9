import { daysOf } from '#ground/period'
import { book } from '#volume/rollup'
import type { Entries, Facts } from './facts.ts'
import type { Lineage } from './lineage.ts'
import { daysCounted } from './over.ts'
import type { VolumeRule } from './shape.ts'

export type Measured = { readonly facts: Facts; readonly lineage: Lineage }

/** What each generates in the month by himself, before anything climbs. */
export const baseOf = (rule: VolumeRule, measured: Measured): Float64Array => {
  if (rule.sum === 'new customers') return newCustomers(rule, measured)
  const { facts, lineage } = measured
  const booked = book({ ...facts.entries, amounts: amountsOf(rule, facts) }, lineage.above.length)
  if (rule.sum === 'personal')
    return booked.personal.map((amount, contact) => (lineage.partners[contact] === 1 ? amount : 0))
  if (rule.sum === 'customers') return booked.fromOthers
  return booked.fromOthers.map((amount, contact) => amount + booked.fromHimself[contact]!)
}

/** What each entry counts: nothing where it is of another product group, or of another day. */
export const amountsOf = (rule: VolumeRule, facts: Facts): Float64Array => {
  const { entries } = facts
  return ofDays(rule, facts, ofGroups(rule, entries, rule.in === 'money' ? entries.net : entries.points))
}

const ofGroups = (rule: VolumeRule, { groups, groupNames }: Entries, amounts: Float64Array): Float64Array => {
  const { groups: within, 'without groups': without } = rule
  if (within === undefined && without === undefined) return amounts
  const counts = groupNames.map(name => (within?.includes(name) ?? true) && !(without?.includes(name) ?? false))
  // Whatever is of no group is within none.
  return amounts.map((amount, entry) => ((counts[groups[entry]!] ?? within === undefined) ? amount : 0))
}

const ofDays = (rule: VolumeRule, facts: Facts, amounts: Float64Array): Float64Array => {
  const counted = daysCounted(rule, facts)
  if (counted === undefined) return amounts
  const { days } = facts.entries
  if (days === undefined) throw new Error('a volume of some days of the month needs the days of the entries')
  const { first, last } = counted
  return amounts.map((amount, entry) => (days[entry]! >= first && days[entry]! <= last ? amount : 0))
}

/** A count of heads, in thousandths as points are. */
const one = 1000

// Of the nearest partner upward. Who became a partner in the same month is no customer.
const newCustomers = (rule: VolumeRule, { facts, lineage }: Measured): Float64Array => {
  const { first, last } = daysCounted(rule, facts) ?? daysOf(facts.period)
  const { partners, above } = lineage
  const counts = new Float64Array(above.length)
  for (const [contact, since] of facts.customersSince.entries())
    if (since >= first && since <= last && partners[contact] !== 1 && above[contact]! >= 0)
      counts[above[contact]!]! += one
  return counts
}
