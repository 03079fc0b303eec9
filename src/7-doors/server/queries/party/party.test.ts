import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { publicIdOf } from '#ground/identity'
import { cents } from '#ground/money'
import type { Instant, Period } from '#ground/period'
import { changeMasterData } from '#people/contact/store.ts'
import { attributionsOf } from '#referral/attribution/store.ts'
import { choose } from '#referral/subdomain/store.ts'
import { countGuests } from '#sales/party-order/store.ts'
import { createLogin, openAuth, personOf } from '#doors/auth/store.ts'
import { cy, forgetTold, home } from '../../../../../test/checkout.ts'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../../../test/company.ts'
import { testDatabase } from '../../../../../test/database.ts'
import { sells } from '../../../../../test/shop.ts'
import { baseOf } from '../../hosts.ts'
import type { PartyId, PlanCommand, SlipTold } from '../../parties.ts'
import { officeQueries } from '../office.ts'
import { openCompany as openCompanyContext } from '../world.ts'
import { placeFinder } from '../shop/place.ts'
import { shopFactory } from '../shop/world.ts'
import { deskParties } from './desk.ts'
import { officeParties } from './office.ts'

const { database, libraryPool } = await testDatabase()
const auth = await openAuth({ database, libraryPool })
let company: TestCompany
let now: Instant
const clock = () => now
const site = baseOf({ name: 'shop.example', host: '127.0.0.1', port: 80 })
const needs = {
  database,
  clock,
  zone: berlin,
  site,
  providers: {},
  actor: () => Promise.resolve('user:1'),
  personOf: (actor: string) => personOf(database, actor),
}
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
  await company.customer('Gabi', 'Anna')
  await company.customer('Dora', 'Ben')
  await sells(database, { Candle: { stock: 20 } })
})

const annas = 'annas-shop.shop.example'
const desk = (name: string) => deskParties({ ...needs, actor: () => Promise.resolve(name) }, company.of(name))

const idOf = async (name: string) => {
  const row = { id: company.of(name) }
  const { uuid } = await database
    .selectFrom('people.contact')
    .select('uuid')
    .where('id', '=', row.id)
    .executeTakeFirstOrThrow()
  return publicIdOf('contact', uuid)
}

const evening = async (): Promise<PlanCommand> => ({
  commandId: crypto.randomUUID(),
  title: 'Bei Gabi',
  place: 'Hauptstraße 1, Berlin',
  heldOn: '2026-03-14',
  beginsAt: '19:30',
  closesOn: '2026-03-17',
  host: await idOf('Gabi'),
  bookedAt: null,
})

const planned = async (change: Partial<PlanCommand> = {}) => {
  const answer = await desk('Anna').plan({ ...(await evening()), ...change })
  if (answer.is === 'refused') throw new Error(answer.because)
  return (await desk('Anna').party(answer.party))!
}

/** A browser that keeps the cookies of one host. */
const visitor = (host = annas) => {
  const kept = new Map<string, string>()
  return {
    opens: async <T>(look: (shop: Awaited<ReturnType<typeof shopOf>>) => Promise<T>): Promise<T> => {
      const place = await placeOf(host, site)
      if (place.is !== 'shop') throw new Error(`${host} is ${place.is}`)
      const cookie = [...kept].map(pair => pair.join('=')).join('; ')
      const shop = await shopOf(new Request(`https://${host}/`, { headers: { cookie } }), { base: site, place })
      const answer = await look(shop)
      for (const each of shop.cookies())
        kept.set(each.split('=')[0]!, each.split(';')[0]!.split('=').slice(1).join('='))
      return answer
    },
  }
}

const slugOf = (address: string) => address.split('/').at(-1)!

const buys = async (guest: ReturnType<typeof visitor>, email = cy.email) => {
  await guest.opens(shop => shop.cart.putIn({ sku: 'Candle', quantity: 1, commandId: crypto.randomUUID() }))
  const total = (await guest.opens(shop => shop.cart.view()))!.totals!.total
  const form = { buyer: { ...cy, email }, delivery: home, billing: null, payment: 'invoice', total, named: '' } as const
  const credit = cents(0)
  return guest.opens(shop => shop.checkout.order({ ...form, credit, consents: [], commandId: crypto.randomUUID() }))
}

