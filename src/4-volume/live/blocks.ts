/** Sums of ranges of amounts that change one by one. */
export type Blocks = {
  readonly add: (place: number, amount: number) => void
  /** Of the places from the first to before the last. */
  readonly sumOf: (from: number, until: number) => number
}

const shift = 6
const width = 1 << shift

/**
 * Sums over blocks of 64, over blocks of 64 of those, and so on: an amount is added once on each level, and a range is summed from at most
 * 126 places of each. With a million places there are five levels.
 */
export const blocksOf = (amounts: Float64Array): Blocks => {
  const levels = [amounts]
  while (levels.at(-1)!.length > 1) levels.push(summed(levels.at(-1)!))
  return {
    add: (place, amount) => {
      let at = place
      for (const level of levels) {
        level[at]! += amount
        at >>= shift
      }
    },
    sumOf: (from, until) => {
      let sum = 0
      let first = from
      let last = until
      for (const level of levels) {
        // Up to the next block's beginning, and back to the last one's end; what lies between is whole blocks of the next level.
        while (first < last && (first & (width - 1)) !== 0) sum += level[first++]!
        while (first < last && (last & (width - 1)) !== 0) sum += level[--last]!
        if (first >= last) return sum
        first >>= shift
        last >>= shift
      }
      return sum
    },
  }
}

const summed = (amounts: Float64Array): Float64Array => {
  const sums = new Float64Array(Math.ceil(amounts.length / width))
  for (let place = 0; place < amounts.length; place += 1) sums[place >> shift]! += amounts[place]!
  return sums
}
