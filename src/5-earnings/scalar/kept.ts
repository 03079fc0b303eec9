/**
 * What a month leaves to later ones: plain values and columns. Columns are by position of contacts; a contact who came later stands
 * behind their end.
 */
export type Kept = null | boolean | number | string | KeptColumn | readonly Kept[] | { readonly [key: string]: Kept }

type KeptColumn = Uint8Array | Int8Array | Int16Array | Int32Array | Float64Array

const columnKinds = { Uint8Array, Int8Array, Int16Array, Int32Array, Float64Array } as const

type Placed = { readonly column: keyof typeof columnKinds; readonly at: number; readonly length: number }

const whole = 8

/** In bytes: the length of the words, the words (JSON, in which a column is its place), then the columns. */
export const packKept = (kept: Kept): Uint8Array<ArrayBuffer> => {
  const columns: KeptColumn[] = []
  let end = 0
  const place = (column: KeptColumn): Placed => {
    const at = end
    columns.push(column)
    end += Math.ceil(column.byteLength / whole) * whole
    return { column: column.constructor.name as Placed['column'], at, length: column.length }
  }
  const json = JSON.stringify(kept, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? { $: place(value as KeptColumn) } : value,
  )
  const words = new TextEncoder().encode(json)
  const start = whole + Math.ceil(words.length / whole) * whole
  const bytes = new Uint8Array(start + end)
  new DataView(bytes.buffer).setUint32(0, words.length, true)
  bytes.set(words, whole)
  let at = start
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at)
    at += Math.ceil(column.byteLength / whole) * whole
  }
  return bytes
}

/** What `packKept` made bytes of. */
export const unpackKept = (packed: Uint8Array<ArrayBuffer>): Kept => {
  // A copy, for columns of eight bytes have to begin at a multiple of eight.
  const bytes = packed.byteOffset % whole === 0 ? packed : packed.slice()
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const start = bytes.byteOffset + whole + Math.ceil(length / whole) * whole
  const words = new TextDecoder().decode(bytes.subarray(whole, whole + length))
  return JSON.parse(words, (_, value: unknown) => {
    const placed = (value as { $?: Placed } | null)?.$
    return placed === undefined ? value : new columnKinds[placed.column](bytes.buffer, start + placed.at, placed.length)
  }) as Kept
}
