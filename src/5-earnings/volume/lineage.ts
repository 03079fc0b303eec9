import { sponsorsFirst } from '#volume/rollup'

/** Who stands above whom among partners. Positions are contacts; customers between two partners are nobody's level. */
export type Lineage = {
  /** 1 for each partner; the house is none and earns nothing. */
  readonly partners: Uint8Array
  /** The nearest partner upward, or -1 where only the house is left. */
  readonly above: Int32Array
  /** How many partners stand above. */
  readonly depths: Int32Array
  /** All positions, everybody after whoever is above him. */
  readonly downward: Int32Array
}

/**
 * Linear, for any depth. `uplines` is everybody's sponsor, or recruiter; -1 for the house.
 * @throws Error when they form a cycle.
 */
export const lineageOf = (uplines: Int32Array, partners: Uint8Array): Lineage => {
  const downward = sponsorsFirst(uplines) ?? Int32Array.from(uplines, (_, place) => place)
  const above = new Int32Array(uplines.length).fill(-1)
  const depths = new Int32Array(uplines.length)
  for (const contact of downward) {
    const upline = uplines[contact]!
    if (upline < 0) continue
    const partner = partners[upline] === 1 ? upline : above[upline]!
    above[contact] = partner
    if (partner >= 0) depths[contact] = depths[partner]! + 1
  }
  return { partners, above, depths, downward }
}

/**
 * For everybody the nearest partner upward with a higher value than his own; -1 where there is none. Each step of the search climbs to
 * a higher value, so it costs no more than there are different values, however deep the line.
 */
export const nextHigher = ({ above, downward }: Lineage, values: ArrayLike<number>): Int32Array => {
  const next = new Int32Array(above.length).fill(-1)
  for (const contact of downward) {
    let candidate = above[contact]!
    while (candidate >= 0 && values[candidate]! <= values[contact]!) candidate = next[candidate]!
    next[contact] = candidate
  }
  return next
}
