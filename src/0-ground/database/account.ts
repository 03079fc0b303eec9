import { spawn } from 'node:child_process'
import { chmod, mkdir, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The unprivileged user under whom the server runs; undefined: ours, because we are no root. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number }

export const isRoot = (): boolean => process.getuid?.() === 0

const everybody = async (): Promise<Account[]> => {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n')
  return lines.map(line => {
    const [name, , uid, gid] = line.split(':')
    return { name: name ?? '', uid: Number(uid), gid: Number(gid) }
  })
}

const nearestOwner = async (path: string): Promise<number> => {
  const found = await stat(path).catch(() => undefined)
  return found?.uid ?? (dirname(path) === path ? 0 : nearestOwner(dirname(path)))
}

/** Who a uid is; undefined when the machine does not know it. */
export const accountOf = async (uid: number): Promise<Account | undefined> =>
  (await everybody()).find(account => account.uid === uid)

/** Whom root may let run the server, best first: the folder's owner, then "postgres", then "nobody". */
export const candidatesFor = async (folder: string): Promise<Account[]> => {
  const all = (await everybody()).filter(({ uid }) => uid > 0)
  const owner = await nearestOwner(folder)
  const named = ['postgres', '_postgres', 'nobody'].map(name => all.find(account => account.name === name))
  return [all.find(({ uid }) => uid === owner), ...named].filter(account => account !== undefined)
}

/** The part of spawn's options that makes a process run under the account. */
export const runAs = (account: Account | undefined): { uid?: number; gid?: number } =>
  account === undefined ? {} : { uid: account.uid, gid: account.gid }

export type Outcome = { readonly code: string | number; readonly output: string }

/** Runs a program to its end under the account; the code is the exit code, or a name such as "EACCES" when it could not start. */
export const run = (
  program: string,
  args: readonly string[],
  { account, input = '' }: { readonly account: Account | undefined; readonly input?: string },
): Promise<Outcome> =>
  new Promise(resolve => {
    let output = ''
    const child = spawn(program, args, { ...runAs(account), cwd: '/', env: plainEnvironment(), windowsHide: true })
    child.stdout.on('data', chunk => (output += String(chunk)))
    child.stderr.on('data', chunk => (output += String(chunk)))
    child.on('error', error =>
      resolve({ code: (error as NodeJS.ErrnoException).code ?? 'unknown', output: error.message }),
    )
    child.on('close', (code, signal) => resolve({ code: code ?? signal ?? 'unknown', output }))
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })

// PGDATA, PGOPTIONS, LC_ALL and their kin of the caller must not change what the server is.
const plainEnvironment = (): NodeJS.ProcessEnv => {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:PG|LC_|LANG|NODE_)/u.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C' }
}

/** Makes a folder and those above it; a strict umask of root must not lock the server's user out of what we have just made. */
export const makeFolder = async (folder: string): Promise<void> => {
  const first = await mkdir(folder, { recursive: true })
  if (first === undefined || !isRoot()) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) await chmod(made, 0o755)
}

/** Whether the account can get into the folder; asked of the system, because modes alone do not tell. */
export const canEnter = async (account: Account, folder: string): Promise<boolean> =>
  (await run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { account })).code === 0
