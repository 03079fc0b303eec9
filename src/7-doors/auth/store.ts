import { randomBytes } from 'node:crypto'
import { APIError } from 'better-auth/api'
import type pg from 'pg'
import type { Database } from '#ground/database'
import type { Actor } from '#ground/http'
import { senderOf } from '#ground/http/sender.ts'
import type { ContactNumber } from '#ground/identity'
import { contactsByNumber } from '#people/contact/store.ts'
import type { SignIn, Viewer } from '#doors/server'
import { countAttempt, forgiveAttempts } from './attempts.ts'
import { makeEngine, type Engine } from './engine.ts'
import { passwordLength } from './index.ts'
import { actorOfKey, keyIn } from './keys.ts'
import { partnerBehind } from './logins.ts'

export { createKey, listKeys, removeKey } from './keys.ts'
export { changePassword, createDemoLogin, createLogin, demoLogins, removeLogin } from './logins.ts'

export type AuthNeeds = {
  readonly database: Database
  readonly libraryPool: pg.Pool
  /** STAMM_SECRET; without it one is made once and kept in the database. */
  readonly secret?: string | undefined
}

export type Credentials = { readonly email: string; readonly password: string }

export type Auth = {
  /** Who looks at a page; null for everybody without a valid session, also for a partner whose role has ended. */
  readonly viewerOf: (request: Request) => Promise<Viewer | null>
  /** Who asks the interface: by key, or for reading by session. Undefined for anybody else. */
  readonly actorOf: (request: Request) => Promise<Actor | undefined>
  readonly signIn: (request: Request, credentials: Credentials) => Promise<SignIn>
  /** The headers that end the session of the request. */
  readonly signOut: (request: Request) => Promise<Headers>
}

/** @throws RangeError when the secret given is too short to keep sessions safe. */
export const openAuth = async ({ database, libraryPool, secret }: AuthNeeds): Promise<Auth> => {
  if (secret !== undefined && secret !== '' && secret.length < 32)
    throw new RangeError('STAMM_SECRET must have at least 32 characters')
  const engine = makeEngine({
    libraryPool,
    secret: secret === undefined || secret === '' ? await keptSecret(database) : secret,
  })
  return {
    viewerOf: async request => (await seenBy(database, engine, request.headers))?.viewer ?? null,
    actorOf: async request => {
      const key = keyIn(request.headers)
      return key === undefined ? actorOfSession(database, engine, request.headers) : actorOfKey(database, key)
    },
    signIn: (request, credentials) => signIn({ database, engine, sender: senderOf(request) }, credentials),
    signOut: async request => (await engine.api.signOut({ headers: request.headers, returnHeaders: true })).headers,
  }
}

const keptSecret = async (database: Database): Promise<string> => {
  const made = randomBytes(32).toString('base64url')
  await database
    .insertInto('doors.secret')
    .values({ value: made })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  return (await database.selectFrom('doors.secret').select('value').executeTakeFirstOrThrow()).value
}

type Seen = { readonly user: string; readonly viewer: Viewer; readonly contact: ContactNumber | null }

const seenBy = async (database: Database, engine: Engine, headers: Headers): Promise<Seen | undefined> => {
  const session = await engine.api.getSession({ headers })
  if (session === null) return undefined
  const { id: user, name, role } = session.user
  const contact = (session.user.contactId ?? null) as ContactNumber | null
  if (role === 'partner') {
    const partner = await partnerBehind(database, contact)
    if (partner === undefined) return undefined
    const viewer = { role, contactId: partner.id, name: partner.displayName, language: partner.language } as const
    return { user, viewer, contact }
  }
  const person = contact === null ? undefined : (await contactsByNumber(database, [contact])).get(contact)
  const language = person?.language ?? null
  return { user, viewer: { role: 'company', contactId: person?.id ?? null, name, language }, contact }
}

// A cookie comes along whoever makes the browser send it, so it opens no door to changes.
const actorOfSession = async (database: Database, engine: Engine, headers: Headers): Promise<Actor | undefined> => {
  const seen = await seenBy(database, engine, headers)
  if (seen === undefined) return undefined
  const id = `user:${seen.user}`
  if (seen.viewer.role === 'partner') return { id, role: 'partner', contact: seen.contact!, mayWrite: false }
  return { id, role: 'company', mayWrite: false }
}

type SigningIn = { readonly database: Database; readonly engine: Engine; readonly sender: string | undefined }

const signIn = async ({ database, engine, sender }: SigningIn, credentials: Credentials): Promise<SignIn> => {
  const attempt = { email: credentials.email, sender }
  if (!(await countAttempt(database, attempt))) return { is: 'refused', because: 'too many attempts' }
  if (credentials.password.length > passwordLength.most) return { is: 'refused', because: 'wrong' }
  const headers = await sessionHeaders(engine, credentials)
  if (headers === undefined) return { is: 'refused', because: 'wrong' }
  await forgiveAttempts(database, attempt)
  const session = new Headers({ cookie: cookiesOf(headers) })
  const seen = await seenBy(database, engine, session)
  if (seen !== undefined) return { is: 'signed in', viewer: seen.viewer, headers }
  await engine.api.signOut({ headers: session })
  return { is: 'refused', because: 'wrong' }
}

// Unknown address, wrong password and ended role are one answer; better-auth takes the time of a hash for each.
const sessionHeaders = async (engine: Engine, { email, password }: Credentials): Promise<Headers | undefined> => {
  try {
    return (await engine.api.signInEmail({ body: { email: email.trim(), password }, returnHeaders: true })).headers
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return undefined
    throw error
  }
}

const cookiesOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map(cookie => cookie.split(';', 1)[0])
    .join('; ')
