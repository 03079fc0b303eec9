import { closeSync, fstatSync, openSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Volumes } from '#volume/rollup'
import type { Company } from './company.ts'

// The machine's own order of bytes: the files live as long as the run.
const kinds = { f64: Float64Array, i32: Int32Array, u8: Uint8Array } as const
type Kind = keyof typeof kinds

const pathOf = (folder: string, name: string) => join(folder, `${name}.column`)

const writeColumn = (folder: string, name: string, column: Float64Array | Int32Array | Uint8Array): void =>
  writeFileSync(pathOf(folder, name), new Uint8Array(column.buffer, column.byteOffset, column.byteLength))

// Straight into the column, so that reading takes no memory beside it.
const readColumn = <K extends Kind>(folder: string, name: string, kind: K): InstanceType<(typeof kinds)[K]> => {
  const file = openSync(pathOf(folder, name), 'r')
  const { size } = fstatSync(file)
  const column = new kinds[kind](size / kinds[kind].BYTES_PER_ELEMENT)
  const bytes = new Uint8Array(column.buffer)
  let at = 0
  while (at < size) at += readSync(file, bytes, at, Math.min(size - at, 2 ** 28), at)
  closeSync(file)
  return column as InstanceType<(typeof kinds)[K]>
}

export const writeCompany = (folder: string, company: Company): void => {
  for (const [name, column] of Object.entries(company)) writeColumn(folder, name, column)
}

export const readCompany = (folder: string): Company => ({
  sponsors: readColumn(folder, 'sponsors', 'i32'),
  owns: readColumn(folder, 'owns', 'u8'),
  contacts: readColumn(folder, 'contacts', 'i32'),
  owners: readColumn(folder, 'owners', 'i32'),
  amounts: readColumn(folder, 'amounts', 'i32'),
})

export const volumeKinds = ['personal', 'customers', 'own', 'team', 'firstLine'] as const

/** Whose result it is: every contestant writes the same five columns. */
export type Contestant = 'ours' | 'c++' | 'duckdb listing' | 'duckdb climbing' | 'postgresql' | 'balances'

export const writeVolumes = (folder: string, by: Contestant, volumes: Volumes): void => {
  for (const kind of volumeKinds) writeColumn(folder, `${by}-${kind}`, volumes[kind])
}

/** How many figures of a contestant differ from ours, of all kinds together. */
export const differences = (folder: string, by: Contestant): number =>
  volumeKinds.reduce((count, kind) => {
    const [ours, theirs] = [readColumn(folder, `ours-${kind}`, 'f64'), readColumn(folder, `${by}-${kind}`, 'f64')]
    if (ours.length !== theirs.length) return count + Math.max(ours.length, theirs.length)
    return count + ours.reduce((different, figure, contact) => different + Number(figure !== theirs[contact]), 0)
  }, 0)
