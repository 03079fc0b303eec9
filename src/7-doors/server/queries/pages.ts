import { cursorOf, partsOf, type CursorKind, type CursorPart, type PartsOf } from '#ground/http'
import { highest, type Rank, type Ranked } from '#volume/explanation'
import type { Page } from '../index.ts'

/** How many rows a page of a list holds. */
export const pageSize = 50

/** The place a cursor names; undefined for none, and for one that is not ours: then the list begins at its beginning. */
export const placeOf = <const K extends readonly CursorKind[]>(
  cursor: string | null,
  kinds: K,
): PartsOf<K> | undefined => (cursor === null ? undefined : partsOf(cursor, kinds))

type Cut = { readonly positions: readonly number[]; readonly next: string | null }

/** One page of the positions with the highest amounts, highest first. */
export const highestPage = (ranked: Ranked, cursor: string | null, size = pageSize): Cut => {
  const place = placeOf(cursor, ['number', 'contact'])
  const after: Rank | undefined = place && { amount: place[0], number: place[1] }
  const found = highest(ranked, { after, limit: size + 1 })
  const positions = found.slice(0, size)
  const last = positions.at(-1)
  const next = found.length > size ? cursorOf([ranked.amounts[last!]!, ranked.numbers[last!]!]) : null
  return { positions, next }
}

/** A page whose rows were found in order, one more than fit when there are more. */
export const pageOfFound = <T>(found: readonly T[], placeOf: (row: T) => readonly CursorPart[]): Page<T> => {
  const rows = found.slice(0, pageSize)
  return { rows, next: found.length > pageSize ? cursorOf(placeOf(rows.at(-1)!)) : null }
}
