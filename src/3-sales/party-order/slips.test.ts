import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { cents } from '#ground/money'
import { keepSetting } from '#ground/setting/store.ts'
import { enteredAndUnconfirmed } from '#people/consent/store.ts'
import { changeMasterData } from '#people/contact/store.ts'
import { listGuest, guestsOf, planParty, stepParty } from '#referral/party/store.ts'
import { keepPrice, takeStock } from '#sales/catalogue/store.ts'
import { addMailbox, orderByToken, printOrder, tellNews } from '#sales/checkout/store.ts'
import { cy, forgetTold, home, openShop } from '../../../test/checkout.ts'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { partyOrderPolicy, type SlipContent } from './index.ts'
import {
  collectedBy,
  dropSlip,
  hasOpenSlips,
  hasOrders,
  leftOf,
  ordersOfParties,
  papersOfParty,
  settleSlip,
  sumsOfOrders,
  takeSlip,
} from './store.ts'

const { database } = await testDatabase()
let company: TestCompany
let shop: ReturnType<typeof openShop>
let party: number
const doing = { database, providers: {} }
const bought = { hasOrders, hasOpenSlips }

beforeEach(async () => {
  await forget(database)
  await forgetTold(database)
  company = await openCompany(database)
  shop = openShop({ database, company })
  await company.partner('Anna')
  await company.partner('Ben')
  await company.customer('Gabi', 'Anna')
  await sells(database, { Candle: { stock: 10 }, Bag: {} })
  await lives('Anna')
  party = await planned()
})

const lives = (name: string) =>
  changeMasterData(database, company.of(name), {
    givenName: name,
    familyName: 'Berg',
    email: `${name}@example.org`,
    street: `${name}weg 1`,
    postalCode: '10117',
    city: 'Berlin',
  })

const planned = async (partner = 'Anna') => {
  const host = { is: 'known', contact: company.of('Gabi'), name: 'Gabi' } as const
  const plan = { title: 'Bei Gabi', place: null, beginsAt: null, heldOn: '2026-03-10', closesOn: '2026-03-12' }
  const told = { partner: company.of(partner), host, bookedAt: null, at: at('2026-03-09'), zone: berlin, by: 'user:1' }
  const answer = await inTransaction(database, inside => planParty(inside, { ...plan, ...told }))
  if (answer.is === 'refused') throw new Error(answer.because)
  return answer.party.number
}

const forCy: SlipContent = {
  way: 'for guest',
  guest: null,
  buyer: cy,
  home,
  lines: [{ sku: 'Candle', quantity: 2 }],
  voucher: null,
  deliveredTo: 'guest',
  payment: 'invoice',
  total: cents(2_495),
  language: 'de',
}

const forHerself: SlipContent = { ...forCy, way: 'collective', buyer: null, home: null, deliveredTo: 'partner' }

type Told = { commandId?: string; on?: string; arrives?: string; partner?: string; party?: number }

const taking = (content: SlipContent, told: Told = {}) => {
  const { commandId = crypto.randomUUID(), on = '2026-03-10 20:00', arrives = on, partner = 'Anna' } = told
  const shared = { party: told.party ?? party, partner: company.of(partner), zone: berlin, by: 'user:1' }
  const orderUrl = (token: string) => `https://anna.shop.example/orders/${token}`
  return { ...shared, commandId, content, toldAt: at(on), at: at(arrives), orderUrl }
}

const takes = async (content: SlipContent, told: Told = {}) => {
  const taken = await takeSlip(doing, taking(content, told))
  if (taken.is === 'refused') throw new Error(taken.because)
  return taken.slip
}

const settles = (slip: number, content: SlipContent, countsFor: 'its party' | 'no party' = 'its party') => {
  const { at, zone, by, orderUrl } = taking(content, { on: '2026-03-11' })
  return settleSlip(doing, { slip, content, at, zone, by, orderUrl, countsFor })
}

const orders = () => ordersOfParties(database, [party])
const tokenIn = (url: string) => url.split('/').at(-1)!
const mails = () => database.selectFrom('ground.message').select(['kind', 'recipient']).execute()

