/**
 * The first of the places 0 … length-1 at which it holds, of places at which it holds from one on; `length` where it never does.
 * Cost: it asks as often as `length` can be halved.
 */
export const firstPlace = (length: number, holds: (place: number) => boolean): number => {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** The first place of an ascending row with this value or a higher one; the row's length where all are lower. */
export const firstAtLeast = (ascending: ArrayLike<number>, value: number): number =>
  firstPlace(ascending.length, place => ascending[place]! >= value)

/** Whether an ascending row has a value. */
export const isIn = (ascending: ArrayLike<number>, value: number): boolean =>
  ascending[firstAtLeast(ascending, value)] === value
