import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { attemptLimits, type AttemptKind } from '#doors/attempt'
import { triesOf } from '#doors/attempt/store.ts'
import { openAuth } from '#doors/auth/store.ts'
import { openShop } from '../../../test/checkout.ts'
import { at, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { placeFinder, shopFactory, worldFactory } from './queries/world.ts'
import { startServer } from './serve.ts'

const { database, libraryPool } = await testDatabase()
let port: number
let close: () => Promise<void>

beforeAll(async () => {
  const company = await openCompany(database)
  await company.partner('Ben')
  await sells(database, { candle: {} })
  await openShop({ database, company }).voucher('VONBEN', 'Ben')
  const auth = await openAuth({ database, libraryPool })
  const needs = { database, clock: () => at('2026-03-10'), auth }
  const worldOf = worldFactory({
    ...needs,
    shopOf: shopFactory({ ...needs, providers: {} }),
    demoLogins: async () => [],
  })
  // Under the tests' own sign vite leaves the pages out.
  vi.stubEnv('VITEST', undefined)
  const doors = { port: 0, host: '127.0.0.1', api: new Hono(), worldOf, placeOf: placeFinder(needs) }
  const server = await startServer({ ...doors, progress: () => undefined })
  if (server.is === 'refused') throw new Error(server.message)
  ;({ port, close } = server)
})

afterAll(async () => {
  await close()
  vi.unstubAllEnvs()
})

beforeEach(async () => {
  await sql`truncate doors.attempt`.execute(database)
})

type Sent = { readonly path: string; readonly from?: string; readonly form?: Readonly<Record<string, string>> }

/** A browser in the company's shop, at one of this machine's own addresses. */
const browser = () => {
  const cookies = new Map<string, string>()
  return async ({ path, form, from = '127.0.0.1' }: Sent) => {
    const cookie = [...cookies].map(pair => pair.join('=')).join('; ')
    const headers = { host: `shop.localhost:${port}`, cookie, 'content-type': 'application/x-www-form-urlencoded' }
    const method = form === undefined ? 'GET' : 'POST'
    const sent = request({ host: '127.0.0.1', port, path, method, localAddress: from, headers })
    sent.end(form === undefined ? undefined : new URLSearchParams(form).toString())
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    for (const each of answer.headers['set-cookie'] ?? []) {
      const [name = '', value = ''] = each.split(';', 1)[0]!.split('=')
      cookies.set(name, value)
    }
    const { statusCode, headers: told } = answer
    return { status: statusCode, retryAfter: Number(told['retry-after']), page: await text(answer) }
  }
}

/** Tries so often as the limit allows, but for a few. */
const tried = async (kind: AttemptKind, left = 0) => {
  for (let time = left; time < attemptLimits[kind].sender; time += 1)
    await triesOf(database, '127.0.0.1').count(kind, `${time}@example.org`)
}

const withCandle = async () => {
  const sends = browser()
  const form = { do: 'put in', sku: 'candle', quantity: '1', commandId: crypto.randomUUID() }
  expect((await sends({ path: '/cart', form })).status).toBe(303)
  return sends
}

const cy = {
  email: 'cy@example.org',
  phone: '030 123456',
  givenName: 'Cy',
  familyName: 'Möller',
  firmName: '',
  street: 'Hauptstraße 5',
  postalCode: '10115',
  city: 'Berlin',
  named: '',
}

const isKept = (page: string, typed: readonly string[]) => typed.filter(each => !page.includes(`value="${each}"`))

describe('who tried too often reads how long he has to wait, and nothing he typed is lost:', () => {
  test('ordering as a guest', async () => {
    const sends = await withCandle()
    const billing = {
      billingName: 'Di Ott',
      billingStreet: 'Weg 1',
      billingPostalCode: '80331',
      billingCity: 'München',
    }
    const typed = { ...cy, otherBilling: 'on', ...billing }
    const form = { ...typed, payment: 'invoice', total: '1495', commandId: crypto.randomUUID() }
    await tried('order')
    const refused = await sends({ path: '/checkout', form })
    expect([refused.status, refused.retryAfter]).toEqual([429, expect.closeTo(900, -1.5)])
    expect(refused.page).toContain('in 15 Minuten')
    expect(
      isKept(
        refused.page,
        Object.values({ ...cy, ...billing }).filter(each => each !== ''),
      ),
    ).toEqual([])
    expect(refused.page).toMatch(/<input[^>]*value="invoice"[^>]*checked|checked[^>]*value="invoice"/u)
    const placed = await sends({ path: '/checkout', form, from: '127.0.0.2' })
    expect(placed.status).toBe(303)
  })

  test('registering', async () => {
    const sends = browser()
    const { phone: _, ...typed } = cy
    const form = { ...typed, password: 'a long password', commandId: crypto.randomUUID() }
    await tried('register')
    const refused = await sends({ path: '/register', form })
    expect([refused.status, refused.retryAfter]).toEqual([429, expect.closeTo(900, -1.5)])
    expect(
      isKept(
        refused.page,
        Object.values(typed).filter(each => each !== ''),
      ),
    ).toEqual([])
    expect((await sends({ path: '/register', form, from: '127.0.0.2' })).status).toBe(303)
  })

  test('trying voucher codes, by the form and by a link', async () => {
    const sends = await withCandle()
    const code = (of: string, from?: string) =>
      sends({ path: '/cart', form: { do: 'code', code: of }, ...(from === undefined ? {} : { from }) })
    expect((await code('NOBODYS')).status).toBe(303)
    await tried('voucher')
    const refused = await code('VONBEN')
    expect([refused.status, refused.retryAfter]).toEqual([429, expect.closeTo(900, -1.5)])
    expect(isKept(refused.page, ['VONBEN'])).toEqual([])
    expect((await sends({ path: '/v/VONBEN' })).status).toBe(429)
    expect((await code('VONBEN', '127.0.0.2')).status).toBe(303)
  })
})

describe('nobody is limited', () => {
  test('by codes that somebody has, nor by those that wait for a cart', async () => {
    const sends = browser()
    await tried('voucher', 3)
    for (let time = 0; time < 6; time += 1) expect((await sends({ path: '/v/VONBEN' })).status).toBe(303)
    expect((await sends({ path: '/' })).page).toContain('VONBEN')
  })

  test('by forms with faults', async () => {
    const sends = await withCandle()
    const form = { ...cy, email: '', payment: 'invoice', total: '1495', commandId: crypto.randomUUID() }
    for (let time = 0; time < 12; time += 1) expect((await sends({ path: '/checkout', form })).status).toBe(400)
  })
})

test('a code that nobody has is told of once, wherever it comes from, and each counts', async () => {
  const sends = browser()
  expect((await sends({ path: '/v/NOBODYS' })).status).toBe(303)
  expect((await sends({ path: '/' })).page).toContain('kennen wir nicht')
  expect((await sends({ path: '/' })).page).not.toContain('kennen wir nicht')
  const { rows } = await sql<{ count: number }>`select count from doors.attempt`.execute(database)
  expect(rows).toEqual([{ count: 2 }])
})
