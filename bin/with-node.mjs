// Runs a command on the Node this project brings (24), because the machine's own may be older.
// Plain JavaScript: this is the one file that has to run on any Node from 20 on.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const wanted = 24
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const nodeName = process.platform === 'win32' ? 'node.exe' : 'node'

const bundledNode = () => {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const path = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', nodeName)
  return existsSync(path) ? path : undefined
}

const node = bundledNode() ?? (Number(process.versions.node.split('.')[0]) >= wanted ? process.execPath : undefined)
if (node === undefined) {
  console.error(
    `stamm: needs Node ${wanted}, found ${process.versions.node}, and the package node-${process.platform}-${process.arch} is not installed. ` +
      `Run "npm ci" without --omit=optional, or install Node ${wanted}.`,
  )
  process.exit(1)
}

const [command, ...args] = process.argv.slice(2)
const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter)
const program = command === 'node' ? node : command
const child = spawn(program, args, {
  env: { ...process.env, PATH: path },
  // The channel tells the child when this launcher dies, however it dies.
  stdio: command === 'node' ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
  shell: process.platform === 'win32' && command !== 'node',
})

// Ctrl-C reaches the whole process group; the child decides when it has stopped.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  })
}
child.on('error', error => {
  console.error(`stamm: cannot run ${command}: ${error.message}`)
  process.exit(1)
})
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
