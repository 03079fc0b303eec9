import type { Kept } from '#earnings/scalar'
import type { Facts, Lineage } from '#earnings/volume'
import { unplaced, treeOf, type Tree } from './tree.ts'

export { downwardIn, unplaced, type Tree } from './tree.ts'

/** Where somebody goes for whom nothing is free directly below his sponsor. */
export const spillovers = ['weaker side', 'left', 'balanced'] as const

export type Placing = {
  readonly width: number
  readonly spillover: (typeof spillovers)[number]
  readonly lineage: Lineage
  readonly facts: Facts
  /** What a place below somebody brought lately, for `weaker side`. */
  readonly brought: (contact: number, place: number) => number
}

/**
 * The tree of earlier months and, in it, everybody who has become a partner since, in the order of becoming one; who stands above him
 * comes first. A place once taken is never left. The place that is named for somebody is his where it is free; else the search begins there,
 * or below his sponsor: at a place free directly below, the left one first, then where the spillover leads. Whom nobody sponsors begins a tree of
 * his own.
 */
export const grow = (kept: Kept | undefined, placing: Placing): Tree => {
  const { lineage, facts, width } = placing
  const tree = treeOf(kept as Kept & Partial<Tree>, lineage.above.length, width)
  const newcomers: number[] = []
  for (const [contact, isPartner] of lineage.partners.entries())
    if (isPartner === 1 && tree.parents[contact] === unplaced) newcomers.push(contact)
  const { partnersSince: since } = facts
  newcomers.sort((a, b) => since[a]! - since[b]! || numberOf(a, facts) - numberOf(b, facts))
  const search = searchIn(tree, placing)
  for (const newcomer of newcomers)
    for (const next of firstThoseAbove(newcomer, tree, placing)) put(next, tree, { placing, search })
  return tree
}

// Positions may be in another order than contacts came in.
const numberOf = (contact: number, { numbers }: Facts) => numbers?.[contact] ?? contact

const anchorOf = (contact: number, { lineage, facts }: Placing): number => {
  const named = facts.placedBelow?.[contact] ?? -1
  return named >= 0 && lineage.partners[named] === 1 ? named : lineage.above[contact]!
}

const firstThoseAbove = (newcomer: number, { parents }: Tree, placing: Placing): number[] => {
  const way: number[] = []
  // Places may be named in a circle: nobody is met twice.
  const met = new Set<number>()
  for (let next = newcomer; next >= 0 && parents[next] === unplaced && !met.has(next); next = anchorOf(next, placing)) {
    way.push(next)
    met.add(next)
  }
  return way.reverse()
}

type Search = (anchor: number) => { readonly parent: number; readonly place: number }

type Putting = { readonly placing: Placing; readonly search: Search }

const put = (contact: number, tree: Tree, { placing, search }: Putting): void => {
  let anchor = anchorOf(contact, placing)
  while (anchor >= 0 && tree.parents[anchor] === unplaced) anchor = placing.lineage.above[anchor]!
  if (anchor < 0) return tree.set(contact, -1, 0)
  const named = placing.facts.placedAt?.[contact] ?? -1
  const isNamed = anchor === placing.facts.placedBelow?.[contact] && named >= 0 && named < placing.width
  if (isNamed && tree.at(anchor, named) < 0) return tree.set(contact, anchor, named)
  const { parent, place } = search(isNamed ? tree.at(anchor, named) : anchor)
  return tree.set(contact, parent, place)
}

const searchIn = (tree: Tree, { width, spillover, brought }: Placing): Search => {
  const places = Array.from({ length: width }, (_, place) => place)
  const least = (contact: number, weight: (contact: number, place: number) => number) =>
    places.reduce((best, place) => (weight(contact, place) < weight(contact, best) ? place : best), 0)
  const near = (contact: number, place: number) => tree.free[tree.at(contact, place)]!
  const weaker = (contact: number): number => {
    const weakest = Math.min(...places.map(place => brought(contact, place)))
    return least(contact, (_, place) => (brought(contact, place) > weakest ? Infinity : near(contact, place)))
  }
  const turn = spillover === 'weaker side' ? weaker : (contact: number) => least(contact, near)
  const isFull = (contact: number) => tree.free[contact]! > 0
  return anchor => {
    if (spillover === 'left' && isFull(anchor)) return { parent: tree.outerLeft(tree.at(anchor, 0)), place: 0 }
    let parent = anchor
    while (isFull(parent)) parent = tree.at(parent, turn(parent))
    return { parent, place: places.find(place => tree.at(parent, place) < 0)! }
  }
}
