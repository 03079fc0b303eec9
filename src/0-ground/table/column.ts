import { parseCents, parsePoints, type Cents, type Points } from '#ground/money'

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
