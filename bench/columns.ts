import { closeSync, fstatSync, openSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// The machine's own order of bytes: the files live as long as the run.
const kinds = { f64: Float64Array, i32: Int32Array, u8: Uint8Array } as const
type Kind = keyof typeof kinds

const pathOf = (folder: string, name: string) => join(folder, `${name}.column`)

export const writeColumn = (folder: string, name: string, column: Float64Array | Int32Array | Uint8Array): void =>
  writeFileSync(pathOf(folder, name), new Uint8Array(column.buffer, column.byteOffset, column.byteLength))

// Straight into the column, so that reading takes no memory beside it.
export const readColumn = <K extends Kind>(folder: string, name: string, kind: K): InstanceType<(typeof kinds)[K]> => {
  const file = openSync(pathOf(folder, name), 'r')
  const { size } = fstatSync(file)
  const column = new kinds[kind](size / kinds[kind].BYTES_PER_ELEMENT)
  const bytes = new Uint8Array(column.buffer)
  let at = 0
  while (at < size) at += readSync(file, bytes, at, Math.min(size - at, 2 ** 28), at)
  closeSync(file)
  return column as InstanceType<(typeof kinds)[K]>
}

/** How many figures of two columns differ. */
export const differencesBetween = (ours: Float64Array, theirs: Float64Array): number =>
  ours.length !== theirs.length
    ? Math.max(ours.length, theirs.length)
    : ours.reduce((different, figure, place) => different + Number(figure !== theirs[place]), 0)
