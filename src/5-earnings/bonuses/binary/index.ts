import type { Cents } from '#ground/money'
import { climbingBaseFaults, mostFaults, mostOf, type Bonus, type Context, type Pay } from '#earnings/bonus'
import { grow, type Tree } from '#earnings/placement'
import { carried, settled, type Paired, type Sides } from './pair.ts'
import { shape, type BinaryRule } from './shape.ts'
import { addUp, type Left, type SideSums } from './sides.ts'
import { keptWords, reason, words } from './words.ts'

export type { BinaryRule } from './shape.ts'
export type { SideSums } from './sides.ts'
export { carryingLess, pairedWithout } from './without.ts'

const treeIn = (rule: BinaryRule, { facts, lineageOf, kept }: Context): Tree => {
  const before = kept(rule) as Left | undefined
  const brought = [before?.broughtLeft, before?.broughtRight]
  return grow(before, {
    width: 2,
    spillover: rule.spillover,
    lineage: lineageOf(rule.follows),
    facts,
    brought: (contact, place) => brought[place]?.[contact] ?? 0,
  })
}

/** What stands on everybody's left and right, with all below it, and what he carried over. */
const sidesOf = (rule: BinaryRule, tree: Tree, { columns, lineageOf, kept }: Context): SideSums => {
  const before = kept(rule) as Left | undefined
  const base = columns.get(rule.base)!.values
  const sides = { left: new Float64Array(base.length), right: new Float64Array(base.length) }
  sides.left.set(before?.left ?? [])
  sides.right.set(before?.right ?? [])
  addUp(tree, { base, above: lineageOf(rule.follows).above, sides })
  return sides
}

const payAll = (rule: BinaryRule, context: Context, pay: Pay): void => {
  const tree = treeIn(rule, context)
  const { unit } = context.columns.get(rule.base)!
  const { left, right } = sidesOf(rule, tree, context)
  const rests = { left: left.slice(), right: right.slice() }
  const mayEarn = context.test(rule.needs)
  const most = mostOf(rule, context)
  const payPairs = ({ partner, paired: base, sides, most }: Pairs): void => {
    const amount = context.price(rule, base, rule.rate)
    pay({ partner, from: -1, base, rate: rule.rate, details: [sides.left, sides.right] })
    if (amount > most)
      pay({ partner, from: -1, base, rate: 0, amount: (most - amount) as Cents, level: 1, details: [most] })
  }
  const { partners } = context.standing.lineage
  for (const [partner, isPartner] of partners.entries()) {
    const sides = { left: left[partner]!, right: right[partner]! }
    const { paired, rest } = isPartner === 1 ? settled(rule, sides, mayEarn(partner)) : nobodys
    rests.left[partner] = carried(rest.left, rule['carry over'], unit)
    rests.right[partner] = carried(rest.right, rule['carry over'], unit)
    if (paired > 0) payPairs({ partner, paired, sides, most: most(partner) })
  }
  const { parents, places } = tree
  const kept: Left = { parents, places, broughtLeft: left, broughtRight: right, ...rests }
  context.keep(rule, kept)
}

type Pairs = { readonly partner: number; readonly paired: number; readonly sides: Sides; readonly most: number }

// Who has left begins with nothing should he come back.
const nobodys: Paired = { paired: 0, rest: { left: 0, right: 0 } }

/** What pairs of both sides below everybody, who has two places below him. */
export const binary = {
  kind: 'binary',
  shape,
  check: (rule, before) => [...climbingBaseFaults(rule.base, before), ...mostFaults(rule, before)],
  words,
  reason,
  // One turnover is paired once more in every step upward.
  bound: () => 'any amount',
  paysWithoutLine: () => false,
  outlastsMonths: true,
  describeKept: (rule, { kept, partner, columns }) => {
    const { left, right } = kept as unknown as Left
    const { unit } = columns.get(rule.base)!
    return keptWords({ left: left[partner]!, right: right[partner]! }, unit)
  },
  unitOf: ({ base }, columns) => columns.get(base)!.unit,
  pay: payAll,
} satisfies Bonus<BinaryRule>
