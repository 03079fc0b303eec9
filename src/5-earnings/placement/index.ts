import type { Kept } from '#earnings/scalar'
import type { Facts, Lineage } from '#earnings/volume'
import { unplaced, treeOf, type Tree } from './tree.ts'

export { downwardIn, treeOf, unplaced, type Tree } from './tree.ts'

/** Where somebody goes for whom nothing is free directly below his sponsor. */
export const spillovers = ['weaker side', 'left', 'balanced'] as const

const words: Readonly<Record<string, number>> = { left: 1, links: 1, right: 2, rechts: 2 }
export const mostPlaces = 20

/** At which place below somebody, as people write it: "left", "right", or its number from the left. Kept from 0. */
export const parsePlace = (text: string): number | undefined => {
  const number = words[text.trim().toLowerCase()] ?? (/^\d{1,2}$/u.test(text) ? Number(text) : 0)
  return number >= 1 && number <= mostPlaces ? number - 1 : undefined
}

export type Placing = {
  readonly width: number
  readonly spillover: (typeof spillovers)[number]
  readonly lineage: Lineage
  readonly facts: Facts
  /** What a place below somebody brought lately, for `weaker side`. */
  readonly brought: (contact: number, place: number) => number
}

/**
 * The tree of earlier months and, in it, everybody who has become a partner since. A place once taken is never left. First go those for whom a
 * place is named: it is theirs as soon as whoever stands above it is placed. Then all others in the order of becoming a partner, and before each
 * whoever is above him: at a place free directly below his sponsor, the left one first, then where the spillover leads. A named place that is
 * taken lets the search begin below it. Whom nobody sponsors begins a tree of his own.
 */
export const grow = (kept: Kept | undefined, placing: Placing): Tree => {
  const { lineage, facts, width } = placing
  const tree = treeOf(kept as Kept & Partial<Tree>, lineage.above.length, width)
  const newcomers: number[] = []
  for (const [contact, isPartner] of lineage.partners.entries())
    if (isPartner === 1 && tree.parents[contact] === unplaced) newcomers.push(contact)
  const { partnersSince: since } = facts
  newcomers.sort((a, b) => since[a]! - since[b]! || numberOf(a, facts) - numberOf(b, facts))
  const putting = { placing, search: searchIn(tree, placing), seatNamedBelow: namedSeats(newcomers, tree, placing) }
  for (const newcomer of newcomers)
    for (const next of firstThoseAbove(newcomer, tree, placing)) put(next, tree, putting)
  return tree
}

/**
 * Seats at once for whom a free place is named below somebody placed. Answers what seats those who wait for somebody, as soon as he is placed,
 * and those who wait for them.
 */
const namedSeats = (newcomers: readonly number[], tree: Tree, placing: Placing): ((contact: number) => void) => {
  const waiting = new Map<number, number[]>()
  for (const newcomer of newcomers) {
    const named = namedOf(newcomer, placing)
    if (named === undefined) continue
    const others = waiting.get(named.below)
    if (others === undefined) waiting.set(named.below, [newcomer])
    else others.push(newcomer)
  }
  const seat = (newcomer: number): boolean => {
    const { below, place } = namedOf(newcomer, placing)!
    if (tree.parents[newcomer] !== unplaced || tree.at(below, place) >= 0) return false
    tree.set(newcomer, below, place)
    return true
  }
  const seatBelow = (contact: number): void => {
    const way = [contact]
    for (let next = way.pop(); next !== undefined; next = way.pop()) way.push(...(waiting.get(next) ?? []).filter(seat))
  }
  for (const below of waiting.keys()) if (tree.parents[below] !== unplaced) seatBelow(below)
  return seatBelow
}

/** The place that is named for somebody; undefined where none is, or nobody who could stand above it is a partner. */
const namedOf = (contact: number, { facts, lineage, width }: Placing) => {
  const [below, place] = [facts.placedBelow?.[contact] ?? -1, facts.placedAt?.[contact] ?? -1]
  const isPlace = below >= 0 && lineage.partners[below] === 1 && place >= 0 && place < width
  return isPlace ? { below, place } : undefined
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

type Putting = {
  readonly placing: Placing
  readonly search: Search
  readonly seatNamedBelow: (contact: number) => void
}

const put = (contact: number, tree: Tree, { placing, search, seatNamedBelow }: Putting): void => {
  // Whoever waited for one above him has his place by now.
  if (tree.parents[contact] !== unplaced) return
  let anchor = anchorOf(contact, placing)
  while (anchor >= 0 && tree.parents[anchor] === unplaced) anchor = placing.lineage.above[anchor]!
  if (anchor < 0) tree.set(contact, -1, 0)
  else {
    const named = namedOf(contact, placing)
    const { parent, place } = search(named?.below === anchor ? tree.at(anchor, named.place) : anchor)
    tree.set(contact, parent, place)
  }
  seatNamedBelow(contact)
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
