import type { Database } from '#ground/database'
import { publicIdOf, type ContactNumber } from '#ground/identity'
import { entriesOf, type OwnedEntry } from '#volume/explanation/store.ts'
import type { EntryRow, Page } from '../index.ts'
import type { PageMonth } from './month.ts'
import { pageOfFound, pageSize, placeOf } from './pages.ts'
import { refsOf, type Refs } from './refs.ts'

type Asked = {
  readonly contact: ContactNumber
  /** Only what belongs to this owner; undefined for all. */
  readonly owner: ContactNumber | undefined
  readonly cursor: string | null
}

/** A page of a contact's entries in the month, oldest first. */
export const entryPage = async (
  database: Database,
  month: PageMonth,
  { contact, owner, cursor }: Asked,
): Promise<Page<EntryRow>> => {
  const place = placeOf(cursor, ['moment', 'number'])
  const after = place && { at: place[0], number: place[1] }
  const found = await entriesOf(database, month, { contact, owner, after, limit: pageSize + 1 })
  const { rows, next } = pageOfFound(found, entry => [entry.at, entry.number])
  const refs = await refsOf(database, rows.flatMap(people))
  return { rows: rows.map(entry => entryRow(entry, refs)), next }
}

/** Whose names an entry's row needs. */
export const people = ({ contact, owner }: OwnedEntry): ContactNumber[] => [contact, owner]

export const entryRow = (entry: OwnedEntry, refs: Refs): EntryRow => ({
  id: publicIdOf('entry', entry.uuid),
  at: entry.at,
  is: entry.is,
  order:
    entry.order === null
      ? null
      : {
          id: publicIdOf('order', entry.order.uuid),
          reference: entry.order.reference ?? publicIdOf('order', entry.order.uuid),
        },
  article: { number: entry.article, name: entry.description },
  quantity: entry.quantity,
  turnover: { net: entry.net, points: entry.points },
  contact: refs(entry.contact),
  roleThen: entry.roleThen,
  ownerThen: refs(entry.owner),
  decidedAt: entry.decidedAt,
})
