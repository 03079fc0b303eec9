import { firstAtLeast } from '#ground/ascending'
import { cents, share, type Cents } from '#ground/money'

/**
 * How an amount is spread over everybody who might have it: whoever got nothing counts like the others. A quantile is the amount that the
 * person at that place of the row has, from the lowest up: of ten people the median is what the fifth has.
 */
export type Distribution = {
  readonly people: number
  /** Who got nothing, or less than that by corrections. */
  readonly nothing: number
  readonly total: Cents
  readonly average: Cents
  readonly lowest: Cents
  readonly lowerQuartile: Cents
  readonly median: Cents
  readonly upperQuartile: Cents
  /** Nine in ten have no more. */
  readonly ninetieth: Cents
  /** 99 in a hundred have no more. */
  readonly ninetyNinth: Cents
  readonly highest: Cents
  /** What the tenth with the most have together; of fewer than ten people it is what the one with the most has. */
  readonly topTenth: Cents
}

/** The amounts of some people, sorted: what every figure of a distribution is read from. */
export type Row = Float64Array

/** The amounts of whoever is chosen, lowest first. */
export const rowOf = (amounts: Float64Array, isOne: (person: number) => boolean): Row =>
  amounts.filter((_, person) => isOne(person)).sort()

const at = (row: Row, perMille: number): Cents =>
  cents(row.length === 0 ? 0 : row[Math.max(0, Math.ceil((row.length * perMille) / 1000) - 1)]!)

const sumOf = (row: Row): Cents => cents(row.reduce((total, amount) => total + amount, 0))

/** @throws RangeError when the sum leaves the safe range. */
export const distributionOf = (row: Row): Distribution => {
  const total = sumOf(row)
  const firstWithMore = row.findIndex(amount => amount > 0)
  return {
    people: row.length,
    nothing: firstWithMore < 0 ? row.length : firstWithMore,
    total,
    average: row.length === 0 ? cents(0) : share(total, { numerator: 1, denominator: row.length }),
    lowest: at(row, 0),
    lowerQuartile: at(row, 250),
    median: at(row, 500),
    upperQuartile: at(row, 750),
    ninetieth: at(row, 900),
    ninetyNinth: at(row, 990),
    highest: at(row, 1000),
    topTenth: sumOf(row.subarray(row.length - Math.min(row.length, Math.max(1, Math.floor(row.length / 10))))),
  }
}

/** Everybody with an amount from `from` to under `below`. The first class has no `from`: those with nothing. The last has no end. */
export type Class = {
  readonly from: Cents | null
  readonly below: Cents | null
  readonly people: number
  readonly total: Cents
}

/** The first cent that is something. */
const something = 1 as Cents

/**
 * How many people are in each class: those with nothing, then from each bound to the next. Bounds rise and are above nothing.
 */
export const classesOf = (row: Row, bounds: readonly Cents[]): Class[] => {
  const edges = [null, something, ...bounds, null]
  const placeOf = (edge: Cents | null, whenNone: number) => (edge === null ? whenNone : firstAtLeast(row, edge))
  return edges.slice(0, -1).map((from, number) => {
    const below = edges[number + 1] ?? null
    const inside = row.subarray(placeOf(from, 0), placeOf(below, row.length))
    return { from, below, people: inside.length, total: sumOf(inside) }
  })
}

const mostBounds = 8

/** Bounds such as 50, 100, 200, 500 whole units up to the highest amount, so many that a plot of them can be read. */
export const boundsFor = (highest: Cents): Cents[] => {
  const powers = Array.from({ length: Math.max(0, String(highest).length - 2) }, (_, place) => 100 * 10 ** place)
  const bounds = powers.flatMap(power => [1, 2, 5].map(step => step * power)).filter(bound => bound <= highest)
  return bounds.slice(-mostBounds).map(cents)
}
