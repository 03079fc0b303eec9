import { Client } from 'pg'
import { expect, test } from 'vitest'
import { preparedFolder, serverPidOf, startClerk, temporaryFolder } from '../../../test/database.processes.ts'
import { openEmbedded, type EmbeddedOptions } from './embedded.ts'
import type { DatabaseUnavailable } from './index.ts'
import { locks } from './locks.ts'
import { isRunning, until } from './process.ts'

const open = (options: EmbeddedOptions) => openEmbedded({ durability: 'none', ...options })

const tryLock = async (client: Client) => {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [...locks.owner])
  return rows[0]!.got
}

const sessionOn = async (adminUrl: string) => {
  const url = new URL(adminUrl)
  url.pathname = '/postgres'
  const client = new Client({ connectionString: url.href, ssl: false, application_name: 'stamm 4711' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const holders = async (client: Client) => {
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_locks where locktype = 'advisory' and classid = $1 and objid = $2 and granted`,
    [...locks.owner],
  )
  return rows.map(({ pid }) => pid)
}

const endOwnersSession = async (client: Client) => {
  for (const pid of await holders(client)) await client.query('select pg_terminate_backend($1)', [pid])
}

test('a second process on the same data folder is refused and told who has it', async () => {
  const dataFolder = await preparedFolder()
  const first = startClerk({ dataFolder })
  await first.says('isOwner')
  const second = startClerk({ dataFolder })
  expect(await second.says('refused')).toBe(
    `the data folder ${dataFolder} is in use by another Stamm (process ${first.pid}); stop it first or use another folder`,
  )
  expect(await second.close()).toBe(1)
  expect(await first.close()).toBe(0)
  expect(await serverPidOf(dataFolder)).toBeUndefined()
})

test('of processes that start at the same moment on an empty folder exactly one wins', async () => {
  const dataFolder = await temporaryFolder()
  const clerks = [1, 2, 3].map(() => startClerk({ dataFolder }))
  const decided = await until(
    async () => {
      const winners = clerks.filter(clerk => clerk.said.some(({ isOwner }) => isOwner))
      const refused = clerks.filter(clerk => clerk.hasEnded())
      return winners.length + refused.length === clerks.length ? { winners, refused } : undefined
    },
    { within: 50_000 },
  )
  const winner = decided!.winners[0]!
  expect(decided!.winners).toHaveLength(1)
  for (const clerk of decided!.refused) expect(await clerk.says('refused')).toContain(`(process ${winner.pid})`)
  await winner.close()
})

test('a guest works beside the owner and stops nothing when he leaves', async () => {
  const dataFolder = await preparedFolder()
  const owner = await open({ dataFolder })
  const guest = await open({ dataFolder, role: 'guest-if-running' })
  expect([owner.isOwner, guest.isOwner, guest.serverPid]).toEqual([true, false, owner.serverPid])
  await guest.close()
  expect(await isRunning(owner.serverPid)).toBe(true)
  await owner.close()
  expect(await isRunning(owner.serverPid)).toBe(false)
})

test('a would-be guest of nobody is the owner and stops the server at the end', async () => {
  const dataFolder = await preparedFolder()
  const alone = await open({ dataFolder, role: 'guest-if-running' })
  expect(alone.isOwner).toBe(true)
  await expect(open({ dataFolder })).rejects.toThrow(`in use by another Stamm (process ${process.pid})`)
  await alone.close()
  expect(await serverPidOf(dataFolder)).toBeUndefined()
})

test('who starts while the owner stops gets the folder', async () => {
  const dataFolder = await preparedFolder()
  for (let round = 0; round < 3; round += 1) {
    const before = await open({ dataFolder })
    const [, after] = await Promise.all([before.close(), open({ dataFolder })])
    expect(after.isOwner).toBe(true)
    const session = await sessionOn(after.adminUrl)
    expect(await tryLock(session)).toBe(false)
    await session.end()
    await after.close()
  }
})

test('nothing but the lock keeps a second process out, and it ends with the session of the owner', async () => {
  const dataFolder = await preparedFolder()
  const owner = await open({ dataFolder })
  // Without asking for the lock, a second session with the password works on the folder as it likes.
  const second = await sessionOn(owner.adminUrl)
  await second.query('create table intruder (id int)')
  expect(await tryLock(second)).toBe(false)
  await second.end()
  await owner.close()
})

test('an owner who loses his session takes the lock again', async () => {
  const dataFolder = await preparedFolder()
  const owner = await open({ dataFolder })
  const session = await sessionOn(owner.adminUrl)
  const [before] = await holders(session)
  await endOwnersSession(session)
  const after = await until(async () => (await holders(session)).find(pid => pid !== before), { within: 10_000 })
  expect(after).toBeDefined()
  expect(await tryLock(session)).toBe(false)
  await session.end()
  await owner.close()
})

test('an owner whom somebody else has replaced is told to stop', async () => {
  const dataFolder = await preparedFolder()
  const told = Promise.withResolvers<DatabaseUnavailable>()
  const owner = await open({ dataFolder, onLost: told.resolve })
  const session = await sessionOn(owner.adminUrl)
  const waiting = session.query('select pg_advisory_lock($1, $2)', [...locks.owner])
  await endOwnersSession(await sessionOn(owner.adminUrl))
  await waiting
  expect((await told.promise).message).toBe('this process lost its database: process 4711 has it now; start again')
  await owner.close()
})
