import type { Structure } from '#people/structure'
import { placesOf, type Places } from './places.ts'

/** A contact who joins: his number, by which he stands at a position, who brought him, and whether turnover can be his. */
export type Newcomer = { readonly contact: number; readonly sponsor: number; readonly owns: boolean }

/**
 * Who stands below whom, while it grows. Those who came after the order was made are late: they have no place and hang below whoever
 * brought them, until the order is made anew.
 */
export type Tree = {
  size: number
  sponsors: Int32Array
  owners: Uint8Array
  /** The nearest partner upward, or the house; -1 for the house. */
  nearest: Int32Array
  /** Of each one's late ones directly below, the last who came; -1 for none. */
  lastLate: Int32Array
  /** Who came late to the same sponsor before him; -1 for none. */
  earlierLate: Int32Array
  readonly house: number
  readonly places: Places
  /** How many have a place. */
  readonly placed: number
}

const none = -1

/** @throws Error when the structure has a cycle or not exactly one house. */
export const treeOf = ({ sponsors, owners }: Structure): Tree => {
  const size = sponsors.length
  const house = sponsors.indexOf(none)
  if (house < 0 || house !== sponsors.lastIndexOf(none)) throw new Error('the structure has not exactly one house')
  const places = placesOf(sponsors)
  const nearest = new Int32Array(size)
  for (const contact of places.contacts) {
    const sponsor = sponsors[contact]!
    nearest[contact] = sponsor < 0 ? none : owners[sponsor] === 1 || sponsor === house ? sponsor : nearest[sponsor]!
  }
  const nobodys = () => new Int32Array(size).fill(none)
  const columns = { sponsors: sponsors.slice(), owners: owners.slice(), nearest }
  return { size, ...columns, lastLate: nobodys(), earlierLate: nobodys(), house, places, placed: size }
}

/** A column with room for so many; what is new is filled. */
export const grown = <C extends Int32Array | Uint8Array | Float64Array>(column: C, size: number, filling = 0): C => {
  if (column.length >= size) return column
  const longer = new (column.constructor as new (length: number) => C)(Math.max(size, 2 * column.length)).fill(filling)
  longer.set(column)
  return longer as C
}

export const addTo = (tree: Tree, { contact, sponsor, owns }: Newcomer): void => {
  tree.size = contact + 1
  tree.sponsors = grown(tree.sponsors, tree.size)
  tree.owners = grown(tree.owners, tree.size)
  tree.nearest = grown(tree.nearest, tree.size)
  tree.lastLate = grown(tree.lastLate, tree.size, none)
  tree.earlierLate = grown(tree.earlierLate, tree.size, none)
  tree.sponsors[contact] = sponsor
  tree.owners[contact] = owns ? 1 : 0
  tree.nearest[contact] = tree.owners[sponsor] === 1 || sponsor === tree.house ? sponsor : tree.nearest[sponsor]!
  tree.earlierLate[contact] = tree.lastLate[sponsor]!
  tree.lastLate[sponsor] = contact
}

/** His place, or that of the nearest upward who has one. */
export const placeOf = ({ sponsors, places, placed }: Tree, contact: number): number => {
  let there = contact
  while (there >= placed) there = sponsors[there]!
  return places.of[there]!
}

export const isBelow = ({ sponsors }: Tree, contact: number, above: number): boolean => {
  let climbing = contact
  while (climbing >= 0 && climbing !== above) climbing = sponsors[climbing]!
  return climbing === above
}

type Visit = (contact: number) => void

/** Visits the late ones below a contact; below those of whom `visit` answers false it does not look. */
export const lateBelow = ({ lastLate, earlierLate }: Tree, contact: number, visit: (late: number) => boolean): void => {
  const waiting = [lastLate[contact]!]
  while (waiting.length > 0) {
    const late = waiting.pop()!
    if (late < 0) continue
    waiting.push(earlierLate[late]!)
    if (visit(late)) waiting.push(lastLate[late]!)
  }
}

/** Everybody below a contact with no partner between. Whoever is a partner is visited, and those below him are not. */
export const firstBelow = (tree: Tree, contact: number, visit: Visit): void => {
  const { owners, places, placed } = tree
  const late = (other: number) => {
    visit(other)
    return owners[other] === 0
  }
  lateBelow(tree, contact, late)
  if (contact >= placed) return
  for (let place = places.of[contact]! + 1; place < places.ends[contact]!;) {
    const other = places.contacts[place]!
    visit(other)
    if (owners[other] === 0) lateBelow(tree, other, late)
    place = owners[other] === 0 ? place + 1 : places.ends[other]!
  }
}