const all = { way: null, cursor: null } as const

const countedOrders = () => database.selectFrom('sales.party_order').selectAll().execute()

describe('the invitation', () => {
  test('lets a guest who came by it order, who is the partner’s by the evidence of the party', async () => {
    const party = await planned()
    now = at('2026-03-14 20:00')
    const guest = visitor()
    const seen = await guest.opens(shop => shop.parties.invitation(slugOf(party.guestsAddress)))
    expect(seen).toMatchObject({ title: 'Bei Gabi', hostName: 'Gabi', state: 'open', takesOrders: true })
    expect(await guest.opens(shop => shop.parties.current())).toEqual({ title: 'Bei Gabi', hostName: 'Gabi' })
    expect(await buys(guest)).toMatchObject({ is: 'placed' })
    expect(await countedOrders()).toMatchObject([{ way: 'guest', delivered_to: 'guest' }])
    const { contact_id } = await database.selectFrom('sales.order').select('contact_id').executeTakeFirstOrThrow()
    expect((await attributionsOf(database, contact_id))[0]).toMatchObject({ by: 'party', sponsor: company.of('Anna') })
  })

  test('of a party that takes no orders any more lets him order all the same, and it counts for none', async () => {
    const party = await planned()
    const guest = visitor()
    await guest.opens(shop => shop.parties.invitation(slugOf(party.guestsAddress)))
    now = at('2026-03-18 10:00')
    expect(await guest.opens(shop => shop.parties.current())).toBeNull()
    expect(await buys(guest)).toMatchObject({ is: 'placed' })
    expect(await countedOrders()).toEqual([])
  })

  test('takes his answer, and leads nowhere where there is no such party', async () => {
    const party = await planned()
    const guest = visitor()
    const slug = slugOf(party.guestsAddress)
    await guest.opens(shop => shop.parties.answer(slug, { name: 'Eva', answer: 'coming' }))
    expect((await desk('Anna').party(party.id))!.guests).toMatchObject([
      { name: 'Eva', answer: 'coming', listedBy: 'guest' },
    ])
    expect(await guest.opens(shop => shop.parties.invitation('23456789'))).toBeNull()
    expect(await guest.opens(shop => shop.parties.answer('23456789', { name: 'Eva', answer: 'coming' }))).toMatchObject(
      {
        because: 'no such party',
      },
    )
  })
})

test('the host sees who comes on her own page, adds a name, and sees neither orders nor addresses', async () => {
  const party = await planned()
  const slug = slugOf(party.hostAddress)
  await visitor().opens(shop => shop.parties.hostListsGuest(slug, 'Eva'))
  now = at('2026-03-14 20:00')
  const guest = visitor()
  await guest.opens(shop => shop.parties.invitation(slugOf(party.guestsAddress)))
  await buys(guest)
  const seen = await visitor().opens(shop => shop.parties.host(slug))
  expect(seen).toMatchObject({ title: 'Bei Gabi', guests: [{ name: 'Eva', answer: 'invited' }] })
  expect(JSON.stringify(seen)).not.toMatch(/Müller|gmail|Hauptstraße 5/u)
  expect(await visitor().opens(shop => shop.parties.host(slugOf(party.guestsAddress)))).toBeNull()
})

