import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { cents, points } from '#ground/money'
import type { Instant } from '#ground/period'
import { contactsByNumber } from '#people/contact/store.ts'
import { holdStill, upline } from '#people/structure/store.ts'
import { invite, makeLink } from '#referral/link/store.ts'
import { choose } from '#referral/subdomain/store.ts'
import { addProduct, keepPrice } from '#sales/catalogue/store.ts'
import { givePriceGroups } from '#sales/price-group/store.ts'
import { createLogin, openAuth } from '#doors/auth/store.ts'
import { forgetTold } from '../../../../../test/checkout.ts'
import { at, forget, openCompany, type TestCompany } from '../../../../../test/company.ts'
import { testDatabase } from '../../../../../test/database.ts'
import { baseOf } from '../../hosts.ts'
import type { Registering } from '../../shop.ts'
import { placeFinder } from './place.ts'
import { shopFactory } from './world.ts'

const { database, libraryPool } = await testDatabase()
const auth = await openAuth({ database, libraryPool })
let company: TestCompany
let now: Instant
const base = baseOf({ name: 'shop.example', host: '127.0.0.1', port: 80 })
const clock = () => now
const placeOf = placeFinder({ database, clock })
const shopOf = shopFactory({ database, clock, auth, providers: {} })

beforeEach(async () => {
  await sql`truncate doors."user", doors.attempt cascade`.execute(database)
  await forget(database)
  await forgetTold(database)
  now = at('2026-03-10 12:00')
  company = await openCompany(database)
  for (const name of ['Anna', 'Ben']) {
    await company.partner(name)
    await choose(database, { partner: company.of(name), name: `${name.toLowerCase()}s-shop`, at: at('2026-02-01') })
  }
})

const annas = 'annas-shop.shop.example'
const bens = 'bens-shop.shop.example'
const companys = 'shop.shop.example'

/** A browser: it keeps cookies for each host, and those for a whole domain for all of them. */
const browser = () => {
  const jars = new Map<string, Map<string, string>>()
  const keep = (host: string, cookie: string) => {
    const [pair = '', ...attributes] = cookie.split('; ')
    const [name = '', value = ''] = pair.split('=')
    const domain = attributes.find(each => each.startsWith('Domain='))?.slice('Domain='.length)
    const jar = domain ?? host
    jars.set(jar, new Map(jars.get(jar)).set(name, value))
  }
  const sent = (host: string) =>
    [...jars].filter(([jar]) => host === jar || host.endsWith(`.${jar}`)).flatMap(([, jar]) => [...jar])
  return {
    opens: async (host: string, path = '/') => {
      const place = await placeOf(host, base)
      if (place.is !== 'shop') throw new Error(`${host} is ${place.is}`)
      const cookie = sent(host)
        .map(pair => pair.join('='))
        .join('; ')
      const request = new Request(`https://${host}${path}`, { headers: { cookie } })
      const shop = await shopOf(request, { base, place })
      return { shop, close: () => shop.cookies().forEach(each => keep(host, each)) }
    },
    keep,
    names: (host: string) => sent(host).map(([name]) => name),
  }
}

type Browser = ReturnType<typeof browser>

const candle = async () => {
  const price = { group: 'customer', kind: 'regular', from: at('2026-01-01') } as const
  const prices = (['DE', 'CH'] as const).map((country, step) => ({
    ...price,
    country,
    gross: cents(1_000 + step * 200),
  }))
  const variant = { sku: 'C-1', stock: 5, points: points(1_000), vatClass: 'standard', prices } as const
  const name = { de: 'Kerze', en: 'Candle' }
  await addProduct(database, {
    slug: 'candle',
    name,
    description: name,
    category: null,
    group: null,
    shown: true,
    variants: [variant],
  })
}

const buyer = { kind: 'person', givenName: 'Cy', familyName: 'Ott', firmName: null, phone: null } as const

