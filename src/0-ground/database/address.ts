import type pg from 'pg'
import { DatabaseUnavailable } from './index.ts'

export const oldestVersion = 15

type Target = { readonly host: string; readonly port: string; readonly user: string; readonly database: string }

const badAddress =
  'DATABASE_URL is not an address such as postgres://user:password@host:5432/database (special characters in the password as %XX)'

/**
 * Reads where a database address points to; the password stays behind.
 * @throws DatabaseUnavailable when the text is no such address.
 */
export const targetOf = (url: string): Target => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  const database = parsed?.pathname.slice(1) ?? ''
  if (parsed === undefined || !/^postgres(?:ql)?:$/u.test(parsed.protocol) || database === '')
    throw new DatabaseUnavailable('address', badAddress)
  const host = parsed.hostname || parsed.searchParams.get('host') || 'localhost'
  return {
    host,
    port: parsed.port || '5432',
    user: decodeURIComponent(parsed.username),
    database: decodeURIComponent(database),
  }
}

const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | undefined)?.code
  return typeof code === 'string' ? code : ''
}

const explanations: Readonly<Record<string, (target: Target) => string>> = {
  ENOTFOUND: ({ host }) => `there is no host "${host}"`,
  EAI_AGAIN: ({ host }) => `the host "${host}" cannot be looked up`,
  ECONNREFUSED: ({ host, port }) => `nothing answers at ${host}:${port}`,
  ETIMEDOUT: ({ host, port }) => `no answer from ${host}:${port}`,
  ENETUNREACH: ({ host }) => `no way leads to ${host}`,
  EHOSTUNREACH: ({ host }) => `no way leads to ${host}`,
  ECONNRESET: ({ host, port }) => `${host}:${port} hung up; is it a PostgreSQL server?`,
  ENOENT: ({ host }) => `there is no socket of PostgreSQL at ${host}`,
  '28P01': ({ user }) => `the user "${user}" or the password is wrong`,
  '28000': ({ user }) => `the server does not let the user "${user}" in`,
  '3D000': ({ database }) => `there is no database "${database}" on that server`,
  '42501': ({ user, database }) => `the user "${user}" may not use the database "${database}"`,
  '53300': () => 'the server has no connection left',
  '57P03': () => 'the server is starting or stopping; try again in a moment',
}

const unexplained = (error: unknown, { host, port }: Target) => {
  const text = error instanceof Error ? error.message : String(error)
  return /timeout/iu.test(text) ? `no answer from ${host}:${port}` : text
}

/** The one line that tells why a connection failed. */
export const explained = (error: unknown, url: string): DatabaseUnavailable => {
  if (error instanceof DatabaseUnavailable) return error
  const target = targetOf(url)
  const why = explanations[codeOf(error)]?.(target) ?? unexplained(error, target)
  return new DatabaseUnavailable('address', `DATABASE_URL leads to no database: ${why}`, { cause: error })
}

/** @throws DatabaseUnavailable when the server is older than PostgreSQL 15. */
export const checkVersion = async (client: pg.ClientBase): Promise<void> => {
  const { rows } = await client.query<{ version: string; number: string }>(
    "select current_setting('server_version') as version, current_setting('server_version_num') as number",
  )
  const found = rows[0]!
  if (Number(found.number) < oldestVersion * 10_000)
    throw new DatabaseUnavailable(
      'address',
      `the server of DATABASE_URL is PostgreSQL ${found.version}; Stamm needs ${oldestVersion} or newer`,
    )
}
