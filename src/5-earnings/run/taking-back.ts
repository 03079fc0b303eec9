import type { Month } from '#earnings/month'
import type { Plan } from '#earnings/plan'
import type { Facts } from '#earnings/volume'
import type { RunLines, TakingBack } from './lines.ts'
import { remainders } from './remaining.ts'

/** A month that was sold in: how it was computed, what it reached and left to the next one, and what it paid. */
export type SoldMonth = {
  readonly period: number
  readonly plan: Plan
  readonly facts: Facts
  readonly volumes: ReadonlyMap<string, Float64Array>
  readonly ranks: Int16Array
  readonly after: Month['after']
  readonly lines: RunLines
}

/** What is already taken back of a line, by its place; both negative where the line is positive. */
export type Already = ReadonlyMap<number, Taken>

export type Taken = { readonly base: number; readonly amount: number }

/**
 * What a month takes back of an earlier one's lines for all that came back of it so far, less what is already taken back. What remains of a line is
 * what the same rate would have paid without what came back, whoever had which rank, share or rate then keeping it. So what is taken back is exact at all
 * levels, in whatever portions, and the lines add up to nothing when everything has come back.
 */
export const takingBack = (sold: SoldMonth, returned: Facts['entries'], already: Already): TakingBack[] => {
  const { lines, plan } = sold
  const remaining = remainders(sold, returned)
  const takeBackFrom = (place: number): TakingBack[] => {
    const left = remaining.of(place)
    const [base, amount] = [left.base - lines.base[place]!, left.amount - lines.amount[place]!]
    remaining.took(place, -amount)
    const before = already.get(place) ?? { base: 0, amount: 0 }
    const due = amount - before.amount
    return due === 0 ? [] : [{ period: sold.period, place, base: base - before.base, amount: due }]
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
