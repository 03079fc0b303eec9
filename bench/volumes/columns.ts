import type { Volumes } from '#volume/rollup'
import { differencesBetween, readColumn, writeColumn } from '../columns.ts'
import type { Company } from './company.ts'

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
  volumeKinds.reduce(
    (count, kind) =>
      count + differencesBetween(readColumn(folder, `ours-${kind}`, 'f64'), readColumn(folder, `${by}-${kind}`, 'f64')),
    0,
  )
