import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { ContactNumber } from '#ground/identity'
import { cents } from '#ground/money'
import { keepSetting } from '#ground/setting/store.ts'
import { cy, home, forgetTold, openShop, shoppingDay, type TestShop } from '../../../test/checkout.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { openStripeDouble } from '../../../test/stripe.ts'
import { pay } from '#sales/order/store.ts'
import { providersOf } from '#sales/payment/store.ts'
import { shippingPolicy as shippingFree } from '#sales/cart'
import { cancelByBuyer, exchangeSetting, orderByToken, shopOrder, shopOrderByNumber, shopOrdersOf } from './store.ts'

const { database } = await testDatabase()
const stripe = await openStripeDouble()
afterAll(() => stripe.close())
let company: TestCompany
let shop: TestShop

beforeEach(async () => {
  await forget(database)
  await forgetTold(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben')
  await sells(database, {
    candle: { stock: 5, prices: { DE: 1_000, CH: 1_200 } },
    bowl: { prices: { DE: 6_000 } },
    book: { vatClass: 'reduced', prices: { DE: 1_295 } },
  })
  shop = openShop({ database, company, providers: providersOf(stripe.environment) })
})

const onAnnasPage = () => ({ subdomain: { partner: company.of('Anna'), name: 'anna' } })

describe('a guest who orders', () => {
  test('becomes a contact below whoever’s page it was, gets an order, and is told of it once', async () => {
    const placed = await shop.buys({ candle: 2, book: 1 }, { signals: onAnnasPage() })
    expect(await shop.sponsorOf(placed.contact)).toBe('Anna')
    expect(await shop.roleOf(placed.contact)).toBe('prospect')
    expect(await orderByToken(database, { token: placed.token, at: shoppingDay })).toMatchObject({
      order: placed.order,
      number: placed.number,
      state: 'placed',
      email: cy.email,
      currency: 'EUR',
      delivery: home,
      billing: home,
      payment: 'invoice',
      voucherCode: null,
      isCancellable: true,
      lines: [
        { sku: 'candle', quantity: 2, gross: 2_000, discount: 0, payable: 2_000 },
        { sku: 'book', quantity: 1, gross: 1_295, payable: 1_295, vatRate: 700 },
      ],
      totals: { goods: 3_295, discount: 0, shipping: 495, total: 3_790 },
    })
    const messages = await database.selectFrom('ground.message').selectAll().execute()
    expect(messages).toMatchObject([
      {
        kind: 'order placed',
        recipient: cy.email,
        facts: { number: placed.number, total: 3_790, instructions: { how: 'invoice' } },
      },
    ])
    expect(await shop.stockOf('candle')).toBe(3)
  })

  test('finds the order by its token and number, and nobody does by another', async () => {
    const placed = await shop.buys({ candle: 1 })
    expect((await shopOrderByNumber(database, placed.number))?.id).toBe(placed.id)
    expect((await shopOrder(database, placed.order))?.id).toBe(placed.id)
    expect(await orderByToken(database, { token: 'guessed', at: shoppingDay })).toBeUndefined()
    expect(await shopOrderByNumber(database, '1')).toBeUndefined()
    expect(await shopOrdersOf(database, { contact: 99 as ContactNumber, email: cy.email })).toEqual([])
  })

  test('a second time, written otherwise, is the same contact with two orders', async () => {
    const first = await shop.buys({ candle: 1 }, { signals: onAnnasPage() })
    const second = await shop.buys({ candle: 1 }, { buyer: { ...cy, email: 'CyMueller+shop@googlemail.com' } })
    const third = await shop.buys(
      { candle: 1 },
      {
        buyer: { ...cy, familyName: 'Mueller', email: 'other@example.org' },
        delivery: { ...home, street: 'Haupt-Str. 5' },
      },
    )
    expect([second.contact, third.contact]).toEqual([first.contact, first.contact])
  })

  test('is shown in an account only what was ordered signed in, or confirmed to its mailbox', async () => {
    const first = await shop.buys({ candle: 1 })
    const { contact } = first
    const neighbour = { ...cy, email: 'somebody.else@example.org', phone: '040 98765' }
    const strangers = await shop.buys({ candle: 1 }, { buyer: neighbour })
    const signedIn = await shop.buys({ candle: 1 }, { buyer: neighbour, contact })
    expect(strangers.contact).toBe(contact)
    const numbers = async (email: string) => (await shopOrdersOf(database, { contact, email })).map(each => each.number)
    expect(await numbers(' Cy.Mueller@gmail.com ')).toEqual([signedIn.number, first.number])
    expect(await numbers('cy@elsewhere.example')).toEqual([signedIn.number])
  })

  test('who is signed in orders as himself, and what was not known of him yet is kept', async () => {
    await company.prospect('Dora', 'Ben')
    const placed = await shop.buys({ candle: 1 }, { contact: company.of('Dora') })
    expect(placed.contact).toBe(company.of('Dora'))
    const { city, given_name } = await database
      .selectFrom('people.contact')
      .selectAll()
      .where('id', '=', placed.contact)
      .executeTakeFirstOrThrow()
    expect([given_name, city]).toEqual(['Cy', 'Berlin'])
  })
})

describe('a new customer’s voucher', () => {
  beforeEach(() => shop.voucher('VONBEN', 'Ben'))

  test('makes a guest on Anna’s page Ben’s customer at once, with the evidence', async () => {
    const placed = await shop.buys({ bowl: 1 }, { code: 'von ben', signals: onAnnasPage() })
    expect([await shop.sponsorOf(placed.contact), await shop.roleOf(placed.contact)]).toEqual(['Ben', 'customer'])
    const order = (await shopOrder(database, placed.order))!
    expect(order).toMatchObject({ voucherCode: 'VONBEN', totals: { goods: 6_000, discount: 1_000, total: 5_000 } })
    const { signals, order_id } = await database
      .selectFrom('referral.attribution')
      .selectAll()
      .where('id', '=', order.attribution!)
      .executeTakeFirstOrThrow()
    expect(order_id).toBe(placed.order)
    expect(signals).toMatchObject({ voucher: { code: 'VONBEN' }, subdomain: { name: 'anna' } })
    const redemption = await database.selectFrom('referral.redemption').selectAll().executeTakeFirstOrThrow()
    expect([redemption.order_id, redemption.id]).toEqual([placed.order, order.redemption])
  })

  test('moves a prospect of Anna’s to Ben and makes him a customer at once', async () => {
    await company.prospect('Dora', 'Anna')
    const placed = await shop.buys({ bowl: 1 }, { code: 'VONBEN', contact: company.of('Dora') })
    expect([await shop.sponsorOf(placed.contact), await shop.roleOf(placed.contact)]).toEqual(['Ben', 'customer'])
  })

  test('does nothing more for him under another spelling, and the refused order leaves nothing', async () => {
    await shop.buys({ bowl: 1 }, { code: 'VONBEN' })
    const buyer = { ...cy, email: 'c.y.mueller+2@googlemail.com', familyName: 'Mueller', phone: null }
    const form = await shop.form({ candle: 1 }, { code: 'VONBEN', buyer, delivery: { ...home, street: 'Hauptstr. 5' } })
    const before = await shop.counts()
    expect(await shop.place(form)).toEqual({ is: 'refused', because: 'voucher', why: 'not usable' })
    expect(await shop.counts()).toEqual(before)
    expect(await shop.stockOf('candle')).toBe(5)
    expect(await shop.refusedWith('VONBEN')).toBe(1)
  })

  test('is counted as refused where it is switched off between cart and order', async () => {
    const form = await shop.form({ bowl: 1 }, { code: 'von ben' })
    await database
      .updateTable('referral.voucher')
      .set({ off_at: new Date(shoppingDay) })
      .execute()
    expect(await shop.place(form)).toMatchObject({ because: 'voucher', why: 'switched off' })
    expect(await shop.refusedWith('VONBEN')).toBe(1)
  })

  test('does not take Anna’s customer away', async () => {
    await company.customer('Dora', 'Anna')
    const form = await shop.form({ bowl: 1 }, { code: 'VONBEN', contact: company.of('Dora') })
    expect(await shop.place(form)).toMatchObject({ because: 'voucher' })
  })

  test('that is for everybody is a discount and binds nobody', async () => {
    await shop.voucher('SPRING', 'Ben', { newCustomersOnly: false })
    const placed = await shop.buys({ bowl: 1 }, { code: 'SPRING', signals: onAnnasPage() })
    expect([await shop.sponsorOf(placed.contact), await shop.roleOf(placed.contact)]).toEqual(['Anna', 'prospect'])
  })

  test('that pays for everything leaves nothing to pay: the order is paid', async () => {
    await shop.voucher('ALLESFREI', 'Ben', { discount: { kind: 'percent', basisPoints: 10_000 } })
    const placed = await shop.buys({ bowl: 1 }, { code: 'ALLESFREI', payment: 'stripe' })
    // Shipping is never given away.
    expect(await shopOrder(database, placed.order)).toMatchObject({ state: 'placed', totals: { total: 495 } })
    await keepSetting(database, shippingFree, { value: { DE: { cost: cents(0), freeFrom: null } }, by: 'user:1' })
    const free = await shop.buys({ bowl: 1 }, { code: 'ALLESFREI', buyer: { ...cy, ...elsewhere }, delivery: far })
    expect(await shopOrder(database, free.order)).toMatchObject({ state: 'paid', totals: { total: 0 } })
  })
})

const elsewhere = { email: 'eve@example.org', givenName: 'Eve', phone: null }
const far = { ...home, street: 'Weg 1', postalCode: '80331', city: 'München' }

describe('a buyer who takes back his order', () => {
  const pieces = async () =>
    (await database.selectFrom('sales.variant').select('stock').where('sku', '=', 'candle').executeTakeFirstOrThrow())
      .stock

  test('does so once, and its goods are in stock again', async () => {
    const { order } = await shop.buys({ candle: 2 })
    expect(await pieces()).toBe(3)
    const answers = await Promise.all([1, 2, 3].map(() => cancelByBuyer(database, { order, at: shoppingDay })))
    expect(answers.map(answer => answer.is).toSorted()).toEqual(['cancelled', 'refused', 'refused'])
    expect(await pieces()).toBe(5)
    expect(await shopOrder(database, order)).toMatchObject({ state: 'cancelled', isCancellable: false })
  })

  test('is refused once it is paid', async () => {
    const { order } = await shop.buys({ candle: 1 })
    await pay(database, { order, at: shoppingDay })
    const refused = { is: 'refused', because: 'paid or shipped' }
    expect(await cancelByBuyer(database, { order, at: shoppingDay })).toEqual(refused)
  })
})

describe('an order is refused, and leaves nothing', () => {
  const refusals = async (change: Parameters<TestShop['form']>[1], bag = { candle: 1 }) => {
    const form = await shop.form(bag, change)
    const before = await shop.counts()
    const answer = await shop.place(form)
    expect(await shop.counts()).toEqual(before)
    expect(await shop.stockOf('candle')).toBe(5)
    return answer
  }

  test('where the form is not filled in', async () => {
    expect(await refusals({ buyer: { ...cy, email: 'cy' } })).toEqual({
      is: 'refused',
      because: 'form',
      faults: [{ field: 'buyer.email', because: 'no e-mail address' }],
    })
  })

  test('where the price is no longer the one he saw', async () => {
    expect(await refusals({ total: cents(1) })).toEqual({ is: 'refused', because: 'price changed', total: 1_495 })
  })

  test('where there are not so many pieces any more', async () => {
    const form = await shop.form({ candle: 4 })
    await shop.buys({ candle: 3 }, { buyer: { ...cy, ...elsewhere }, delivery: far })
    expect(await shop.place(form)).toEqual({ is: 'refused', because: 'out of stock', sku: 'candle', left: 2 })
  })

  test('where it is sent to another country than its prices are of', async () => {
    expect(await refusals({ delivery: { ...home, country: 'CH' } })).toMatchObject({ because: 'not delivered there' })
  })

  test('where the cart is empty, unknown or ordered already', async () => {
    expect(await refusals({ cart: 'guessed' })).toMatchObject({ because: 'cart is empty' })
    const form = await shop.form({ candle: 1 })
    await shop.place(form)
    expect(await shop.place({ ...form, commandId: 'another' })).toMatchObject({ because: 'cart is empty' })
  })

  test('where the payment is not offered', async () => {
    const poor = openShop({ database, company })
    expect(await poor.place(await poor.form({ candle: 1 }, { payment: 'stripe' }))).toMatchObject({
      because: 'payment not offered',
    })
  })

  test('and the same form may be sent again once the reason is gone', async () => {
    const form = await shop.form({ candle: 5 })
    await database.updateTable('sales.variant').set({ stock: 4 }).where('sku', '=', 'candle').execute()
    expect((await shop.place(form)).is).toBe('refused')
    await database.updateTable('sales.variant').set({ stock: 5 }).where('sku', '=', 'candle').execute()
    expect((await shop.place(form)).is).toBe('placed')
  })
})

test('an order in another currency counts for the company in its own, and only where somebody said what it is worth', async () => {
  const swiss = { country: 'CH', delivery: { ...home, country: 'CH' } } as const
  const form = await shop.form({ candle: 1 }, swiss)
  expect(await shop.place(form)).toMatchObject({ because: 'not delivered there' })
  await keepSetting(database, exchangeSetting, { value: { CHF: { numerator: 107, denominator: 100 } }, by: 'user:1' })
  const placed = await shop.buys({ candle: 1 }, swiss)
  expect(await shopOrder(database, placed.order)).toMatchObject({ currency: 'CHF', totals: { total: 2_490 } })
  const { net } = await database.selectFrom('sales.order_line').select('net').executeTakeFirstOrThrow()
  // 12.00 CHF with 8.1 % VAT are 11.10 CHF net, and 11.88 EUR.
  expect(net).toBe(1_188)
})

test('the day and time of an order are those it was placed at', async () => {
  const placed = await shop.buys({ candle: 1 }, { at: at('2026-03-11 09:00') })
  expect((await shopOrder(database, placed.order))!.placedAt).toBe(at('2026-03-11 09:00'))
  expect(shoppingDay).toBe(at('2026-03-10 12:00'))
})
