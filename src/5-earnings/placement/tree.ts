/** In `parents`: not placed. */
export const unplaced = -2

/** A tree in which everybody has at most so many places below him. Everything by position of contacts. */
export type Tree = {
  /** Below whom each stands; -1 where his tree begins. */
  readonly parents: Int32Array
  /** At which place, from the left. */
  readonly places: Int8Array
  /** How many steps down the nearest free place is; 0 where one is free directly below. */
  readonly free: Int32Array
  /** Who stands at a place below somebody; -1 where nobody does. */
  readonly at: (contact: number, place: number) => number
  /** The last one downward along the left places. */
  readonly outerLeft: (contact: number) => number
  readonly set: (contact: number, parent: number, place: number) => void
}

type Kept = { readonly parents?: Int32Array; readonly places?: Int8Array }

/** A tree as it was kept, for so many contacts as there are now. */
export const treeOf = (kept: Kept | undefined, size: number, width: number): Tree => {
  const parents = new Int32Array(size).fill(unplaced)
  const places = new Int8Array(size)
  parents.set(kept?.parents ?? [])
  places.set(kept?.places ?? [])
  const below = new Int32Array(size * width).fill(-1)
  for (const [contact, parent] of parents.entries()) if (parent >= 0) below[parent * width + places[contact]!] = contact
  const at = (contact: number, place: number) => below[contact * width + place]!
  const free = new Int32Array(size)
  const freeBelow = (contact: number): number => {
    let nearest = Infinity
    for (let place = 0; place < width; place += 1) {
      const found = at(contact, place)
      nearest = Math.min(nearest, found < 0 ? 0 : free[found]! + 1)
    }
    return nearest
  }
  for (const contact of downwardIn(parents).reverse()) free[contact] = freeBelow(contact)
  const set = (contact: number, parent: number, place: number): void => {
    parents[contact] = parent
    places[contact] = place
    if (parent < 0) return
    below[parent * width + place] = contact
    for (let next = parent; next >= 0; next = parents[next]!) {
      const nearest = freeBelow(next)
      if (nearest === free[next]) return
      free[next] = nearest
    }
  }
  return { parents, places, free, at, set, outerLeft: outerLeftIn(size, contact => at(contact, 0)) }
}

// What a search has found shortens the next one: without that, each would walk the whole left side once more.
const outerLeftIn = (size: number, leftOf: (contact: number) => number): ((contact: number) => number) => {
  const known = new Int32Array(size).fill(-1)
  return contact => {
    let last = contact
    const way: number[] = []
    for (let next = last; next >= 0; next = known[next]! >= 0 ? known[next]! : leftOf(next)) {
      way.push(next)
      last = next
    }
    for (const passed of way) if (passed !== last) known[passed] = last
    return last
  }
}

/** All who are placed, everybody after whoever he stands below. */
export const downwardIn = (parents: Int32Array): Int32Array => {
  const depths = new Int32Array(parents.length).fill(-1)
  const way: number[] = []
  let deepest = 0
  for (let contact = 0; contact < parents.length; contact += 1) {
    let next = contact
    while (next >= 0 && parents[next] !== unplaced && depths[next]! < 0) {
      way.push(next)
      next = parents[next]!
    }
    let depth = next < 0 || parents[next] === unplaced ? 0 : depths[next]! + 1
    for (; way.length > 0; depth += 1) depths[way.pop()!] = depth
    deepest = Math.max(deepest, depth)
  }
  return byDepth(depths, deepest)
}

const byDepth = (depths: Int32Array, deepest: number): Int32Array => {
  const from = new Int32Array(deepest + 2)
  for (const depth of depths) if (depth >= 0) from[depth + 1]! += 1
  for (let depth = 0; depth <= deepest; depth += 1) from[depth + 1]! += from[depth]!
  const downward = new Int32Array(from[deepest + 1]!)
  for (const [contact, depth] of depths.entries()) if (depth >= 0) downward[from[depth]!++] = contact
  return downward
}
