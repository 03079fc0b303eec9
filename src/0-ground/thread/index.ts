/** What a thread is asked. Plain values and columns, as everything that crosses. */
export type Asked = { readonly id: number; readonly question: string; readonly given: unknown }

export type Answered = { readonly id: number } & ({ readonly answer: unknown } | { readonly failure: Failure })

/** An error as it crosses, with what is written on it, such as PostgreSQL's code. */
export type Failure = { readonly error: Error; readonly written: Readonly<Record<string, unknown>> }

/** Cloning keeps what an error says and which of JavaScript's own kinds it is; what is written on it goes beside. */
export const failureOf = (thrown: unknown): Failure => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const plain = Object.entries(error).filter(([, value]) => value === null || typeof value !== 'object')
  return { error, written: Object.fromEntries(plain.filter(([, value]) => typeof value !== 'function')) }
}

export const errorOf = ({ error, written }: Failure): Error => Object.assign(error, written)

/** Whether a pass over everybody is worth a thread: of fewer contacts it is done before a thread has been asked. */
export const isLarge = (contacts: number): boolean => contacts >= 50_000

type Column = Uint8Array | Int8Array | Int16Array | Int32Array | Float64Array

/**
 * The same value with its columns in memory that threads share: handed to another thread they are neither copied nor taken away. A column
 * that stands at several places stays one; what holds no column stays the very object it is.
 */
export const inSharedMemory = <T>(value: T): T => shareWith(new Map(), value) as T

type Known = Map<object, unknown>

const shareWith = (known: Known, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (!known.has(value))
    known.set(value, ArrayBuffer.isView(value) ? sharedColumn(value as Column) : shareIn(known, value))
  return known.get(value)
}

const sharedColumn = (column: Column): Column => {
  if (column.buffer instanceof SharedArrayBuffer) return column
  const { constructor: kind } = column as Column & { constructor: new (memory: SharedArrayBuffer) => Column }
  const shared = new kind(new SharedArrayBuffer(column.byteLength))
  shared.set(column)
  return shared
}

const shareIn = (known: Known, value: object): unknown => {
  if (Array.isArray(value)) return typeof value[0] === 'object' ? sameUnlessChanged(known, value, value) : value
  if (value instanceof Map) {
    const values = sameUnlessChanged(known, [...value.values()], value)
    return values === value
      ? value
      : new Map([...value.keys()].map((key, place) => [key, (values as unknown[])[place]]))
  }
  const values = sameUnlessChanged(known, Object.values(value), value)
  return values === value
    ? value
    : Object.fromEntries(Object.keys(value).map((key, place) => [key, (values as unknown[])[place]]))
}

const sameUnlessChanged = (known: Known, values: readonly unknown[], otherwise: object): unknown => {
  const shared = values.map(each => shareWith(known, each))
  return shared.every((each, place) => each === values[place]) ? otherwise : shared
}
