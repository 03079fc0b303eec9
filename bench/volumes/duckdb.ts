import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { loadTable } from '../duckdb.ts'
import { readCompany, volumeKinds, writeVolumes } from './columns.ts'
import type { Company } from './company.ts'

const loadCompany = async (database: DuckDBConnection, { sponsors, owns, ...entries }: Company) => {
  await loadTable(database, 'contact', { id: sponsors.map((_, contact) => contact), sponsor: sponsors, owns })
  await loadTable(database, 'entry', { contact: entries.contacts, owner: entries.owners, amount: entries.amounts })
}

const summed = [
  'create table personal as select contact as id, sum(amount)::bigint as personal from entry group by 1',
  `create table owned as select owner as id, sum(amount)::bigint as own,
     coalesce(sum(amount) filter (contact <> owner), 0)::bigint as customers from entry group by 1`,
]

const together = `create table volumes as
  select id, coalesce(personal, 0) as personal, coalesce(customers, 0) as customers, coalesce(own, 0) as own,
    coalesce(team, 0) as team, coalesce(first_line, 0) as "firstLine"
  from contact left join personal using (id) left join owned using (id) left join team using (id) left join first_line using (id)`

/**
 * Two ways to ask
 * - `listing`, as a recursive CTE is usually written: everybody with all above him, then sums
 * - `climbing`, the fastest found: own volumes climb one step at a time, and what meets is summed on the way
 */
export const styles = ['listing', 'climbing'] as const
export type Style = (typeof styles)[number]

const statements: Readonly<Record<Style, readonly string[]>> = {
  listing: [
    ...summed,
    `create table team as with recursive line (id, above) as (
       select id, id from contact
       union all
       select line.id, contact.sponsor from line join contact on contact.id = line.above where contact.sponsor >= 0
     ) select above as id, sum(own)::bigint as team from line join owned using (id) group by 1`,
    `create table first_line as with recursive line (id, above, owns) as (
       select contact.id, contact.sponsor, sponsor.owns from contact join contact sponsor on sponsor.id = contact.sponsor
       union all
       select line.id, contact.sponsor, sponsor.owns
       from line join contact on contact.id = line.above join contact sponsor on sponsor.id = contact.sponsor
       where line.owns = 0
     ) select above as id, sum(own)::bigint as first_line from line join owned using (id) group by 1`,
    together,
  ],
  climbing: [
    ...summed,
    `create table team as with recursive up (id, amount) as (
       select id, own from owned
       union all
       select sponsor, sum(amount)::bigint from up join contact using (id) where sponsor >= 0 group by 1
     ) select id, sum(amount)::bigint as team from up group by 1`,
    `create table first_line as with recursive up (id, amount) as (
       select sponsor, sum(own)::bigint from owned join contact using (id) where sponsor >= 0 group by 1
       union all
       select sponsor, sum(amount)::bigint from up join contact using (id) where sponsor >= 0 and owns = 0 group by 1
     ) select id, sum(amount)::bigint as first_line from up group by 1`,
    together,
  ],
}

const readVolumes = async (database: DuckDBConnection, size: number) => {
  const columns = volumeKinds.map(() => new Float64Array(size))
  const kinds = volumeKinds.map(kind => `"${kind}"::double`).join(', ')
  const result = await database.stream(`select ${kinds} from volumes order by id`)
  let at = 0
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const found = chunk
    columns.forEach((column, place) => column.set(found.getColumnValues(place) as number[], at))
    at += found.rowCount
  }
  const [personal, customers, own, team, firstLine] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  return { personal, customers, own, team, firstLine }
}

const runsAtMost = 3

/**
 * The same volumes by SQL in DuckDB on one thread, its tables in memory; loading them is not counted. Up to three runs, but no
 * further one after half of the patience.
 */
export const runDuckdb = async (folder: string, style: Style, patienceMs: number) => {
  const company = readCompany(folder)
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const database = await instance.connect()
  await loadCompany(database, company)
  const milliseconds: number[] = []
  const spent = () => milliseconds.reduce((sum, taken) => sum + taken, 0)
  while (milliseconds.length < runsAtMost && spent() <= patienceMs / 2) {
    for (const table of ['personal', 'owned', 'team', 'first_line', 'volumes'])
      await database.run(`drop table if exists ${table}`)
    const start = performance.now()
    for (const statement of statements[style]) await database.run(statement)
    milliseconds.push(performance.now() - start)
  }
  writeVolumes(folder, `duckdb ${style}`, await readVolumes(database, company.sponsors.length))
  return milliseconds
}
