import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { openDatabase } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import type { Instant, Period } from '#ground/period'
import { countGuests } from '#sales/party-order/store.ts'
import { baseOf } from '#doors/server/hosts.ts'
import { deskParties } from '#doors/server/queries/party/desk.ts'
import { officeParties } from '#doors/server/queries/party/office.ts'
import { machine } from '../machine.ts'
import { median } from '../timing.ts'
import { berlin, fill, type Size } from './company.ts'

const usage = `npm run -s bench:parties -- [options]      prints JSON; what it is doing goes to the error output
  --quick            10,000 orders at 1,000 parties instead of a million at 10,000`

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, help: { type: 'boolean' } } })

const size: Size = options.quick
  ? { partners: 100, parties: 1_000, orders: 10_000 }
  : { partners: 1_000, parties: 10_000, orders: 1_000_000 }

const say = (line: string) => void process.stderr.write(`${line}\n`)

const timed = async (body: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await body()
  return Math.round((performance.now() - start) * 10) / 10
}

const times = async (body: () => Promise<unknown>, count = 7): Promise<number> => {
  const all: number[] = []
  for (let time = 0; time < count; time += 1) all.push(await timed(body))
  return median(all)
}

const now = Date.parse('2026-11-29T12:00:00Z') as Instant

const worldOf = (database: Database) => ({
  database,
  clock: () => now,
  zone: berlin,
  site: baseOf({ name: 'shop.example', host: '127.0.0.1', port: 80 }),
  providers: {},
  actor: () => Promise.resolve('bench'),
  personOf: (actor: string) => Promise.resolve(actor),
})

/** A partner's number and how many parties he has. */
const keepers = async (database: Database) => {
  const { rows } = await sql<{ partner: ContactNumber; parties: number }>`
    select partner_id as partner, count(*)::int as parties from referral.party group by 1 order by 2 desc`.execute(
    database,
  )
  return { most: rows[0]!, usual: rows[Math.floor(rows.length / 2)]! }
}

const measure = async (database: Database) => {
  const world = worldOf(database)
  const office = officeParties(world)
  const { most, usual } = await keepers(database)
  const countedAtFirst = await timed(() => countGuests(database, berlin))
  const months = { until: '2026-11' as Period, months: 24 }
  const countedAgain = await times(async () => {
    await sql`insert into sales.event (kind, order_id, happened_at) select 'placed', max(order_id), now() from sales.party_order`.execute(
      database,
    )
    await countGuests(database, berlin)
  })
  const [party] = (await office.list({ cursor: null })).rows
  const ofPartner = async ({ partner, parties }: typeof most) => {
    const desk = deskParties(world, partner)
    const list = await times(() => desk.list())
    return { parties, list, months: await times(() => desk.months()) }
  }
  return {
    'guests counted, all months': countedAtFirst,
    'guests counted, one month with news': countedAgain,
    'hidden customers of 24 months': await times(() => office.hidden(months)),
    'list of parties': await times(() => office.list({ cursor: null })),
    'figures of a party': await times(() => office.figures(party!.id)),
    'orders of a party': await times(() => office.orders(party!.id, { way: null, cursor: null })),
    'a partner': await ofPartner(usual),
    'the partner with most': await ofPartner(most),
  }
}

const whole = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'stamm-bench-'))
  chmodSync(folder, 0o755)
  const opened = await openDatabase({ dataFolder: join(folder, 'data'), connections: 4, say: () => undefined })
  try {
    say(`filling a company with ${size.orders} orders at ${size.parties} parties`)
    await fill(opened.database, size)
    say('measuring')
    console.log(JSON.stringify({ machine: machine(), size, milliseconds: await measure(opened.database) }, null, 2))
  } finally {
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

// So that the server it started is stopped with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

if (options.help) console.log(usage)
else await whole()
