import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { kill, preparedFolder, serverPidOf, startClerk, temporaryFolder } from '../../../test/database.processes.ts'
import { isRunning, until } from './process.ts'
import { openDatabase } from './store.ts'

const keptIn = async (dataFolder: string): Promise<number[]> => {
  const { pool, close } = await openDatabase({ dataFolder })
  const { rows } = await pool.query<{ number: number }>('select number from kept order by number')
  await close()
  return rows.map(({ number }) => number)
}

const bookSomething = async (dataFolder: string) => {
  const clerk = startClerk({ dataFolder, work: 'book', durability: 'full' })
  await clerk.says('booked')
  await pause(20 + Math.random() * 60)
  return clerk
}

test('when only Node is killed, the server lives on, is found again, and nothing acknowledged is lost', async () => {
  const dataFolder = await preparedFolder()
  const acknowledged: number[] = []
  const servers = new Set<number | undefined>()
  for (let round = 0; round < 4; round += 1) {
    const clerk = await bookSomething(dataFolder)
    await clerk.kill()
    servers.add(await serverPidOf(dataFolder))
    acknowledged.push(...clerk.booked())
  }
  expect(servers.size).toBe(1)
  expect(acknowledged.length).toBeGreaterThan(4)
  expect(await keptIn(dataFolder)).toEqual(expect.arrayContaining(acknowledged))
  expect(await isRunning([...servers][0]!)).toBe(false)
})

test('when Node and the server are killed, the next start recovers and nothing acknowledged is lost', async () => {
  const dataFolder = await preparedFolder()
  const acknowledged: number[] = []
  for (let round = 0; round < 4; round += 1) {
    const clerk = await bookSomething(dataFolder)
    const server = await serverPidOf(dataFolder)
    // In either order, and the last time without a moment between death and restart.
    await (round % 2 === 0 ? Promise.all([clerk.kill(), kill(server)]) : Promise.all([kill(server), clerk.kill()]))
    acknowledged.push(...clerk.booked())
  }
  expect(acknowledged.length).toBeGreaterThan(6)
  expect(await keptIn(dataFolder)).toEqual(expect.arrayContaining(acknowledged))
})

test.each([100, 400, 800])('a first start that is killed after %i ms harms nothing', async milliseconds => {
  const dataFolder = await temporaryFolder()
  const clerk = startClerk({ dataFolder })
  await pause(milliseconds)
  await clerk.kill()
  const { close } = await openDatabase({ dataFolder, durability: 'none' })
  await close()
  expect((await readdir(dataFolder)).toSorted()).toEqual(['database.json', 'postgresql'])
})

test('a lock file whose number belongs to somebody else by now does not keep the database shut', async () => {
  const dataFolder = await preparedFolder()
  const clerk = await bookSomething(dataFolder)
  const server = await serverPidOf(dataFolder)
  await Promise.all([clerk.kill(), kill(server)])
  const lockFile = join(dataFolder, 'postgresql', 'postmaster.pid')
  const text = await readFile(lockFile, 'utf8')
  await writeFile(lockFile, text.replace(/^\d+/u, String(process.pid)))
  expect(await keptIn(dataFolder)).toEqual(expect.arrayContaining(clerk.booked()))
})

test.each(['process.exit', 'SIGINT', 'SIGTERM'] as const)(
  'a process that ends by %s takes its server along',
  async end => {
    const dataFolder = await preparedFolder()
    const clerk = startClerk({ dataFolder, work: end === 'process.exit' ? 'leave' : 'wait' })
    await clerk.says('isOwner')
    if (end !== 'process.exit') process.kill(clerk.pid, end)
    const gone = async () => ((await serverPidOf(dataFolder)) === undefined && clerk.hasEnded() ? true : undefined)
    expect(await until(gone, { within: 5000 })).toBe(true)
  },
)

test('Ctrl-C in the middle of a start leaves no server', async () => {
  const dataFolder = await preparedFolder()
  const clerk = startClerk({ dataFolder })
  const server = await until(() => serverPidOf(dataFolder), { within: 10_000, every: 1 })
  process.kill(clerk.pid, 'SIGINT')
  expect(await until(async () => ((await isRunning(server!)) ? undefined : true), { within: 10_000 })).toBe(true)
})

test('when the server dies under a living Node, Node is told', async () => {
  const dataFolder = await preparedFolder()
  const clerk = startClerk({ dataFolder })
  await clerk.says('isOwner')
  await kill(await serverPidOf(dataFolder))
  expect(await clerk.says('lost')).toContain('its server is gone')
})
