import { beforeEach, describe, expect, test } from 'vitest'
import { listSuspicions } from '#referral/voucher/store.ts'
import { settlePayments } from '#sales/checkout/store.ts'
import { cy, forgetTold, home, openShop, type TestShop } from '../../../../test/checkout.ts'
import { at, forget, openCompany, type TestCompany } from '../../../../test/company.ts'
import { testDatabase } from '../../../../test/database.ts'
import { sells } from '../../../../test/shop.ts'
import type { OrderId } from '../records.ts'
import { officeOrders } from './shop-orders.ts'

const { database } = await testDatabase()
let company: TestCompany
let shop: TestShop
const orders = officeOrders({ database, clock: () => at('2026-03-20'), actor: async () => 'user:boss' })
const command = () => ({ commandId: crypto.randomUUID() })

beforeEach(async () => {
  await forget(database)
  await forgetTold(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben')
  await sells(database, { candle: { stock: 9 } })
  shop = openShop({ database, company })
})

const onAnnasPage = () => ({ subdomain: { partner: company.of('Anna'), name: 'anna' } })

const numbers = async (open: 'to pay' | 'to ship' | 'all') =>
  (await orders.list({ open, cursor: null })).rows.map(({ number, state }) => [number, state])

describe('the list of the shop’s orders', () => {
  test('says what is to be shipped, what is to be paid, and all', async () => {
    const invoice = await shop.buys({ candle: 1 })
    const prepaid = await shop.buys({ candle: 1 }, { payment: 'prepayment', at: at('2026-03-11') })
    const gone = await shop.buys({ candle: 1 }, { at: at('2026-03-12') })
    await company.takesBack(gone.order, '2026-03-13')
    await company.buys('Ben', 10, '2026-03-14')
    const [first, second] = [
      [prepaid.number, 'placed'],
      [invoice.number, 'placed'],
    ]
    expect(await numbers('to pay')).toEqual([first, second])
    expect(await numbers('to ship')).toEqual([second])
    await company.pays(prepaid.order, '2026-03-15')
    expect(await numbers('to ship')).toEqual([[prepaid.number, 'paid'], second])
    expect(await numbers('all')).toEqual([[gone.number, 'cancelled'], [prepaid.number, 'paid'], second])
  })

  test('of an empty shop is empty', async () => {
    expect(await orders.list({ open: 'all', cursor: null })).toEqual({ rows: [], next: null })
  })
})

describe('an order of the shop', () => {
  test('tells its voucher, whose it is by it and why', async () => {
    await shop.voucher('VONBEN', 'Ben')
    const { id } = await shop.buys({ candle: 2 }, { code: 'VONBEN', signals: onAnnasPage() })
    expect(await orders.shop(id)).toMatchObject({
      voucher: { code: 'VONBEN', partner: { name: 'Ben' } },
      attribution: { sponsor: { name: 'Ben' }, by: 'voucher' },
      totals: { goods: 2_000, discount: 1_000, total: 1_495 },
    })
  })

  test('goes its way by the hands of the company, each step once however often the page is sent', async () => {
    const { id } = await shop.buys({ candle: 2 })
    expect(await orders.actions(id)).toMatchObject({ mayPay: true, mayShip: true, isCancellation: true })
    const paid = { ...command(), order: id, step: 'paid' } as const
    expect([await orders.reach(paid), await orders.reach(paid)]).toEqual([{ is: 'done' }, { is: 'done' }])
    expect(await orders.reach({ ...paid, ...command() })).toEqual({ is: 'refused', because: 'already done' })
    await orders.reach({ ...command(), order: id, step: 'shipped' })
    expect(await orders.actions(id)).toEqual({
      mayPay: false,
      asksAccount: false,
      mayShip: false,
      left: [{ position: 1, name: 'candle', pieces: 2 }],
      isCancellation: false,
    })
  })

  test('with a voucher is asked from which account it was paid: one that pays for two new customers is told to a person', async () => {
    await shop.voucher('VONBEN', 'Ben')
    const di = { ...cy, givenName: 'Di', familyName: 'Ott', email: 'di@example.org', phone: null }
    const elsewhere = { ...home, name: 'Di Ott', street: 'Weg 7', postalCode: '80331', city: 'München' }
    const placed = [
      await shop.buys({ candle: 1 }, { code: 'VONBEN' }),
      await shop.buys({ candle: 1 }, { code: 'VONBEN', buyer: di, delivery: elsewhere }),
    ]
    expect((await orders.actions(placed[0]!.id))!.asksAccount).toBe(true)
    const paid = (order: OrderId, iban: string) => orders.reach({ ...command(), order, step: 'paid', iban })
    expect(await paid(placed[0]!.id, 'DE00 1')).toEqual({ is: 'refused', because: 'no IBAN' })
    expect((await orders.actions(placed[0]!.id))!.mayPay).toBe(true)
    for (const { id } of placed) expect(await paid(id, 'de02 1203 0000 0000 2020 51')).toEqual({ is: 'done' })
    const suspicions = await listSuspicions(database, { decided: 'open', limit: 9 })
    expect(suspicions.map(({ kind, redemption }) => [kind, redemption.contact])).toEqual([
      ['same account', placed[1]!.contact],
    ])
  })

  test('that was paid by transfer and comes back is paid back by a person', async () => {
    const { id, order } = await shop.buys({ candle: 2 }, { payment: 'prepayment' })
    await orders.reach({ ...command(), order: id, step: 'paid' })
    const pieces = [{ position: 1, quantity: 1 }]
    expect(await orders.takeBack({ ...command(), order: id, reason: 'broken', reasonClass: 'defect', pieces })).toEqual(
      { is: 'done' },
    )
    await settlePayments({ database, providers: {} })
    const [refund] = (await orders.shop(id))!.refunds
    expect(refund).toMatchObject({ amount: 1_000, state: 'by hand' })
    expect(await orders.refunded({ ...command(), order: id, refund: refund!.id })).toEqual({ is: 'done' })
    expect((await orders.shop(id))!.refunds[0]!.state).toBe('done')
    expect(
      await orders.takeBack({
        ...command(),
        order: id,
        reason: 'no',
        reasonClass: 'withdrawal',
        pieces: [{ position: 1, quantity: 2 }],
      }),
    ).toEqual({
      is: 'refused',
      because: 'more than the line has left',
    })
    expect(order).toBeGreaterThan(0)
  })

  test('cancelled before payment gives back whose its buyer became', async () => {
    await shop.voucher('VONBEN', 'Ben')
    const { id, contact } = await shop.buys({ candle: 2 }, { code: 'VONBEN', signals: onAnnasPage() })
    await orders.takeBack({ ...command(), order: id, reason: 'changed my mind', reasonClass: 'goodwill', pieces: null })
    expect([await shop.sponsorOf(contact), await shop.stockOf('candle')]).toEqual(['Anna', 9])
    expect(await orders.actions(id)).toMatchObject({ mayPay: false, mayShip: false, left: [] })
    expect(await orders.shop(id)).toMatchObject({ isUndone: true, voucher: { code: 'VONBEN' } })
  })

  test('that is none of the shop’s has its steps and nothing more; one that is not there has none', async () => {
    await company.orders('Ben', [], '2026-03-14')
    const { uuid } = await database.selectFrom('sales.order').select('uuid').executeTakeFirstOrThrow()
    expect(uuid).toBeTruthy()
    const nowhere = 'ord_01hzx4m2n3p4q5r6s7t8v9w0xy'
    expect([await orders.shop(nowhere), await orders.actions(nowhere)]).toEqual([null, null])
    expect(await orders.reach({ ...command(), order: nowhere, step: 'paid' })).toEqual({
      is: 'refused',
      because: 'unknown order',
    })
  })
})