describe('for a guest', () => {
  test('the guest is the buyer, the partner’s by the evidence of the party, and marked as entered by her', async () => {
    const listed = await inTransaction(database, inside =>
      listGuest(inside, { party, name: 'Cy', answer: 'invited', by: 'partner', at: at('2026-03-10') }),
    )
    const guest = listed.is === 'listed' ? listed.guest : 0
    expect(await takes({ ...forCy, guest })).toMatchObject({ state: 'placed', because: null })
    const [order] = await orders()
    expect(order).toMatchObject({ way: 'for guest', sold: { gross: 2_000, net: 1_681 }, state: 'placed', pieces: 2 })
    expect(await shop.sponsorOf(order!.contact)).toBe('Anna')
    expect(await enteredAndUnconfirmed(database, order!.contact)).toBe(company.of('Anna'))
    expect(await guestsOf(database, party)).toMatchObject([{ contact: order!.contact }])
  })

  test('is told what the contract needs, and nothing else', async () => {
    await takes(forCy)
    expect(await mails()).toEqual([{ kind: 'order placed', recipient: cy.email }])
  })

  test('goes to the host, and the guest stays at home where he lives', async () => {
    expect((await takes({ ...forCy, deliveredTo: 'host' })).because).toMatchObject({
      because: 'no address',
      of: 'host',
    })
    await lives('Gabi')
    await takes({ ...forCy, deliveredTo: 'host' })
    const [order] = await orders()
    expect(order!.delivery).toMatchObject({ name: 'Gabi Berg', street: 'Gabiweg 1' })
    const kept = await database
      .selectFrom('people.contact')
      .select('street')
      .where('id', '=', order!.contact)
      .executeTakeFirst()
    expect(kept).toEqual({ street: 'Hauptstraße 5' })
  })

  test('that shares a parcel pays no shipping where the company says so', async () => {
    await keepSetting(database, partyOrderPolicy, {
      value: { ...partyOrderPolicy.usual, sharedParcel: 'none' },
      by: 'user:1',
    })
    const slip = await takes({ ...forCy, deliveredTo: 'partner', total: cents(2_000) })
    expect(slip.state).toBe('placed')
  })

  test('is paid at once where the partner collects, and she owes it', async () => {
    await takes({ ...forCy, payment: 'collected' })
    const [order] = await orders()
    expect(order).toMatchObject({ state: 'paid', payment: 'collected', paidAt: at('2026-03-10 20:00') })
    expect(await shop.roleOf(order!.contact)).toBe('customer')
    expect(await collectedBy(database, company.of('Anna'))).toEqual([{ currency: 'EUR', amount: 2_495, orders: 1 }])
    await tellNews(database, at('2026-03-20'))
    expect(await mails()).toEqual([{ kind: 'order placed', recipient: cy.email }])
  })
})

describe('a collective order', () => {
  test('is the partner’s own, and makes nobody known', async () => {
    const before = await shop.counts()
    expect(await takes(forHerself)).toMatchObject({ state: 'placed' })
    const after = await shop.counts()
    expect(after['people.contact']).toBe(before['people.contact'])
    expect(await orders()).toMatchObject([{ way: 'collective', contact: company.of('Anna') }])
  })

  test.each`
    change                      | because
    ${{ payment: 'collected' }} | ${'not for a collective order'}
    ${{ deliveredTo: 'guest' }} | ${'not for a collective order'}
  `('with $change is to be settled', async ({ change, because }) => {
    expect(await takes({ ...forHerself, ...change })).toMatchObject({ state: 'to settle', because: { because } })
  })
})

