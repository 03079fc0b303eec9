import { firstPlace } from '#ground/ascending'

/** Positions grouped by a key: those of key k stand in `rows` from `starts[k]` until `starts[k + 1]`, in their own order. */
export type Groups = { readonly starts: Int32Array; readonly rows: Int32Array }

/** Groups positions 0 … n-1 by their keys, whole numbers below `size`; a negative key is left out. Cost: linear. */
export const groupBy = (keys: ArrayLike<number>, size: number): Groups => {
  const starts = new Int32Array(size + 1)
  for (let row = 0; row < keys.length; row += 1) if (keys[row]! >= 0) starts[keys[row]! + 1]! += 1
  for (let key = 0; key < size; key += 1) starts[key + 1]! += starts[key]!
  const rows = new Int32Array(starts[size]!)
  const next = starts.slice()
  for (let row = 0; row < keys.length; row += 1) {
    const key = keys[row]!
    if (key >= 0) rows[next[key]!++] = row
  }
  return { starts, rows }
}

/** The positions of one key; none for a key beyond the columns. */
export const rowsOf = ({ starts, rows }: Groups, key: number): Int32Array =>
  rows.subarray(starts[key] ?? rows.length, starts[key + 1] ?? rows.length)

/** Where a row stands in a list of the highest: its amount, and the number that decides among equals. */
export type Rank = { readonly amount: number; readonly number: number }

export type Ranked = {
  readonly numbers: ArrayLike<number>
  readonly amounts: ArrayLike<number>
}

export type Part = { readonly after: Rank | undefined; readonly limit: number }

/**
 * The positions of the highest amounts behind `after`, highest first, the lower number first among equals.
 * Cost: one look at each row and a place among `limit` for those that make it; a sort when all are asked for.
 */
export const highest = (ranked: Ranked, { after, limit }: Part): number[] => {
  const { numbers, amounts } = ranked
  const compare = (a: number, b: number) => amounts[b]! - amounts[a]! || numbers[a]! - numbers[b]!
  const isBehind = (row: number) =>
    after === undefined ||
    amounts[row]! < after.amount ||
    (amounts[row] === after.amount && numbers[row]! > after.number)
  if (limit >= numbers.length) return positionsOf(numbers).filter(isBehind).sort(compare)
  const found: number[] = []
  for (let row = 0; row < numbers.length; row += 1) {
    if (!isBehind(row) || (found.length === limit && compare(found[limit - 1]!, row) < 0)) continue
    found.splice(
      firstPlace(found.length, place => compare(row, found[place]!) < 0),
      0,
      row,
    )
    found.length = Math.min(found.length, limit)
  }
  return found
}

const positionsOf = (numbers: ArrayLike<number>) => Array.from({ length: numbers.length }, (_, row) => row)