describe('a partner', () => {
  test('plans with contacts of her own, or with somebody new, and sees nobody else’s', async () => {
    expect(await planned()).toMatchObject({ host: { name: 'Gabi' }, hostName: 'Gabi', guestsAddress: /annas-shop/u })
    const foreign = await desk('Anna').plan({ ...(await evening()), host: await idOf('Dora') })
    expect(foreign).toEqual({ is: 'refused', because: 'host unknown' })
    const fields = { email: '', phone: '', street: '', postalCode: '', city: '' }
    const fresh = await planned({ host: { givenName: 'Heidi', familyName: 'Holm', ...fields } })
    expect(fresh).toMatchObject({ hostName: 'Heidi Holm', host: { name: 'Heidi Holm', role: 'prospect' } })
    const nameless = await desk('Anna').plan({
      ...(await evening()),
      host: { givenName: '', familyName: 'H', ...fields },
    })
    expect(nameless).toEqual({ is: 'refused', because: 'host missing' })
  })

  test('plans once, however often the form is sent', async () => {
    const command = await evening()
    const first = await desk('Anna').plan(command)
    expect(await desk('Anna').plan(command)).toEqual(first)
    expect(await desk('Anna').list()).toHaveLength(1)
  })

  test('does not see another’s party, nor take a step of it', async () => {
    const { id } = await planned()
    expect([await desk('Ben').list(), await desk('Ben').party(id)]).toEqual([[], null])
    const told = { party: id, commandId: 'x' }
    expect(await desk('Ben').step({ ...told, step: 'open' })).toEqual({ is: 'refused', because: 'no such party' })
    expect(await desk('Ben').listGuest({ ...told, name: 'Eva' })).toEqual({ is: 'refused', because: 'no such party' })
  })

  test('opens it before its day, and is told why what cannot be done cannot', async () => {
    const { id, refusals } = await planned()
    expect(refusals).toEqual({ close: 'not open', reopen: 'not closed', settle: 'not closed' })
    expect(await desk('Anna').step({ party: id, step: 'open', commandId: '1' })).toEqual({ is: 'done' })
    expect((await desk('Anna').party(id))!.state).toBe('open')
  })

  test('cancels none that has an order', async () => {
    const party = await planned()
    now = at('2026-03-14 20:00')
    const guest = visitor()
    await guest.opens(shop => shop.parties.invitation(slugOf(party.guestsAddress)))
    await buys(guest)
    expect(await desk('Anna').step({ party: party.id, step: 'cancel', commandId: '1' })).toMatchObject({
      because: 'has orders',
    })
  })
})

