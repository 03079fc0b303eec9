import { createServer } from 'node:http'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRunning } from '#ground/database/process.ts'
import { stamm, startEmpty, stopped, temporaryFolder, type Running } from '../../../test/server.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
const data = () => join(folder.path, 'data')

beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder.remove())

const pidOfPostgres = async () =>
  Number.parseInt(await readFile(join(data(), 'postgresql', 'postmaster.pid'), 'utf8'), 10)

const keyOf = async (): Promise<string> => {
  const { stdout, code, stderr } = await stamm(
    ['key', 'add', 'shop', '--login', 'office@company.example', '--permission', 'write'],
    { env: { STAMM_DATA: data() } },
  ).ended
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return stdout.trim()
}

const post = (address: string, path: string, { key, id, body }: { key: string; id: string; body: unknown }) =>
  fetch(`${address}/api${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'idempotency-key': id, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const contacts = async (address: string, key: string): Promise<string[]> => {
  const answer = await fetch(`${address}/api/contacts?limit=100`, { headers: { authorization: `Bearer ${key}` } })
  const { rows } = (await answer.json()) as { rows: { reference: string }[] }
  return rows.map(row => row.reference)
}

describe('the server', () => {
  test('starts, answers, and leaves nothing running after Ctrl-C', async () => {
    const first = startEmpty(data())
    const address = await first.address
    expect((await fetch(`${address}/login`)).status).toBe(200)
    expect((await fetch(`${address}/api/openapi.json`)).status).toBe(200)
    const postgres = await pidOfPostgres()
    const { code, stdout } = await stopped(first)
    expect(stdout).toMatch(/Sign in as office@company\.example with \S+ \(shown this once\)/u)
    expect(code).toBe(0)
    expect(await isRunning(postgres)).toBe(false)
  })

  test('killed at any moment, it starts again and has lost nothing it acknowledged', async () => {
    let running: Running = startEmpty(data())
    const key = (await running.address, await keyOf())
    const acknowledged: string[] = []
    for (const round of [1, 2, 3]) {
      const address = await running.address
      const write = async () => {
        for (let turn = 0; ; turn += 1) {
          const reference = `${round}-${turn}`
          const answer = await post(address, '/contacts', {
            key,
            id: reference,
            body: { reference, role: 'customer', sponsor: 'house', country: 'DE' },
          })
          expect(answer.status, await answer.clone().text()).toBe(201)
          acknowledged.push(reference)
        }
      }
      let broken: unknown
      const writing = write().catch((error: unknown) => (broken = error))
      const written = () => acknowledged.filter(reference => reference.startsWith(`${round}-`)).length
      await expect.poll(() => broken ?? written() > 4, { timeout: 20_000 }).toBe(true)
      running.child.kill('SIGKILL')
      // Once only Node dies, once both.
      if (round === 2) process.kill(await pidOfPostgres(), 'SIGKILL')
      expect(await writing).toBeInstanceOf(TypeError)
      await running.ended
      running = startEmpty(data())
    }
    expect(await contacts(await running.address, key)).toEqual(expect.arrayContaining(acknowledged))
    expect((await stopped(running)).code).toBe(0)
  })

  test('ends when its launcher is killed', async () => {
    const running = startEmpty(data(), { through: 'launcher' })
    await running.address
    const postgres = await pidOfPostgres()
    running.child.kill('SIGKILL')
    await expect.poll(() => isRunning(postgres), { timeout: 15_000 }).toBe(false)
  })
})

describe('one clear line and exit code 1 when', () => {
  test('the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const { code, stderr } = await stamm(['start', '--port', String(port), '--data', data(), '--empty']).ended
    other.close()
    expect(stderr).toMatch(new RegExp(`^stamm: port ${port} on 127\\.0\\.0\\.1 is used by another program.*\n$`, 'u'))
    expect(code).toBe(1)
  })

  test('another process has the data folder', async () => {
    const first = startEmpty(data())
    await first.address
    const { code, stderr } = await startEmpty(data()).ended
    expect(stderr).toMatch(/^stamm: the data folder \S+ is in use by another Stamm \(process \d+.*\n$/u)
    expect(code).toBe(1)
    await stopped(first)
  })

  test.each`
    what               | url
    ${'is no address'} | ${'nonsense'}
    ${'names nobody'}  | ${'postgres://nobody:secret@127.0.0.1:1/none'}
  `('DATABASE_URL $what', async ({ url }) => {
    const { code, stderr } = await stamm(['start', '--port', '0'], { env: { DATABASE_URL: url } }).ended
    expect(stderr).toMatch(/^stamm: [^\n]+\n$/u)
    expect(stderr).not.toContain('secret')
    expect(code).toBe(1)
  })

  test('the data folder cannot be written', async () => {
    const file = join(folder.path, 'file')
    await writeFile(file, 'not a folder')
    const { code, stderr } = await startEmpty(join(file, 'data')).ended
    expect(stderr).toMatch(/^stamm: [^\n]+\n$/u)
    expect(code).toBe(1)
  })
})

test.each`
  args                                     | line
  ${['nonsense']}                          | ${'there is no command "nonsense"'}
  ${['start', '--port', 'x']}              | ${'--port: found "x"'}
  ${['start', '--sport', '1']}             | ${"Unknown option '--sport'"}
  ${['start', '--empty', '--zone', 'X']}   | ${'--zone: found "X"'}
  ${['start', '--empty', '--email', 'me']} | ${'--email: found "me"'}
  ${['explain', '1', '--period', '2011']}  | ${'--period: found "2011"'}
`('asked wrongly ($args) it says so in one line and ends with 2', async ({ args, line }) => {
  const { code, stderr } = await stamm(args).ended
  expect(stderr).toContain(line)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(code).toBe(2)
})

test('help lists every command', async () => {
  const { code, stdout } = await stamm(['help']).ended
  expect(code).toBe(0)
  for (const command of ['start', 'volumes', 'import', 'explain', 'login', 'key'])
    expect(stdout).toContain(`stamm ${command}`)
})
