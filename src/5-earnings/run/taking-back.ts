import { share, type Cents, type Fraction } from '#ground/money'
import { bonusOf, type Plan } from '#earnings/plan'
import { columnsOf, lineageOf, type Column, type Facts, type Lineage } from '#earnings/volume'
import { isCounted } from './counted.ts'
import { orderOfLine, type RunLines, type TakingBack } from './lines.ts'

/** A month that was sold in: how it was computed, what it reached, and what it paid. */
export type SoldMonth = {
  readonly period: number
  readonly plan: Plan
  readonly facts: Facts
  readonly volumes: ReadonlyMap<string, Float64Array>
  readonly ranks: Int16Array
  readonly lines: RunLines
}

/** What is already taken back of a line, by its place; both negative where the line is positive. */
export type Already = ReadonlyMap<number, Taken>

export type Taken = { readonly base: number; readonly amount: number }

/**
 * What a month takes back of an earlier one's lines for all that came back of it so far, less what is already taken back. Each line falls
 * by the share that came back of what it was paid on, at the rate it was paid with: of a line on somebody's turnover the share of that
 * turnover, of one on what another rule paid the share taken back there, of what was cut off the share of what it was cut off. So the
 * lines add up to nothing when everything has come back, in whatever portions.
 */
export const takingBack = (sold: SoldMonth, returned: Facts['entries'], already: Already): TakingBack[] => {
  const { lines, plan } = sold
  const shares = shareFinder(sold, returned)
  const takeBackFrom = (place: number): TakingBack[] => {
    const fraction = shares.of(place)
    const amount = share(lines.amount[place]! as Cents, fraction)
    shares.took(place, amount)
    const before = already.get(place) ?? { base: 0, amount: 0 }
    const due = -amount - before.amount
    const base = -share(lines.base[place]! as Cents, fraction) - before.base
    return due === 0 ? [] : [{ period: sold.period, place, base, amount: due }]
  }
  // Rule after rule, for one may be paid on what another paid.
  const byRule = placesByRule(lines, plan.bonuses.length)
  return byRule.flatMap(places => places.flatMap(takeBackFrom)).sort((a, b) => a.place - b.place)
}

const placesByRule = ({ rule, ofPeriod }: RunLines, rules: number): number[][] => {
  const places: number[][] = Array.from({ length: rules }, () => [])
  for (let place = 0; place < rule.length; place += 1) if (ofPeriod[place] === 0) places[rule[place]!]!.push(place)
  return places
}

const none: Fraction = { numerator: 0, denominator: 1 }
const everything: Fraction = { numerator: 1, denominator: 1 }

const partOf = (back: number, whole: number): Fraction => {
  if (back === 0 || Math.sign(back) !== Math.sign(whole)) return none
  return Math.abs(back) >= Math.abs(whole) ? everything : { numerator: back, denominator: whole }
}

type Sums = { readonly earned: Float64Array; readonly taken: Float64Array }

const shareFinder = (sold: SoldMonth, returned: Facts['entries']) => {
  const { lines, plan, facts } = sold
  const size = facts.sponsors.length
  const sums = plan.bonuses.map((): Sums => ({ earned: new Float64Array(size), taken: new Float64Array(size) }))
  for (let place = 0; place < lines.rule.length; place += 1)
    if (lines.ofPeriod[place] === 0) sums[lines.rule[place]!]!.earned[lines.partner[place]!]! += lines.amount[place]!
  const volumes = volumePairs(sold, returned)
  const finders = plan.bonuses.map((_, rule) => finderOf(rule, sold, { sums, volumes, returned }))
  return {
    of: (place: number): Fraction => finders[lines.rule[place]!]!(place),
    took: (place: number, amount: number) => {
      sums[lines.rule[place]!]!.taken[lines.partner[place]!]! += amount
    },
  }
}

type Pair = { readonly whole: Float64Array; readonly back: Float64Array }
type Known = {
  readonly sums: readonly Sums[]
  readonly volumes: (name: string) => Pair
  readonly returned: Facts['entries']
}

const finderOf = (rule: number, sold: SoldMonth, known: Known): ((place: number) => Fraction) => {
  const { plan, lines } = sold
  const written = plan.bonuses[rule]!
  const bound = bonusOf(written).bound(written, plan.bonuses.slice(0, rule))
  if (bound === 'nothing') return place => partOfAll(known.sums.slice(0, rule), lines.partner[place]!)
  const of = bound === 'any amount' ? { volume: 'base' in written ? written.base : '' } : bound.of
  if ('rule' in of) {
    const paid = known.sums[plan.bonuses.findIndex(({ name }) => name === of.rule)]!
    return place => partOf(paid.taken[lines.from[place]!] ?? 0, paid.earned[lines.from[place]!] ?? 0)
  }
  return sold.volumes.has(of.volume)
    ? volumeFinder(written, sold, { ...known.volumes(of.volume), returned: known.returned })
    : () => none
}

const partOfAll = (sums: readonly Sums[], partner: number): Fraction => {
  const add = (kind: keyof Sums) => sums.reduce((total, each) => total + each[kind][partner]!, 0)
  return partOf(add('taken'), add('earned'))
}

type Rule = Plan['bonuses'][number]

const volumeFinder = (
  rule: Rule,
  sold: SoldMonth,
  { whole, back, returned }: Pair & { readonly returned: Facts['entries'] },
): ((place: number) => Fraction) => {
  const { lines } = sold
  const lineage = lineageFor(rule, sold)
  const [total, totalBack] = [sumOf(whole), sumOf(back)]
  const groups = 'of rank' in rule ? headsOf(rule['of rank'], sold, lineage) : undefined
  const sumUp = (values: Float64Array) => (groups === undefined ? summedUp(values, lineage) : summedIn(values, groups))
  const [wholes, backs] = [sumUp(whole), sumUp(back)]
  const ofOrder = backByOrder(rule, sold, returned)
  return place => {
    const [from, base] = [lines.from[place]!, lines.base[place]!]
    const order = orderOfLine(lines, place, rule)
    if (order >= 0) return partOf(ofOrder(order, from), base)
    if (from >= 0 && (from === lines.partner[place] || base === whole[from])) return partOf(back[from]!, whole[from]!)
    if (from >= 0) return partOf(backs[from]!, wholes[from]!)
    // Of many: the whole company's, or that of everybody below.
    return base === total
      ? partOf(totalBack, total)
      : partOf(backs[lines.partner[place]!]!, wholes[lines.partner[place]!]!)
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

const sumOf = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

const lineageFor = (rule: Rule, { facts }: SoldMonth): Lineage =>
  lineageOf('follows' in rule && rule.follows === 'recruiter' ? facts.recruiters : facts.sponsors, facts.partners)

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
const volumePairs = ({ plan, facts, volumes, ranks }: SoldMonth, entries: Facts['entries']): Known['volumes'] => {
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
