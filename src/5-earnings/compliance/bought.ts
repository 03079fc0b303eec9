import { daysOf } from '#ground/period'
import type { Month } from '#earnings/month'
import type { Plan } from '#earnings/plan'
import { testOf, type Standing } from '#earnings/rank'
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
  const { standing } = month
  const trial = trialOf(plan, standing, { ...facts, entries: purchases })
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
const ownParts = (plan: Plan, { lineage }: Standing, facts: Facts) => {
  const rules = Object.entries(plan.volumes)
    .filter(([, volume]) => hasHimself(volume))
    .map(([name, volume]): [string, VolumeRule] => [
      name,
      { ...volume, sum: 'own', 'down to': undefined, over: undefined },
    ])
  return columnsOf(new Map(rules), { facts, lineage, before: undefined })
}

/** The month once more, of which one partner after the other has his purchases taken out and put back. */
const trialOf = (plan: Plan, standing: Standing, purchases: Facts) => {
  const parts = [...ownParts(plan, standing, purchases)]
  const columns = new Map(
    [...standing.columns].map(([name, column]) => [name, { ...column, values: column.values.slice() }]),
  )
  const scope = { ...standing, columns, active: standing.active.slice(), ranks: standing.ranks.slice() }
  const isActive = plan.active === undefined ? () => true : testOf(plan.active, scope)
  const meets = plan.ranks.map(({ needs }) => testOf(needs, scope))
  const takeOut = (buyer: number, sign: 1 | -1) => {
    for (const [name, { values }] of parts) columns.get(name)!.values[buyer]! -= sign * values[buyer]!
  }
  const isLacking = (buyer: number): boolean => {
    const rank = standing.ranks[buyer]!
    const hadMet = rank >= 0 && meets[rank]!(buyer)
    takeOut(buyer, 1)
    scope.active[buyer] = isActive(buyer) ? 1 : 0
    scope.ranks[buyer] = meets.findLastIndex((meet, number) => number < rank && meet(buyer))
    const isLess = scope.active[buyer] !== standing.active[buyer] || (hadMet && !meets[rank]!(buyer))
    takeOut(buyer, -1)
    scope.active[buyer] = standing.active[buyer]!
    scope.ranks[buyer] = rank
    return isLess
  }
  return { isLacking }
}
