// Runs a command on the Node this project brings (24), because the machine's own may be older.
// Plain JavaScript: this is the one file that has to run on any Node from 20 on.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const wanted = 24
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const isWindows = process.platform === 'win32'
const hasOwn = Number(process.versions.node.split('.')[0]) >= wanted

// Ours is built for glibc and does not start on musl (Alpine).
const isMusl = () => {
  if (process.platform !== 'linux') return false
  process.report.excludeNetwork = true
  return process.report.getReport().header.glibcVersionRuntime === undefined
}

const bundledNode = () => {
  const name = `node-${isWindows ? 'win' : process.platform}-${process.arch}`
  const path = join(root, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node')
  return existsSync(path) && !(hasOwn && isMusl()) ? path : undefined
}

const node = bundledNode() ?? (hasOwn ? process.execPath : undefined)
if (node === undefined) {
  console.error(
    `stamm: needs Node ${wanted}, found ${process.versions.node}, and the package node-${process.platform}-${process.arch} is not installed. ` +
      `Run "npm ci" without --omit=optional, or install Node ${wanted}.`,
  )
  process.exit(1)
}

const [command, ...args] = process.argv.slice(2)
if (command === undefined) {
  console.error('stamm: with-node needs a command, for example: node bin/with-node.mjs node --version')
  process.exit(1)
}
const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter)
const isNode = command === 'node'
const child = spawn(isNode ? node : command, args, {
  env: { ...process.env, PATH: path },
  // The channel tells the child when this launcher dies, however it dies: process.on('disconnect').
  stdio: isNode ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
  shell: isWindows && !isNode,
})

// Whether the terminal's Ctrl-C reaches us, and then the child as well, because both are in its foreground group.
const isInForeground = () => {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8')
    const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return group === foreground
  } catch {
    return process.stdin.isTTY === true || process.stdout.isTTY === true || process.stderr.isTTY === true
  }
}

// What the terminal tells the whole group is not told twice: many programs take the second Ctrl-C for "at once".
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => isInForeground() || child.kill(signal))
process.on('SIGTERM', () => child.kill('SIGTERM'))

// npm that dies without a word must not leave us behind. Elsewhere a new parent is nothing bad: nohup, setsid, a closed shell.
const parent = process.ppid
if (process.env.npm_lifecycle_event !== undefined)
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 1000).unref()

child.on('error', error => {
  const hint = isNode ? ` (is this system without glibc? then install Node ${wanted} yourself)` : ''
  console.error(`stamm: cannot run ${command}: ${error.message}${hint}`)
  process.exit(1)
})
// As a shell tells it: 128 and the signal's number.
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
