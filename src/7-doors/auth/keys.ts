import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { digestOf } from '#ground/identity/digest.ts'
import type { Actor } from '#ground/http'
import { newUuid } from '#ground/identity'
import type { Instant } from '#ground/period'
import { emailOf, type Permission } from './index.ts'

export type NewKey = {
  /** What it is for, in words. */
  readonly name: string
  /** The e-mail address of the company's login it belongs to: it ends with that login. */
  readonly login: string
  readonly permission: Permission
}

export type KeyResult =
  /** `key` is shown this once: only its hash is kept. */
  | { readonly is: 'created'; readonly key: string; readonly id: string }
  | { readonly is: 'refused'; readonly because: 'no login of the company has this e-mail address' }

// A key is 256 bits of chance, so a plain hash is as good as a slow one: there is nothing to guess.
/** Makes a key for the interface. */
export const createKey = async (database: Database, { name, login, permission }: NewKey): Promise<KeyResult> => {
  const key = `stamm_${randomBytes(32).toString('base64url')}`
  const id = newUuid()
  const made = await database
    .insertInto('doors.api_key')
    .columns(['id', 'user_id', 'name', 'hash', 'start', 'permission'])
    .expression(query =>
      query
        .selectFrom('doors.user')
        .select(expression => [
          expression.val(id).as('id'),
          'doors.user.id as user_id',
          expression.val(name).as('name'),
          expression.val(digestOf(key)).as('hash'),
          expression.val(key.slice(0, 12)).as('start'),
          expression.val(permission).as('permission'),
        ])
        .where('email', '=', emailOf(login))
        .where('role', '=', 'company'),
    )
    .executeTakeFirstOrThrow()
  if (made.numInsertedOrUpdatedRows === 1n) return { is: 'created', key, id }
  return { is: 'refused', because: 'no login of the company has this e-mail address' }
}

export type Key = Omit<NewKey, 'login'> & {
  readonly id: string
  readonly login: string
  /** Its first characters, by which its holder finds it. */
  readonly start: string
  readonly createdAt: Instant
  /** To the minute. */
  readonly usedAt: Instant | null
}

/** Every key there is, oldest first. */
export const listKeys = (database: Database): Promise<Key[]> =>
  database
    .selectFrom('doors.api_key as key')
    .innerJoin('doors.user as owner', 'owner.id', 'key.user_id')
    .select(['key.id', 'key.name', 'key.start', 'key.permission', 'owner.email as login'])
    .select(['key.created_at as createdAt', 'key.used_at as usedAt'])
    .orderBy('key.created_at')
    .execute()

/** From now on the key opens nothing. Answers whether there was such a key. */
export const removeKey = async (database: Database, id: string): Promise<boolean> => {
  const removed = await database
    .deleteFrom('doors.api_key')
    .where(sql<string>`id::text`, '=', id)
    .executeTakeFirstOrThrow()
  return removed.numDeletedRows > 0n
}

const bearer = /^Bearer +(\S+)$/iu

/** The key that a request brings, in `Authorization: Bearer` or `x-api-key`; empty for an authorization of another kind. */
export const keyIn = (headers: Headers): string | undefined => {
  const authorization = headers.get('authorization')
  if (authorization !== null) return bearer.exec(authorization.trim())?.[1] ?? ''
  return headers.get('x-api-key') ?? undefined
}

/** Who holds the key; undefined when it opens nothing. */
export const actorOfKey = async (database: Database, key: string): Promise<Actor | undefined> => {
  const found = await database
    .selectFrom('doors.api_key')
    .select(['id', 'permission'])
    .select(sql<boolean>`coalesce(used_at > now() - interval '1 minute', false)`.as('isFresh'))
    .where('hash', '=', digestOf(key))
    .executeTakeFirst()
  if (found === undefined) return undefined
  // Once a minute, so that parallel requests do not wait for each other's note.
  if (!found.isFresh)
    await database.updateTable('doors.api_key').set({ used_at: new Date() }).where('id', '=', found.id).execute()
  return { id: `key:${found.id}`, role: 'company', mayWrite: found.permission === 'write' }
}
