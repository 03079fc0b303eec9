import { z } from 'zod'
import { volumeName, whole, type Told } from '#earnings/scalar'
import {
  climbLevels,
  climbingBaseFaults,
  levelFaults,
  levelFields,
  levelReason,
  levelWords,
  nameShape,
  type Bonus,
  type Context,
} from '#earnings/bonus'
import { downwardIn, grow, unplaced, type Tree } from '#earnings/placement'
import type { Lineage } from '#earnings/volume'

const shape = z.strictObject({
  name: nameShape(),
  kind: z.literal('matrix'),
  base: volumeName(),
  width: whole(20).meta({ description: 'how many places are directly below each' }),
  ...levelFields,
})

type Rule = z.output<typeof shape>

const treeIn = (rule: Rule, { facts, lineageOf, kept }: Context): Tree =>
  grow(kept(rule), {
    width: rule.width,
    spillover: 'balanced',
    lineage: lineageOf(rule.follows),
    facts,
    brought: () => 0,
  })

/** Who stands above whom in the matrix. Who never had a place, and has left, counts with the next partner above him. */
const lineageIn = ({ parents }: Tree, { partners, above: sponsors, downward }: Lineage): Lineage => {
  const above = parents.map((parent, contact) => (parent === unplaced ? sponsors[contact]! : parent))
  const order = joined(
    downwardIn(parents),
    downward.filter(contact => parents[contact] === unplaced),
  )
  const depths = new Int32Array(above.length)
  for (const contact of order) if (above[contact]! >= 0) depths[contact] = depths[above[contact]!]! + 1
  return { partners, above, depths, downward: order }
}

const joined = (first: Int32Array, second: Int32Array): Int32Array => {
  const both = new Int32Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

const matrixWords = ({ width }: Rule): Told => ({
  de: `Matrix mit ${width} Plätzen unter jedem, von oben und von links besetzt,`,
  en: `matrix of ${width} places below each, filled from above and from the left,`,
})

/** A share of everybody's volume for each of several levels above him in a matrix of limited width. */
export const matrix = {
  kind: 'matrix',
  shape,
  check: (rule, before) => [...climbingBaseFaults(rule.base, before), ...levelFaults(rule, before)],
  words: rule => levelWords(rule, { de: rule.base, en: rule.base }, matrixWords(rule)),
  reason: (_, paid) => levelReason(paid),
  bound: ({ base, levels }) => ({ rate: levels.reduce((total, rate) => total + rate, 0), of: { volume: base } }),
  paysWithoutLine: () => false,
  ranksPaid: rule => (rule['levels by rank'] ?? []).map(({ rank }) => rank),
  outlastsMonths: true,
  unitOf: ({ base }, columns) => columns.get(base)!.unit,
  pay: (rule, context, pay) => {
    const tree = treeIn(rule, context)
    const lineage = lineageIn(tree, context.lineageOf(rule.follows))
    climbLevels(
      rule,
      { base: context.columns.get(rule.base)!.values, context: { ...context, lineageOf: () => lineage } },
      pay,
    )
    context.keep(rule, { parents: tree.parents, places: tree.places })
  },
} satisfies Bonus<Rule>
