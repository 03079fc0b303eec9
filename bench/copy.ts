import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

type Column = Int32Array | Float64Array

const rowsAtOnce = 16_384

// An Int32Array becomes int4, a Float64Array int8.
const binaryRows = (columns: readonly Column[], from: number, until: number): Buffer => {
  const rowLength = columns.reduce((length, column) => length + 4 + column.BYTES_PER_ELEMENT, 2)
  const bytes = Buffer.allocUnsafe(rowLength * (until - from))
  let at = 0
  for (let row = from; row < until; row += 1) {
    at = bytes.writeInt16BE(columns.length, at)
    for (const column of columns) {
      at = bytes.writeInt32BE(column.BYTES_PER_ELEMENT, at)
      const value = column[row]!
      at = column instanceof Int32Array ? bytes.writeInt32BE(value, at) : bytes.writeBigInt64BE(BigInt(value), at)
    }
  }
  return bytes
}

/** Fills a table by binary COPY. */
export const fill = async (client: pg.ClientBase, table: string, columns: readonly Column[]): Promise<void> => {
  const stream = client.query(copyFrom(`copy ${table} from stdin (format binary)`))
  const send = async (bytes: Buffer) => stream.write(bytes) || (await once(stream, 'drain'))
  await send(Buffer.concat([Buffer.from('PGCOPY\n\u00ff\r\n\0', 'latin1'), Buffer.alloc(8)]))
  const { length } = columns[0]!
  for (let row = 0; row < length; row += rowsAtOnce)
    await send(binaryRows(columns, row, Math.min(row + rowsAtOnce, length)))
  stream.end(Buffer.from([0xff, 0xff]))
  await finished(stream)
}
