import { createHash, type Hash } from 'node:crypto'

type Column = Uint8Array | Int8Array | Int16Array | Int32Array | Float64Array

/**
 * SHA-256 of values by what they say: keys in the order of their names, columns as little-endian bytes, nothing of how they are kept. What
 * is undefined is not there.
 */
export const digestOfValue = (value: unknown): string => {
  const hash = createHash('sha256')
  add(hash, value)
  return hash.digest('hex')
}

const add = (hash: Hash, value: unknown): void => {
  if (ArrayBuffer.isView(value)) return addColumn(hash, value as Column)
  if (Array.isArray(value)) {
    hash.update(`[${value.length}:`)
    for (const each of value) add(hash, each)
    return
  }
  if (value instanceof Map) return add(hash, [...value])
  if (typeof value === 'object' && value !== null) return addRecord(hash, value as Readonly<Record<string, unknown>>)
  const text = JSON.stringify(value) ?? 'null'
  hash.update(`${text.length}:${text}`)
}

const addRecord = (hash: Hash, record: Readonly<Record<string, unknown>>): void => {
  const keys = Object.keys(record)
    .filter(key => record[key] !== undefined)
    .sort()
  hash.update(`{${keys.length}:`)
  for (const key of keys) {
    hash.update(`${key.length}:${key}`)
    add(hash, record[key])
  }
}

const addColumn = (hash: Hash, column: Column): void => {
  hash.update(`${column.constructor.name}${column.length}:`)
  hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
}

/** The hash of a run: it holds that of the run before, so that none can be changed without all that follow. */
export const chained = (previous: string | null, content: string): string => digestOfValue({ previous, content })
