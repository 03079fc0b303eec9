import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase, type OpenedDatabase } from '#ground/database/store.ts'
import type { Instant } from '#ground/period'
import { machine } from '../machine.ts'
import type { Size } from './company.ts'
import { figures, latencyOf, ratiosOf, targetsOf, type Figure, type Figures, type Measured } from './report.ts'
import { raceForOne } from './race.ts'
import type { Shop } from './shop.ts'
import { listenTo, planOf } from './statements.ts'

// As the shop is started: React has a build of its own for it, and chooses when it is loaded.
process.env['NODE_ENV'] ??= 'production'
const { openBenchShop } = await import('./shop.ts')

const usage = `npm run -s bench:referral -- [options]      prints JSON; what it is doing goes to the error output
  --requests 4000    of each figure in each company
  --rounds 100       in which fifty at once redeem a code that works once
  --quick            500 requests, 10 rounds`

const few: Size = { partners: 10, codes: 100 }
const many: Size = { partners: 10_000, codes: 100_000 }
const tries = 50

const say = (line: string) => void process.stderr.write(`${line}\n`)

type Pair = { readonly few: Shop; readonly many: Shop }
type Times = Record<Figure, number[]>

const noTimes = (): Times => Object.fromEntries(figures.map(figure => [figure, []])) as unknown as Times

const timed = async (body: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await body()
  return performance.now() - start
}

const sizes = ['few', 'many'] as const
const inTurn = figures.flatMap(figure => sizes.map(size => ({ figure, size })))

// In turn, one request at a time, so that a machine that is busy for a while is so for all.
const measureInTurn = async (shops: Pair, requests: number): Promise<{ few: Figures; many: Figures }> => {
  const times = { few: noTimes(), many: noTimes() }
  const warm = Math.min(500, requests)
  for (let request = 0; request < warm + requests; request += 1)
    for (const { figure, size } of inTurn) times[size][figure].push(await timed(shops[size].figures[figure]))
  const latencies = (all: Times) =>
    Object.fromEntries(figures.map(figure => [figure, latencyOf(all[figure].slice(warm))])) as Figures
  return { few: latencies(times.few), many: latencies(times.many) }
}

/** What the two questions send to the database, and what PostgreSQL does for it. */
const queriesOf = async ({ pool }: OpenedDatabase, shop: Shop) => {
  const statements = listenTo(pool)
  const asked = ['whose page a host is', 'whether a code holds'] as const
  const told: Record<string, unknown> = {}
  for (const figure of asked) {
    const sent = await statements.during(shop.figures[figure])
    told[figure] = { queries: sent.length, plan: await planOf(pool, sent[0]!) }
  }
  return told
}

const opened = (folder: string, connections: number) => {
  mkdirSync(folder)
  chmodSync(folder, 0o755)
  return openDatabase({ dataFolder: folder, connections, say: () => undefined })
}

type Asked = { readonly requests: number; readonly rounds: number }

const measure = async (folder: string, { requests, rounds }: Asked) => {
  const databases = { few: await opened(join(folder, 'few'), 10), many: await opened(join(folder, 'many'), tries) }
  try {
    say(`filling companies of ${few.partners} and ${many.partners} partners`)
    const shops = {
      few: await openBenchShop(databases.few, few),
      many: await openBenchShop(databases.many, many),
    }
    const shows = [await shops.few.showsVoucher(), await shops.many.showsVoucher()]
    if (shows.some(([withCode, plain]) => !withCode || plain)) throw new Error('a page does not show what it should')
    say(`${requests} requests of each figure in each company, in turn`)
    const latencies = await measureInTurn(shops, requests)
    const queries = await queriesOf(databases.many, shops.many)
    await Promise.all([shops.few.close(), shops.many.close()])
    say(`${rounds} rounds of ${tries} who redeem one code`)
    const { partner } = shops.many.pages[0]!
    const redeemed = await raceForOne(databases.many.database, { rounds, tries, partner, at: Date.now() as Instant })
    return { queries, measured: { ...latencies, redeemed } satisfies Measured }
  } finally {
    await Promise.all([databases.few.close(), databases.many.close()])
  }
}

const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value)

const { values: options } = parseArgs({
  options: {
    requests: { type: 'string' },
    rounds: { type: 'string' },
    quick: { type: 'boolean' },
    help: { type: 'boolean' },
  },
})

const whole = async (): Promise<void> => {
  const numberOf = (name: 'requests' | 'rounds', usual: number) => {
    const number = Number(options[name] ?? usual)
    if (!Number.isSafeInteger(number) || number < 1) throw new Error(`--${name}: expected a number\n${usage}`)
    return number
  }
  const requests = numberOf('requests', options.quick ? 500 : 4000)
  const rounds = numberOf('rounds', options.quick ? 10 : 100)
  const folder = mkdtempSync(join(tmpdir(), 'stamm-bench-'))
  chmodSync(folder, 0o755)
  try {
    const { queries, measured } = await measure(folder, { requests, rounds })
    const { redeemed, ...milliseconds } = measured
    const race = { rounds, tries, exactlyOne: redeemed.filter(count => count === 1).length }
    const targets = targetsOf(measured)
    const told = { machine: machine(), few, many, queries, milliseconds, race, ratios: ratiosOf(measured), targets }
    console.log(JSON.stringify(told, rounded, 2))
    if (race.exactlyOne !== rounds) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// So that the servers it started are stopped with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

if (options.help) console.log(usage)
else await whole()
