import type { ClientBase } from 'pg'
import { DatabaseUnavailable } from './index.ts'

const oldestVersion = 15

/** Where a connection leads; the password is no part of it. */
export type Target = { readonly host: string; readonly port: string; readonly user: string; readonly database: string }

const badAddress =
  'DATABASE_URL is not an address such as postgres://user:password@host:5432/database (special characters in the password as %XX)'

/**
 * Reads where a database address points to; the password stays behind.
 * @throws DatabaseUnavailable when the text is no such address.
 */
export const targetOf = (url: string): Target => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !/^postgres(?:ql)?:$/u.test(parsed.protocol))
    throw new DatabaseUnavailable('address', badAddress)
  const user = decodeURIComponent(parsed.username)
  return {
    host: parsed.hostname || parsed.searchParams.get('host') || 'localhost',
    port: parsed.port || '5432',
    user,
    database: decodeURIComponent(parsed.pathname.slice(1)) || user,
  }
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
  '28000': ({ user }) => `the server does not let the user "${user}" in this way`,
  '3D000': ({ database }) => `there is no database "${database}" on that server`,
  '42501': ({ user, database }) => `the user "${user}" may not use the database "${database}"`,
  '53300': () => 'the server has no connection left',
  '57P03': () => 'the server is starting or stopping; try again in a moment',
}

const unexplained = (error: unknown, { host, port }: Target) => {
  const text = error instanceof Error ? error.message : String(error)
  if (/timeout/iu.test(text)) return `no answer from ${host}:${port}`
  return /Connection terminated/u.test(text) ? `${host}:${port} hung up; is it a PostgreSQL server?` : text
}

/** The one line that tells why a connection failed. */
export const explained = (error: unknown, url: string): DatabaseUnavailable => {
  if (error instanceof DatabaseUnavailable) return error
  if (error instanceof URIError) return new DatabaseUnavailable('address', badAddress)
  const target = targetOf(url)
  const code = String((error as { code?: unknown }).code)
  const why = explanations[code]?.(target) ?? unexplained(error, target)
  return new DatabaseUnavailable('address', `DATABASE_URL leads to no database: ${why}`, { cause: error })
}

/** @throws DatabaseUnavailable when the server is older than PostgreSQL 15. */
export const checkVersion = async (client: ClientBase): Promise<void> => {
  const { rows } = await client.query<{ version: string; number: string }>(
    "select current_setting('server_version') as version, current_setting('server_version_num') as number",
  )
  const { version, number } = rows[0]!
  if (Number(number) >= oldestVersion * 10_000) return
  const message = `the server of DATABASE_URL is PostgreSQL ${version}; Stamm needs ${oldestVersion} or newer`
  throw new DatabaseUnavailable('address', message)
}
