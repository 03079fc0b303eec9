import type { Plan } from '#earnings/plan'
import { columnsOf, lineageOf, type Column, type Facts, type Lineage } from '#earnings/volume'
import { isCounted } from './counted.ts'
import type { SoldMonth } from './taking-back.ts'

export type Rule = Plan['bonuses'][number]

/** By contact what a volume of the plan was, and what came back of it. */
type Pair = { readonly whole: Float64Array; readonly back: Float64Array }
type Summed = { readonly wholes: Float64Array; readonly backs: Float64Array }

export type ReturnedVolumes = {
  readonly of: (volume: string) => Pair
  /** The same over everybody's line, or over his group where a rule pays by groups. */
  readonly summed: (volume: string, rule: Rule) => Summed
  readonly lineageFor: (rule: Rule) => Lineage
  /** What came back of somebody's order, in the unit a rule is paid in. */
  readonly ofOrder: (rule: Rule, returned: Facts['entries']) => (order: number, owner: number) => number
}

/** Every volume of a plan, as it was and as much of it as came back. */
export const returnedVolumes = (sold: SoldMonth, entries: Facts['entries']): ReturnedVolumes => {
  const of = volumePairs(sold, entries)
  const lineageFor = (rule: Rule): Lineage => {
    const { facts, plan } = sold
    const beside = rule.kind === 'equal rank' ? plan.bonuses.find(({ name }) => name === rule.beside) : rule
    const isByRecruiter = beside !== undefined && 'follows' in beside && beside.follows === 'recruiter'
    return lineageOf(isByRecruiter ? facts.recruiters : facts.sponsors, facts.partners)
  }
  return {
    of,
    lineageFor,
    summed: (volume, rule) => {
      const lineage = lineageFor(rule)
      const groups = 'of rank' in rule ? headsOf(rule['of rank'], sold, lineage) : undefined
      const sumUp = (values: Float64Array) =>
        groups === undefined ? summedUp(values, lineage) : summedIn(values, groups)
      const { whole, back } = of(volume)
      return { wholes: sumUp(whole), backs: sumUp(back) }
    },
    ofOrder: (rule, returned) => backByOrder(rule, sold, returned),
  }
}

// What came back of somebody's order, in the unit a rule is paid in.
const backByOrder = (rule: Rule, { plan }: SoldMonth, returned: Facts['entries']) => {
  const volume = 'base' in rule ? plan.volumes[rule.base] : undefined
  const sums = new Map<string, number>()
  const { owners, contacts, orders, groups, groupNames } = returned
  for (const [entry, owner] of owners.entries()) {
    const group = groupNames[groups[entry]!]
    if (volume === undefined || !isCounted(volume, { isOwn: contacts[entry] === owner, group })) continue
    const key = `${orders![entry]} ${owner}`
    const amount = volume.in === 'points' ? returned.points[entry]! : returned.net[entry]!
    sums.set(key, (sums.get(key) ?? 0) + amount)
  }
  return (order: number, owner: number): number => sums.get(`${order} ${owner}`) ?? 0
}

const summedUp = (values: Float64Array, { above, downward }: Lineage): Float64Array => {
  const sums = Float64Array.from(values)
  for (let place = downward.length - 1; place >= 0; place -= 1) {
    const contact = downward[place]!
    if (above[contact]! >= 0) sums[above[contact]!]! += sums[contact]!
  }
  return sums
}

const summedIn = (values: Float64Array, heads: Int32Array): Float64Array => {
  const sums = new Float64Array(values.length)
  for (let contact = 0; contact < values.length; contact += 1)
    if (heads[contact]! >= 0) sums[heads[contact]!]! += values[contact]!
  return sums
}

// Whose group everybody is in: the nearest of the rank upward, himself included.
const headsOf = (rank: string, { plan, ranks }: SoldMonth, { above, downward }: Lineage): Int32Array => {
  const least = plan.ranks.findIndex(({ name }) => name === rank)
  const heads = new Int32Array(above.length).fill(-1)
  for (const contact of downward) {
    const upward = above[contact]! < 0 ? -1 : heads[above[contact]!]!
    heads[contact] = ranks[contact]! >= least ? contact : upward
  }
  return heads
}

/** Of every volume of the plan what it was, and what came back of it. */
const volumePairs = (
  { plan, facts, volumes, ranks }: SoldMonth,
  entries: Facts['entries'],
): ((name: string) => Pair) => {
  const lineage = lineageOf(facts.sponsors, facts.partners)
  // Of a volume over several months what came back is of this one.
  const rules = new Map(Object.entries(plan.volumes).map(([name, rule]) => [name, { ...rule, over: undefined }]))
  const back = columnsOf(rules, { facts: { ...facts, entries }, lineage, before: undefined })
  for (const column of back.values()) if (column.until !== undefined) fillUntil(column, lineage, { plan, ranks })
  return name => ({ whole: volumes.get(name)!, back: back.get(name)!.values })
}

// As ranks were decided: whoever has the rank passes nothing on.
const fillUntil = (
  { values, until }: Column,
  { above, downward }: Lineage,
  { plan, ranks }: Pick<SoldMonth, 'plan' | 'ranks'>,
): void => {
  const least = plan.ranks.findIndex(({ name }) => name === until!.rank)
  for (let place = downward.length - 1; place >= 0; place -= 1) {
    const contact = downward[place]!
    if (above[contact]! < 0 || ranks[contact]! >= least) continue
    values[above[contact]!]! += values[contact]! + (until!.besides?.[contact] ?? 0)
  }
}