describe('the sum that a phone told', () => {
  const prices = (collectivePrices: 'customer' | 'partner') =>
    keepSetting(database, partyOrderPolicy, { value: { ...partyOrderPolicy.usual, collectivePrices }, by: 'user:1' })

  const partnersPay = (gross: number) =>
    keepPrice(
      database,
      { sku: 'Candle', country: 'DE', group: 'partner', kind: 'regular', gross: cents(gross), from: at('2026-03-01') },
      at('2026-03-01'),
    )

  test.each`
    rule          | total    | is             | why
    ${'partner'}  | ${1_895} | ${'placed'}    | ${'partners’ prices, which the rule says'}
    ${'partner'}  | ${2_495} | ${'to settle'} | ${'customers’ prices, which hold for no collective order here'}
    ${'customer'} | ${2_495} | ${'placed'}    | ${'customers’ prices, which the rule says'}
  `('of a collective order: $why', async ({ rule, total, is }) => {
    await prices(rule)
    await partnersPay(700)
    expect(await takes({ ...forHerself, total: cents(total) })).toMatchObject({ state: is })
  })

  test('of a guest’s order is by customers’ prices whatever the rule says', async () => {
    await prices('partner')
    await partnersPay(700)
    expect(await takes(forCy)).toMatchObject({ state: 'placed' })
  })

  test.each`
    told     | amount | sum      | why
    ${2_495} | ${500} | ${1_995} | ${'told without the voucher: the guest pays less'}
    ${1_995} | ${500} | ${1_995} | ${'told with it'}
    ${2_000} | ${500} | ${null}  | ${'neither the one nor the other'}
    ${5_000} | ${100} | ${null}  | ${'the voucher would cost the guest free shipping, so she is asked'}
  `('with a voucher: $why', async ({ told, amount, sum }) => {
    await shop.voucher('VONANNA', 'Anna', { discount: { kind: 'amount', amount: cents(amount) } })
    const quantity = told === 5_000 ? 5 : 2
    const content = { ...forCy, voucher: 'VONANNA', lines: [{ sku: 'Candle', quantity }], total: cents(told) }
    const { order, state } = await takes(content)
    expect(state).toBe(sum === null ? 'to settle' : 'placed')
    const sums = await sumsOfOrders(database, order === null ? [] : [order])
    expect([...sums.values()].map(({ total }) => total)).toEqual(sum === null ? [] : [sum])
  })
})

describe('a guest without a mailbox', () => {
  const onPaper = { ...forCy, buyer: { ...cy, email: null } }
  const contactOf = async (slip: { readonly order: number | null }) =>
    (await orders()).find(({ order }) => order === slip.order)!.contact

  test('is the buyer, is written to by nobody, and prints open the order', async () => {
    const slip = await takes({ ...onPaper, payment: 'collected' })
    expect(slip.state).toBe('placed')
    await tellNews(database, at('2026-03-11'))
    expect(await mails()).toEqual([])
    const order = slip.order!
    expect(await papersOfParty(database, party)).toMatchObject([{ name: home.name, printedAt: null }])
    const printedAt = at('2026-03-11')
    const print = () => printOrder(database, { order, at: printedAt, by: 'user:1' })
    const [one, other] = [(await print())!, (await print())!]
    expect(one.facts).toMatchObject({ total: 2_495, delivery: home, payment: 'collected' })
    for (const { facts } of [one, other])
      expect((await orderByToken(database, { token: tokenIn(facts.url), at: printedAt }))!.order).toBe(order)
    expect(await papersOfParty(database, party)).toMatchObject([{ name: home.name, printedAt }])
  })

  test('has no paper where there is a mailbox, whose link is nobody else’s', async () => {
    const { order } = await takes(forCy)
    const printing = { order: order!, at: at('2026-03-11'), by: 'user:1' }
    expect(await printOrder(database, printing)).toBeUndefined()
    expect(await papersOfParty(database, party)).toEqual([])
  })

  test('adds a mailbox once by the code of the paper, however often it is sent, and has the confirmation there', async () => {
    const { order } = await takes(onPaper)
    const now = at('2026-03-11')
    const printed = await printOrder(database, { order: order!, at: now, by: 'user:1' })
    const adding = { token: tokenIn(printed!.facts.url), at: now }
    expect(await addMailbox(database, { ...adding, email: 'cy' })).toMatchObject({ because: 'no e-mail address' })
    const answers = await Promise.all(
      [1, 2, 3].map(n => addMailbox(database, { ...adding, email: `cy${n}@example.org` })),
    )
    expect(answers.filter(({ is }) => is === 'added')).toHaveLength(1)
    expect(await mails()).toEqual([{ kind: 'order placed', recipient: expect.stringMatching(/^cy\d@example\.org$/u) }])
    expect(await addMailbox(database, { ...adding, token: 'x', email: 'a@b.de' })).toMatchObject({
      because: 'not asked',
    })
  })

  test.each`
    change                                                            | isSame   | why
    ${{}}                                                             | ${true}  | ${'the same name at the same address'}
    ${{ home: { ...home, street: 'Lindenweg 9' } }}                   | ${true}  | ${'who moved has name and telephone of before'}
    ${{ home: { ...home, street: 'Lindenweg 9' }, phone: null }}      | ${false} | ${'a name alone is nobody'}
    ${{ home: { ...home, street: 'Lindenweg 9' }, givenName: 'Eva' }} | ${false} | ${'a telephone is a household’s'}
    ${{ givenName: 'Eva' }}                                           | ${false} | ${'another of the same house'}
  `('who comes again is known, and counted once: $why', async ({ change, isSame }) => {
    const { home: place = home, ...buyer } = change
    const first = await contactOf(await takes(onPaper))
    const again = { ...onPaper, buyer: { ...onPaper.buyer, ...buyer }, home: place }
    expect((await contactOf(await takes(again))) === first).toBe(isSame)
  })
})

