import { quoted, type Column, type Problems } from '#ground/table'
import { mostPlaces, parsePlace } from '#earnings/placement'
import type { Contacts } from './contacts.ts'

/** At which place below somebody. */
export const place: Column<number> = {
  parse: parsePlace,
  expected: () => `left, right, or a place from 1 to ${mostPlaces}`,
}

/** What a row says of somebody's place in a tree of limited width. */
export type Placed = { readonly below: string | undefined; readonly at: number | undefined }

type Places = Pick<Contacts, 'placedBelow' | 'placedAt'>

/** Below whom, and where, the company placed each; -1 where it did not. What is wrong goes to the problems. */
export const placesOf = (
  { file, ids, lines, numbers }: Contacts,
  placed: readonly Placed[],
  problems: Problems,
): Places => {
  const none = () => new Int32Array(ids.length).fill(-1)
  const places = { placedBelow: none(), placedAt: none() }
  for (const [contact, { below, at }] of placed.entries()) {
    const cell = { file, line: lines[contact]! }
    const parent = below === undefined ? undefined : numbers.get(below)
    if (below !== undefined && (parent === undefined || parent === contact))
      problems.add({
        ...cell,
        column: 'placed_below',
        found: quoted(below),
        expected: 'the id of another contact in this file',
      })
    if (below === undefined && at !== undefined)
      problems.add({ ...cell, column: 'placed_below', found: 'nothing', expected: 'below whom the place is' })
    places.placedBelow[contact] = parent ?? -1
    places.placedAt[contact] = at ?? -1
  }
  return places
}
