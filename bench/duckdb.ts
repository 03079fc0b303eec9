import { DuckDBDataChunk, INTEGER, type DuckDBConnection } from '@duckdb/node-api'

const chunkLength = 2048

/** A table of whole numbers out of columns. */
export const loadTable = async (
  database: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, ArrayLike<number>>>,
) => {
  const [names, values] = [Object.keys(columns), Object.values(columns)]
  await database.run(`create table ${table} (${names.map(name => `${name} integer`).join(', ')})`)
  const appender = await database.createAppender(table)
  const types = names.map(() => INTEGER)
  const chunk = DuckDBDataChunk.create(types, chunkLength)
  const { length } = values[0]!
  for (let from = 0; from < length; from += chunkLength) {
    const rows = Math.min(chunkLength, length - from)
    chunk.reset()
    chunk.rowCount = rows
    values.forEach((column, place) =>
      chunk.setColumnValues(
        place,
        Array.from({ length: rows }, (_, row) => column[from + row]!),
      ),
    )
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}
