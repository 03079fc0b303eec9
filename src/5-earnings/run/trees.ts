import type { Month } from '#earnings/month'
import { treeOf, unplaced, type Tree } from '#earnings/placement'
import type { Plan } from '#earnings/plan'

type Rule = Plan['bonuses'][number]
type TreeRule = Extract<Rule, { readonly kind: 'binary' | 'matrix' }>

/** The rules of a plan that pay in a tree of limited width. */
export const treeRules = ({ bonuses }: Plan): TreeRule[] =>
  bonuses.filter((rule: Rule): rule is TreeRule => rule.kind === 'binary' || rule.kind === 'matrix')

/** The tree that a rule pays in, as a month leaves it. */
export type PlacedTree = {
  readonly rule: string
  readonly width: number
  readonly follows: TreeRule['follows']
  readonly tree: Tree
  /** Whether somebody has had his place since a closed month, so that it stays his. */
  readonly isSettled: (contact: number) => boolean
}

type State = Month['after'] | undefined

/** The trees of a plan as a month leaves them; `closed` is what the last closed month left. */
export const treesOf = (
  plan: Plan,
  { after, closed }: { readonly after: Month['after']; readonly closed: State },
): PlacedTree[] =>
  treeRules(plan).map(rule => {
    const { name, follows } = rule
    const width = rule.kind === 'matrix' ? rule.width : 2
    const kept = after.bonuses[name] as unknown as Pick<Tree, 'parents' | 'places'>
    const settled = (closed?.bonuses[name] as Partial<Pick<Tree, 'parents'>> | undefined)?.parents
    const isSettled = (contact: number) => (settled?.[contact] ?? unplaced) !== unplaced
    return { rule: name, width, follows, tree: treeOf(kept, kept.parents.length, width), isSettled }
  })
