import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

export type Ended = {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

export type Running = {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** The address it serves; throws with what it said when it ended instead. */
  readonly address: Promise<string>
}

type Options = { readonly env?: Readonly<Record<string, string>>; readonly through?: 'node' | 'launcher' }

/** Runs a command of stamm as a process of its own, as a person would. */
export const stamm = (args: readonly string[], { env = {}, through = 'node' }: Options = {}): Running => {
  const main = ['src/7-doors/cli/main.ts', ...args]
  const launched = through === 'node' ? main : ['bin/with-node.mjs', 'node', ...main]
  // What the tests' own runner sets is not for it: a person's shell has none of this.
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:VITEST|DATABASE_URL$|NODE_ENV$|PORT$|HOST$|STAMM_)/u.test(name),
    ),
  )
  const child = spawn(process.execPath, launched, {
    cwd: root,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()))
  const ended: Promise<Ended> = once(child, 'close').then(([code, signal]) => ({ code, signal, ...said }))
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = /is open at (http:\S+)/u.exec(said.stdout)?.[1]
      if (found !== undefined) resolve(found)
    })
    void ended.then(({ stderr }) => reject(new Error(`it ended: ${stderr}`)))
  })
  address.catch(() => undefined)
  return { child, ended, address }
}

/** An empty company on a free port, in the folder given. */
export const startEmpty = (
  data: string,
  { args = [], ...options }: Options & { readonly args?: readonly string[] } = {},
): Running => stamm(['start', '--port', '0', '--data', data, '--empty', '--name', 'Test', ...args], options)

/** A folder that every user may enter; who made it removes it. */
export const temporaryFolder = async (): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'stamm-start-'))
  await chmod(path, 0o755)
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

export const stopped = async ({ child, ended }: Running, signal: NodeJS.Signals = 'SIGINT'): Promise<Ended> => {
  child.kill(signal)
  return ended
}
