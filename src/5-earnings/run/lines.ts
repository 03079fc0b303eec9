import type { Line, LineBook } from '#earnings/bonus'
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
export const linesOfBook = (book: LineBook): RunLines => {
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

const read = (book: LineBook): RunLines => {
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