describe('taking orders at a party', () => {
  const slip: SlipTold = {
    way: 'for guest',
    guest: null,
    buyer: cy,
    home,
    lines: [{ sku: 'Candle', quantity: 1 }],
    voucher: null,
    deliveredTo: 'guest',
    payment: 'invoice',
    total: cents(1_495),
    language: 'de',
  }

  const takes = (party: PartyId, told: Partial<SlipTold> = {}, name = 'Anna') =>
    desk(name).take({ commandId: crypto.randomUUID(), party, slip: { ...slip, ...told }, takenAt: now })

  test('a phone is given all it needs to do without network', async () => {
    const party = await planned()
    const counter = (await desk('Anna').counter(party.id))!
    expect(counter).toMatchObject({ country: 'DE', party: { title: 'Bei Gabi' }, days: { heldOn: '2026-03-14' } })
    expect(counter.articles).toMatchObject([{ sku: 'Candle', stock: 20, prices: [{ country: 'DE', gross: 1_000 }] }])
    expect(counter.reaches).toEqual({ host: null, partner: null })
    expect(await desk('Ben').counter(party.id)).toBeNull()
  })

  test('what is to settle is settled or dropped by whose party it is, and by nobody else', async () => {
    const { id } = await planned()
    now = at('2026-03-14 20:00')
    const taken = await takes(id, { total: cents(1) })
    if (taken.is === 'refused') throw new Error(taken.because)
    expect(taken.slip).toMatchObject({ state: 'to settle', because: { because: 'price changed', total: 1_495 } })
    expect(await takes(id, {}, 'Ben')).toEqual({ is: 'refused', because: 'no such party' })
    const settle = { commandId: '1', id: taken.slip.id, slip, countsFor: 'its party' } as const
    expect(await desk('Ben').settle(settle)).toEqual({ is: 'refused', because: 'no such slip' })
    expect(await desk('Ben').drop({ ...settle, because: 'x' })).toEqual({ is: 'refused', because: 'no such slip' })
    const settled = await desk('Anna').settle(settle)
    expect(await desk('Anna').settle(settle)).toEqual(settled)
    expect(await desk('Anna').slips(id)).toMatchObject([{ state: 'placed', order: { number: expect.any(String) } }])
    const rest = await takes(id, { total: cents(1) })
    if (rest.is === 'refused') throw new Error(rest.because)
    await desk('Anna').drop({ commandId: '2', id: rest.slip.id, because: 'she changed her mind' })
    expect(await desk('Anna').slips(id)).toMatchObject([
      {},
      { state: 'dropped', droppedBecause: 'she changed her mind' },
    ])
  })

  test('an heir settles what the partner left open', async () => {
    const { id } = await planned()
    now = at('2026-03-14 20:00')
    const taken = await takes(id, { total: cents(1) })
    if (taken.is === 'refused') throw new Error(taken.because)
    await company.leaves('Anna', { successor: company.of('Ben') }, '2026-03-15')
    now = at('2026-03-15 10:00')
    const settle = { commandId: '1', id: taken.slip.id, slip, countsFor: 'its party' } as const
    expect(await desk('Ben').settle(settle)).toMatchObject({ is: 'settled', slip: { state: 'placed' } })
  })

  // Cy is taken down by Anna; Dora, who is Ben's customer, orders by the invitation herself.
  test.each`
    who          | seesGuest | seesForeign | seesAddress | why
    ${'partner'} | ${true}   | ${false}    | ${false}    | ${'she sees her guests, and of somebody else’s customer the order alone'}
    ${'host'}    | ${false}  | ${false}    | ${false}    | ${'she sees who comes, and neither orders nor addresses'}
    ${'company'} | ${true}   | ${true}     | ${true}     | ${'it sees its contacts'}
  `('the $who: $why', async ({ who, seesGuest, seesForeign, seesAddress }) => {
    await database
      .updateTable('people.contact')
      .set({ given_name: 'Dora', family_name: 'Dahl' })
      .where('id', '=', company.of('Dora'))
      .execute()
    await inTransaction(database, inside => changeMasterData(inside, company.of('Dora'), { email: 'dora@example.org' }))
    const party = await planned()
    now = at('2026-03-14 20:00')
    await takes(party.id)
    const dora = visitor()
    await dora.opens(shop => shop.parties.invitation(slugOf(party.guestsAddress)))
    await buys(dora, 'dora@example.org')
    const context = (await openCompanyContext(database, now)).context
    const office = officeQueries(context)
    const contacts = await office.contacts({ q: '', role: null, period: context.currentPeriod, cursor: null })
    const seen = {
      partner: async () => [await desk('Anna').party(party.id), await desk('Anna').orders(party.id, all)],
      host: () => visitor().opens(shop => shop.parties.host(slugOf(party.hostAddress))),
      company: async () => [
        contacts,
        await Promise.all(contacts.rows.map(({ contact }) => office.contact(contact.id))),
      ],
    }
    const text = JSON.stringify(await seen[who as keyof typeof seen]())
    expect([/Cy Müller/u.test(text), /Dahl/u.test(text), /Hauptstraße 5/u.test(text)]).toEqual([
      seesGuest,
      seesForeign,
      seesAddress,
    ])
  })

  test('what came of it is told to the partner by party and by month, and to the company', async () => {
    await database
      .updateTable('people.contact')
      .set({
        given_name: 'Anna',
        family_name: 'Berg',
        email: 'anna@example.org',
        street: 'Weg 1',
        postal_code: '1',
        city: 'B',
      })
      .where('id', '=', company.of('Anna'))
      .execute()
    const party = await planned()
    const second = await planned({ bookedAt: party.id, heldOn: '2026-04-11', closesOn: '2026-04-11' })
    now = at('2026-03-14 20:00')
    await takes(party.id)
    const own = { way: 'collective', buyer: null, home: null, deliveredTo: 'partner', toldGuests: 4 } as const
    await takes(party.id, { ...own, lines: [{ sku: 'Candle', quantity: 6 }], total: cents(6_000) })
    const figures = {
      guests: 1,
      newCustomers: 1,
      told: 4,
      untold: 0,
      ways: { 'for guest': { orders: 1, net: 840 }, collective: { orders: 1, pieces: 6, net: 5_042 } },
    }
    const beside = { bookings: 1, held: 0, reward: { credit: 0, taken: 0 } }
    expect(await desk('Anna').figures(party.id)).toMatchObject({ ...figures, ...beside })
    expect(await desk('Ben').figures(party.id)).toBeNull()
    expect(await officeParties(needs).figures(party.id)).toMatchObject({ ...figures, ...beside })
    expect(await desk('Anna').months()).toMatchObject([
      { period: '2026-03', parties: 1, ...figures },
      { period: '2026-04', parties: 1, guests: 0 },
    ])
    await countGuests(database, berlin)
    expect(await officeParties(needs).hidden({ until: '2026-03' as Period, months: 2 })).toMatchObject([
      { known: 0 },
      { known: 1, told: 4, hiddenNet: 5_042 },
    ])
    expect(second.bookedAt).toMatchObject({ title: 'Bei Gabi' })
  })

  test('a collective order is split to a guest of hers who registered, and to nobody else', async () => {
    await database
      .updateTable('people.contact')
      .set({
        given_name: 'Anna',
        family_name: 'Berg',
        email: 'anna@example.org',
        street: 'Weg 1',
        postal_code: '1',
        city: 'B',
      })
      .where('id', '=', company.of('Anna'))
      .execute()
    const { id } = await planned()
    now = at('2026-03-14 20:00')
    const own = { way: 'collective', buyer: null, home: null, deliveredTo: 'partner' } as const
    const taken = await takes(id, { ...own, lines: [{ sku: 'Candle', quantity: 6 }], total: cents(6_000) })
    if (taken.is === 'refused' || taken.slip.order === null) throw new Error(JSON.stringify(taken))
    const order = taken.slip.order.id
    const split = { commandId: '1', order, pieces: [{ position: 1, quantity: 2 }], to: await idOf('Gabi') }
    expect(await desk('Ben').split(split)).toEqual({ is: 'refused', because: 'no such order' })
    expect(await desk('Anna').split({ ...split, to: await idOf('Dora') })).toEqual({
      is: 'refused',
      because: 'guest unknown',
    })
    expect(await desk('Anna').split(split)).toEqual({ is: 'split', net: 1_681 })
    expect(await desk('Anna').split(split)).toEqual({ is: 'split', net: 1_681 })
    expect(await desk('Anna').splittable(order)).toEqual([{ position: 1, name: 'Candle', quantity: 6, left: 4 }])
    expect(await desk('Ben').splittable(order)).toBeNull()
  })

  test('a guest confirms himself on the page that only his mailbox leads to', async () => {
    const { id } = await planned()
    now = at('2026-03-14 20:00')
    await takes(id)
    const { facts } = await database.selectFrom('ground.message').select('facts').executeTakeFirstOrThrow()
    const token = (facts['url'] as string).split('/').at(-1)!
    expect(await visitor().opens(shop => shop.parties.entered(token))).toEqual({ by: 'Anna' })
    await visitor().opens(shop => shop.parties.confirm(token))
    expect(await visitor().opens(shop => shop.parties.entered(token))).toBeNull()
  })
})

