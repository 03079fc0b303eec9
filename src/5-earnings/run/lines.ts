import type { Line, Lines } from '#earnings/bonus'
import { firstAtLeast, firstPlace } from '#ground/ascending'
import type { Cents } from '#ground/money'
import type { Columns } from '#ground/database/columns.ts'

/** How commission lines are read from the database, and kept in memory: columns, for a month may have millions. */
export const lineShape = {
  partner: 'int4',
  rule: 'int4',
  from: 'int4',
  base: 'int8',
  points: 'int4',
  rate: 'int4',
  amount: 'int8',
  level: 'int4',
  passed: 'int4',
  less: 'int4',
  /** The month and the place of the line that this one takes back; both 0 where it takes back none. */
  ofPeriod: 'int4',
  ofPlace: 'int4',
} as const

const lineNames = Object.keys(lineShape) as (keyof typeof lineShape)[]

/** A month's commission lines in their order: first what it pays, by partner, rule and whose turnover it is, then what it takes back. */
export type RunLines = Columns<typeof lineShape> & {
  /** What else the reason of a line tells, by its place. */
  readonly details: ReadonlyMap<number, readonly number[]>
}

type Writable<T> = { -readonly [name in keyof T]: T[name] }

/** Lines of this length, still to be filled. */
const emptyLines = (length: number, details: ReadonlyMap<number, readonly number[]>): RunLines => {
  const columns = Object.fromEntries(
    lineNames.map(name => [name, lineShape[name] === 'int4' ? new Int32Array(length) : new Float64Array(length)]),
  ) as Writable<Columns<typeof lineShape>>
  return { ...columns, details }
}

/** A month's lines out of the book they were written to, in one order whatever order they came in. */
export const linesOfBook = (book: Lines): RunLines => {
  const written = read(book)
  const order = Int32Array.from({ length: book.length() }, (_, place) => place).sort(inOrder(written))
  const sorted = emptyLines(order.length, detailsIn(order, written.details))
  for (const name of lineNames) {
    const [from, to] = [written[name], sorted[name]]
    for (let place = 0; place < order.length; place += 1) to[place] = from[order[place]!]!
  }
  return sorted
}

const detailsIn = (order: Int32Array, details: RunLines['details']): RunLines['details'] =>
  details.size === 0
    ? details
    : new Map(
        [...order].flatMap((source, place) => {
          const detail = details.get(source)
          return detail === undefined ? [] : [[place, detail]]
        }),
      )

const read = (book: Lines): RunLines => {
  const details = new Map<number, readonly number[]>()
  const lines = emptyLines(book.length(), details)
  for (let place = 0; place < book.length(); place += 1) {
    const line: Line = book.at(place)
    lines.partner[place] = line.partner
    lines.rule[place] = line.rule
    lines.from[place] = line.from
    lines.base[place] = line.base
    lines.points[place] = line.unit === 'points' ? 1 : 0
    lines.rate[place] = line.rate
    lines.amount[place] = line.amount
    lines.level[place] = line.level
    lines.passed[place] = line.passed
    lines.less[place] = line.less
    if (line.details.length > 0) details.set(place, line.details)
  }
  return lines
}

const inOrder = ({ partner, rule, from, level, rate, base, amount, details }: RunLines) => {
  const keys = [partner, rule, from, level, rate, base, amount]
  return (a: number, b: number): number => {
    for (const key of keys) if (key[a] !== key[b]) return key[a]! - key[b]!
    return (details.get(a)?.[0] ?? 0) - (details.get(b)?.[0] ?? 0) || a - b
  }
}

/** From where on lines take back earlier ones; those before are what the month pays. */
export const takingBackFrom = ({ ofPeriod }: RunLines): number =>
  firstPlace(ofPeriod.length, place => ofPeriod[place] !== 0)

/** Where a partner's lines stand: found at once among what the month pays, and by a look at each that takes back. */
export const placesOfPartner = (lines: RunLines, partner: number): number[] => {
  const end = takingBackFrom(lines)
  const paid = lines.partner.subarray(0, end)
  const from = firstAtLeast(paid, partner)
  const until = firstAtLeast(paid, partner + 1)
  const places = Array.from({ length: until - from }, (_, index) => from + index)
  for (let place = end; place < lines.partner.length; place += 1)
    if (lines.partner[place] === partner) places.push(place)
  return places
}

/** A line out of its columns. */
export const lineAt = (lines: RunLines, place: number): Line => ({
  partner: lines.partner[place]!,
  rule: lines.rule[place]!,
  from: lines.from[place]!,
  base: lines.base[place]!,
  unit: lines.points[place] === 1 ? 'points' : 'money',
  rate: lines.rate[place]!,
  amount: lines.amount[place]! as Cents,
  level: lines.level[place]!,
  passed: lines.passed[place]!,
  less: lines.less[place]!,
  details: lines.details.get(place) ?? [],
})

/** What the month pays, without what it takes back, to be read like the book it was written to. */
export const paidLines = (lines: RunLines): Lines => {
  const length = takingBackFrom(lines)
  return {
    length: () => length,
    at: place => lineAt(lines, place),
    placesOf: partner => placesOfPartner(lines, partner).filter(place => place < length),
    sumOf: (rule, size) => {
      const sums = new Float64Array(size)
      for (let place = 0; place < length; place += 1)
        if (rule === 'all' || lines.rule[place] === rule) sums[lines.partner[place]!]! += lines.amount[place]!
      return sums
    },
  }
}

/** The order a line is paid on, where its rule pays order by order; else -1. */
export const orderOfLine = ({ details }: RunLines, place: number, rule: object): number =>
  'when' in rule && rule.when === 'order' ? (details.get(place)?.[0] ?? -1) : -1

/** A line that takes back another, in part or whole. */
export type TakingBack = {
  readonly period: number
  readonly place: number
  readonly base: number
  readonly amount: number
}

/** The lines with those that take back behind them; `of` are the lines of the months that are taken back from. */
export const withTakingBack = (
  lines: RunLines,
  taking: readonly TakingBack[],
  of: ReadonlyMap<number, RunLines>,
): RunLines => {
  if (taking.length === 0) return lines
  const own = lines.partner.length
  const details = new Map(lines.details)
  const all = emptyLines(own + taking.length, details)
  for (const name of lineNames) all[name].set(lines[name])
  for (const [index, { period, place: source, base, amount }] of taking.entries()) {
    const [place, original] = [own + index, of.get(period)!]
    for (const name of lineNames) all[name][place] = original[name][source]!
    all.base[place] = base
    all.amount[place] = amount
    all.ofPeriod[place] = period
    all.ofPlace[place] = source
    const detail = original.details.get(source)
    if (detail !== undefined) details.set(place, detail)
  }
  return all
}
