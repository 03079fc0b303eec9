import { daysOf } from '#ground/period'
import type { Month } from '#earnings/month'
import type { Plan } from '#earnings/plan'
import { copiedMonths, testAgain, testOf } from '#earnings/rank'
import { columnsOf, type Facts, type VolumeRule } from '#earnings/volume'

/** How many days at the end of a month are its last ones. */
const lastDays = 5

type Entries = Facts['entries']

type Computed = { readonly plan: Plan; readonly facts: Facts; readonly month: Month }

/**
 * Who is qualified just by what he bought himself: without it he would not be active, or not meet what his rank needs. 1 where he needs
 * what he bought in the whole month, 2 where what he bought in its last days is enough to lack it, else 0. Everybody else's purchases stay.
 */
export const boughtQualifications = (computed: Computed): Uint8Array => {
  const { facts } = computed
  const { last } = daysOf(facts.period)
  const { entries } = facts
  const { days } = entries
  const needsMonth = lacksWithout(computed, chosen(entries, isHisOwn(entries)))
  if (days === undefined) return needsMonth
  const isLate = (entry: number) => isHisOwn(entries)(entry) && days[entry]! > last - lastDays
  const needsEnd = lacksWithout(computed, chosen(entries, isLate))
  return needsMonth.map((needs, contact) => (needsEnd[contact] === 1 ? 2 : needs))
}

const isHisOwn =
  ({ contacts, owners }: Entries) =>
  (entry: number) =>
    contacts[entry] === owners[entry]

const chosen = (entries: Entries, isChosen: (entry: number) => boolean): Entries => {
  const isIn = (_: number, entry: number) => isChosen(entry)
  return {
    ...(entries.days === undefined ? {} : { days: entries.days.filter(isIn) }),
    contacts: entries.contacts.filter(isIn),
    owners: entries.owners.filter(isIn),
    net: entries.net.filter(isIn),
    points: entries.points.filter(isIn),
    groups: entries.groups.filter(isIn),
    groupNames: entries.groupNames,
  }
}

/** Who would lack what he is qualified for, if he, and nobody else, had not bought these. */
const lacksWithout = ({ plan, facts, month }: Computed, purchases: Entries): Uint8Array => {
  const trial = trialOf(plan, month, { ...facts, entries: purchases })
  const lacks = new Uint8Array(facts.partners.length)
  for (const buyer of new Set(purchases.contacts))
    if (facts.partners[buyer] === 1 && trial.isLacking(buyer)) lacks[buyer] = 1
  return lacks
}

// A purchase of his own is in a volume that has him in it, and moves no line below him.
const hasHimself = (volume: VolumeRule) =>
  (volume.sum === 'own' || volume.sum === 'personal') &&
  (volume['down to'] === undefined || volume['with himself'] === true)

// What he bought this month, also of a volume over several: the months before stay.
const ownParts = (plan: Plan, { standing, after }: Computed['month'], facts: Facts): Map<string, Float64Array> => {
  const rules = Object.entries(plan.volumes).filter(([, volume]) => hasHimself(volume))
  const own = rules.map(([name, volume]): [string, VolumeRule] => [
    name,
    { ...volume, sum: 'own', 'down to': undefined },
  ])
  const columns = columnsOf(new Map(own), { facts, lineage: standing.lineage, before: undefined })
  return new Map(
    rules.map(([name, { over }]) => {
      const { values } = columns.get(name)!
      const isBest = over !== undefined && 'best of' in over
      return [name, isBest ? bestLess(values, (after.volumes[name] as unknown as Single).months) : values]
    }),
  )
}

/** What a volume over months leaves to the next one: single months, this one first. */
type Single = { readonly months: readonly Float64Array[] }

// Without it another month may be the best.
const bestLess = (own: Float64Array, months: readonly Float64Array[]): Float64Array =>
  own.map((amount, contact) => {
    const best = (off: number) => Math.max(...months.map((month, at) => (month[contact] ?? 0) - (at === 0 ? off : 0)))
    return amount === 0 ? 0 : best(0) - best(amount)
  })

/** The month once more, of which one partner after the other has his purchases taken out and put back. */
const trialOf = (plan: Plan, month: Computed['month'], purchases: Facts) => {
  const { standing } = month
  const parts = ownParts(plan, month, purchases)
  const columns = new Map(
    [...standing.columns].map(([name, column]) => [name, { ...column, values: column.values.slice() }]),
  )
  const monthsMet = copiedMonths(standing.monthsMet)
  const [active, ranks] = [standing.active.slice(), standing.ranks.slice()]
  const scope = { ...standing, columns, monthsMet, active, ranks }
  const isActive = plan.active === undefined ? () => true : testAgain(plan.active, scope)
  const meets = plan.ranks.map(({ needs }) => testAgain(needs, scope))
  const takeOut = (buyer: number, sign: 1 | -1) => {
    for (const [name, values] of parts) columns.get(name)!.values[buyer]! -= sign * values[buyer]!
  }
  const putBack = (buyer: number) => {
    takeOut(buyer, -1)
    active[buyer] = standing.active[buyer]!
    ranks[buyer] = standing.ranks[buyer]!
    for (const [condition, { bits }] of monthsMet) bits[buyer] = standing.monthsMet.get(condition)!.bits[buyer]!
  }
  /** The ranks below his, as he would have them: each may be asked for by the next. */
  const fallTo = (buyer: number, below: number) => {
    const { byHand, floor } = standing.given
    ranks[buyer] = Math.min(Math.max(byHand[buyer]!, floor[buyer]!), Math.max(below - 1, -1))
    for (const [number, meet] of meets.slice(0, Math.max(below, 0)).entries())
      if (meet(buyer)) ranks[buyer] = Math.max(ranks[buyer], number)
  }
  const isLacking = (buyer: number): boolean => {
    const rank = standing.ranks[buyer]!
    const hadMet = rank >= 0 && testOf(plan.ranks[rank]!.needs, standing)(buyer)
    takeOut(buyer, 1)
    active[buyer] = isActive(buyer) ? 1 : 0
    fallTo(buyer, rank)
    const isLess = active[buyer] !== standing.active[buyer] || (hadMet && !meets[rank]!(buyer))
    putBack(buyer)
    return isLess
  }
  return { isLacking }
}
