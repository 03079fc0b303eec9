// A small Stamm in a process of its own, for tests that kill it: opens the database and tells on stdout, one JSON a line,
// what it did. Arguments: the data folder, what to do, the role, the durability. It closes when its stdin ends.
import { sql } from 'kysely'
import { DatabaseUnavailable } from '#ground/database'
import type { Durability } from '#ground/database/cluster.ts'
import type { Role } from '#ground/database/embedded.ts'
import { openDatabase, type OpenedDatabase } from '#ground/database/store.ts'

export type Work = 'book' | 'wait' | 'leave'

/** What the clerk tells: every field only in the line it belongs to. */
export type Said = {
  readonly isOwner?: boolean
  readonly booked?: number
  readonly refused?: string
  readonly lost?: string
  readonly line?: string
  readonly closed?: true
}

const tell = (said: Said) => void process.stdout.write(`${JSON.stringify(said)}\n`)

const book = async ({ database }: OpenedDatabase) => {
  await sql`create table if not exists kept (number int generated always as identity, text text)`.execute(database)
  const text = 'x'.repeat(200)
  for (;;) {
    const { rows } = await sql<{ number: number }>`insert into kept (text) values (${text}) returning number`.execute(
      database,
    )
    tell({ booked: rows[0]!.number })
  }
}

const [dataFolder, work, role, durability] = process.argv.slice(2) as [string, Work, Role, Durability]

const closeWhenStdinEnds = (opened: OpenedDatabase) => {
  process.stdin.resume().on('end', async () => {
    await opened.close()
    tell({ closed: true })
    process.exit(0)
  })
}

try {
  const opened = await openDatabase({
    url: process.env.DATABASE_URL,
    dataFolder,
    role,
    durability,
    say: line => tell({ line }),
    onLost: error => tell({ lost: error.message }),
  })
  tell({ isOwner: opened.isOwner })
  closeWhenStdinEnds(opened)
  if (work === 'book') await book(opened)
  if (work === 'leave') process.exit(0)
} catch (error) {
  if (!(error instanceof DatabaseUnavailable)) throw error
  tell({ refused: error.message })
  process.exit(1)
}
