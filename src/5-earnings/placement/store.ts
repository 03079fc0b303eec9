import type { Database } from '#ground/database'
import { selectColumns } from '#ground/database/store.ts'
import { dayNumbered, daysOf, type Period } from '#ground/period'
import type { Facts } from '#earnings/volume'

type Asked = { readonly period: Period; readonly size: number }

/** The places that are named at a month's end, by contact; -1 where none is. Linear in contacts. */
export const namedPlaces = async (
  database: Database,
  { period, size }: Asked,
): Promise<Required<Pick<Facts, 'placedBelow' | 'placedAt'>>> => {
  const found = await selectColumns(database, {
    query: `select contact_id as contact, below_id as below, coalesce(place, -1)::int as place from earnings.named_place
      where replaced_at is null and below_id is not null and from_on <= date '${dayNumbered(daysOf(period).last)}'`,
    columns: { contact: 'int4', below: 'int4', place: 'int4' },
  })
  const [placedBelow, placedAt] = [new Int32Array(size).fill(-1), new Int32Array(size).fill(-1)]
  for (const [row, contact] of found.contact.entries())
    if (contact < size && found.below[row]! < size) {
      placedBelow[contact] = found.below[row]!
      placedAt[contact] = found.place[row]!
    }
  return { placedBelow, placedAt }
}
