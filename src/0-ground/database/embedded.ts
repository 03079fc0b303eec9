import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { binariesFor } from './binaries.ts'
import { application, makeCluster, passwordOf, type Durability } from './cluster.ts'
import { guardOf } from './guard.ts'
import { DatabaseUnavailable } from './index.ts'
import { placeOf, type Place } from './place.ts'
import { adminConfig, serverOf, stopServer, type Recipe, type Server } from './postmaster.ts'
import { until } from './process.ts'

/** Owner: the one process that starts, migrates and stops the server. A guest works beside him and stops nothing. */
export type Role = 'owner' | 'guest-if-running'

export type EmbeddedOptions = {
  readonly dataFolder: string
  readonly role?: Role
  readonly durability?: Durability
  readonly say?: (line: string) => void
  /** Called when the owner's session is gone and cannot be had again: whoever hears it has to stop working. */
  readonly onLost?: (error: DatabaseUnavailable) => void
}

export type Embedded = {
  readonly url: string
  /** The superuser's address, for tests that make databases. */
  readonly adminUrl: string
  readonly isOwner: boolean
  readonly serverPid: number
  readonly cluster: string
  readonly close: () => Promise<void>
}

const tell = (line: string) => void process.stderr.write(`stamm: ${line}\n`)

const prepare = async ({ dataFolder, durability = 'full', say = tell }: EmbeddedOptions): Promise<Recipe> => {
  const place = await placeOf(dataFolder)
  if (dirname(place.cluster) !== place.dataFolder)
    say(`the database lies in ${place.cluster}, because no user but root can enter ${place.dataFolder}`)
  const binaries = await binariesFor(place.account)
  await makeCluster({ place, binaries, durability })
  return { place, binaries, password: await passwordOf(place.cluster), durability, say }
}

const addressOf = (user: string, password: string, { port }: Server) =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${user}`

const inUse = ({ dataFolder }: Place, heldBy: string) =>
  new DatabaseUnavailable(
    'in use',
    `the data folder ${dataFolder} is in use by another Stamm (process ${heldBy}); stop it first`,
  )

// The last resort when the owner ends without closing: the server is told, though nobody waits for it.
const stopOnExit = (cluster: string, { pid }: Server) => {
  const tellServer = () => {
    try {
      if (Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10) === pid)
        process.kill(pid, 'SIGINT')
    } catch {
      // It is gone already.
    }
  }
  process.on('exit', tellServer)
  return () => void process.off('exit', tellServer)
}

type Attempt = { readonly recipe: Recipe; readonly options: EmbeddedOptions }

const attempt = async ({ recipe, options }: Attempt): Promise<Embedded> => {
  const { place, password } = recipe
  const server = await serverOf(recipe)
  const isGuest = options.role === 'guest-if-running'
  const guard = await guardOf(adminConfig(server.port, password), {
    patience: isGuest ? 100 : 2000,
    onLost: options.onLost ?? (error => tell(error.message)),
  })
  const addresses = { url: addressOf(application, password, server), adminUrl: addressOf('postgres', password, server) }
  const common = { ...addresses, serverPid: server.pid, cluster: place.cluster }
  if ('heldBy' in guard) {
    if (!isGuest) throw inUse(place, guard.heldBy)
    return { ...common, isOwner: false, close: async () => undefined }
  }
  const forget = stopOnExit(place.cluster, server)
  const close = async () => {
    const stopped = stopServer(recipe, server)
    await guard.release()
    await stopped
    forget()
  }
  return { ...common, isOwner: true, close }
}

/**
 * PostgreSQL in a data folder, for the one process that owns it or a guest beside it.
 * @throws DatabaseUnavailable with one clear line when it cannot be had.
 */
export const openEmbedded = async (options: EmbeddedOptions): Promise<Embedded> => {
  const recipe = await prepare(options)
  // A server that is just being stopped by its owner ends our session; then there is a new one to start.
  const opened = await until(
    () =>
      attempt({ recipe, options }).catch((error: unknown) => {
        if (error instanceof DatabaseUnavailable) throw error
        return undefined
      }),
    { within: 30_000, every: 100 },
  )
  if (opened !== undefined) return opened
  throw new DatabaseUnavailable(
    'server',
    `the database in ${recipe.place.cluster} does not come to rest; see its server.log`,
  )
}
