import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmpty, stopped, temporaryFolder, type Running } from '../../../test/server.ts'
import { typing } from '../../../test/terminal.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: Running

beforeAll(async () => {
  folder = await temporaryFolder()
  server = startEmpty(`${folder.path}/data`)
  await server.address
})
afterAll(async () => {
  await stopped(server)
  await folder.remove()
})

const run = (...args: readonly string[]) => typing({ STAMM_DATA: `${folder.path}/data` })(...args)

const office = 'office@company.example'

describe('beside a running server', () => {
  test('a key is made, listed without itself, and removed', async () => {
    const key = (await run('key', 'add', 'the shop', '--login', office)).stdout.trim()
    const ask = async () =>
      (await fetch(`${await server.address}/api/contacts`, { headers: { 'x-api-key': key } })).status
    expect(await ask()).toBe(200)
    const { stdout } = await run('key', 'list')
    expect(stdout).toMatch(
      /^[\da-f-]{36} {2}stamm_\S{6}… {2}read {2}office@company\.example {2}made .* used .*Z {2}the shop\n$/u,
    )
    expect(stdout).not.toContain(key)
    expect((await run('key', 'remove', stdout.slice(0, 36))).code).toBe(0)
    expect(await ask()).toBe(401)
    expect((await run('key', 'list')).stdout).toBe('')
  })

  test('a login gets a new password, and is removed', async () => {
    await run('login', 'add', 'olga@company.example', '--role', 'company')
    const changed = await run('login', 'password', 'olga@company.example')
    expect([changed.code, changed.stdout]).toEqual([0, expect.stringMatching(/^olga@company\.example {2}\S{16}\n$/u)])
    expect((await run('login', 'remove', 'olga@company.example')).code).toBe(0)
    expect(await run('login', 'password', 'olga@company.example')).toMatchObject({
      code: 2,
      stderr: 'stamm: no login has the e-mail address "olga@company.example"\n',
    })
  })
})

test.each([
  ['key', 'remove'],
  ['key', 'list', 'all'],
  ['key', 'add', 'shop'],
  ['login', 'remove'],
  ['login', 'password'],
  ['login', 'add', 'olga@company.example'],
])('stamm %s %s asked wrongly says how it is asked', async (...args) => {
  const { code, stderr } = await run(...args)
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^stamm (?:key|login) add /u)])
})

test.each([
  ['key', 'remove', 'x'],
  ['login', 'remove', 'nobody@where.example'],
])('stamm %s %s of what is not there is one line and 2', async (...args) => {
  const { code, stderr } = await run(...args)
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^stamm: [^\n]+\n$/u)])
})
