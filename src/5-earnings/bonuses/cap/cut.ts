import type { Cents } from '#ground/money'
import { splitAmong, type Context, type Named } from '#earnings/bonus'
import type { Facts } from '#earnings/volume'

/** Of everybody what is taken off, and off which rule, by its place in the plan. */
export type Cut = { readonly partner: number; readonly amount: Cents; readonly rule: number }

/** How much of what a rule paid is still there: no more than is left to the partner of all that he was paid. */
const still = (paid: number, left: number) => Math.max(0, Math.min(paid, left))

/** Takes off rule by rule, from the last before the cap to the first; `take` says how much of what is there. */
export const cutLastFirst = (
  cap: Named,
  { rules, earned, earnedSoFar }: Context,
  take: (there: readonly number[]) => readonly number[],
): Cut[] => {
  const left = earnedSoFar()
  const cutOff = (rule: number): Cut[] => {
    const there = Array.from(earned(rules[rule]!.name), (paid, partner) => still(paid, left[partner]!))
    // What the rule has left is no other rule's to give.
    for (const [partner, amount] of there.entries()) left[partner]! -= amount
    return [...take(there).entries()].map(([partner, amount]) => ({ partner, amount: amount as Cents, rule }))
  }
  const places = Array.from({ length: Math.max(rules.indexOf(cap), 0) }, (_, place) => place)
  return places.reverse().flatMap(cutOff)
}

/** Splits an excess by what everybody has; all of it where that is less. */
export const proportionally = (excess: number, there: readonly number[], facts: Facts): readonly number[] => {
  const whole = there.reduce((total, amount) => total + amount, 0)
  if (whole === 0) return there
  return excess >= whole ? there : splitAmong(excess as Cents, there, facts)
}
