import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { emailOf } from './index.ts'

/** The address of somebody of the company who signs in with it; undefined for anybody else. */
export const personOfLogin = async (database: Database, email: string): Promise<string | undefined> =>
  (
    await database
      .selectFrom('doors.user')
      .select('email')
      .where('email', '=', emailOf(email))
      .where('role', '=', 'company')
      .executeTakeFirst()
  )?.email

/**
 * Who stands behind an actor, by the address he signs in with: a key is its owner's. So that one person is not two where four eyes are
 * asked for, and can be told when his login is gone.
 */
export const personOf = async (database: Database, actor: string): Promise<string> => {
  const [kind, id = ''] = actor.split(':', 2)
  const known = database.selectFrom('doors.user as login').select('login.email')
  const found =
    kind === 'key'
      ? known.innerJoin('doors.api_key as key', 'key.user_id', 'login.id').where(sql<string>`key.id::text`, '=', id)
      : known.where(sql<string>`login.id::text`, '=', id)
  return (await found.executeTakeFirst())?.email ?? actor
}
