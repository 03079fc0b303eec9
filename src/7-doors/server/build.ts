import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url))

// What the built pages are made of. The rules under src are bundled for the browser where a page uses them.
const sources = [
  'web/**/*',
  'src/0-ground/**/*.ts',
  'src/1-people/*/index.ts',
  'src/7-doors/server/records.ts',
  'src/7-doors/server/shop.ts',
  'vite.config.ts',
  'react-router.config.ts',
  'package-lock.json',
]
const isSource = (path: string) => !path.endsWith('.test.ts') && !path.endsWith('.md')

/** A fingerprint of everything the pages are built from: the build of the same sources has the same folder. */
export const fingerprintOfSources = async (root = projectRoot): Promise<string> => {
  const paths: string[] = []
  for await (const path of glob(sources, { cwd: root })) if (isSource(path)) paths.push(path)
  const hash = createHash('sha256')
  for (const path of paths.sort()) {
    const full = join(root, path)
    if (!(await stat(full)).isFile()) continue
    hash.update(`${path.replaceAll('\\', '/')}\0`).update(await readFile(full))
  }
  return hash.digest('hex').slice(0, 16)
}

export type Built = { readonly is: 'built'; readonly client: string; readonly server: string }
export type BuildAnswer = Built | { readonly is: 'failed'; readonly message: string }

const builtAt = (folder: string): Built => ({
  is: 'built',
  client: join(folder, 'client'),
  server: join(folder, 'server', 'index.js'),
})

/** Written last by the build, so that a build that was cut off is never taken for one. */
const isComplete = (folder: string) => existsSync(join(folder, 'complete'))

type Progress = (line: string) => void

/**
 * The built pages of the present sources: made when missing or made of other sources, which takes a few seconds.
 * Safe to be called by several processes at once: each builds aside and the first to finish wins.
 */
export const ensureBuild = async (progress: Progress, root = projectRoot): Promise<BuildAnswer> => {
  const all = join(root, 'build')
  const folder = join(all, await fingerprintOfSources(root))
  if (isComplete(folder)) return builtAt(folder)
  const started = performance.now()
  progress('building the pages (only after a change of their sources) …')
  const aside = join(all, `.${process.pid}-${Date.now()}`)
  await mkdir(all, { recursive: true })
  const output = await reactRouterBuild(root, aside)
  if (!isComplete(aside)) {
    await rm(aside, { recursive: true, force: true })
    return { is: 'failed', message: output }
  }
  await moveInto(aside, folder)
  await dropOldBuilds(all, folder)
  progress(`pages built in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return builtAt(folder)
}

// A house installed without its development parts has to bring its pages built.
const buildTool = (root: string): string | undefined => {
  try {
    return createRequire(join(root, 'package.json')).resolve('@react-router/dev/package.json')
  } catch {
    return undefined
  }
}

const reactRouterBuild = async (root: string, into: string): Promise<string> => {
  const tool = buildTool(root)
  if (tool === undefined) return 'the build tools are not installed; run "npm ci" and "npm run build"'
  const child = spawn(process.execPath, [join(tool, '..', 'bin.cjs'), 'build'], {
    cwd: root,
    env: { ...process.env, STAMM_BUILD: into, NODE_ENV: 'production', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await new Promise(resolve => child.on('close', resolve).on('error', resolve))
  return output.trim()
}

const moveInto = async (aside: string, folder: string) => {
  if (existsSync(folder) && !isComplete(folder)) await rm(folder, { recursive: true, force: true })
  await rename(aside, folder).catch(async error => {
    // Another process finished the same build first.
    if (!isComplete(folder)) throw error
    await rm(aside, { recursive: true, force: true })
  })
}

const hourInMs = 3_600_000

// A running server may still read an older build; the newest few stay.
const dropOldBuilds = async (all: string, current: string) => {
  const folders = await Promise.all(
    (await readdir(all)).map(async name => ({ path: join(all, name), changed: (await stat(join(all, name))).mtimeMs })),
  )
  const others = folders.filter(({ path }) => path !== current).sort((a, b) => b.changed - a.changed)
  const old = others.filter(({ changed }, position) => position >= 2 && Date.now() - changed > hourInMs)
  for (const { path } of old) await rm(path, { recursive: true, force: true })
}
