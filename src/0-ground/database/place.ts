import { randomBytes } from 'node:crypto'
import { chmod, link, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import { accountOf, candidatesFor, canEnter, isRoot, makeFolder, type Account } from './account.ts'
import { sharedFolder } from './binaries.ts'
import { DatabaseUnavailable } from './index.ts'

/** Where the database lies and who runs it; `account` undefined means: ourselves. */
export type Place = {
  readonly dataFolder: string
  readonly cluster: string
  readonly account: Account | undefined
  /** Whether the cluster was complete once: then it is never made anew in silence. */
  readonly wasMade: boolean
}

const refuse = (message: string, cause?: unknown) => new DatabaseUnavailable('folder', message, { cause })

const problems: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not do that there',
  EROFS: 'it lies on a read-only disk',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'it is a file',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
}

/** Turns a file system's refusal into the one line that tells it; other errors stay themselves. */
export const folderProblem = (folder: string, error: unknown): unknown => {
  const { code = '', path = folder } = error as NodeJS.ErrnoException
  const why = problems[code]
  if (why === undefined) return error
  const where = path.startsWith(folder) ? '' : ` (${path})`
  return refuse(`the data folder ${folder} cannot be used: ${why}${where}`, error)
}

const marker = 'database.json'
type Marker = { readonly madeBy: 'stamm'; readonly postgresql: string; readonly wasMade: boolean }

const isOfNoAccount = (name: string) => name.startsWith('.') || name === 'lost+found'

const readMarker = async (dataFolder: string): Promise<Marker | undefined> => {
  const text = await readFile(join(dataFolder, marker), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const content = JSON.parse(text) as Partial<Marker>
  if (content.madeBy !== 'stamm' || typeof content.postgresql !== 'string')
    throw refuse(`the data folder ${dataFolder} cannot be used: its ${marker} is not one of Stamm's`)
  return { madeBy: 'stamm', postgresql: content.postgresql, wasMade: content.wasMade === true }
}

// Written beside and then moved, so that nobody ever sees half a marker.
const writeBeside = async (dataFolder: string, content: Marker) => {
  const beside = join(dataFolder, `.${marker}-${process.pid}-${randomBytes(4).toString('hex')}`)
  await writeFile(beside, `${JSON.stringify(content)}\n`, { flush: true })
  // No secret: the folder's owner has to read what root wrote under a strict umask.
  await chmod(beside, 0o644)
  return beside
}

// A link instead of a rename: of two starters exactly one decides.
const writeMarker = async (dataFolder: string, postgresql: string) => {
  const beside = await writeBeside(dataFolder, { madeBy: 'stamm', postgresql, wasMade: false })
  await link(beside, join(dataFolder, marker)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(beside)
}

/** Remembers that the cluster is complete. */
export const rememberMade = async ({ dataFolder }: Place): Promise<void> => {
  const content = (await readMarker(dataFolder))!
  if (!content.wasMade)
    await rename(await writeBeside(dataFolder, { ...content, wasMade: true }), join(dataFolder, marker))
}

const firstWhoCanEnter = async (candidates: readonly Account[], folder: string) => {
  for (const account of candidates) if (await canEnter(account, folder)) return account
  return undefined
}

const decide = async (dataFolder: string): Promise<string> => {
  const foreign = (await readdir(dataFolder)).filter(name => !isOfNoAccount(name) && name !== marker)
  if (foreign.length > 0)
    throw refuse(
      `the folder ${dataFolder} holds other things (${foreign[0]}) and is no data folder of Stamm; name an empty one`,
    )
  const isReachable = !isRoot() || (await firstWhoCanEnter(await candidatesFor(dataFolder), dataFolder)) !== undefined
  return isReachable ? 'postgresql' : join(sharedFolder, randomBytes(6).toString('hex'), 'postgresql')
}

const runnerOf = async (cluster: string, folder: string): Promise<Account | undefined> => {
  const owner = (await stat(cluster).catch(() => undefined))?.uid
  if (!isRoot()) {
    if (owner === undefined || owner === process.getuid?.() || process.platform === 'win32') return undefined
    throw refuse(
      `the database in ${cluster} belongs to the user ${(await accountOf(owner))?.name ?? owner}; start as that user`,
    )
  }
  const candidates = owner === undefined ? await candidatesFor(folder) : [await accountOf(owner)]
  const account = await firstWhoCanEnter(
    candidates.filter(one => one !== undefined && one.uid > 0) as Account[],
    folder,
  )
  if (account !== undefined) return account
  throw refuse(
    owner === undefined
      ? 'PostgreSQL does not run as root, and there is no other user it could run under: start as an ordinary user or set DATABASE_URL'
      : `the user ${candidates[0]?.name ?? owner}, to whom the database in ${cluster} belongs, cannot enter ${folder}`,
  )
}

const find = async (folder: string): Promise<Place> => {
  await makeFolder(folder)
  const dataFolder = await realpath(folder)
  if ((await readMarker(dataFolder)) === undefined) await writeMarker(dataFolder, await decide(dataFolder))
  const { postgresql, wasMade } = (await readMarker(dataFolder))!
  if (!isAbsolute(postgresql)) {
    const cluster = join(dataFolder, postgresql)
    return { dataFolder, cluster, account: await runnerOf(cluster, dataFolder), wasMade }
  }
  const parent = resolve(postgresql, '..')
  await makeFolder(parent)
  return { dataFolder, cluster: postgresql, account: await runnerOf(postgresql, parent), wasMade }
}

/**
 * Finds, or decides once and for ever, where the database of a data folder lies: inside it, or under /var/lib/stamm when
 * root starts us and no unprivileged user can enter the folder.
 * @throws DatabaseUnavailable when the folder cannot be used.
 */
export const placeOf = async (dataFolder: string): Promise<Place> => {
  const folder = resolve(dataFolder)
  try {
    return await find(folder)
  } catch (error) {
    throw folderProblem(folder, error)
  }
}
