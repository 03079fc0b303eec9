import type pg from 'pg'

/** A select of nothing but `bytea` columns, none of them null. */
export type BytesAsked = {
  readonly query: string
  /** Gets each row's values, which are its own only during the call. */
  readonly take: (row: readonly Buffer[]) => void
}

/**
 * Hands over the rows of a query one after the other by binary COPY: pg reads every other result as text, where bytes take twice
 * the room and time.
 */
export const readBytes = (client: pg.ClientBase, { query, take }: BytesAsked): Promise<void> =>
  new Promise((resolve, reject) => {
    const rows = rowReader(take)
    let failure: unknown
    client.query({
      submit: (connection: pg.Connection) => connection.query(`copy (${query}) to stdout (format binary)`),
      handleCopyData: ({ chunk }: { readonly chunk: Buffer }) => {
        try {
          if (failure === undefined) rows.read(chunk)
        } catch (error) {
          failure = error
        }
      },
      handleError: reject,
      handleCommandComplete: () => (failure ??= rows.problem()),
      handleReadyForQuery: () => (failure === undefined ? resolve() : reject(failure as Error)),
    })
  })

const headerLength = 19

const rowReader = (take: BytesAsked['take']) => {
  let rest: Buffer = Buffer.alloc(0)
  let [isBegun, isEnded] = [false, false]
  const read = (chunk: Buffer): void => {
    // pg uses the chunk's memory again: what is left over for the next one is copied.
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    if (!isBegun && bytes.length >= headerLength) {
      bytes = bytes.subarray(headerLength + bytes.readInt32BE(headerLength - 4))
      isBegun = true
    }
    while (!isEnded && bytes.length >= (isBegun ? 2 : Infinity)) {
      isEnded = bytes.readInt16BE(0) === -1
      const row = isEnded ? undefined : rowAt(bytes)
      if (row === undefined) break
      take(row.values)
      bytes = bytes.subarray(row.length)
    }
    rest = isEnded ? Buffer.alloc(0) : Buffer.from(bytes)
  }
  return { read, problem: () => (isEnded ? undefined : new Error('the copy ended in the middle of a row')) }
}

// Undefined while the row is not complete.
const rowAt = (bytes: Buffer) => {
  const values: Buffer[] = []
  let at = 2
  for (let field = bytes.readInt16BE(0); field > 0; field -= 1) {
    if (at + 4 > bytes.length) return undefined
    const length = bytes.readInt32BE(at)
    if (length < 0) throw new Error('a column of bytes is null in a row')
    if (at + 4 + length > bytes.length) return undefined
    values.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return { values, length: at }
}
