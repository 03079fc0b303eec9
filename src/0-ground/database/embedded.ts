import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { atExit } from './at-exit.ts'
import { binariesFor } from './binaries.ts'
import { application, makeCluster, passwordOf, superuser, type Durability } from './cluster.ts'
import { guardOf, type Guard } from './guard.ts'
import { DatabaseUnavailable } from './index.ts'
import { placeOf, type Place } from './place.ts'
import { adminConfig, isServing, serverOf, stopServer, type Recipe, type Server } from './postmaster.ts'
import { isAlive, until } from './process.ts'

/** Owner: the one process that starts, migrates and stops the server. A guest works beside him and stops nothing. */
export type Role = 'owner' | 'guest-if-running'

export type EmbeddedOptions = {
  readonly dataFolder: string
  readonly role?: Role
  /** 'none' only for tests, which throw their data away. */
  readonly durability?: Durability
  /** Where lines for the person at the terminal go; stderr when left out. */
  readonly say?: (line: string) => void
  /** The owner's hold on the folder is gone and cannot be had again: whoever hears it has to stop working. */
  readonly onLost?: (error: DatabaseUnavailable) => void
}

export type Embedded = {
  readonly url: string
  /** The superuser's address, for tests and for whoever looks after the server. */
  readonly adminUrl: string
  readonly isOwner: boolean
  readonly serverPid: number
  readonly close: () => Promise<void>
}

const tell = (line: string) => void process.stderr.write(`stamm: ${line}\n`)

const prepare = async ({ dataFolder, durability = 'full', say = tell }: EmbeddedOptions): Promise<Recipe> => {
  const place = await placeOf(dataFolder)
  if (dirname(place.cluster) !== place.dataFolder)
    say(`the database lies in ${place.cluster}, because no user but root can enter ${place.dataFolder}`)
  const binaries = await binariesFor(place.account)
  await makeCluster({ place, binaries, durability })
  return { place, binaries, password: await passwordOf(place.cluster), durability, say, started: new Set() }
}

const inUse = ({ dataFolder }: Place, heldBy: string) =>
  new DatabaseUnavailable(
    'in use',
    `the data folder ${dataFolder} is in use by another Stamm (process ${heldBy}); stop it first or use another folder`,
  )

const owned = (recipe: Recipe, server: Server, guard: Guard) => {
  const { cluster } = recipe.place
  const forget = atExit(() => {
    const now = Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10)
    if (now === server.pid) process.kill(now, 'SIGINT')
  })
  const close = async () => {
    guard.stopWatching()
    // The hold ends with the server, not before, so that nobody moves into a house that is being shut.
    await stopServer(recipe, server)
    await guard.release()
    forget()
  }
  let closing: Promise<void> | undefined
  return () => (closing ??= close())
}

type Attempt = { readonly recipe: Recipe; readonly role: Role; readonly onLost: (error: DatabaseUnavailable) => void }

/** Undefined when the server is just being stopped. */
const attempt = async ({ recipe, role, onLost }: Attempt): Promise<Embedded | undefined> => {
  const { place, password } = recipe
  const server = await serverOf(recipe)
  const post = { config: adminConfig(server.port, password), serverPid: server.pid, onLost }
  const guard = await guardOf(post, role === 'owner' ? 2000 : 100)
  const url = (user: string) => `postgres://${user}:${password}@127.0.0.1:${server.port}/${application}`
  const common = { url: url(application), adminUrl: url(superuser), serverPid: server.pid }
  if ('heldBy' in guard) {
    if (role === 'owner') throw inUse(place, guard.heldBy)
    return { ...common, isOwner: false, close: async () => undefined }
  }
  if (await isServing(place.cluster, server)) return { ...common, isOwner: true, close: owned(recipe, server, guard) }
  await guard.release()
  return undefined
}

const isHungUp = (error: unknown) => {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return /^(?:57P0[123]|ECONN\w+|EPIPE)$/u.test(code) || /Connection terminated|not queryable/u.test(message)
}

const againWhenHungUp = (error: unknown) => {
  if (!isHungUp(error)) throw error
  return undefined
}

/**
 * PostgreSQL in a data folder, for the one process that owns it or a guest beside it.
 * @throws DatabaseUnavailable with one clear line when it cannot be had.
 */
export const openEmbedded = async (options: EmbeddedOptions): Promise<Embedded> => {
  const recipe = await prepare(options)
  const { role = 'owner', onLost = (error: DatabaseUnavailable) => tell(error.message) } = options
  const forget = atExit(() => {
    for (const pid of recipe.started) if (isAlive(pid)) process.kill(pid, 'SIGINT')
  })
  const tryOnce = () => attempt({ recipe, role, onLost }).catch(againWhenHungUp)
  const opened = await until(tryOnce, { within: 30_000, every: 50 }).finally(forget)
  if (opened !== undefined) return opened
  const { cluster } = recipe.place
  throw new DatabaseUnavailable('server', `the database in ${cluster} does not come to rest; see its server.log`)
}