const ordering = {
  buyer: { ...buyer, email: 'cy@visitor.example' },
  delivery: { name: 'Cy', firmName: null, street: 'Weg 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
  billing: null,
  payment: 'invoice',
  credit: cents(0),
  consents: [],
  commandId: crypto.randomUUID(),
  named: '',
} as const

let forms = 0

const putsIn = async (visitor: Browser, host: string, quantity = 1) => {
  const commandId = `form ${(forms += 1)}`
  const { shop, close } = await visitor.opens(host)
  const put = await shop.cart.putIn({ sku: 'C-1', quantity, commandId })
  close()
  return put
}

describe('a visitor', () => {
  test('who only looks is remembered by nothing', async () => {
    await candle()
    const visitor = browser()
    const { shop, close } = await visitor.opens(annas)
    await Promise.all([
      shop.catalogue.products({ q: '', category: null, page: 1 }),
      shop.cart.view(),
      shop.cart.pieces(),
    ])
    await Promise.all([shop.account.view(), shop.legal.text('imprint'), shop.checkout.payments()])
    close()
    expect(visitor.names(annas)).toEqual([])
  })

  test('who puts something in keeps his cart here, and whose page it was everywhere', async () => {
    await candle()
    const visitor = browser()
    expect(await putsIn(visitor, annas, 2)).toEqual({ is: 'done' })
    expect(visitor.names(annas)).toEqual(['__Host-shop_cart', 'shop_partner'])
    expect(visitor.names(bens)).toEqual(['shop_partner'])
    expect(await (await visitor.opens(annas)).shop.cart.pieces()).toBe(2)
    expect(await (await visitor.opens(bens)).shop.cart.view()).toBeNull()
  })

  test('who sends the form of a product twice puts it in once', async () => {
    await candle()
    const visitor = browser()
    await putsIn(visitor, annas)
    const piece = { sku: 'C-1', quantity: 2, commandId: 'sent twice' }
    const sends = async () => (await visitor.opens(annas)).shop.cart.putIn(piece)
    expect(await Promise.all([sends(), sends(), sends()])).toEqual(Array.from({ length: 3 }, () => ({ is: 'done' })))
    expect(await (await visitor.opens(annas)).shop.cart.pieces()).toBe(3)
  })

  test('sees prices of the country he chose, in the cart too', async () => {
    await candle()
    const visitor = browser()
    await putsIn(visitor, annas)
    const totalIn = async (path: string) => {
      const { shop, close } = await visitor.opens(annas, path)
      const view = await shop.cart.view()
      close()
      return [shop.currency, view?.totals?.goods]
    }
    expect([await totalIn('/'), await totalIn('/?country=CH'), await totalIn('/')]).toEqual([
      ['EUR', 1_000],
      ['CHF', 1_200],
      ['CHF', 1_200],
    ])
    expect(await totalIn('/?country=XX')).toEqual(['CHF', 1_200])
  })

  test('does not order at the prices of a partner who filled the cart and signed out', async () => {
    await candle()
    const visitor = browser()
    await putsIn(visitor, annas)
    await sql`update sales.cart set price_group = 'partner'`.execute(database)
    const { shop } = await visitor.opens(annas, '/checkout')
    const answer = await shop.checkout.order({ ...ordering, total: cents(1) })
    expect(answer).toEqual({ is: 'refused', because: 'price changed' })
    const { rows } = await sql<{ price_group: string }>`select price_group from sales.cart`.execute(database)
    expect(rows).toEqual([{ price_group: 'customer' }])
  })

  test('who is signed in pays the prices of the group the company put him into, and orders at them', async () => {
    await candle()
    const price = {
      sku: 'C-1',
      country: 'DE',
      group: 'reseller',
      kind: 'regular',
      gross: cents(600),
      from: now,
    } as const
    await inTransaction(database, inside => keepPrice(inside, price, now))
    const credentials = { email: 'ben@partner.example', password: 'a long password' }
    await createLogin(database, { ...credentials, role: 'partner', contact: company.of('Ben') })
    const visitor = browser()
    await putsIn(visitor, companys)
    const asked = await visitor.opens(companys)
    const signed = await asked.shop.account.signIn(credentials)
    if (signed.is === 'refused') throw new Error(signed.because)
    for (const cookie of signed.headers.getSetCookie()) visitor.keep(companys, cookie)
    const goods = async () => (await (await visitor.opens(companys)).shop.cart.view())?.totals?.goods
    expect(await goods()).toBe(1_000)
    const giving = { contact: company.of('Ben'), group: 'reseller' } as const
    await inTransaction(database, inside => givePriceGroups(inside, [giving], { at: now, by: 'user:1' }))
    expect(await goods()).toBe(600)
    const { shop } = await visitor.opens(companys, '/checkout')
    const ordered = await shop.checkout.order({ ...ordering, total: cents(600 + 495) })
    expect(ordered).toMatchObject({ is: 'placed' })
    const { lines } = (await shop.checkout.mine())[0]!
    expect(lines.map(({ payable }) => payable)).toEqual([600])
  })

  test('reads the language of whose shop it is until he chooses another', async () => {
    await sql`update people.contact set language = 'en' where id = ${company.of('Anna')}`.execute(database)
    const visitor = browser()
    const languageOf = async (path: string) => {
      const { shop, close } = await visitor.opens(annas, path)
      close()
      return shop.language
    }
    expect([await languageOf('/'), await languageOf('/?lang=de'), await languageOf('/')]).toEqual(['en', 'de', 'de'])
  })
})

const cy = {
  givenName: 'Cy',
  familyName: 'Ott',
  firmName: '',
  phone: '',
  street: '',
  postalCode: '',
  city: '',
  email: 'cy@visitor.example',
  password: 'a long password',
  named: '',
  consents: [],
}

const registers = async (visitor: Browser, host: string, change: Partial<Registering> = {}) => {
  const { shop, close } = await visitor.opens(host, '/register')
  const answer = await shop.account.register({ ...cy, ...change, commandId: crypto.randomUUID() })
  close()
  return answer.is === 'told' ? 'told' : answer.because
}

const contacts = async () => {
  const { rows } = await sql<{
    id: number
  }>`select id from people.contact where reference like 'K-%' order by id`.execute(database)
  return rows.map(({ id }) => id as Parameters<typeof upline>[1])
}

const sponsorOf = async (position = 0) => {
  const [sponsor] = await upline(database, (await contacts())[position]!)
  return (await contactsByNumber(database, [sponsor!])).get(sponsor!)!.reference
}

describe('whoever orders', () => {
  const orders = async (change: object = {}) => {
    const visitor = browser()
    await putsIn(visitor, annas)
    const { shop } = await visitor.opens(annas, '/checkout')
    const consents = (await shop.consents.offered()).map(({ sender }) => sender)
    const total = cents(1_000 + 495)
    return shop.checkout.order({ ...ordering, commandId: crypto.randomUUID(), consents, total, ...change })
  }
  const asked = async () => {
    const { rows } = await sql<{ who: string }>`
      select recipient || ': ' || left(facts ->> 'text', 8) as who from ground.message where kind = 'consent asked' order by id`.execute(
      database,
    )
    return rows.map(({ who }) => who)
  }

  test('and allows to be written to is asked by e-mail, once, however often he orders', async () => {
    await candle()
    expect([await orders(), await orders()]).toMatchObject([{ is: 'placed' }, { is: 'placed' }])
    expect(await asked()).toEqual(['cy@visitor.example: Ja, Anna', 'cy@visitor.example: Ja, Test'])
  })

  test('finds his order by its link until it is locked, and then has a new one sent, once however often he asks', async () => {
    await candle()
    const placed = await orders({ consents: [] })
    if (placed.is === 'refused') throw new Error(placed.because)
    const { token } = placed
    const { shop } = await browser().opens(annas)
    const order = await shop.checkout.open({ token })
    expect(order).toMatchObject({ email: 'cy@visitor.example', state: 'placed', carer: { name: 'Anna' } })
    // Its id alone opens it to nobody who is not signed in.
    expect(await shop.checkout.open({ id: order!.id })).toBeNull()
    expect([await shop.checkout.links.over(token), await shop.checkout.links.over('guessed')]).toEqual([null, null])
    await shop.checkout.links.lock({ token })
    expect([await shop.checkout.open({ token }), await shop.checkout.cancel({ token })]).toEqual([null, null])
    expect(await shop.checkout.links.over(token)).toBe('with a mailbox')
    const asking = { token, commandId: crypto.randomUUID() }
    expect([await shop.checkout.links.sendNew(asking), await shop.checkout.links.sendNew(asking)]).toEqual([
      { is: 'sent' },
      { is: 'sent' },
    ])
    const { rows } = await sql`select from ground.message where kind = 'order link'`.execute(database)
    expect(rows).toHaveLength(1)
  })

  test('and allows nothing is not asked; nor is the mailbox of whom only name and address speak for', async () => {
    await candle()
    await orders({ consents: [] })
    await orders({ buyer: { ...ordering.buyer, email: 'other@visitor.example' } })
    expect(await contacts()).toHaveLength(1)
    expect(await asked()).toEqual([])
  })
})

describe('whoever registers', () => {
  test('on Anna’s page is Anna’s', async () => {
    expect(await registers(browser(), annas)).toBe('told')
    expect(await sponsorOf()).toBe('Anna')
  })

  test('on the company’s page, remembered from Anna’s, is Anna’s', async () => {
    await candle()
    const visitor = browser()
    await putsIn(visitor, annas)
    expect(await registers(visitor, companys)).toBe('told')
    expect(await sponsorOf()).toBe('Anna')
  })

  test('by Ben’s link on Anna’s page is Ben’s; the number he names himself counts more', async () => {
    const made = await makeLink(database, { partner: company.of('Ben'), campaign: 'Fair', at: now })
    if (made.is === 'refused') throw new Error(made.because)
    const visitor = browser()
    const { shop, close } = await visitor.opens(annas, `/l/${made.slug}`)
    expect(await shop.followLink(made.slug)).toBe('followed')
    close()
    expect(await registers(visitor, annas)).toBe('told')
    expect(await registers(visitor, annas, { email: 'di@visitor.example', named: 'Anna' })).toBe('told')
    expect([await sponsorOf(0), await sponsorOf(1)]).toEqual(['Ben', 'Anna'])
  })

  test('is asked again where nobody has the sponsor’s number', async () => {
    expect(await registers(browser(), companys, { named: 'NOBODY' })).toBe('unknown sponsor')
    expect(await contacts()).toEqual([])
  })

  test('with an address that is known makes no second contact, and is told the same', async () => {
    const visitor = browser()
    expect([await registers(visitor, annas), await registers(visitor, bens, { email: 'CY@visitor.example' })]).toEqual([
      'told',
      'told',
    ])
    expect(await contacts()).toHaveLength(1)
    expect(await sponsorOf()).toBe('Anna')
  })

  test('three times at once is one contact', async () => {
    // Held back together, so that none of them has ended before another looks.
    const registering = await inTransaction(database, async inside => {
      await holdStill(inside, company.of('Anna'))
      const started = [1, 2, 3].map(() => registers(browser(), annas))
      const waiting = async () => {
        const { rows } = await sql<{ count: number }>`
          select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
          database,
        )
        return rows[0]!.count
      }
      await expect.poll(waiting, { timeout: 20_000 }).toBe(3)
      return { told: Promise.all(started) }
    })
    expect(await registering.told).toEqual(['told', 'told', 'told'])
    expect(await contacts()).toHaveLength(1)
  })

  test('may cause ten letters to one address in a quarter of an hour, not more', async () => {
    const told: string[] = []
    for (let turn = 0; turn < 11; turn += 1) told.push(await registers(browser(), annas))
    expect(told.filter(each => each === 'told')).toHaveLength(10)
    expect(told.at(-1)).toBe('too many attempts')
  })

  test('agreed to be written to: he is asked in his mailbox for each sender, in the words he read, and for nobody else', async () => {
    const visitor = browser()
    const { shop } = await visitor.opens(annas)
    const offered = await shop.consents.offered()
    expect(offered.map(({ text }) => text.slice(0, 10))).toEqual(['Ja, Anna d', 'Ja, Test d'])
    const ben = (await contactsByNumber(database, [company.of('Ben')])).get(company.of('Ben'))!.id
    const consents = [...offered.map(({ sender }) => sender), ben]
    await registers(visitor, annas, { consents })
    await registers(visitor, annas, { consents })
    const { rows } = await sql<{ kind: string; host: string; text: string }>`
      select kind, facts->>'host' as host, facts->>'text' as text from ground.message order by id`.execute(database)
    expect(rows).toEqual([
      { kind: 'account opened', host: annas, text: null },
      ...offered.map(({ text }) => ({ kind: 'consent asked', host: annas, text })),
      { kind: 'account opened', host: annas, text: null },
    ])
  })
})

test('an invitation leads to its answer, and registers with whoever invited once it is confirmed', async () => {
  const made = await invite(database, { partner: company.of('Ben'), note: '', at: now })
  if (made.is === 'refused') throw new Error(made.because)
  const visitor = browser()
  const { shop } = await visitor.opens(annas)
  expect(await shop.followLink(made.slug)).toBe('invited')
  expect(await shop.invitation.answer(made.slug, cy)).toBe(true)
  expect(await contacts()).toEqual([])
  const { rows } = await sql<{ token: string }>`
    select facts->>'token' as token from ground.message where kind = 'invitation answered'`.execute(database)
  expect(await shop.invitation.confirm(rows[0]!.token)).toBe('registered')
  expect(await sponsorOf()).toBe('Ben')
  expect(await shop.invitation.confirm('nonsense')).toBe('over')
})