test('the company sees who took a step by the address he signs in with', async () => {
  const login = { email: 'anna@stamm.example', password: 'long enough a word', role: 'partner' } as const
  await createLogin(database, { ...login, contact: company.of('Anna') })
  const { id: user } = await database.selectFrom('doors.user').select('id').executeTakeFirstOrThrow()
  const signedIn = deskParties({ ...needs, actor: () => Promise.resolve(`user:${user}`) }, company.of('Anna'))
  const { id } = await planned()
  await signedIn.step({ party: id, step: 'open', commandId: '1' })
  expect((await officeParties(needs).party(id))!.steps).toMatchObject([
    { step: 'planned' },
    { step: 'opened', by: login.email },
  ])
})

test('the company sees all parties with who planned them and whose they are', async () => {
  const { id } = await planned()
  await company.leaves('Anna', { successor: company.of('Ben') }, '2026-03-11')
  const office = officeParties(needs)
  expect((await office.list({ cursor: null })).rows).toMatchObject([{ id, partner: { name: 'Ben' } }])
  expect(await office.party(id)).toMatchObject({
    partner: { name: 'Ben' },
    plannedBy: { name: 'Anna' },
    steps: [{ step: 'planned' }],
  })
  expect(await desk('Ben').party(id)).toMatchObject({
    isTakenOver: true,
    guestsAddress: expect.stringContaining('/party/'),
  })
})
