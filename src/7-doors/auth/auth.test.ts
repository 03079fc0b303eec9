import { sql } from 'kysely'
import { getMigrations } from 'better-auth/db/migration'
import { beforeEach, describe, expect, test } from 'vitest'
import { rememberSender } from '#ground/http/sender.ts'
import type { SignIn } from '#doors/server'
import { forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { engineOptions } from './engine.ts'
import { attemptLimits as allLimits, windowSeconds } from '#doors/attempt'
import type { NewLogin } from './index.ts'
import {
  changePassword,
  createDemoLogin,
  createKey,
  createLogin,
  demoLogins,
  listKeys,
  openAuth,
  removeKey,
  removeLogin,
} from './store.ts'

const { database, libraryPool } = await testDatabase()
const auth = await openAuth({ database, libraryPool })
let company: TestCompany

beforeEach(async () => {
  await sql`truncate doors."user", doors.attempt cascade`.execute(database)
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.customer('Cy', 'Anna')
})

const office = { email: 'office@company.example', password: 'a long password' }
const anna = { email: 'anna@partner.example', password: 'another long one' }

const openOffice = () => createLogin(database, { ...office, role: 'company', name: 'Olga Office', contact: null })
const openAnna = () => createLogin(database, { ...anna, role: 'partner', contact: company.of('Anna') })

const from = (sender?: string): Request => {
  const request = new Request('http://localhost/login', { method: 'POST' })
  if (sender !== undefined) rememberSender(request, sender)
  return request
}

/** A request as the browser sends it after an answer with these headers. */
const withCookies = (headers: Headers): Request => {
  const cookie = headers.getSetCookie().map(each => each.split(';')[0])
  return new Request('http://localhost/', { headers: { cookie: cookie.join('; ') } })
}

const headersOf = (signIn: SignIn): Headers => {
  if (signIn.is === 'refused') throw new Error(signIn.because)
  return signIn.headers
}

const signedIn = async (credentials: { email: string; password: string }) =>
  withCookies(headersOf(await auth.signIn(from(), credentials)))

describe('who signs in is known from then on', () => {
  test('the worked example of the README: Anna signs in, is seen as Anna, and signs out', async () => {
    expect(await openAnna()).toEqual({ is: 'created', email: anna.email })
    const seen = { role: 'partner', contactId: expect.stringMatching(/^con_/u), name: 'Anna', language: 'de' }
    const signIn = await auth.signIn(from(), anna)
    expect(signIn).toMatchObject({ is: 'signed in', viewer: seen })
    const request = withCookies(headersOf(signIn))
    expect(await auth.viewerOf(request)).toEqual(seen)
    await auth.signOut(request)
    expect(await auth.viewerOf(request)).toBeNull()
  })

  test('somebody of the company need not be a contact', async () => {
    await openOffice()
    expect(await auth.viewerOf(await signedIn(office))).toEqual({
      role: 'company',
      contactId: null,
      name: 'Olga Office',
      language: null,
    })
  })

  test('however he spells his address', async () => {
    await openOffice()
    const spelled = { ...office, email: '  Office@Company.EXAMPLE ' }
    expect(await auth.signIn(from(), spelled)).toMatchObject({ is: 'signed in' })
  })

  test('nobody without a cookie is known, nor with a forged one', async () => {
    await openOffice()
    const request = await signedIn(office)
    const forged = request.headers.get('cookie')!.replace(/=./u, '=x')
    expect(await auth.viewerOf(new Request('http://localhost/'))).toBeNull()
    expect(await auth.viewerOf(new Request('http://localhost/', { headers: { cookie: forged } }))).toBeNull()
  })

  test('another server with the same database knows him too', async () => {
    await openOffice()
    const other = await openAuth({ database, libraryPool })
    expect(await other.viewerOf(await signedIn(office))).toMatchObject({ name: 'Olga Office' })
  })

  test('a server with another secret does not', async () => {
    await openOffice()
    const other = await openAuth({ database, libraryPool, secret: 'another secret of at least 32 characters' })
    expect(await other.viewerOf(await signedIn(office))).toBeNull()
  })
})

describe('the cookie of a session', () => {
  test('belongs to this host alone, to no script and no foreign page', async () => {
    await openOffice()
    const cookies = headersOf(await auth.signIn(from(), office)).getSetCookie()
    expect(cookies).toHaveLength(1)
    const [name, ...attributes] = cookies[0]!.split(/=|; /u)
    expect(name).toBe('__Host-stamm.session_token')
    expect(cookies[0]).toMatch(/; Max-Age=604800/u)
    expect(attributes).toEqual(expect.arrayContaining(['Path', '/', 'HttpOnly', 'Secure', 'SameSite', 'Lax']))
    expect(attributes).not.toContain('Domain')
  })

  test('ends with the sign-out, in the browser too', async () => {
    await openOffice()
    const ended = await auth.signOut(await signedIn(office))
    expect(ended.getSetCookie()).toContainEqual(expect.stringMatching(/^__Host-stamm.session_token=;.*Max-Age=0/u))
    for (const cookie of ended.getSetCookie()) expect(cookie).toMatch(/^__Host-.*Path=\/.*Secure/u)
  })

  test('is worth nothing once its week is over', async () => {
    await openOffice()
    const request = await signedIn(office)
    await sql`update doors.session set expires_at = now() - interval '1 second'`.execute(database)
    expect(await auth.viewerOf(request)).toBeNull()
  })
})

describe('a sign-in is refused', () => {
  test.each`
    why                          | email                     | password
    ${'the password is wrong'}   | ${office.email}           | ${'a wrong password'}
    ${'nobody has this address'} | ${'nobody@where.example'} | ${office.password}
    ${'that is no address'}      | ${'nobody'}               | ${office.password}
    ${'there is no password'}    | ${office.email}           | ${''}
    ${'the password has no end'} | ${office.email}           | ${'x'.repeat(100_000)}
  `('with one and the same answer when $why', async ({ email, password }) => {
    await openOffice()
    expect(await auth.signIn(from(), { email, password })).toEqual({ is: 'refused', because: 'wrong' })
  })

  test('to a partner who has left, and no session is left', async () => {
    await openAnna()
    await company.leaves('Anna', 'house', '2026-02-01')
    expect(await auth.signIn(from(), anna)).toEqual({ is: 'refused', because: 'wrong' })
    const { rows } = await sql`select from doors.session`.execute(database)
    expect(rows).toHaveLength(0)
  })

  test('and an open session of a partner who leaves sees nothing any more', async () => {
    await openAnna()
    const request = await signedIn(anna)
    await company.leaves('Anna', 'house', '2026-02-01')
    expect([await auth.viewerOf(request), await auth.actorOf(request)]).toEqual([null, undefined])
  })
})

const attemptLimits = allLimits['sign in']
const refusal = (because: string) => ({ is: 'refused', because })

/** So many failed attempts; made once and then counted on, because each costs the time of a hash. */
const attempts = async (times: number, sender: string, email = office.email) => {
  const told = await auth.signIn(from(sender), { email, password: 'a wrong password' })
  await sql`update doors.attempt set count = count + ${times - 1}`.execute(database)
  return told
}

describe('attempts to sign in are counted', () => {
  test('from one sender for one address: after ten even the right password waits a quarter of an hour', async () => {
    await openOffice()
    expect(await attempts(attemptLimits.pair, '198.51.100.1')).toEqual(refusal('wrong'))
    expect(await auth.signIn(from('198.51.100.1'), office)).toMatchObject(refusal('too many attempts'))
    expect(await auth.signIn(from('198.51.100.2'), office)).toMatchObject({ is: 'signed in' })
    await attempts(attemptLimits.pair, '198.51.100.1')
    const window = windowSeconds + 1
    await sql`update doors.attempt set since = since - make_interval(secs => ${window})`.execute(database)
    expect(await auth.signIn(from('198.51.100.1'), office)).toMatchObject({ is: 'signed in' })
  })

  test.each`
    limit                   | sender            | email                      | why
    ${attemptLimits.pair}   | ${'198.51.100.1'} | ${'nobody@where.example'}  | ${'an address that nobody has, like any other'}
    ${attemptLimits.matter} | ${'198.51.100.2'} | ${'nobody@where.example'}  | ${'one address from everywhere'}
    ${attemptLimits.sender} | ${'198.51.100.1'} | ${'somebody@else.example'} | ${'one sender for all addresses'}
  `('after $limit for $why', async ({ limit, sender, email }) => {
    await attempts(limit - 1, '198.51.100.1', 'nobody@where.example')
    expect(await attempts(1, sender, email)).toEqual(refusal('wrong'))
    expect(await attempts(1, sender, email)).toMatchObject(refusal('too many attempts'))
  })

  test('a success forgives what failed before it', async () => {
    await openOffice()
    await attempts(attemptLimits.pair - 1, '198.51.100.1')
    await auth.signIn(from('198.51.100.1'), office)
    await attempts(attemptLimits.pair - 1, '198.51.100.1')
    expect(await attempts(1, '198.51.100.1')).toEqual(refusal('wrong'))
  })

  test('thirty at once are not more than the four that are left', async () => {
    await openOffice()
    await attempts(attemptLimits.pair - 4, '198.51.100.1')
    const told = await Promise.all(Array.from({ length: 30 }, () => attempts(1, '198.51.100.1')))
    expect(told.filter(each => each.is === 'refused' && each.because === 'wrong')).toHaveLength(4)
  })
})

describe('a login', () => {
  const login = { ...office, role: 'company', name: 'Olga', contact: null } as const

  test.each`
    change                                  | because
    ${{ email: 'nobody' }}                  | ${'no e-mail address'}
    ${{ email: 'two words@a.example' }}     | ${'no e-mail address'}
    ${{ password: 'short' }}                | ${'password too short'}
    ${{ password: 'x'.repeat(129) }}        | ${'password too long'}
    ${{ email: ' OFFICE@company.example' }} | ${'e-mail taken'}
  `(
    'is refused when $change: $because',
    async ({ change, because }: { change: Partial<NewLogin>; because: string }) => {
      await openOffice()
      expect(await createLogin(database, { ...login, ...change } as NewLogin)).toEqual({ is: 'refused', because })
    },
  )

  test('of a partner is refused for anybody else', async () => {
    const cy = { ...anna, role: 'partner', contact: company.of('Cy') } as const
    expect(await createLogin(database, cy)).toEqual({ is: 'refused', because: 'not a partner' })
  })

  test('keeps no password in clear', async () => {
    await openOffice()
    const { rows } = await sql<{ password: string }>`select password from doors.account`.execute(database)
    expect(rows).toEqual([{ password: expect.stringMatching(/^[0-9a-f]{32}:[0-9a-f]{128}$/u) }])
  })

  test('of a demo shows its password, all others do not', async () => {
    await openOffice()
    expect(await demoLogins(database)).toEqual([])
    await createDemoLogin(database, { ...anna, role: 'partner', contact: company.of('Anna') })
    expect(await demoLogins(database)).toEqual([{ role: 'partner', name: 'Anna', ...anna }])
  })
})

describe('a login that was', () => {
  test('removed lets nobody in, and ends its sessions and keys', async () => {
    const { key } = await made('read')
    const request = await signedIn(office)
    expect([await removeLogin(database, ' OFFICE@company.example'), await removeLogin(database, office.email)]).toEqual(
      [true, false],
    )
    expect([await auth.viewerOf(request), await asking({ 'x-api-key': key })]).toEqual([null, undefined])
    expect(await auth.signIn(from(), office)).toEqual(refusal('wrong'))
  })

  test('given a new password takes no other, ends its sessions, and leaves others alone', async () => {
    await openOffice()
    await openAnna()
    const [hers, annas] = [await signedIn(office), await signedIn(anna)]
    const changed = { email: office.email, password: 'quite another one' }
    expect(await changePassword(database, changed)).toBe(true)
    expect([await auth.viewerOf(hers), (await auth.viewerOf(annas))?.name]).toEqual([null, 'Anna'])
    expect(await auth.signIn(from(), office)).toEqual(refusal('wrong'))
    expect(await auth.signIn(from(), changed)).toMatchObject({ is: 'signed in' })
    expect(await changePassword(database, { ...changed, email: 'nobody@where.example' })).toBe(false)
    await expect(changePassword(database, { ...changed, password: 'short' })).rejects.toThrow(RangeError)
  })

  test('shown by a demo is shown no more once it has a new password', async () => {
    await createDemoLogin(database, { ...anna, role: 'partner', contact: company.of('Anna') })
    await changePassword(database, { email: anna.email, password: 'quite another one' })
    expect(await demoLogins(database)).toEqual([])
  })
})

const asking = (headers: Record<string, string>) => auth.actorOf(new Request('http://localhost/api', { headers }))

const made = async (permission: 'read' | 'write') => {
  await openOffice()
  const key = await createKey(database, { name: 'Shop', login: office.email, permission })
  if (key.is === 'refused') throw new Error(key.because)
  return key
}

describe('a key of the interface', () => {
  test.each`
    permission | mayWrite
    ${'read'}  | ${false}
    ${'write'} | ${true}
  `('with the permission to $permission opens the company', async ({ permission, mayWrite }) => {
    const { key, id } = await made(permission)
    const actor = { id: `key:${id}`, role: 'company', mayWrite }
    expect(await asking({ authorization: `Bearer ${key}` })).toEqual(actor)
    expect(await asking({ 'x-api-key': key })).toEqual(actor)
  })

  test('that is wrong opens nothing, whatever cookie comes with it', async () => {
    await openOffice()
    const cookie = (await signedIn(office)).headers.get('cookie')!
    for (const authorization of ['Bearer stamm_wrong', 'Bearer', 'Basic b2ZmaWNl'])
      expect(await asking({ authorization, cookie })).toBeUndefined()
    expect(await asking({ 'x-api-key': '', cookie })).toBeUndefined()
  })

  test('is kept as a hash, found by its beginning, and removed', async () => {
    const { key, id } = await made('write')
    const kept = { id, name: 'Shop', start: key.slice(0, 12), permission: 'write', login: office.email, usedAt: null }
    expect(await listKeys(database)).toMatchObject([kept])
    const { rows } = await sql`select * from doors.api_key`.execute(database)
    expect(JSON.stringify(rows)).not.toContain(key)
    await asking({ 'x-api-key': key })
    expect(await listKeys(database)).toMatchObject([{ usedAt: expect.any(Number) }])
    expect([await removeKey(database, id), await removeKey(database, id), await removeKey(database, 'x')]).toEqual([
      true,
      false,
      false,
    ])
    expect(await asking({ 'x-api-key': key })).toBeUndefined()
  })

  test('belongs to a login of the company and ends with it', async () => {
    await openAnna()
    expect(await createKey(database, { name: 'Shop', login: anna.email, permission: 'read' })).toMatchObject({
      is: 'refused',
    })
    const { key } = await made('read')
    await database.deleteFrom('doors.user').where('email', '=', office.email).execute()
    expect(await asking({ 'x-api-key': key })).toBeUndefined()
  })

  test('is not needed by a session, but a session only reads', async () => {
    await openOffice()
    await openAnna()
    expect(await auth.actorOf(await signedIn(office))).toMatchObject({ role: 'company', mayWrite: false })
    expect(await auth.actorOf(await signedIn(anna))).toMatchObject({
      role: 'partner',
      contact: company.of('Anna'),
      mayWrite: false,
    })
  })
})

test('the tables are those that better-auth wants', async () => {
  const options = engineOptions({ libraryPool, secret: 'x'.repeat(32) })
  const { toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems, unsafeChanges } = await getMigrations(options)
  expect({ toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems, unsafeChanges }).toEqual({
    toBeCreated: [],
    toBeAdded: [],
    toBeAddedIndexes: [],
    schemaProblems: [],
    unsafeChanges: [],
  })
})

test('a secret that is too short is refused', async () => {
  await expect(openAuth({ database, libraryPool, secret: 'short' })).rejects.toThrow('STAMM_SECRET')
})
