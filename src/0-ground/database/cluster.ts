import { randomBytes } from 'node:crypto'
import { access, chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { run } from './account.ts'
import { program, type Binaries } from './binaries.ts'
import { DatabaseUnavailable } from './index.ts'
import { folderProblem, rememberMade, type Place } from './place.ts'
import { isAlive } from './process.ts'

/** The role that Stamm works with, and its database: no superuser, so that the database can refuse it things. */
export const application = 'stamm'
export const superuser = 'postgres'
const passwordFile = 'stamm-password'

/** What the server risks: nothing, or, for tests that throw it away, everything. */
export type Durability = 'full' | 'none'

export type ClusterRecipe = { readonly place: Place; readonly binaries: Binaries; readonly durability: Durability }

const sync = async (folder: string) => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

const stagingName = (cluster: string) => `.${basename(cluster)}.new-`

// Leftovers of a first start that was killed; the folder's name tells whose they are.
const clean = async (cluster: string) => {
  const start = stagingName(cluster)
  for (const name of await readdir(dirname(cluster))) {
    if (!name.startsWith(start) || isAlive(Number.parseInt(name.slice(start.length), 10))) continue
    // What cannot be removed, because another user left it, does no harm.
    const folder = join(dirname(cluster), name)
    await rm(folder, { recursive: true, force: true, maxRetries: 20 }).catch(() => undefined)
  }
}

const failed = (what: string, output: string) => {
  const reason = output.split('\n').findLast(line => /error|fatal|could not|cannot/iu.test(line)) ?? output.trim()
  return new DatabaseUnavailable('server', `PostgreSQL's ${what} failed: ${reason}`)
}

// Syncing the file system once takes 1 s instead of 6 s for file after file.
const syncMethod = (durability: Durability) => {
  if (durability === 'none') return ['--no-sync']
  return process.platform === 'linux' ? ['--sync-method=syncfs'] : []
}

const runInitdb = async ({ place, binaries, durability }: ClusterRecipe, folder: string, passwordPath: string) => {
  const args = [
    `--pgdata=${folder}`,
    `--username=${superuser}`,
    `--pwfile=${passwordPath}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order of texts on every machine, whatever its locales are.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...syncMethod(durability),
  ]
  const made = await run(program(binaries, 'initdb'), args, { account: place.account })
  if (made.code !== 0) throw failed('initdb', made.output)
}

const addDatabase = async ({ place, binaries, durability }: ClusterRecipe, folder: string, password: string) => {
  const args = ['--single', '-D', folder, '-c', `fsync=${durability === 'none' ? 'off' : 'on'}`, 'postgres']
  const input = [
    `create role ${application} login password '${password}'`,
    `create database ${application} owner ${application}`,
    '',
  ].join('\n')
  const made = await run(program(binaries, 'postgres'), args, { account: place.account, input })
  if (made.code !== 0 || /\b(?:ERROR|FATAL)\b/u.test(made.output)) throw failed('first start', made.output)
}

const fill = async (recipe: ClusterRecipe, folder: string) => {
  const { account } = recipe.place
  const [fresh, passwordPath, password] = [
    join(folder, 'new'),
    join(folder, 'password'),
    randomBytes(24).toString('hex'),
  ]
  await writeFile(passwordPath, `${password}\n`, { mode: 0o600, flush: true })
  // The folder last: while it is root's, nobody can put something else in the file's place.
  if (account !== undefined) for (const path of [passwordPath, folder]) await chown(path, account.uid, account.gid)
  await runInitdb(recipe, fresh, passwordPath)
  await addDatabase(recipe, fresh, password)
  await rename(passwordPath, join(fresh, passwordFile))
  await sync(fresh)
  return fresh
}

const isMade = (cluster: string) =>
  access(join(cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  )

const make = async (recipe: ClusterRecipe) => {
  const { cluster } = recipe.place
  const parent = dirname(cluster)
  const folder = join(parent, `${stagingName(cluster)}${process.pid}-${randomBytes(4).toString('hex')}`)
  await mkdir(folder, { mode: 0o700 })
  try {
    // A second starter may have been faster; then his cluster is the one.
    await rename(await fill(recipe, folder), cluster).catch(async (error: unknown) => {
      if (!(await isMade(cluster))) throw error
    })
    await sync(parent)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 20 })
  }
}

const vanished = ({ cluster, dataFolder }: Place) =>
  new DatabaseUnavailable(
    'folder',
    `the database of ${dataFolder} was in ${cluster} and is not there any more: bring it back, or remove ${dataFolder} to begin anew`,
  )

const makeUnlessThere = async (recipe: ClusterRecipe) => {
  const { place } = recipe
  await clean(place.cluster)
  if (!(await isMade(place.cluster))) {
    if (place.wasMade) throw vanished(place)
    await make(recipe)
  }
  await rememberMade(place)
}

/**
 * Makes the cluster unless it is there: complete with its password, role and database, or not at all, however it is killed.
 * @throws DatabaseUnavailable when it cannot be made, has vanished, or is of another major version.
 */
export const makeCluster = async (recipe: ClusterRecipe): Promise<void> => {
  const { place, binaries } = recipe
  await makeUnlessThere(recipe).catch((error: unknown) => Promise.reject(folderProblem(place.dataFolder, error)))
  const found = (await readFile(join(place.cluster, 'PG_VERSION'), 'utf8')).trim()
  const wanted = binaries.version.split('.')[0]!
  if (found === wanted) return
  throw new DatabaseUnavailable(
    'server',
    `the database in ${place.cluster} is of PostgreSQL ${found}, this program brings ${wanted}: move it with pg_dump and pg_restore`,
  )
}

/** The password of both roles, made once. */
export const passwordOf = async (cluster: string): Promise<string> => {
  const path = join(cluster, passwordFile)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw folderProblem(cluster, error)
    throw new DatabaseUnavailable('folder', `the database's password is missing: bring ${path} back from your backup`)
  })
  return text.trim()
}
