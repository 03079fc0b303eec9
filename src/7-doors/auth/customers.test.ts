import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import type { Instant } from '#ground/period'
import { enteredAndUnconfirmed, markEntered } from '#people/consent/store.ts'
import { merge } from '#people/duplicate/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { linkHours } from './index.ts'
import { createLogin, openAuth } from './store.ts'

const { database, libraryPool } = await testDatabase()
const auth = await openAuth({ database, libraryPool })
const { customers } = auth
let company: TestCompany

const cy = { email: 'cy@customer.example', password: 'a long password' }
const now = at('2026-03-01 12:00')

beforeEach(async () => {
  await sql`truncate doors."user", doors.attempt cascade`.execute(database)
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.customer('Cy', 'Anna')
  await company.customer('Di', 'Anna')
})

const opens = async ({ email, password }: typeof cy, name = 'Cy') => {
  const hash = await customers.passwordHash(password)
  const contact = company.of(name)
  return inTransaction(database, inside => customers.open(inside, { email, name, contact, hash, at: now }))
}

const wordOf = async (opening: ReturnType<typeof opens>): Promise<string> => {
  const opened = await opening
  if (opened.is === 'taken') throw new Error('taken')
  return opened.word
}

const confirms = async (word: string, { moment = now, password = cy.password } = {}) => {
  const answer = await inTransaction(database, inside => customers.confirm(inside, { word, password, at: moment }))
  return answer.is === 'refused' ? answer.because : answer.email
}

const request = () => new Request('http://anna.localhost/login', { method: 'POST' })

const cookieOf = (headers: Headers) =>
  headers
    .getSetCookie()
    .map(each => each.split(';')[0])
    .join('; ')

const signsIn = async (credentials: typeof cy) => {
  const answer = await auth.signInShopper(request(), credentials)
  return answer.is === 'refused' ? answer.because : answer.seen.name
}

test('a login of somebody who was merged is the kept one’s', async () => {
  await confirms(await wordOf(opens(cy)))
  const merging = { keep: company.of('Di'), drop: company.of('Cy'), by: 'user:1', reason: 'one person', at: now }
  const merged = await inTransaction(database, inside => merge(inside, merging))
  const answer = await auth.signInShopper(request(), cy)
  expect([merged.is, answer.is === 'signed in' && answer.seen.contact]).toEqual(['merged', company.of('Di')])
})

