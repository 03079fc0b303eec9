import { constants } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client, type ClientConfig } from 'pg'
import { run } from './account.ts'
import { program } from './binaries.ts'
import { superuser, type ClusterRecipe } from './cluster.ts'
import { DatabaseUnavailable } from './index.ts'
import { folderProblem } from './place.ts'
import { isAlive, isRunning, until, worksIn } from './process.ts'
import { start, type Started } from './start.ts'

/** A running server of a cluster. */
export type Server = { readonly pid: number; readonly port: number }

export type Recipe = ClusterRecipe & {
  readonly password: string
  readonly say: (line: string) => void
  /** The servers that this process has started, whoever becomes their owner. */
  readonly started: Set<number>
}

/** How the superuser connects. */
export const adminConfig = (port: number, password: string): ClientConfig => ({
  host: '127.0.0.1',
  port,
  user: superuser,
  password,
  database: 'postgres',
  ssl: false,
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
})

type PidFile = Server & { readonly status: string; readonly text: string }

const pidFile = (cluster: string) => join(cluster, 'postmaster.pid')

const readPidFile = async (cluster: string): Promise<PidFile | undefined> => {
  const text = await readFile(pidFile(cluster), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const [pid, port, status] = [Number(lines[0]), Number(lines[3]), lines[7]?.trim() ?? '']
  return Number.isInteger(pid) && pid > 0 ? { pid, port, status, text } : undefined
}

const nobodysNumber = '2147483647'

// After a restart of the machine or container the old number may be somebody else's, or a zombie's that nobody fetches, and
// PostgreSQL would refuse as long as it exists. An impossible number instead of no file keeps PostgreSQL's own look at the
// shared memory of a forgotten process.
const disown = async (cluster: string, { text }: PidFile) => {
  const file = await open(pidFile(cluster), constants.O_RDWR | (constants.O_NOFOLLOW ?? 0)).catch(() => undefined)
  if (file === undefined) return
  try {
    const now = await file.readFile('utf8')
    if (now === text) await file.write(text.replace(/^\d+/u, nobodysNumber), 0)
  } finally {
    await file.close()
  }
}

type Answer = { readonly folder: string } | 'busy' | 'stranger'

const ask = async (port: number, password: string): Promise<Answer> => {
  const client = new Client(adminConfig(port, password))
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder")
    return rows[0]!
  } catch (error) {
    return ['28P01', '28000'].includes((error as { code?: string }).code ?? '') ? 'stranger' : 'busy'
  } finally {
    await client.end().catch(() => undefined)
  }
}

const notOurs = (pid: number, cluster: string) =>
  new DatabaseUnavailable(
    'server',
    `a PostgreSQL that Stamm did not start (process ${pid}) runs on ${cluster}; stop it first`,
  )

/** The cluster's server if it runs; 'busy' while it starts, recovers or stops; undefined when there is none. */
const look = async ({ place: { cluster }, password }: Recipe): Promise<Server | 'busy' | undefined> => {
  const found = await readPidFile(cluster)
  if (found === undefined || !isAlive(found.pid)) return undefined
  const works = (await isRunning(found.pid)) && (await worksIn(found.pid, cluster))
  if (works === false) {
    await disown(cluster, found)
    return undefined
  }
  if (found.status !== 'ready') return 'busy'
  const answer = await ask(found.port, password)
  if (answer === 'busy') return 'busy'
  // Where nobody can tell what the process is, the server's own word about its folder counts.
  const isOurs = answer !== 'stranger' && (works === true || answer.folder === cluster)
  if (isOurs) return { pid: found.pid, port: found.port }
  if (works === true) throw notOurs(found.pid, cluster)
  return undefined
}

// What a moment later may go well: another starter was faster, a forgotten process still ends, somebody took the port.
const passing = /already exists|still in use|could not (?:bind|create any TCP)|Address already in use/u

const failureOf = (log: string, cluster: string) => {
  const lines = log.split('\n').filter(line => line !== '')
  const reason = lines.findLast(line => /\b(?:FATAL|PANIC)\b/u.test(line)) ?? lines[0] ?? 'it says nothing'
  return new DatabaseUnavailable(
    'server',
    `PostgreSQL did not start: ${reason} (more in ${join(cluster, 'server.log')})`,
  )
}

const readyOrEnded = async (recipe: Recipe, started: Started): Promise<Server | 'ended' | undefined> => {
  const hasEnded = started.hasEnded()
  const server = await look(recipe)
  if (server !== undefined && server !== 'busy') return server
  return hasEnded ? 'ended' : undefined
}

const startAndWait = async (recipe: Recipe): Promise<Server | undefined> => {
  const { cluster } = recipe.place
  const started = await start(recipe).catch((error: unknown) => Promise.reject(folderProblem(cluster, error)))
  if (started.pid !== undefined) recipe.started.add(started.pid)
  const slow = setTimeout(() => recipe.say('the database is recovering from a crash; this can take a moment'), 5000)
  const found = await until(() => readyOrEnded(recipe, started), { within: 600_000 }).finally(() => clearTimeout(slow))
  if (found !== 'ended') return found
  recipe.started.delete(started.pid ?? 0)
  const log = await started.log()
  if (passing.test(log)) return undefined
  throw failureOf(log, cluster)
}

const findOrStart = async (recipe: Recipe) => {
  const found = await look(recipe)
  if (found === 'busy') return undefined
  return found ?? startAndWait(recipe)
}

/**
 * The cluster's server: the one that runs, because an earlier Stamm died, or a new one.
 * @throws DatabaseUnavailable when none can be had.
 */
export const serverOf = async (recipe: Recipe): Promise<Server> => {
  const server = await until(() => findOrStart(recipe), { within: 60_000, every: 50 })
  if (server !== undefined) return server
  const { cluster } = recipe.place
  throw new DatabaseUnavailable('server', `the database in ${cluster} neither starts nor stops; see its server.log`)
}

/** Whether the server still serves: neither replaced nor told to stop. */
export const isServing = async (cluster: string, { pid }: Server): Promise<boolean> => {
  const found = await readPidFile(cluster)
  return found?.pid === pid && found.status === 'ready'
}

const signal = (pid: number, name: NodeJS.Signals) => {
  if (isAlive(pid)) process.kill(pid, name)
}

/** Stops the server in order and waits until it is gone; transactions under way are rolled back. */
export const stopServer = async ({ place, binaries }: ClusterRecipe, { pid }: Server): Promise<void> => {
  if ((await readPidFile(place.cluster))?.pid !== pid) return
  if (process.platform === 'win32') {
    await run(program(binaries, 'pg_ctl'), ['stop', '-D', place.cluster, '-m', 'fast', '-w'], { account: undefined })
    return
  }
  const gone = async () => ((await isRunning(pid)) ? undefined : true)
  signal(pid, 'SIGINT')
  if (await until(gone, { within: 60_000 })) return
  // It lost its way; this end is as safe as a crash, and the next start recovers.
  signal(pid, 'SIGQUIT')
  await until(gone, { within: 10_000 })
}
