import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { inTransaction, selectBytes, selectColumns } from '#ground/database/store.ts'
import { balanceColumns, balanceNames, emptyBalances, merged, type BalanceColumns } from './index.ts'

// About 10 MB, so that no part is too long for one message.
const rowsOfPart = 262_144

type Span = {
  readonly period: number
  /** The last entry not looked at. */
  readonly after: number
  /** The last entry looked at. */
  readonly until?: number
}

const summed = (database: Database, { period, after, until }: Span): Promise<BalanceColumns> =>
  selectColumns(database, {
    query: `select contact_id, decided_period, direct_owner_id, nearest_owner_id, recruited_owner_id,
        sum(net)::bigint as net, sum(points)::bigint as points
      from volume.entry where period = ${period} and id > ${after} ${until === undefined ? '' : `and id <= ${until}`}
      group by 1, 2, 3, 4, 5 order by 1`,
    columns: balanceColumns,
  })

/**
 * Packs a month's entries so far, so that millions of balances are read in a fraction of the time. Two at once are no harm: the
 * later entry wins. Cost: linear in the month's entries.
 */
export const packMonth = async (database: Database, period: number): Promise<void> => {
  // In one statement, so that both are of the same moment.
  const { rows } = await sql<{ last: number; entries: number }>`
    select entries, (select max(id) from volume.entry where entry.period = version.period) as last
    from volume.version where period = ${period}`.execute(database)
  if (rows[0] === undefined) return
  const { last, entries } = rows[0]
  const balances = await summed(database, { period, after: 0, until: last })
  await keepPack(database, { period, last_entry: last, entries }, balances)
}

type Header = { readonly period: number; readonly last_entry: number; readonly entries: number }

/** Keeps balances as the pack of a month, unless one with a later last entry is already there. */
export const keepPack = (database: Database, header: Header, balances: BalanceColumns): Promise<void> =>
  inTransaction(database, async transaction => {
    const rows = balances.contacts.length
    const kept = await transaction
      .insertInto('volume.pack')
      .values({ ...header, rows })
      .onConflict(conflict =>
        conflict
          .column('period')
          .doUpdateSet({ last_entry: header.last_entry, entries: header.entries, rows })
          .where('volume.pack.last_entry', '<', header.last_entry),
      )
      .returning('period')
      .executeTakeFirst()
    if (kept === undefined) return
    await transaction.deleteFrom('volume.pack_part').where('period', '=', header.period).execute()
    for (let from = 0; from < rows; from += rowsOfPart) {
      const place = { period: header.period, last_entry: header.last_entry, part: from / rowsOfPart }
      await transaction
        .insertInto('volume.pack_part')
        .values({ ...place, ...partOf(balances, from) })
        .execute()
    }
  })

const partOf = (balances: BalanceColumns, from: number) => {
  const bytes = (name: keyof BalanceColumns) => {
    const { buffer, byteOffset, byteLength } = balances[name].subarray(from, from + rowsOfPart)
    return Buffer.from(buffer, byteOffset, byteLength)
  }
  return {
    contacts: bytes('contacts'),
    decided_periods: bytes('decidedPeriods'),
    direct: bytes('direct'),
    nearest: bytes('nearest'),
    recruited: bytes('recruited'),
    net: bytes('net'),
    points: bytes('points'),
  }
}

/** A month's balances out of its pack and the entries since; undefined when it has no pack. In the order of contacts. */
export const packedBalancesOf = async (database: Database, period: number): Promise<BalanceColumns | undefined> => {
  for (;;) {
    const pack = await database.selectFrom('volume.pack').selectAll().where('period', '=', period).executeTakeFirst()
    if (pack === undefined) return undefined
    const packed = await readPack(database, pack)
    // Meanwhile another took its place.
    if (packed === undefined) continue
    return merged(packed, await summed(database, { period, after: pack.last_entry }))
  }
}

type Pack = Header & { readonly rows: number }

const readPack = async (database: Database, pack: Pack): Promise<BalanceColumns | undefined> => {
  const columns = emptyBalances(pack.rows)
  let rows = 0
  await selectBytes(database, {
    // As `balanceNames` has them.
    query: `select contacts, decided_periods, direct, nearest, recruited, net, points from volume.pack_part
      where period = ${pack.period} and last_entry = ${pack.last_entry} order by part`,
    take: part => {
      for (const [position, name] of balanceNames.entries()) write(columns[name], part[position]!, rows)
      rows += part[0]!.byteLength / Int32Array.BYTES_PER_ELEMENT
    },
  })
  return rows === pack.rows ? columns : undefined
}

const write = (column: Int32Array | Float64Array, part: Buffer, row: number) =>
  new Uint8Array(column.buffer).set(part, row * column.BYTES_PER_ELEMENT)

// Reading so many unpacked takes a tenth of a second. A large month is packed anew when it has grown by a twentieth.
const unpackedAtMost = 100_000
const growth = 20

/** Packs the months that have grown much since they were packed, and answers which. Cost when there is none: one row a month. */
export const packLargeMonths = async (database: Database, atMost = unpackedAtMost): Promise<number[]> => {
  const { rows } = await sql<{ period: number }>`
    select version.period from volume.version left join volume.pack using (period)
    where version.entries - coalesce(pack.entries, 0) > greatest(${atMost}::bigint, coalesce(pack.entries, 0) / ${growth}::bigint)
    order by version.period`.execute(database)
  for (const { period } of rows) await packMonth(database, period)
  return rows.map(row => row.period)
}
