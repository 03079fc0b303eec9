import { downwardIn, unplaced, type Tree } from '#earnings/placement'

/** What a month leaves: the tree, what each side brought, for whoever is placed next, and what of it is carried over. */
export type Left = Pick<Tree, 'parents' | 'places'> &
  Record<'broughtLeft' | 'broughtRight' | 'left' | 'right', Float64Array>

export type SideSums = { readonly left: Float64Array; readonly right: Float64Array }

type Adding = { readonly base: Float64Array; readonly above: Int32Array; readonly sides: SideSums }

/** Adds to both sides of everybody what stands there, with all below it. */
export const addUp = ({ parents, places }: Pick<Tree, 'parents' | 'places'>, { base, above, sides }: Adding): void => {
  const brought = base.slice()
  // Who has left and never had a place: what was booked to him counts with the next partner above.
  for (let contact = 0; contact < brought.length; contact += 1)
    if (parents[contact] === unplaced && above[contact]! >= 0) brought[above[contact]!]! += brought[contact]!
  for (const contact of downwardIn(parents).reverse()) {
    const parent = parents[contact]!
    if (parent < 0) continue
    const side = places[contact] === 0 ? sides.left : sides.right
    side[parent]! += brought[contact]!
    brought[parent]! += brought[contact]!
  }
}
