import { cents, share, type Cents } from '#ground/money'
import type { Line } from '#earnings/bonus'
import type { Month } from '#earnings/month'
import { forbiddenGroups, type Plan } from '#earnings/plan'
import { columnsOf, type Facts, type VolumeRule } from '#earnings/volume'

/** What a commission is paid for. */
export const causes = [
  'own customers',
  'own purchases',
  'turnover below',
  'turnover of all',
  'target reached',
  'cut by caps',
  'taken back',
  'recruiting',
] as const

export type Cause = (typeof causes)[number]
export type Causes = Readonly<Record<Cause, Cents>>

type Computed = { readonly plan: Plan; readonly facts: Facts; readonly month: Month }

/**
 * What the commissions of a month are paid for. A line on a partner's own volume is paid for what his customers and he himself bought,
 * each by its part. What is paid on joining, starter kits or training is paid for recruiting: no plan that its checker lets pass can.
 */
export const causesOf = ({ plan, facts, month }: Computed): Causes => {
  const sums = new Map<Cause, number>(causes.map(cause => [cause, 0]))
  const add = (cause: Cause, amount: number) => sums.set(cause, sums.get(cause)! + amount)
  const customersIn = customerParts(plan, facts, month)
  for (let place = 0; place < month.lines.length(); place += 1) {
    const line = month.lines.at(place)
    const cause = causeOf(plan, line)
    const part = cause === 'own customers' ? customersIn(line) : line.amount
    add(cause, part)
    if (part !== line.amount) add('own purchases', line.amount - part)
  }
  return Object.fromEntries([...sums].map(([cause, amount]) => [cause, cents(amount)])) as Causes
}

// Which cause a line has as a whole; one on own volume is divided afterwards.
const causeOf = (plan: Plan, { rule: number, from, partner }: Line): Cause => {
  const rule = plan.bonuses[number]!
  const base = baseOf(plan, number)
  if (base !== undefined && forbiddenGroups(base, plan['product groups']).length > 0) return 'recruiting'
  if (rule.kind.endsWith('cap')) return 'cut by caps'
  if (from < 0) return base === undefined ? 'target reached' : 'turnover of all'
  return from === partner && base?.['down to'] === undefined && base !== undefined ? 'own customers' : 'turnover below'
}

const baseOf = ({ bonuses, volumes }: Plan, number: number): VolumeRule | undefined => {
  const rule = bonuses[number]!
  return 'base' in rule ? volumes[rule.base] : undefined
}

/** Which part of a line on a partner's own volume is paid for what his customers bought: the rest he bought himself. */
const customerParts = (plan: Plan, facts: Facts, { columns, standing: { lineage } }: Month) => {
  const own = Object.entries(plan.volumes).filter(([, volume]) => volume['down to'] === undefined)
  const ofCustomers = new Map(own.map(([name, volume]) => [name, { ...volume, sum: 'customers' as const }]))
  const bought = columnsOf(ofCustomers, { facts, lineage, before: undefined })
  return ({ rule: number, partner, amount }: Line): Cents => {
    const rule = plan.bonuses[number]!
    const name = 'base' in rule ? rule.base : ''
    if (plan.volumes[name]!.sum === 'personal') return cents(0)
    const [all, customers] = [columns.get(name)!.values[partner]!, bought.get(name)!.values[partner]!]
    // Where one of the two gave back more than he bought, the other brought it all.
    const numerator = all > 0 ? Math.min(Math.max(customers, 0), all) : Math.max(Math.min(customers, 0), all)
    return all === 0 ? amount : share(amount, { numerator, denominator: all })
  }
}
