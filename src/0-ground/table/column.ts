import { parseCents, parsePoints, type Cents, type Points } from '#ground/money'
import { parseInstant, type Instant, type Zone } from '#ground/period'

/** How the cells of one column are read. `parse` gets a trimmed cell that is not empty and answers undefined when it refuses it. */
export type Column<T> = {
  readonly parse: (cell: string) => T | undefined
  readonly expected: (cell: string) => string
  /** What an empty cell means; without it an empty cell is a problem. */
  readonly whenEmpty?: { readonly value: T }
  /** Whether the file may lack the column: then all its cells are empty. */
  readonly mayLack?: true
}

export type Columns = Readonly<Record<string, Column<unknown>>>

/** A row as its columns read it: `RowOf<typeof columns>`. */
export type RowOf<C extends Columns> = { readonly [Name in keyof C]: C[Name] extends Column<infer T> ? T : never }

/** Any text that is not empty. */
export const text = (expected = 'a text'): Column<string> => ({ parse: cell => cell, expected: () => expected })

/** An empty cell is `undefined`. */
export const optional = <T>(column: Column<T>): Column<T | undefined> => ({
  ...column,
  whenEmpty: { value: undefined },
})

/** The file may lack the column; it then reads as if its cells were empty. */
export const omittable = <T>(column: Column<T | undefined>): Column<T | undefined> => ({ ...column, mayLack: true })

const folded = (word: string) => word.toLowerCase().replaceAll(/[\s_-]+/gu, ' ')

/** One of some words, in any case, with blanks, hyphens or underscores between; `also` names other spellings of them. */
export const oneOf = <T extends string>(words: readonly T[], also: Readonly<Record<string, T>> = {}): Column<T> => {
  const known = new Map<string, T>()
  for (const word of words) known.set(folded(word), word)
  for (const [spelling, word] of Object.entries(also)) known.set(folded(spelling), word)
  return {
    parse: cell => known.get(cell) ?? known.get(folded(cell)),
    expected: () => `one of ${words.join(', ')}`,
  }
}

// Thousands are grouped when a second kind of separator follows, or when there is more than one group: 1.234,50 and 1.234.567.
const grouped = /^[+-]?\d{1,3}(?:(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+|(?:\.\d{3}){2,}|(?:,\d{3}){2,})$/u
// 1.234 may be one and a bit or one thousand and some.
const ambiguous = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/u

const withoutGroups = (cell: string): string => {
  if (!grouped.test(cell)) return cell
  const groups = /[.,]/u.exec(cell)![0]
  return cell.replaceAll(groups, '')
}

/** Money with at most two decimals: 12.50, 12,50, -1.234,50, 1,234.50. "1.234" is refused, because it may mean two things. */
export const amount: Column<Cents> = {
  parse: cell => (ambiguous.test(cell) ? undefined : parseCents(withoutGroups(cell))),
  expected: cell => (ambiguous.test(cell) ? `an amount such as 12.50: ${quotedWays(cell)}` : 'an amount such as 12.50'),
}

const quotedWays = (cell: string): string => {
  const [whole, rest] = cell.split(/[.,]/u)
  return `this may be ${whole}${rest}.00 or ${whole}.${rest}, so write it without a thousands separator and with two decimals`
}

/** The separator of the decimals, where an amount shows it. */
const decimalSeparatorIn = (cell: string): string | undefined =>
  withoutGroups(cell).match(/[.,]/u)?.[0] ?? otherThanGroups(cell)

const otherThanGroups = (cell: string): string | undefined => {
  const groups = /[.,]/u.exec(cell)?.[0]
  return groups && (groups === ',' ? '.' : ',')
}

/**
 * The net and the points of a file's rows; describe the net before the points, for that is how a row is read. Points have at most three
 * decimals: 12.125, 12,125, 1.234,125. "1.234" is a little over one where the net of its row, or else the last one above that has
 * decimals, has a decimal point as well; where not, it is refused, because it may be a thousand and some.
 */
export const amounts = (): { readonly net: Column<Cents>; readonly points: Column<Points> } => {
  let decimalSeparator: string | undefined
  const isUnclear = (cell: string) => ambiguous.test(cell) && decimalSeparatorIn(cell) !== decimalSeparator
  const net: Column<Cents> = {
    ...amount,
    parse: cell => {
      const value = amount.parse(cell)
      if (value !== undefined) decimalSeparator = decimalSeparatorIn(cell) ?? decimalSeparator
      return value
    },
  }
  const points: Column<Points> = {
    parse: cell => (isUnclear(cell) ? undefined : parsePoints(withoutGroups(cell))),
    expected: cell => (isUnclear(cell) ? `points such as 12.125: ${pointWays(cell)}` : 'points such as 12.125'),
  }
  return { net, points }
}

const pointWays = (cell: string): string => {
  const [whole, rest] = cell.split(/[.,]/u)
  const [thousands, fraction] = [`${whole}${rest}`, `${whole}.${rest}`]
  return `this may be ${thousands} or ${fraction}, so write ${thousands}, or ${fraction} beside a net with a decimal point such as 12.50`
}

const withinHour =
  /^(\d{4}-\d{2}-\d{2}[T ]\d{2}):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3})\d{0,6})?)?(Z|[+-]\d{2}:?\d{2})?$/u
const lastSecond = 3_599_000

/**
 * A moment: 2011-10-31, 2011-10-31 16:20, 2011-10-31T16:20:00Z. Without a zone it is the time of `zone`, a day alone its first moment.
 * The calendar is asked once per hour that occurs, so that millions of moments stay cheap.
 */
export const moment = (zone: Zone): Column<Instant> => {
  const startOfHour = remembered(key => {
    const [hour, offset] = [key.slice(0, 13), key.slice(13)]
    const first = parseInstant(`${hour}:00:00${offset}`, zone)
    const last = parseInstant(`${hour}:59:59${offset}`, zone)
    // An hour in which the clock is changed is no ruler.
    return first !== undefined && last !== undefined && last - first === lastSecond ? first : undefined
  })
  const other = remembered(cell => parseInstant(cell, zone))
  const parse = (cell: string): Instant | undefined => {
    const match = withinHour.exec(cell)
    const start = match === null ? undefined : startOfHour(match[1]! + (match[5] ?? ''))
    if (start === undefined) return other(cell)
    const [, , minute, second = '0', fraction = ''] = match!
    return (start + Number(minute) * 60_000 + Number(second) * 1000 + Number(fraction.padEnd(3, '0'))) as Instant
  }
  return { parse, expected: () => 'a moment such as 2011-10-31 or 2011-10-31 16:20' }
}

// Rows are mostly in the order of time: the key asked for is nearly always the last one again.
const remembered = <T>(find: (key: string) => T): ((key: string) => T) => {
  const known = new Map<string, T>()
  let last: { readonly key: string; readonly value: T } | undefined
  return key => {
    if (last?.key === key) return last.value
    const value = known.get(key) ?? find(key)
    known.set(key, value)
    last = { key, value }
    return value
  }
}
