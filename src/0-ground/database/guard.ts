import { Client, type ClientConfig } from 'pg'
import { DatabaseUnavailable } from './index.ts'
import { locks } from './locks.ts'
import { isRunning, until } from './process.ts'

/** The hold of the one process that owns a data folder: a session of the server with an advisory lock. */
export type Guard = {
  /** From now on the end of the session is expected. */
  readonly stopWatching: () => void
  readonly release: () => Promise<void>
}

type Held = { readonly heldBy: string }

const unknown = 'unknown'

const holderOf = async (client: Client): Promise<string | undefined> => {
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and classid = $1 and objid = $2 and granted`,
    [...locks.owner],
  )
  return rows[0]?.name.split(' ')[1]
}

const tryLock = async (client: Client) => {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [...locks.owner])
  return rows[0]!.got ? true : undefined
}

/** A new session that holds the lock, or the number of the process that holds it. */
const take = async (config: ClientConfig, patience: number): Promise<Client | Held> => {
  const client = new Client({ ...config, application_name: `stamm ${process.pid}` })
  client.on('error', () => undefined)
  try {
    await client.connect()
    if (await until(() => tryLock(client), { within: patience })) return client
    const heldBy = (await holderOf(client)) ?? unknown
    await client.end()
    return { heldBy }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

const lost = (why: string) => new DatabaseUnavailable('in use', `this process lost its database: ${why}; start again`)

export type Post = {
  readonly config: ClientConfig
  readonly serverPid: number
  readonly onLost: (error: DatabaseUnavailable) => void
}

// A crash of one server process ends all sessions for a moment; the lock must be had again before anybody else has it.
const takeAgain = ({ config, serverPid }: Post) => {
  const again = async () => {
    const taken = await take(config, 0).catch(() => undefined)
    if (taken === undefined) return (await isRunning(serverPid)) ? undefined : 'server gone'
    // Our own session may need a moment to be forgotten, and a holder whom nobody finds has just left.
    return 'heldBy' in taken && [unknown, String(process.pid)].includes(taken.heldBy) ? undefined : taken
  }
  return until(again, { within: 30_000, every: 50 })
}

const watch = (first: Client, post: Post): Guard => {
  let [client, isWatching] = [first, true]
  const again = async () => {
    const taken = await takeAgain(post)
    if (taken instanceof Client) hold(taken)
    else if (isWatching)
      post.onLost(lost(typeof taken === 'object' ? `process ${taken.heldBy} has it now` : 'its server is gone'))
  }
  const hold = (held: Client) => {
    client = held
    held.on('end', () => void (isWatching && again()))
  }
  hold(first)
  return {
    stopWatching: () => (isWatching = false),
    release: async () => {
      isWatching = false
      await client.end().catch(() => undefined)
    },
  }
}

/**
 * Becomes the owner, or tells the number of the process that is it. Waits out the patience (in ms), because the server needs
 * a moment to notice that a killed owner is gone.
 */
export const guardOf = async (post: Post, patience: number): Promise<Guard | Held> => {
  const taken = await take(post.config, patience)
  return taken instanceof Client ? watch(taken, post) : taken
}
