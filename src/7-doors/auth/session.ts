import { APIError } from 'better-auth/api'
import type { Database } from '#ground/database'
import type { TooMany } from '#doors/attempt'
import { countAttempt, forgiveAttempts } from '#doors/attempt/store.ts'
import type { Engine } from './engine.ts'
import { emailOf, passwordLength } from './index.ts'

export type Credentials = { readonly email: string; readonly password: string }

export type SigningIn = { readonly database: Database; readonly engine: Engine; readonly sender: string | undefined }

type NoSession<B> = { readonly is: 'refused'; readonly because: B | 'wrong' } | TooMany

/**
 * Opens a session for whoever these credentials are of, as far as `see` sees somebody in it; any other is closed at once, with its
 * reason or as `wrong`. The headers keep the session in the browser.
 */
export const signInAs = async <T extends object, B extends string = never>(
  { database, engine, sender }: SigningIn,
  credentials: Credentials,
  see: (headers: Headers) => Promise<T | B | undefined>,
): Promise<{ readonly is: 'signed in'; readonly seen: T; readonly headers: Headers } | NoSession<B>> => {
  const attempt = { kind: 'sign in', matter: emailOf(credentials.email), sender } as const
  const counted = await countAttempt(database, attempt)
  if (counted.is === 'refused') return counted
  if (credentials.password.length > passwordLength.most) return { is: 'refused', because: 'wrong' }
  const headers = await sessionHeaders(engine, credentials)
  if (headers === undefined) return { is: 'refused', because: 'wrong' }
  await forgiveAttempts(database, attempt)
  const session = new Headers({ cookie: cookiesOf(headers) })
  const seen = await see(session)
  if (typeof seen === 'object') return { is: 'signed in', seen, headers }
  await engine.api.signOut({ headers: session })
  return { is: 'refused', because: seen ?? 'wrong' }
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
