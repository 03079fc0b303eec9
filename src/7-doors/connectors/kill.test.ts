import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { lines, openTrial } from './trial.ts'

const opened = await testDatabase()
const { database } = opened
const trial = openTrial(opened)

const main = join(import.meta.dirname, '../cli/main.ts')

const start = (path: string): ChildProcess =>
  spawn(process.execPath, [main, 'import', 'orders', path], {
    env: { ...process.env, DATABASE_URL: opened.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })

const counts = async () => {
  const { rows } = await sql<Record<'orders' | 'lines' | 'returns' | 'news' | 'entries' | 'pence', number>>`
    select (select count(*)::int from sales."order") as orders, (select count(*)::int from sales.order_line) as lines,
      (select count(*)::int from sales.return) as returns, (select count(*)::int from sales.event) as news,
      (select count(*)::int from volume.entry) as entries, (select coalesce(sum(net), 0)::int from volume.entry) as pence`.execute(
    database,
  )
  return rows[0]!
}

const until = async (isSo: () => Promise<boolean>, child: ChildProcess): Promise<void> => {
  while (!(await isSo())) {
    if (child.exitCode !== null) throw new Error('it was done before it could be killed')
    await pause(2)
  }
}

const kill = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test(
  'an import that is killed leaves all or nothing, and the next pull books the rest',
  { timeout: 120_000 },
  async () => {
    await openCompany(database)
    await trial.contacts(lines('id,role,joined', 'Cy,customer,2025-01-01'))
    const sold = Array.from(
      { length: 9_000 },
      (_, row) => `N${Math.floor(row / 3)},Cy,2025-02-01,order,A${row % 3},1,10`,
    )
    const back = Array.from({ length: 300 }, (_, row) => `N${row},Cy,2025-02-02,return,A1,1,10`)
    const path = trial.fileOf('many.csv', lines('order,contact,at,kind,article,quantity,net', ...sold, ...back))
    const nothing = await counts()

    const first = start(path)
    const isWriting = async () => {
      const { rows } = await sql<{ is_so: boolean }>`
      select exists (select from pg_stat_activity where application_name = ${`stamm ${first.pid}`}
        and query like 'insert into "sales"."order_line"%') as is_so`.execute(database)
      return rows[0]!.is_so
    }
    await until(isWriting, first)
    await kill(first)
    expect(await counts()).toEqual(nothing)

    const second = start(path)
    const isBooking = async () => (await counts()).entries > 0
    await until(isBooking, second)
    await kill(second)
    const killed = await counts()
    expect(killed).toMatchObject({ orders: 3_000, lines: 9_000, returns: 300 })
    expect(killed.entries).toBeLessThan(9_300)

    const { out } = await trial.run('orders', path)
    expect(out).toContain('  0 orders new with 0 lines, net 0.00 EUR; 3000 already there\n')
    expect(out).toContain('  300 returns already there\n')
    expect(await counts()).toMatchObject({ orders: 3_000, news: 6_300, entries: 9_300, pence: 8_700_000 })
  },
)
