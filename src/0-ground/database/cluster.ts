import { randomBytes } from 'node:crypto'
import { access, chmod, chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { run } from './account.ts'
import { program, type Binaries } from './binaries.ts'
import { DatabaseUnavailable } from './index.ts'
import type { Place } from './place.ts'
import { isAlive } from './process.ts'

/** The role and the database that Stamm works with; the role is no superuser, so that the database can refuse it things. */
export const application = 'stamm'
export const superuser = 'postgres'
const passwordFile = 'stamm-password'

/** What the server risks: nothing, or, for tests that throw it away, everything. */
export type Durability = 'full' | 'none'

export type ClusterRecipe = { readonly place: Place; readonly binaries: Binaries; readonly durability: Durability }

const staging = (cluster: string) => `.${basename(cluster)}.new-`

const sync = async (folder: string) => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

// Leftovers of a first start that was killed; the folder's name tells whose they are.
const clean = async (cluster: string) => {
  const parent = dirname(cluster)
  for (const name of await readdir(parent)) {
    const pid = name.startsWith(staging(cluster))
      ? Number(name.slice(staging(cluster).length).split('-')[0])
      : undefined
    if (pid !== undefined && !isAlive(pid))
      await rm(join(parent, name), { recursive: true, force: true, maxRetries: 20 })
  }
}

const failed = (what: string, output: string) => {
  const reason = output.split('\n').findLast(line => /error|fatal|could not|cannot/iu.test(line)) ?? output.trim()
  return new DatabaseUnavailable('server', `PostgreSQL's ${what} failed: ${reason}`)
}

const initdbArguments = (folder: string, password: string, durability: Durability) => [
  ...['-D', folder, '-U', superuser, `--pwfile=${password}`, '--auth=scram-sha-256', '--encoding=UTF8'],
  // The same order of texts on every machine, whatever its locales are.
  ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  // Syncing the file system once takes 1 s instead of 6 s for file after file.
  ...(process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
  ...(durability === 'none' ? ['--no-sync'] : []),
]

const fill = async (folder: string, { place, binaries, durability }: ClusterRecipe) => {
  const { account } = place
  const [fresh, passwordPath, password] = [
    join(folder, 'new'),
    join(folder, 'password'),
    randomBytes(24).toString('hex'),
  ]
  await writeFile(passwordPath, `${password}\n`, { mode: 0o600, flush: true })
  if (account !== undefined) for (const path of [folder, passwordPath]) await chown(path, account.uid, account.gid)
  const made = await run(program(binaries, 'initdb'), initdbArguments(fresh, passwordPath, durability), { account })
  if (made.code !== 0) throw failed('initdb', made.output)
  await rename(passwordPath, join(fresh, passwordFile))
  const input = `create role ${application} login password '${password}'\ncreate database ${application} owner ${application}\n`
  const single = ['--single', '-D', fresh, ...(durability === 'none' ? ['-c', 'fsync=off'] : []), 'postgres']
  const prepared = await run(program(binaries, 'postgres'), single, { account, input })
  if (prepared.code !== 0 || /\b(?:ERROR|FATAL)\b/u.test(prepared.output)) throw failed('first start', prepared.output)
  await sync(fresh)
  return fresh
}

const make = async (recipe: ClusterRecipe) => {
  const { place } = recipe
  const parent = dirname(place.cluster)
  const folder = join(parent, `${staging(place.cluster)}${process.pid}-${randomBytes(4).toString('hex')}`)
  await mkdir(folder, { mode: 0o700 })
  await chmod(folder, 0o700)
  try {
    // A second starter may have been faster; then its cluster is the one.
    await rename(await fill(folder, recipe), place.cluster).catch(async (error: unknown) => {
      if (!(await isMade(place.cluster))) throw error
    })
    await sync(parent)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const isMade = (cluster: string) =>
  access(join(cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  )

/**
 * Makes the cluster unless it is there: complete with its password, role and database, or not at all, however it is killed.
 * @throws DatabaseUnavailable when it cannot be made, or is of another major version.
 */
export const makeCluster = async (recipe: ClusterRecipe): Promise<void> => {
  const { place, binaries } = recipe
  await clean(place.cluster)
  if (!(await isMade(place.cluster))) await make(recipe)
  const found = (await readFile(join(place.cluster, 'PG_VERSION'), 'utf8')).trim()
  const wanted = binaries.version.split('.')[0]!
  if (found !== wanted)
    throw new DatabaseUnavailable(
      'server',
      `the database in ${place.cluster} is of PostgreSQL ${found}, this program brings ${wanted}: move it with pg_dump and pg_restore`,
    )
}

/** The password of both roles, made once. */
export const passwordOf = async (cluster: string): Promise<string> =>
  (await readFile(join(cluster, passwordFile), 'utf8')).trim()
