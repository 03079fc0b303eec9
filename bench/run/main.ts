import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase, type OpenedDatabase } from '#ground/database/store.ts'
import { addPlan } from '#earnings/plan/store.ts'
import { startThread } from '#doors/jobs'
import { machine } from '../machine.ts'
import { numberOf, rounded } from '../timing.ts'
import { fillCompany } from './company.ts'
import { linesOf, measureRun } from './measure.ts'

const usage = `npm run -s bench:run -- [options]      prints JSON: the runs of a large company, as its server does them
  --contacts 100k      how many: 250, 10k, 1M
  --in-process         without the thread beside the server, to compare
  --data FOLDER        keeps the company there and finds it again, as the last measurement left it; filling takes longest
  --plan FILE          another plan than bench/simulation/plan.yaml`

const { values } = parseArgs({
  options: {
    contacts: { type: 'string', default: '100k' },
    'in-process': { type: 'boolean', default: false },
    data: { type: 'string' },
    plan: { type: 'string', default: join(import.meta.dirname, '../simulation/plan.yaml') },
    help: { type: 'boolean', default: false },
  },
})

const say = (line: string) => void process.stderr.write(`${line}\n`)

const filled = async ({ database, pool }: OpenedDatabase, contacts: number): Promise<void> => {
  const client = await pool.connect()
  try {
    await fillCompany(client, contacts, say)
  } finally {
    client.release()
  }
  await addPlan(database, { text: readFileSync(values.plan, 'utf8').replace('2025-01', '2026-01'), by: 'bench' })
}

const isFilled = async ({ database }: OpenedDatabase): Promise<boolean> =>
  (await database.selectFrom('earnings.plan').select('version').executeTakeFirst()) !== undefined

const measure = async (contacts: number): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'stamm-bench-run-'))
  chmodSync(folder, 0o755)
  const opened = await openDatabase({ dataFolder: values.data ?? join(folder, 'data') })
  try {
    if (!(await isFilled(opened))) await filled(opened, contacts)
    const thread = values['in-process'] ? undefined : startThread(opened)
    const steps = await measureRun(opened.database, say)
    const lines = await linesOf(opened.database)
    await thread?.end()
    const peakMiB = rounded(process.resourceUsage().maxRSS / 1024, 0)
    const how = values['in-process'] ? 'in the server’s own thread' : 'in a thread beside the server'
    console.log(
      JSON.stringify({ machine: machine(), contacts, entriesAMonth: contacts, lines, how, steps, peakMiB }, null, 2),
    )
  } finally {
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (values.help) console.log(usage)
else await measure(numberOf(values.contacts, usage))
