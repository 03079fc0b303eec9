import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { isRunning, until } from '#ground/database/process.ts'

const launcher = fileURLToPath(new URL('../bin/with-node.mjs', import.meta.url))

const launch = (...args: readonly string[]) => {
  const child = spawn(process.execPath, [launcher, ...args], { env: { PATH: process.env.PATH } })
  let [out, code] = ['', undefined as number | null | undefined]
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (out += String(chunk)))
  child.on('close', ended => (code = ended))
  return {
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    ends: () => until(async () => code, { within: 10_000 }),
    says: (text: string) => until(async () => (out.includes(text) ? out : undefined), { within: 10_000 }),
  }
}

const loop = 'setInterval(() => {}, 1000)'

test('the command runs on Node 24 and its exit code comes back', async () => {
  const run = launch('node', '-e', 'console.log(process.versions.node); process.exit(7)')
  expect(await run.ends()).toBe(7)
  expect(await run.says('24.')).toMatch(/^24\./u)
})

test('programs of the project are found', async () => {
  expect(await launch('tsc', '--version').says('Version 7')).toBeDefined()
})

test('what cannot be run is one line and 1', async () => {
  const run = launch('no-such-program')
  expect(await run.ends()).toBe(1)
  expect(await run.says('cannot run no-such-program')).toMatch(/^stamm: .*\n$/u)
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s reaches the command once', async signal => {
  const script = `process.on('${signal}', () => { console.log('told'); setTimeout(() => process.exit(3), 300) }); console.log('ready'); ${loop}`
  const run = launch('node', '-e', script)
  await run.says('ready')
  run.kill(signal)
  expect(await run.ends()).toBe(3)
  expect((await run.says('told'))!.match(/told/gu)).toHaveLength(1)
})

test('a command that dies of a signal ends with its number, as in a shell', async () => {
  const run = launch('node', '-e', `console.log('ready'); ${loop}`)
  await run.says('ready')
  run.kill('SIGTERM')
  expect(await run.ends()).toBe(143)
})

test('a command notices that its launcher was killed', async () => {
  const script = `process.on('disconnect', () => process.exit()); console.log('pid ' + process.pid + ';'); ${loop}`
  const run = launch('node', '-e', script)
  const pid = Number(/pid (\d+);/u.exec((await run.says(';'))!)![1])
  run.kill('SIGKILL')
  expect(await until(async () => ((await isRunning(pid)) ? undefined : true), { within: 5000 })).toBe(true)
})
