import type { Database } from '#ground/database'
import { packKept, unpackKept, type Kept } from '#earnings/scalar'

// Far below the 1 GB that PostgreSQL takes for a value.
const bytesOfPart = 8_388_608

/** Keeps values and columns of a closed month under a name. */
export const keep = async (
  database: Database,
  { period, name }: { readonly period: number; readonly name: string },
  kept: Kept,
): Promise<void> => {
  const packed = packKept(kept)
  for (let from = 0, part = 0; from < packed.length; from += bytesOfPart, part += 1) {
    const { buffer, byteOffset, byteLength } = packed.subarray(from, from + bytesOfPart)
    const row = { period, name, part, bytes: Buffer.from(buffer, byteOffset, byteLength) }
    await database.insertInto('earnings.kept_part').values(row).execute()
  }
}

/** What was kept; undefined where nothing was. */
export const keptOf = async (
  database: Database,
  { period, name }: { readonly period: number; readonly name: string },
): Promise<Kept | undefined> => {
  const parts = await database
    .selectFrom('earnings.kept_part')
    .select('bytes')
    .where('period', '=', period)
    .where('name', '=', name)
    .orderBy('part')
    .execute()
  return parts.length === 0 ? undefined : unpackKept(new Uint8Array(Buffer.concat(parts.map(({ bytes }) => bytes))))
}
