import { betterAuth } from 'better-auth'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { passwordLength, sessionSeconds } from './index.ts'

export type EngineNeeds = {
  /** A pool that reads moments as Dates, as better-auth expects. */
  readonly libraryPool: pg.Pool
  readonly secret: string
}

/** The fields of better-auth as our columns are called: emailVerified is email_verified. */
const columns = <F extends string>(...fields: readonly F[]): Record<F, string> =>
  Object.fromEntries(
    fields.map(field => [field, field.replaceAll(/[A-Z]/gu, capital => `_${capital.toLowerCase()}`)]),
  ) as Record<F, string>

const tables = {
  user: {
    fields: columns('emailVerified', 'createdAt', 'updatedAt'),
    additionalFields: {
      role: { type: 'string' as const, required: true, input: false },
      contactId: { type: 'number' as const, required: false, input: false, fieldName: 'contact_id' },
    },
  },
  session: {
    fields: columns('expiresAt', 'createdAt', 'updatedAt', 'ipAddress', 'userAgent', 'userId'),
    // A session lasts from its sign-in; a cookie renewed in passing would have to reach the browser from every page.
    expiresIn: sessionSeconds,
    disableSessionRefresh: true,
  },
  account: {
    fields: {
      ...columns('accountId', 'providerId', 'userId', 'accessToken', 'refreshToken', 'idToken'),
      ...columns('accessTokenExpiresAt', 'refreshTokenExpiresAt', 'createdAt', 'updatedAt'),
    },
  },
  verification: { fields: columns('expiresAt', 'createdAt', 'updatedAt') },
}

/** How better-auth is set up. None of its routes is reachable from outside: the doors call it. */
export const engineOptions = ({ libraryPool, secret }: EngineNeeds) => ({
  appName: 'Stamm',
  // Only a name for the engine itself; nothing is ever sent there.
  baseURL: 'http://localhost',
  secret,
  database: {
    db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool: libraryPool }) }),
    type: 'postgres' as const,
    schemaName: 'doors',
  },
  emailAndPassword: {
    enabled: true,
    disableSignUp: true,
    minPasswordLength: passwordLength.least,
    maxPasswordLength: passwordLength.most,
  },
  ...tables,
  advanced: {
    // __Host-: this host alone, whatever a neighbour sets; browsers take it for Secure cookies of the path / only.
    cookiePrefix: '__Host-stamm',
    useSecureCookies: false,
    defaultCookieAttributes: { secure: true, httpOnly: true, sameSite: 'lax' as const, path: '/' },
    database: { generateId: 'uuid' as const, validateSchema: false },
    ipAddress: { disableIpTracking: true },
  },
  // Our own limit knows the address that is tried, too: see attempts.ts.
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  logger: { level: 'error' as const },
})

export const makeEngine = (needs: EngineNeeds) => betterAuth(engineOptions(needs))

export type Engine = ReturnType<typeof makeEngine>
