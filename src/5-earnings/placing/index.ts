import { downwardIn, unplaced, type Tree } from '#earnings/placement'

/** A tree in which somebody can be placed. Everything by contact number. */
export type OpenTree = {
  readonly width: number
  readonly tree: Pick<Tree, 'parents' | 'at'>
  readonly isSettled: (contact: number) => boolean
}

/** Where somebody is to stand; without a place the next free one below, and below nobody wherever the spillover leads. */
export type Wish = { readonly contact: number; readonly below: number | null; readonly place: number | null }

export type PlaceRefusal =
  | 'no tree'
  | 'no partner'
  | 'placed already'
  | 'not below'
  | 'no such place'
  | 'place taken'
  | 'would close a cycle'
  | 'not his'
  | 'reason missing'
  | 'closed meanwhile'

type Known = {
  readonly trees: readonly OpenTree[]
  readonly isPartner: (contact: number) => boolean
  /** In whose tree the place has to be; undefined where the company places. */
  readonly within: number | undefined
}

/**
 * What speaks against a place; undefined where nothing does. Somebody is placed until the month is closed in which he first has a place in a tree.
 * Of several trees one is enough that has the place.
 */
export const refusalOfPlace = ({ contact, below, place }: Wish, { trees, isPartner, within }: Known) => {
  if (trees.length === 0) return 'no tree' satisfies PlaceRefusal
  if (!isPartner(contact)) return 'no partner' satisfies PlaceRefusal
  const open = trees.filter(({ isSettled }) => !isSettled(contact))
  if (open.length === 0) return 'placed already' satisfies PlaceRefusal
  return below === null ? undefined : refusalBelow({ contact, below, place }, { trees: open, isPartner, within })
}

const refusalBelow = (
  { contact, below, place }: Wish & { readonly below: number },
  { trees, isPartner, within }: Known,
): PlaceRefusal | undefined => {
  const hers = trees.filter(({ tree }) => within === undefined || isAtOrBelow(tree, { contact: below, above: within }))
  if (!isPartner(below) || hers.length === 0) return 'not below'
  if (trees.some(({ tree }) => isAtOrBelow(tree, { contact: below, above: contact }))) return 'would close a cycle'
  if (place === null) return undefined
  const wide = hers.filter(({ width }) => place < width)
  if (wide.length === 0) return 'no such place'
  const isFree = ({ tree }: OpenTree) => [-1, contact].includes(tree.at(below, place))
  return wide.some(isFree) ? undefined : 'place taken'
}

type Pair = { readonly contact: number; readonly above: number }

/** Whether somebody stands at a place of the other, or below him. */
export const isAtOrBelow = ({ parents }: Pick<Tree, 'parents'>, { contact, above }: Pair): boolean => {
  for (let next = contact; next >= 0 && parents[next] !== unplaced; next = parents[next]!)
    if (next === above) return true
  return contact === above
}

/** Somebody in a tree, with whoever stands at his places; null where one is free, `more` where the picture ends. */
export type Branch = {
  readonly contact: number
  readonly places: readonly (Branch | 'more' | null)[]
  /** How many stand below. */
  readonly below: number
}

type Picture = { readonly root: number; readonly depth: number }

/** What stands below somebody, so many steps down. */
export const branchOf = ({ tree, width }: Pick<OpenTree, 'tree' | 'width'>, { root, depth }: Picture): Branch => {
  const below = countsBelow(tree)
  const branch = (contact: number, steps: number): Branch => ({
    contact,
    below: below[contact]!,
    places: Array.from({ length: width }, (_, place) => {
      const found = tree.at(contact, place)
      if (found < 0) return null
      return steps === 0 ? 'more' : branch(found, steps - 1)
    }),
  })
  return branch(root, depth)
}

const countsBelow = ({ parents }: Pick<Tree, 'parents'>): Int32Array => {
  const counts = new Int32Array(parents.length)
  for (const contact of downwardIn(parents).reverse())
    if (parents[contact]! >= 0) counts[parents[contact]!]! += counts[contact]! + 1
  return counts
}
