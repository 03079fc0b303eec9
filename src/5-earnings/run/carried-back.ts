import { amountOf } from '#earnings/bonus'
import { carryingLess, pairedWithout, type BinaryRule, type SideSums } from '#earnings/bonuses/binary'
import type { Month } from '#earnings/month'
import type { Facts } from '#earnings/volume'
import { returnedVolumes, type ReturnedVolumes } from './returned-volumes.ts'
import type { SoldMonth } from './taking-back.ts'

type State = Month['after']

const without = (rule: BinaryRule, sold: SoldMonth, volumes: ReturnedVolumes) =>
  pairedWithout(rule, {
    kept: sold.after.bonuses[rule.name]!,
    back: volumes.of(rule.base).back,
    above: volumes.lineageFor(rule).above,
    partners: sold.facts.partners,
    unit: unitOf(rule, sold),
  })

const unitOf = ({ base }: BinaryRule, { plan }: SoldMonth) =>
  plan.volumes[base]!.in === 'points' ? ('points' as const) : ('money' as const)

/** What of a line on pairs stands without what came back: the pairs that both sides would have made, and what the cap would have cut of them. */
export const pairsRemaining = (rule: BinaryRule, sold: SoldMonth, volumes: ReturnedVolumes) => {
  const { lines, plan } = sold
  const { paired } = without(rule, sold, volumes)
  const worth = { unit: unitOf(rule, sold), pointValue: plan['point value'] }
  return (place: number): { readonly base: number; readonly amount: number } => {
    const base = paired(lines.partner[place]!)
    const paid = amountOf(base, rule.rate, worth)
    if (lines.level[place] === 0) return { base, amount: paid }
    const [most = 0] = lines.details.get(place) ?? []
    return { base, amount: Math.min(0, most - paid) }
  }
}

/** What came back of a month that was sold in: until the month that is computed, and of that until the month before. */
export type CameBack = {
  readonly sold: SoldMonth
  readonly entries: Facts['entries']
  readonly earlier: Facts['entries']
}

/**
 * What the month before leaves to a month in which goods came back: what was carried over of them, and would be paired once more, counts no longer. It
 * may be less than nothing, where it was paired meanwhile: then the next pairs make up for it.
 */
export const carryingWithout = (before: State, cameBack: readonly CameBack[]): State => {
  const bonuses = { ...before.bonuses }
  const carryLess = (rule: BinaryRule, { sold, entries, earlier }: CameBack): void => {
    const kept = bonuses[rule.name]
    if (kept === undefined) return
    const less = difference(carriedLess(rule, sold, entries), carriedLess(rule, sold, earlier))
    bonuses[rule.name] = carryingLess(kept, less)
  }
  for (const back of cameBack) for (const rule of binaryRules(back.sold)) carryLess(rule, back)
  return { ...before, bonuses }
}

const binaryRules = ({ plan }: SoldMonth): BinaryRule[] => plan.bonuses.filter(rule => rule.kind === 'binary')

const carriedLess = (rule: BinaryRule, sold: SoldMonth, entries: Facts['entries']): SideSums => {
  const asked = without(rule, sold, returnedVolumes(sold, entries))
  const sides = Array.from(sold.facts.partners, (_, partner) => asked.carriedLess(partner))
  return { left: Float64Array.from(sides, ({ left }) => left), right: Float64Array.from(sides, ({ right }) => right) }
}

const difference = (now: SideSums, before: SideSums): SideSums => ({
  left: now.left.map((value, partner) => value - before.left[partner]!),
  right: now.right.map((value, partner) => value - before.right[partner]!),
})
