import pg from 'pg'
import { DatabaseUnavailable } from './index.ts'
import { until } from './process.ts'

// 'STAM' and a number: the keys of every advisory lock of Stamm.
const lock = [0x53_54_41_4d, 1] as const

/** The one process that owns a data folder; it keeps a session of the server that holds the lock. */
export type Guard = { readonly release: () => Promise<void> }

const applicationName = () => `stamm ${process.pid}`

const holderOf = async (client: pg.Client): Promise<string | undefined> => {
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and classid = $1 and objid = $2 and granted`,
    [...lock],
  )
  return rows[0]?.name.split(' ')[1]
}

const tryLock = async (client: pg.Client) => {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [...lock])
  return rows[0]!.got ? true : undefined
}

/** A new session of the server that holds the lock, or the number of the process that holds it. */
const take = async (config: pg.ClientConfig, patience: number): Promise<pg.Client | { readonly heldBy: string }> => {
  const client = new pg.Client({ ...config, application_name: applicationName() })
  client.on('error', () => undefined)
  await client.connect()
  try {
    if (await until(() => tryLock(client), { within: patience })) return client
    const heldBy = (await holderOf(client)) ?? 'unknown'
    await client.end()
    return { heldBy }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

const lost = (why: string) => new DatabaseUnavailable('in use', `this process lost its database: ${why}; start again`)

// A crash of one server process ends all sessions for a moment; the lock has to be had again before anybody else has it.
const takeAgain = (config: pg.ClientConfig) =>
  until(() => take(config, 0).catch(() => undefined), { within: 15_000, every: 50 })

const watch = (config: pg.ClientConfig, first: pg.Client, onLost: (error: DatabaseUnavailable) => void): Guard => {
  let [client, isReleased] = [first, false]
  const hold = (held: pg.Client) => {
    client = held
    held.on('end', () => void (isReleased ? undefined : again()))
  }
  const again = async () => {
    const taken = await takeAgain(config)
    if (taken instanceof pg.Client) return isReleased ? taken.end() : hold(taken)
    if (!isReleased) onLost(lost(taken === undefined ? 'its server is gone' : `process ${taken.heldBy} has it now`))
  }
  hold(first)
  return {
    release: async () => {
      isReleased = true
      await client.end().catch(() => undefined)
    },
  }
}

/**
 * Becomes the owner, or tells the number of the process that is it. Waits a moment, because the server needs some
 * milliseconds to notice that a killed owner is gone.
 */
export const guardOf = async (
  config: pg.ClientConfig,
  { patience, onLost }: { readonly patience: number; readonly onLost: (error: DatabaseUnavailable) => void },
): Promise<Guard | { readonly heldBy: string }> => {
  const taken = await take(config, patience)
  return taken instanceof pg.Client ? watch(config, taken, onLost) : taken
}
