import { spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { runAs } from './account.ts'
import { program } from './binaries.ts'
import type { ClusterRecipe, Durability } from './cluster.ts'
import type { Place } from './place.ts'

/** A server that was told to start: whether it has ended again, and what it has written since. */
export type Started = {
  readonly pid: number | undefined
  readonly hasEnded: () => boolean
  readonly log: () => Promise<string>
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

// Before it recovers, the server syncs what a crash may have left; the file system at once instead of file after file.
const recovery = process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}

const durable = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on', max_connections: 60 }
const throwaway = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: 200 }

const settings = (port: number, durability: Durability) => ({
  port,
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  shared_buffers: '128MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  random_page_cost: 1.1,
  jit: 'off',
  ...recovery,
  // Refused statements may quote people's data; the log keeps only the server's own affairs.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  ...(durability === 'full' ? durable : throwaway),
})

const longestLog = 4 * 2 ** 20

// Root writes into a folder of the server's user here, and must not be led elsewhere by a link in it.
const appendOnly = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0)

const openLog = async ({ cluster, account }: Place) => {
  const path = join(cluster, 'server.log')
  const before = (await stat(path).catch(() => undefined))?.size ?? 0
  const isFull = before > longestLog
  if (isFull) await rename(path, `${path}.old`)
  const file = await open(path, appendOnly, 0o600)
  if (account !== undefined) await file.chown(account.uid, account.gid)
  const written = async () => (await readFile(path)).subarray(isFull ? 0 : before).toString('utf8')
  return { file, written }
}

/**
 * Starts the server on a free port and waits for nothing. It gets a session of its own: Ctrl-C in the terminal must reach
 * Node first, which then stops it in order.
 */
export const start = async ({ place, binaries, durability }: ClusterRecipe): Promise<Started> => {
  const { file, written } = await openLog(place)
  const chosen = Object.entries(settings(await freePort(), durability)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const child = spawn(program(binaries, 'postgres'), ['-D', place.cluster, ...chosen], {
    ...runAs(place.account),
    cwd: '/',
    env: process.platform === 'win32' ? process.env : { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['ignore', file.fd, file.fd],
    detached: true,
    windowsHide: true,
  })
  let hasEnded = false
  child.on('error', () => (hasEnded = true)).on('exit', () => (hasEnded = true))
  child.unref()
  await file.close()
  return { pid: child.pid, hasEnded: () => hasEnded, log: written }
}
