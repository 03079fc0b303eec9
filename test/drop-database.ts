import type { Client } from 'pg'

/**
 * Drops a database with whatever is still connected to it.
 * `drop database … with (force)` is refused to all but superusers while autovacuum works in it; the plain one
 * sends autovacuum away itself.
 */
export const dropDatabase = async (client: Client, name: string): Promise<void> => {
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = current_user',
    [name],
  )
  await client.query(`drop database if exists ${name}`)
}
