import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Database } from '#ground/database'
import type { Actor } from '#ground/http'
import { senderOf } from '#ground/http/sender.ts'
import type { ContactNumber } from '#ground/identity'
import { contactsByNumber, numberKeptAs } from '#people/contact/store.ts'
import type { Role } from '#people/contact'
import type { TooMany } from '#doors/attempt'
import type { SignIn, Viewer } from '#doors/server'
import { customersOf, type Customers } from './customers.ts'
import { makeEngine, type Engine } from './engine.ts'
import { actorOfKey, keyIn } from './keys.ts'
import { partnerBehind } from './logins.ts'
import { signInAs, type Credentials } from './session.ts'
import { personOf, personOfLogin } from './person.ts'

export { personOf, personOfLogin }
export { createKey, listKeys, removeKey } from './keys.ts'
export { changePassword, createDemoLogin, createLogin, demoLogins, removeLogin } from './logins.ts'

export type AuthNeeds = {
  readonly database: Database
  readonly libraryPool: pg.Pool
  /** STAMM_SECRET; without it one is made once and kept in the database. */
  readonly secret?: string | undefined
}

export type Shopper = {
  readonly contact: ContactNumber
  readonly name: string
  readonly email: string
  readonly role: Role
}

export type ShopperSignIn =
  | { readonly is: 'signed in'; readonly seen: Shopper; readonly headers: Headers }
  | { readonly is: 'refused'; readonly because: 'wrong' | 'not confirmed' }
  | TooMany

export type Auth = {
  /** Who looks at a page; null for everybody without a valid session, also for a partner whose role has ended. */
  readonly viewerOf: (request: Request) => Promise<Viewer | null>
  /** Who asks the interface: by key, or for reading by session. Undefined for anybody else. */
  readonly actorOf: (request: Request) => Promise<Actor | undefined>
  readonly signIn: (request: Request, credentials: Credentials) => Promise<SignIn>
  /** Who looks at a shop with an account: a customer, or a partner who buys for himself. */
  readonly shopperOf: (request: Request) => Promise<Shopper | null>
  readonly signInShopper: (request: Request, credentials: Credentials) => Promise<ShopperSignIn>
  readonly customers: Customers
  /** The address of whoever stands behind an actor. */
  readonly personOf: (actor: string) => Promise<string>
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
  const asking = (request: Request) => ({ database, engine, sender: senderOf(request) })
  const seen = (headers: Headers) => seenBy(database, engine, headers)
  return {
    viewerOf: async request => (await seen(request.headers))?.viewer ?? null,
    actorOf: async request => {
      const key = keyIn(request.headers)
      return key === undefined ? actorOfSession(database, engine, request.headers) : actorOfKey(database, key)
    },
    signIn: async (request, credentials) => {
      const signed = await signInAs<Seen>(asking(request), credentials, seen)
      return signed.is === 'refused' ? signed : { ...signed, viewer: signed.seen.viewer }
    },
    shopperOf: async request => {
      const shopper = await shopperBy(database, engine, request.headers)
      return typeof shopper === 'object' ? shopper : null
    },
    signInShopper: (request, credentials) =>
      signInAs<Shopper, 'not confirmed'>(asking(request), credentials, headers => shopperBy(database, engine, headers)),
    customers: customersOf(database),
    personOf: actor => personOf(database, actor),
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

/** The contact a login is of: whom he was merged into, should he have been. */
const behind = async (database: Database, contact: number | null | undefined): Promise<ContactNumber | null> =>
  typeof contact === 'number' ? numberKeptAs(database, contact as ContactNumber) : null

type Seen = { readonly user: string; readonly viewer: Viewer; readonly contact: ContactNumber | null }

const seenBy = async (database: Database, engine: Engine, headers: Headers): Promise<Seen | undefined> => {
  const session = await engine.api.getSession({ headers })
  if (session === null) return undefined
  const { id: user, name, role } = session.user
  const contact = await behind(database, session.user.contactId)
  if (role === 'customer') return undefined
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

/** Whoever buys for himself: a customer whose address is confirmed, or a partner. Nobody of the company. */
const shopperBy = async (
  database: Database,
  engine: Engine,
  headers: Headers,
): Promise<Shopper | 'not confirmed' | undefined> => {
  const session = await engine.api.getSession({ headers })
  if (session === null) return undefined
  const contact = await behind(database, session.user.contactId)
  if (contact === null) return undefined
  if (session.user.role === 'company') return undefined
  if (!session.user.emailVerified) return 'not confirmed'
  const person = (await contactsByNumber(database, [contact])).get(contact)
  if (person === undefined || (session.user.role === 'partner' && person.role !== 'partner')) return undefined
  return { contact, name: person.displayName, email: session.user.email, role: person.role }
}
