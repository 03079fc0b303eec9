import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#ground/database'
import { cents } from '#ground/money'
import { instant } from '#ground/period'
import { openAuth } from '#doors/auth/store.ts'
import { placeFinder, shopFactory } from '#doors/server/queries/world.ts'
import { baseOf } from '#doors/server/serve.ts'
import { resolveHost } from '#referral/subdomain/store.ts'
import { quote } from '#referral/voucher/store.ts'
import { testDatabase } from '../../test/database.ts'
import { fillCart, fillCompany, type Page } from './company.ts'
import { listenTo, planOf, rowsRead } from './statements.ts'

const { database, pool, libraryPool } = await testDatabase()
const auth = await openAuth({ database, libraryPool })
const statements = listenTo(pool)
const at = instant('2026-03-10T12:00:00Z')
let pages: Page[]

beforeAll(async () => {
  pages = await fillCompany(database, { partners: 300, codes: 3_000 })
  await sql.raw('analyze').execute(database)
})

const page = () => pages[123]!

const host = (where: Database) =>
  resolveHost(where, { host: `${page().name}.shop.example`, baseHost: 'shop.example', at })

const basket = { at, total: cents(6_000), country: 'DE', currency: 'EUR' }
const forGuest = (where: Database) => quote(where, { ...basket, code: page().code, contact: null })
const forPartner = (where: Database) => quote(where, { ...basket, code: page().code, contact: page().partner })

const [byName, byCode] = ['Index Scan of name by name_looked_up', 'Index Scan of voucher by voucher_skeleton_key']

describe.each([
  { what: 'whose page a host is', ask: host, answer: 'partner', access: byName },
  { what: 'whether a code holds for a guest', ask: forGuest, answer: 'valid', access: byCode },
  { what: 'whether a code holds for somebody signed in', ask: forPartner, answer: 'refused', access: byCode },
])('$what', ({ ask, answer, access }) => {
  test('is asked with one query', async () => {
    expect(await ask(database)).toMatchObject({ is: answer })
    expect(await statements.during(() => ask(database))).toHaveLength(1)
  })

  test('reads a handful of rows of each table, by an index', async () => {
    // PostgreSQL's planner looks at the first and last rows of an index, too.
    expect(Math.max(...Object.values(await rowsRead(database, ask)))).toBeLessThanOrEqual(8)
    const [statement] = await statements.during(() => ask(database))
    expect(await planOf(pool, statement!)).toContain(access)
  })
})

describe('the cart page', () => {
  const base = baseOf({ name: 'shop.example', host: '127.0.0.1', port: 80 })
  const placeOf = placeFinder({ database, clock: () => at })
  const address = () => `${page().name}.shop.example`

  const opens = async (code: string | null) => {
    const shopOf = shopFactory({ database, clock: () => at, auth, providers: {} })
    const cookie = `__Host-shop_cart=${await fillCart(database, code, at)}`
    return statements.during(async () => {
      const place = await placeOf(address(), base)
      if (place.is !== 'shop') throw new Error(`${address()} is ${place.is}`)
      const shop = await shopOf(new Request(`https://${address()}/cart`, { headers: { cookie } }), { base, place })
      expect((await shop.cart.view())?.code?.is).toBe(code === null ? undefined : 'valid')
    })
  }

  const texts = (sent: Awaited<ReturnType<typeof opens>>) => sent.map(({ text }) => text)

  test('asks one query more with a voucher, and whose page it is once', async () => {
    const [plain, withCode] = [texts(await opens(null)), texts(await opens(page().code))]
    expect(withCode.filter(text => !plain.includes(text))).toHaveLength(1)
    expect(withCode).toHaveLength(plain.length + 1)
    for (const sent of [plain, withCode])
      expect(sent.filter(text => /from referral\.name\s+where name/u.test(text))).toHaveLength(1)
  })
})

describe('what would be noticed', () => {
  test('a second query', async () => {
    const twice = () => Promise.all([host(database), host(database)])
    expect(await statements.during(twice)).toHaveLength(2)
  })

  test.each([
    { index: 'of names', gone: 'drop index referral.name_looked_up', ask: host, table: 'referral.name' },
    {
      index: 'of codes',
      gone: 'alter table referral.voucher drop constraint voucher_skeleton_key',
      ask: forGuest,
      table: 'referral.voucher',
    },
    {
      index: 'that a function of the database uses',
      gone: 'drop index people.merged_contacts',
      ask: forPartner,
      table: 'people.contact',
    },
  ])('that the index $index is gone', async ({ gone, ask, table }) => {
    const read = await rowsRead(database, async inside => {
      await sql.raw(gone).execute(inside)
      await ask(inside)
    })
    expect(read[table]).toBeGreaterThanOrEqual(300)
  })
})
