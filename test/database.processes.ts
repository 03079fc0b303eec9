import { execFileSync, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, onTestFinished } from 'vitest'
import type { Durability } from '#ground/database/cluster.ts'
import { openEmbedded, type Role } from '#ground/database/embedded.ts'
import { isRunning, until } from '#ground/database/process.ts'
import type { Said, Work } from './database.clerk.ts'

const program = fileURLToPath(new URL('database.clerk.ts', import.meta.url))

/** The process of the server of a data folder, as its cluster names it. */
export const serverPidOf = async (dataFolder: string): Promise<number | undefined> => {
  const text = await readFile(join(dataFolder, 'postgresql', 'postmaster.pid'), 'utf8').catch(() => '')
  return Number.parseInt(text, 10) || undefined
}

export const kill = async (pid: number | undefined): Promise<void> => {
  if (pid === undefined || !(await isRunning(pid))) return
  process.kill(pid, 'SIGKILL')
  await until(async () => ((await isRunning(pid)) ? undefined : true), { within: 5000, every: 5 })
}

const makeFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), `stamm-test-${process.pid}-`))
  // Under root the server is another user, who has to get in.
  await chmod(folder, 0o755)
  return folder
}

const remove = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 })

/** A temporary empty folder that goes with the test, together with a server that the test left in it. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await makeFolder()
  onTestFinished(async () => {
    await kill(await serverPidOf(folder))
    await remove(folder)
  })
  return folder
}

let original: Promise<string> | undefined

const makeOriginal = async () => {
  const dataFolder = await makeFolder()
  await (await openEmbedded({ dataFolder, durability: 'none' })).close()
  return dataFolder
}

afterAll(async () => {
  if (original !== undefined) await remove(await original)
})

/** A temporary data folder with a database in it: a copy, because making one takes a second. */
export const preparedFolder = async (): Promise<string> => {
  original ??= makeOriginal()
  const folder = await temporaryFolder()
  execFileSync('cp', ['-a', `${await original}/.`, folder])
  return folder
}

export type ClerkOptions = {
  readonly dataFolder: string
  readonly work?: Work
  readonly role?: Role
  /** 'full' where a crash must lose nothing; 'none' is faster. */
  readonly durability?: Durability
  readonly url?: string
  readonly runAs?: { readonly uid: number; readonly gid: number }
}

export type Clerk = {
  readonly pid: number
  readonly said: readonly Said[]
  readonly booked: () => number[]
  /** Waits for the first line with this field; throws what was said instead when the clerk ends without it. */
  readonly says: <K extends keyof Said>(field: K) => Promise<NonNullable<Said[K]>>
  readonly hasEnded: () => boolean
  readonly kill: () => Promise<void>
  /** Lets it close in order; the exit code. */
  readonly close: () => Promise<number | null>
}

/** Starts a small Stamm in a process of its own. */
export const startClerk = ({
  dataFolder,
  work = 'wait',
  role = 'owner',
  durability = 'none',
  url = '',
  runAs,
}: ClerkOptions): Clerk => {
  const child = spawn(process.execPath, [program, dataFolder, work, role, durability], {
    ...runAs,
    env: { PATH: process.env.PATH, DATABASE_URL: url },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const said: Said[] = []
  let [rest, errors, code] = ['', '', undefined as number | null | undefined]
  child.stdout.on('data', chunk => {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop()!
    said.push(...lines.map(line => JSON.parse(line) as Said))
  })
  child.stderr.on('data', chunk => (errors += String(chunk)))
  child.stdin.on('error', () => undefined)
  child.on('close', ended => (code = ended))
  const hasEnded = () => code !== undefined
  const ended = () => until(async () => code, { within: 50_000, every: 5 })
  const killIt = async () => {
    child.kill('SIGKILL')
    await ended()
  }
  onTestFinished(killIt)
  const says: Clerk['says'] = async field => {
    const find = () => said.find(one => one[field] !== undefined)?.[field]
    await until(async () => (find() === undefined && !hasEnded() ? undefined : true), { within: 50_000, every: 5 })
    const found = find()
    if (found === undefined) throw new Error(`no "${field}" but ${JSON.stringify(said)} ${errors}`)
    return found
  }
  const close = async () => {
    child.stdin.end()
    return (await ended())!
  }
  const booked = () => said.flatMap(one => one.booked ?? [])
  return { pid: child.pid!, said, booked, says, hasEnded, kill: killIt, close }
}
