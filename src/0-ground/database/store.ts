import { checkVersion, targetOf } from './address.ts'
import { connect, withClient, type Connected } from './connect.ts'
import { openEmbedded, type EmbeddedOptions } from './embedded.ts'
import { DatabaseUnavailable } from './index.ts'
import { checkMigrated, migrate, readMigrations } from './migrate.ts'

export { connect, selectBytes, selectColumns } from './connect.ts'
export { insertRows } from './rows.ts'
export { inTransaction } from './transaction.ts'

export type OpenOptions = Partial<EmbeddedOptions> & {
  /** DATABASE_URL; without it, or empty, PostgreSQL runs embedded in the data folder (./data). */
  readonly url?: string | undefined
  /** A folder of .sql files instead of the program's own. */
  readonly migrations?: string
  readonly connections?: number
}

export type OpenedDatabase = Omit<Connected, 'disconnect'> & {
  /** Holds the password: not for logs. */
  readonly url: string
  readonly isEmbedded: boolean
  /** False for the guest beside a running Stamm. With DATABASE_URL everybody is an owner. */
  readonly isOwner: boolean
  /** Gives all connections back; the owner of an embedded server stops it and waits until it is gone. */
  readonly close: () => Promise<void>
}

const openExternal = async (url: string, { migrations, connections = 10 }: OpenOptions): Promise<OpenedDatabase> => {
  targetOf(url)
  const connection = { url, isEmbedded: false, connections }
  const known = await readMigrations(migrations)
  await withClient(connection, async client => {
    await checkVersion(client)
    await migrate(client, known)
  }).catch((error: unknown) => Promise.reject(unprepared(error)))
  const { disconnect, ...connected } = connect(connection)
  return { ...connected, url, isEmbedded: false, isOwner: true, close: disconnect }
}

// What the server itself refuses, such as making tables: a person has to see to it, so it is one line.
const unprepared = (error: unknown): unknown => {
  const isServers = error instanceof Error && /^[0-9A-Z]{5}$/u.test(String((error as { code?: unknown }).code))
  if (!isServers || error instanceof DatabaseUnavailable) return error
  const message = `the database of DATABASE_URL cannot be prepared: ${error.message}`
  return new DatabaseUnavailable('migrations', message, { cause: error })
}

const openInFolder = async (dataFolder: string, options: OpenOptions): Promise<OpenedDatabase> => {
  const known = await readMigrations(options.migrations)
  let opened: Connected | undefined
  const onLost = (error: DatabaseUnavailable) => {
    // Whoever lost the folder must write nothing more into it.
    void opened?.disconnect()
    options.onLost?.(error)
  }
  const server = await openEmbedded({ ...options, dataFolder, onLost })
  const { url, isOwner } = server
  const connection = { url, isEmbedded: true, connections: options.connections ?? 10 }
  const prepare = isOwner ? migrate : checkMigrated
  await withClient(connection, async client => void (await prepare(client, known))).catch(async (error: unknown) => {
    await server.close()
    throw error
  })
  const { disconnect, ...connected } = (opened = connect(connection))
  const close = async () => {
    await disconnect()
    await server.close()
  }
  return { ...connected, url, isEmbedded: true, isOwner, close }
}

/**
 * Opens the company's database, migrated to this program's state: at `url` when given, else embedded in `dataFolder`.
 * @throws DatabaseUnavailable with one clear line for every expected reason; print it and exit with 1.
 */
export const openDatabase = (options: OpenOptions): Promise<OpenedDatabase> =>
  options.url === undefined || options.url === ''
    ? openInFolder(options.dataFolder ?? './data', options)
    : openExternal(options.url, options)