describe('a customer’s login', () => {
  test('confirms whoever’s data a partner entered', async () => {
    const contact = company.of('Cy')
    await markEntered(database, { contact, by: company.of('Anna'), at: now })
    const word = await wordOf(opens(cy))
    expect(await enteredAndUnconfirmed(database, contact)).toBe(company.of('Anna'))
    await confirms(word)
    expect(await enteredAndUnconfirmed(database, contact)).toBeUndefined()
  })

  test('works once the word that was sent to his mailbox was told, and shows him, not the company’s pages', async () => {
    const word = await wordOf(opens(cy))
    expect(await signsIn(cy)).toBe('not confirmed')
    expect(await confirms(word)).toBe(cy.email)
    const answer = await auth.signInShopper(request(), cy)
    if (answer.is === 'refused') throw new Error(answer.because)
    expect(answer.seen).toMatchObject({ contact: company.of('Cy'), name: 'Cy', email: cy.email, role: 'customer' })
    const shown = new Request('http://anna.localhost/', { headers: { cookie: cookieOf(answer.headers) } })
    expect(await auth.shopperOf(shown)).toMatchObject({ contact: company.of('Cy') })
    expect([await auth.viewerOf(shown), await auth.actorOf(shown)]).toEqual([null, undefined])
    expect(await auth.signIn(request(), cy)).toEqual({ is: 'refused', because: 'wrong' })
  })

  test('that was never confirmed gives way to whoever has the mailbox, and its word is worth nothing', async () => {
    const strangers = await wordOf(opens({ ...cy, password: 'a stranger’s word' }, 'Di'))
    const his = await wordOf(opens(cy))
    expect(await confirms(strangers, { password: 'a stranger’s word' })).toBe('stale')
    expect(await confirms(his)).toBe(cy.email)
    expect(await signsIn({ ...cy, password: 'a stranger’s word' })).toBe('wrong')
    expect(await signsIn(cy)).toBe('Cy')
  })

  test('is not confirmed by whoever holds the mailbox where a stranger chose the password', async () => {
    const strangers = { ...cy, password: 'a stranger’s word' }
    const word = await wordOf(opens(strangers))
    expect(await confirms(word)).toBe('wrong')
    expect(await signsIn(strangers)).toBe('not confirmed')
    expect(await confirms(word, { password: 'x'.repeat(1_000) })).toBe('wrong')
    expect(await confirms(word, { password: strangers.password })).toBe(cy.email)
  })

  test('that is confirmed stays whose it is', async () => {
    await confirms(await wordOf(opens(cy)))
    expect(await opens({ ...cy, password: 'a stranger’s word' }, 'Di')).toEqual({ is: 'taken' })
    expect(await signsIn(cy)).toBe('Cy')
  })

  test('of somebody who was merged with another contact is that one’s', async () => {
    await confirms(await wordOf(opens(cy)))
    const merging = { keep: company.of('Di'), drop: company.of('Cy'), by: 'user:1', reason: 'one person', at: now }
    expect((await inTransaction(database, inside => merge(inside, merging))).is).toBe('merged')
    const answer = await auth.signInShopper(request(), cy)
    expect(answer).toMatchObject({ is: 'signed in', seen: { contact: company.of('Di') } })
  })

  test('is confirmed once, and not after two days', async () => {
    const word = await wordOf(opens(cy))
    expect(await confirms(word, { moment: (now + linkHours * 3_600_000) as Instant })).toBe('stale')
    expect(await confirms(word)).toBe(cy.email)
    expect(await confirms(word)).toBe('stale')
  })

  test('of ten who tell the word at once, one confirms', async () => {
    const word = await wordOf(opens(cy))
    const told = await Promise.all(Array.from({ length: 10 }, () => confirms(word)))
    expect(told.filter(answer => answer !== 'stale')).toEqual([cy.email])
  })
})

describe('a forgotten password', () => {
  const forgets = (email: string) =>
    inTransaction(database, inside => customers.forgot(inside, { email, at: now })).then(link => link?.word)
  const chooses = async (word: string, password: string) => {
    const hash = await customers.passwordHash(password)
    return inTransaction(database, inside => customers.choosePassword(inside, { word, at: now, hash }))
  }

  test('is replaced by whoever holds the mailbox; sessions end', async () => {
    await confirms(await wordOf(opens(cy)))
    const before = await auth.signInShopper(request(), cy)
    if (before.is === 'refused') throw new Error(before.because)
    const word = await forgets(' CY@customer.example ')
    expect(await chooses(word!, 'quite another one')).toBe(cy.email)
    const open = new Request('http://anna.localhost/', { headers: { cookie: cookieOf(before.headers) } })
    expect(await auth.shopperOf(open)).toBeNull()
    expect([await signsIn(cy), await signsIn({ ...cy, password: 'quite another one' })]).toEqual(['wrong', 'Cy'])
    expect(await chooses(word!, 'once more, please')).toBeUndefined()
  })

  test('of nobody, or of somebody of the company, has no link', async () => {
    await createLogin(database, { ...cy, role: 'company', name: 'Olga', contact: null })
    expect([await forgets('nobody@where.example'), await forgets(cy.email)]).toEqual([undefined, undefined])
  })
})

test('a partner buys with the login he has, somebody of the company has nothing to buy', async () => {
  await createLogin(database, { ...cy, role: 'partner', contact: company.of('Anna') })
  await createLogin(database, {
    email: 'office@company.example',
    password: cy.password,
    role: 'company',
    name: 'Olga',
    contact: null,
  })
  expect(await signsIn(cy)).toBe('Anna')
  expect(await signsIn({ ...cy, email: 'office@company.example' })).toBe('wrong')
})

test('a password has ten to 128 characters', () => {
  expect(['x'.repeat(9), 'x'.repeat(10), 'x'.repeat(129)].map(customers.faultOfPassword)).toEqual([
    'password too short',
    undefined,
    'password too long',
  ])
})
