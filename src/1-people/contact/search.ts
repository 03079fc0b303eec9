import { sql, type RawBuilder } from 'kysely'

/** Contacts who were merged into others: usually only these others are listed, and found by what the merged ones were called, too. */
export type ListedMerged = 'left out' | 'listed'

export type Search = {
  /** Every word must be part of reference, name, e-mail, postcode or city. */
  readonly search: string
  readonly merged?: ListedMerged | undefined
}

/** The condition for a table `contact`. */
export const isFound = ({ search, merged = 'left out' }: Search): RawBuilder<boolean> => {
  const words = search.toLowerCase().split(/\s+/u).filter(Boolean)
  const conditions =
    merged === 'listed'
      ? words.map(word => sql<boolean>`contact.search like ${partly(word)}`)
      : [sql<boolean>`contact.merged_into is null`, ...words.map(holdsOrHeld)]
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`
}

// An array made once, so that both sides of the "or" are looked up by index.
const holdsOrHeld = (word: string): RawBuilder<boolean> => sql<boolean>`(contact.search like ${partly(word)}
  or contact.id = any(array(select people.kept_as(other.id) from people.contact other
    where other.merged_into is not null and other.search like ${partly(word)})))`

/** The pattern of everything that holds this word. */
const partly = (word: string): string => `%${word.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`
