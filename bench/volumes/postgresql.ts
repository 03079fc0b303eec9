import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { readColumns } from '#ground/database/columns.ts'
import type { Database } from '#ground/database'
import { openDatabase, type OpenedDatabase } from '#ground/database/store.ts'
import type { Period } from '#ground/period'
import { periodNumber } from '#volume/ledger'
import { balancesOf, keepPack } from '#volume/ledger/store.ts'
import { rollUp, type Volumes } from '#volume/rollup'
import { fill } from '../copy.ts'
import { readCompany, writeVolumes } from './columns.ts'
import type { Company } from './company.ts'

const month = '2011-10' as Period

// One row a contact: until now nobody's owner changed within the month.
const balancesOfCompany = ({ sponsors, contacts, owners, amounts }: Company) => {
  const [net, entries] = [new Float64Array(sponsors.length), new Int32Array(sponsors.length)]
  const ownerOf = new Int32Array(sponsors.length)
  contacts.forEach((contact, entry) => {
    net[contact]! += amounts[entry]!
    entries[contact]! += 1
    ownerOf[contact] = owners[entry]!
  })
  return {
    contacts: sponsors.map((_, contact) => contact),
    decidedPeriods: new Int32Array(sponsors.length).fill(periodNumber(month)),
    direct: ownerOf,
    nearest: ownerOf,
    recruited: ownerOf,
    net,
    points: net.map(amount => amount * 10),
    entries,
  }
}

const fillBalances = async (client: pg.ClientBase, balances: ReturnType<typeof balancesOfCompany>) => {
  const { contacts, decidedPeriods, direct, nearest, recruited, net, points, entries } = balances
  const columns = [decidedPeriods, contacts, decidedPeriods, direct, nearest, recruited, net, points, entries]
  await fill(client, 'volume.balance', columns)
  await client.query('vacuum analyze volume.balance')
}

// As `monthOf` reads them: from the month's pack when it has one, else from the table.
const measureReading = async (database: Database, runs: number) => {
  const milliseconds: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now()
    await balancesOf(database, month)
    milliseconds.push(performance.now() - start)
  }
  return milliseconds
}

const measureBalances = async ({ pool, database }: Opened, folder: string, runs: number) => {
  const company = readCompany(folder)
  const filled = balancesOfCompany(company)
  const client = await pool.connect()
  await fillBalances(client, filled).finally(() => client.release())
  const balances = await measureReading(database, runs)
  const entries = company.contacts.length
  await keepPack(database, { period: periodNumber(month), last_entry: entries, entries }, filled)
  const packed = await measureReading(database, runs)
  const { contacts, nearest, net } = await balancesOf(database, month)
  const structure = { sponsors: company.sponsors, owners: company.owns }
  writeVolumes(folder, 'balances', rollUp(structure, { contacts, owners: nearest, amounts: net }))
  return { balances, packed }
}

// PostgreSQL knows no sums inside a recursion, so every sum is carried to each ancestor on its own.
const statements = [
  'create temp table personal as select contact as id, sum(amount)::bigint as personal from bench.entry group by 1',
  `create temp table owned as select owner as id, sum(amount)::bigint as own,
     coalesce(sum(amount) filter (where contact <> owner), 0)::bigint as customers from bench.entry group by 1`,
  `create temp table team as with recursive up (id, amount) as (
     select id, own from owned
     union all
     select sponsor, amount from up join bench.contact using (id) where sponsor >= 0
   ) select id, sum(amount)::bigint as team from up group by 1`,
  `create temp table first_line as with recursive up (id, amount) as (
     select sponsor, own from owned join bench.contact using (id) where sponsor >= 0
     union all
     select sponsor, amount from up join bench.contact using (id) where sponsor >= 0 and owns = 0
   ) select id, sum(amount)::bigint as first_line from up group by 1`,
  `create temp table volumes as select id, coalesce(personal, 0) as personal, coalesce(customers, 0) as customers, coalesce(own, 0) as own,
     coalesce(team, 0) as team, coalesce(first_line, 0) as first_line
   from bench.contact left join personal using (id) left join owned using (id) left join team using (id) left join first_line using (id)`,
]

const fillCompany = async (client: pg.ClientBase, { sponsors, owns, ...entries }: Company) => {
  await client.query('create schema bench')
  await client.query('create unlogged table bench.contact (id int not null, sponsor int not null, owns int not null)')
  await client.query(
    'create unlogged table bench.entry (contact int not null, owner int not null, amount int not null)',
  )
  await fill(client, 'bench.contact', [sponsors.map((_, contact) => contact), sponsors, Int32Array.from(owns)])
  await fill(client, 'bench.entry', [entries.contacts, entries.owners, entries.amounts])
  await client.query('alter table bench.contact add primary key (id)')
  await client.query('vacuum analyze bench.contact, bench.entry')
}

const measureSql = async (client: pg.ClientBase, folder: string, withinMs: number) => {
  const company = readCompany(folder)
  await fillCompany(client, company)
  await client.query(`set statement_timeout = ${withinMs}; set work_mem = '1GB'; set jit = off`)
  await client.query('set max_parallel_workers_per_gather = 0')
  const start = performance.now()
  for (const statement of statements) await client.query(statement)
  const milliseconds = performance.now() - start
  const volumes = await readColumns(client, {
    query: 'select personal, customers, own, team, first_line from volumes order by id',
    columns: { personal: 'int8', customers: 'int8', own: 'int8', team: 'int8', firstLine: 'int8' },
    rows: company.sponsors.length,
  })
  writeVolumes(folder, 'postgresql', volumes satisfies Volumes)
  return milliseconds
}

const isTimeout = (error: unknown) => (error as { readonly code?: string }).code === '57014'

export type PostgresqlAsked = { readonly runs: number; readonly sqlWithinMs: number }

export type Opened = Pick<OpenedDatabase, 'pool' | 'database'>

/**
 * The time to read a month's balances into columns, from the table and packed; and of a recursive CTE for all volumes, on one
 * process with plenty of memory, each statement given up after `sqlWithinMs`. 0 leaves it out.
 */
export const measurePostgresql = async (opened: Opened, folder: string, { runs, sqlWithinMs }: PostgresqlAsked) => {
  const read = await measureBalances(opened, folder, runs)
  if (sqlWithinMs === 0) return { ...read, sql: undefined }
  const client = await opened.pool.connect()
  try {
    const sql = await measureSql(client, folder, sqlWithinMs).catch((error: unknown) => {
      if (isTimeout(error)) return undefined
      throw error
    })
    return { ...read, sql }
  } finally {
    client.release(true)
  }
}

/** Measures in a PostgreSQL of its own. */
export const runPostgresql = async (folder: string, asked: PostgresqlAsked) => {
  // Under root the server is another user, who has to get in.
  chmodSync(folder, 0o755)
  const opened = await openDatabase({
    dataFolder: join(folder, 'postgresql'),
    durability: 'none',
    say: () => undefined,
  })
  try {
    return await measurePostgresql(opened, folder, asked)
  } finally {
    await opened.close()
  }
}
