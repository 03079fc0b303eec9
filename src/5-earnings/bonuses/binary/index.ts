import type { Cents } from '#ground/money'
import { climbingBaseFaults, mostFaults, mostOf, type Bonus, type Context, type Pay } from '#earnings/bonus'
import { downwardIn, grow, unplaced, type Tree } from '#earnings/placement'
import { carried, pair, type Paired, type Sides } from './pair.ts'
import { shape, type BinaryRule } from './shape.ts'
import { keptWords, reason, words } from './words.ts'

/** What a month leaves: the tree, what each side brought, for whoever is placed next, and what of it is carried over. */
type Left = Pick<Tree, 'parents' | 'places'> & Record<'broughtLeft' | 'broughtRight' | 'left' | 'right', Float64Array>

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
const sidesOf = (rule: BinaryRule, tree: Tree, { columns, lineageOf, kept }: Context) => {
  const before = kept(rule) as Left | undefined
  const { above } = lineageOf(rule.follows)
  const brought = columns.get(rule.base)!.values.slice()
  // Who has left and never had a place: what was booked to him counts with the next partner above.
  for (let contact = 0; contact < brought.length; contact += 1)
    if (tree.parents[contact] === unplaced && above[contact]! >= 0) brought[above[contact]!]! += brought[contact]!
  const [left, right] = [new Float64Array(brought.length), new Float64Array(brought.length)]
  left.set(before?.left ?? [])
  right.set(before?.right ?? [])
  for (const contact of downwardIn(tree.parents).reverse()) {
    const parent = tree.parents[contact]!
    if (parent < 0) continue
    const side = tree.places[contact] === 0 ? left : right
    side[parent]! += brought[contact]!
    brought[parent]! += brought[contact]!
  }
  return { left, right }
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

const settled = (rule: BinaryRule, sides: Sides, isQualified: boolean): Paired => {
  if (isQualified) return pair(sides, rule.ratio)
  const { left, right } = sides
  const rest = rule.unqualified === 'carry' ? sides : { left: Math.min(left, 0), right: Math.min(right, 0) }
  return { paired: 0, rest }
}

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