describe('a slip', () => {
  test('sent twice, also at once, is one order, and told what became of it', async () => {
    const told = taking(forCy, { commandId: 'phone 1' })
    const answers = await Promise.all([1, 2, 3, 4].map(() => takeSlip(doing, told)))
    expect(new Set(answers.map(answer => (answer.is === 'taken' ? answer.slip.order : 'refused'))).size).toBe(1)
    expect(await orders()).toHaveLength(1)
    expect(await takeSlip(doing, { ...told, content: forHerself })).toEqual({
      is: 'refused',
      because: 'command used for another slip',
    })
  })

  test('of the same id from another partner is hers', async () => {
    const bens = await planned('Ben')
    await lives('Ben')
    await takes(forHerself, { commandId: 'phone 1' })
    await takes(forHerself, { commandId: 'phone 1', partner: 'Ben', party: bens })
    expect(await ordersOfParties(database, [party, bens])).toHaveLength(2)
  })

  const many = { ...forCy, lines: [{ sku: 'Candle', quantity: 11 }] }
  test.each`
    content                                                | because
    ${many}                                                | ${{ because: 'out of stock', sku: 'Candle', left: 10 }}
    ${{ ...forCy, lines: [{ sku: 'Lamp', quantity: 1 }] }} | ${{ because: 'not sold', sku: 'Lamp' }}
    ${{ ...forCy, total: cents(1_999) }}                   | ${{ because: 'price changed', total: 2_495 }}
    ${{ ...forCy, voucher: 'NONE' }}                       | ${{ because: 'voucher', why: 'unknown' }}
    ${{ ...forCy, buyer: { ...cy, email: 'cy' } }}         | ${{ because: 'form', faults: [{ field: 'buyer.email' }] }}
    ${{ ...forCy, buyer: { ...cy, email: '' } }}           | ${{ because: 'form', faults: [{ field: 'buyer.email' }] }}
    ${{ ...forCy, buyer: null }}                           | ${{ because: 'guest unnamed' }}
    ${{ ...forCy, lines: [] }}                             | ${{ because: 'cart is empty' }}
  `('waits to be settled: $because', async ({ content, because }) => {
    const before = await shop.counts()
    expect(await takes(content)).toMatchObject({ state: 'to settle', order: null, because, content })
    expect(await shop.counts()).toEqual(before)
    expect(await hasOpenSlips(database, party)).toBe(true)
  })

  test('whose goods are gone meanwhile is settled with what is left', async () => {
    await takeStock(database, [{ sku: 'Candle', quantity: 9 }])
    const { number } = await takes(forCy)
    const settled = await settles(number, { ...forCy, lines: [{ sku: 'Candle', quantity: 1 }], total: cents(1_495) })
    expect(settled).toMatchObject({ is: 'settled', slip: { state: 'placed', because: null } })
    expect(await settles(number, forCy)).toEqual({ is: 'refused', because: 'not to settle' })
    expect(await hasOpenSlips(database, party)).toBe(false)
  })

  test('is settled once, however many settle it at the same time', async () => {
    const { number } = await takes({ ...forCy, total: cents(1) })
    const answers = await Promise.all([settles(number, forCy), settles(number, forCy), settles(number, forCy)])
    expect(answers.filter(({ is }) => is === 'settled')).toHaveLength(1)
    expect(await orders()).toHaveLength(1)
  })

  test('is dropped with a reason, and stays to be read', async () => {
    const { number } = await takes({ ...forCy, total: cents(1) })
    const drop = { slip: number, at: at('2026-03-11'), by: 'user:1' }
    expect(await dropSlip(database, { ...drop, because: ' ' })).toMatchObject({ because: 'reason missing' })
    expect(await dropSlip(database, { ...drop, because: 'changed her mind' })).toEqual({ is: 'dropped' })
    expect(await settles(number, forCy)).toMatchObject({ because: 'not to settle' })
  })

  test('that waited on the phone while the party closed still counts for it, by the day and price it was taken', async () => {
    await inTransaction(database, inside =>
      stepParty(inside, { party, step: 'close', at: at('2026-03-11'), zone: berlin, by: 'user:1', bought }),
    )
    const slip = await takes({ ...forCy, payment: 'collected' }, { arrives: '2026-03-15' })
    expect(slip.state).toBe('placed')
    expect(await orders()).toMatchObject([{ placedAt: at('2026-03-10 20:00'), paidAt: at('2026-03-10 20:00') }])
    const late = await takes(forCy, { on: '2026-03-11 10:00', arrives: '2026-03-15' })
    expect(late.because).toMatchObject({ because: 'party was not open' })
  })

  test('that comes after its party was settled becomes an order that counts for none', async () => {
    const slip = await takes(forCy, { arrives: '2026-03-20' })
    expect(slip.because).toMatchObject({ because: 'party is settled' })
    expect(await settles(slip.number, forCy, 'no party')).toMatchObject({ slip: { state: 'placed' } })
    expect(await orders()).toEqual([])
  })

  test('of a phone whose clock is fast was taken when it arrived', async () => {
    expect(await takes(forCy, { on: '2026-03-12 10:00', arrives: '2026-03-11 10:00' })).toMatchObject({
      state: 'placed',
      takenAt: at('2026-03-11 10:00'),
    })
  })
})

test('what comes back is taken off what was sold, and nothing is lost', async () => {
  await takes({ ...forCy, lines: [{ sku: 'Candle', quantity: 3 }], total: cents(3_495), payment: 'collected' })
  const [order] = await orders()
  await company.takesBack(order!.order, '2026-03-20', [{ position: 1, quantity: 1 }])
  const [after] = await orders()
  expect([after!.returned.gross, leftOf(after!).gross]).toEqual([1_000, 2_000])
  expect(after!.sold.net).toBe(after!.returned.net + leftOf(after!).net)
})

test('a party closes after the orders that were on their way, or before them, and none is lost', async () => {
  const close = () =>
    inTransaction(database, inside =>
      stepParty(inside, { party, step: 'close', at: at('2026-03-10 20:00'), zone: berlin, by: 'user:1', bought }),
    )
  const sent = [1, 2, 3].map(() => takes({ ...forHerself, lines: [{ sku: 'Bag', quantity: 1 }], total: cents(1_495) }))
  const [, ...slips] = await Promise.all([close(), ...sent])
  const placed = slips.filter(({ state }) => state === 'placed').length
  expect(await orders()).toHaveLength(placed)
  expect(slips.every(({ state }) => state === 'placed' || state === 'to settle')).toBe(true)
})
