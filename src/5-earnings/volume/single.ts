import { amountsOf } from './base.ts'
import type { Unit } from './columns.ts'
import type { Facts } from './facts.ts'
import type { VolumeRule } from './shape.ts'

/** What each entry of a month counts in a volume, and for whom: cents or thousandths of points by entry, 0 for what does not count. */
export type Single = { readonly unit: Unit; readonly amounts: Float64Array; readonly whose: Int32Array }

/** Summed by whose they are, they are the volume of a rule without `down to`. */
export const singleOf = (rule: VolumeRule, facts: Facts): Single => {
  const { entries, partners } = facts
  const { contacts, owners } = entries
  const amounts = amountsOf(rule, facts)
  const counts = {
    own: () => true,
    customers: (entry: number) => contacts[entry] !== owners[entry],
    personal: (entry: number) => partners[contacts[entry]!] === 1,
    'new customers': () => false,
  }[rule.sum]
  return {
    unit: rule.in,
    amounts: amounts.map((amount, entry) => (counts(entry) ? amount : 0)),
    whose: rule.sum === 'personal' ? contacts : owners,
  }
}
