import { spawn } from 'node:child_process'
import { chown, open, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { run, runAs } from './account.ts'
import { program } from './binaries.ts'
import { superuser, type ClusterRecipe, type Durability } from './cluster.ts'
import { DatabaseUnavailable } from './index.ts'
import { folderProblem, type Place } from './place.ts'
import { isAlive, isRunning, until, worksIn } from './process.ts'

/** A running server of a cluster. */
export type Server = { readonly pid: number; readonly port: number }

export type Recipe = ClusterRecipe & { readonly password: string; readonly say: (line: string) => void }

export const adminConfig = (port: number, password: string): pg.ClientConfig => ({
  ...{ host: '127.0.0.1', port, user: superuser, password, database: 'postgres', ssl: false },
  ...{ connectionTimeoutMillis: 10_000, keepAlive: true },
})

type PidFile = Server & { readonly text: string }

const pidFile = (cluster: string) => join(cluster, 'postmaster.pid')

const readPidFile = async (cluster: string): Promise<PidFile | undefined> => {
  const text = await readFile(pidFile(cluster), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return Number.isInteger(pid) && pid > 0 ? { pid, port, text } : undefined
}

/** The server's process as the cluster names it; undefined when it names none. */
export const pidOf = async (cluster: string): Promise<number | undefined> => (await readPidFile(cluster))?.pid

// After a restart of the machine or container the old number may be somebody else's, and PostgreSQL would wait for him for ever.
// An impossible number instead of deleting the file keeps PostgreSQL's own look at the shared memory of a forgotten process.
const disown = async (cluster: string, { text }: PidFile) => {
  const now = await readFile(pidFile(cluster), 'utf8').catch(() => '')
  if (now === text) await writeFile(pidFile(cluster), text.replace(/^\d+/u, '2147483647'))
}

const isOurs = async ({ place, password }: Recipe, port: number): Promise<boolean | 'busy'> => {
  const client = new pg.Client(adminConfig(port, password))
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder")
    return rows[0]?.folder === place.cluster
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === '28P01' || code === '28000' ? false : 'busy'
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The cluster's server if it runs; 'busy' while it starts, recovers or stops; undefined when there is none. */
const look = async (recipe: Recipe): Promise<Server | 'busy' | undefined> => {
  const { cluster } = recipe.place
  const found = await readPidFile(cluster)
  if (found === undefined || !(await isRunning(found.pid))) return undefined
  const works = await worksIn(found.pid, cluster)
  if (works === false) {
    await disown(cluster, found)
    return undefined
  }
  if (!Number.isInteger(found.port) || found.port <= 0) return 'busy'
  const answer = await isOurs(recipe, found.port)
  if (answer === 'busy') return 'busy'
  if (answer) return { pid: found.pid, port: found.port }
  if (works === undefined) return undefined
  throw new DatabaseUnavailable(
    'server',
    `a PostgreSQL (pid ${found.pid}) that Stamm did not start runs on ${cluster}; stop it first`,
  )
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

const settings = (port: number, durability: Durability): string[] =>
  Object.entries({
    ...{
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: durability === 'full' ? 60 : 200,
    },
    ...{ password_encryption: 'scram-sha-256', timezone: 'UTC', log_timezone: 'UTC', lc_messages: 'C', jit: 'off' },
    ...{
      shared_buffers: '128MB',
      work_mem: '16MB',
      maintenance_work_mem: '128MB',
      max_wal_size: '2GB',
      random_page_cost: 1.1,
    },
    // Refused statements may quote people's data; the log keeps only the server's own affairs.
    ...{ log_min_messages: 'log', log_min_error_statement: 'panic', log_checkpoints: 'off' },
    ...(durability === 'full'
      ? { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' }
      : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum: 'off' }),
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])

const longestLog = 4 * 2 ** 20

const openLog = async ({ cluster, account }: Place) => {
  const path = join(cluster, 'server.log')
  const size = (await stat(path).catch(() => undefined))?.size ?? 0
  if (size > longestLog) await rename(path, `${path}.old`)
  const handle = await open(path, 'a', 0o600)
  if (account !== undefined) await chown(path, account.uid, account.gid)
  return { handle, since: async () => (await readFile(path)).subarray(size > longestLog ? 0 : size).toString('utf8') }
}

type Started = { readonly pid: number; readonly ended: () => boolean; readonly log: () => Promise<string> }

// A session of its own: Ctrl-C in the terminal must reach Node first, which then stops the server in order.
const start = async ({ place, binaries, durability }: Recipe): Promise<Started> => {
  const log = await openLog(place)
  const args = ['-D', place.cluster, ...settings(await freePort(), durability)]
  const env = { PATH: process.env.PATH, LC_ALL: 'C', ...(process.platform === 'win32' ? process.env : {}) }
  const stdio = ['ignore', log.handle.fd, log.handle.fd] as ['ignore', number, number]
  const child = spawn(program(binaries, 'postgres'), args, {
    ...runAs(place.account),
    cwd: '/',
    env,
    stdio,
    detached: true,
  })
  let ended = false
  child.on('error', () => (ended = true)).on('exit', () => (ended = true))
  child.unref()
  await log.handle.close()
  return { pid: child.pid ?? 0, ended: () => ended, log: log.since }
}

const passing = /already exists|still in use|could not (?:bind|create any TCP)|Address already in use/u

const failureOf = (log: string, { cluster }: Place) => {
  const reason = log.split('\n').findLast(line => /FATAL|PANIC|error|could not/iu.test(line)) ?? 'it says nothing'
  return new DatabaseUnavailable(
    'server',
    `PostgreSQL did not start: ${reason} (more in ${join(cluster, 'server.log')})`,
  )
}

const startAndWait = async (recipe: Recipe): Promise<Server | undefined> => {
  const started = await start(recipe)
  const slow = setTimeout(() => recipe.say('the database is recovering from a crash; this can take a moment'), 5000)
  const found = await until(
    async () => {
      const server = await look(recipe)
      if (server !== undefined && server !== 'busy') return server
      return started.ended() ? 'ended' : undefined
    },
    { within: 600_000 },
  ).finally(() => clearTimeout(slow))
  if (found !== 'ended' && found !== undefined) return found
  const log = await started.log()
  if (passing.test(log)) return undefined
  throw failureOf(log, recipe.place)
}

/**
 * The cluster's server: the one that runs, because an earlier Stamm died, or a new one.
 * @throws DatabaseUnavailable when none can be had.
 */
export const serverOf = async (recipe: Recipe): Promise<Server> => {
  const server = await until(
    async () => {
      const found = await look(recipe)
      if (found === 'busy') return undefined
      return (
        found ??
        (await startAndWait(recipe).catch((error: unknown) =>
          Promise.reject(folderProblem(recipe.place.cluster, error)),
        ))
      )
    },
    { within: 60_000, every: 100 },
  )
  if (server !== undefined) return server
  throw new DatabaseUnavailable(
    'server',
    `the database in ${recipe.place.cluster} neither starts nor stops; see its server.log`,
  )
}

const isGone = async (cluster: string, pid: number) =>
  !(await isRunning(pid)) || (await pidOf(cluster)) !== pid ? true : undefined

/** Stops the server in order and waits until it is gone; transactions under way are rolled back. */
export const stopServer = async (
  { place, binaries }: Pick<Recipe, 'place' | 'binaries'>,
  { pid }: Server,
): Promise<void> => {
  if ((await pidOf(place.cluster)) !== pid) return
  if (process.platform === 'win32') {
    await run(program(binaries, 'pg_ctl'), ['stop', '-D', place.cluster, '-m', 'fast', '-w'], { account: undefined })
    return
  }
  signal(pid, 'SIGINT')
  if ((await until(() => isGone(place.cluster, pid), { within: 60_000 })) === undefined) {
    // It lost its way; this end is as safe as a crash, and the next start recovers.
    signal(pid, 'SIGQUIT')
    await until(() => isGone(place.cluster, pid), { within: 10_000 })
  }
  await until(async () => ((await isRunning(pid)) ? undefined : true), { within: 5000 })
  await pause(0)
}

const signal = (pid: number, name: NodeJS.Signals) => {
  if (isAlive(pid)) process.kill(pid, name)
}
