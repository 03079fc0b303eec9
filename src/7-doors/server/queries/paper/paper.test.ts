import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { publicIdOf } from '#ground/identity'
import { cents, points } from '#ground/money'
import { declareWithdrawal } from '#sales/withdrawal/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../../../test/company.ts'
import { testDatabase } from '../../../../../test/database.ts'
import { keepSeller, makeShopOrder, seller } from '../../../../../test/invoices.ts'
import type { OrderId } from '../../index.ts'
import { shopInvoices } from './invoices.ts'
import { paperOffice } from './office.ts'

const { database } = await testDatabase()
let company: TestCompany

const site = { host: 'company.example', addressOf: (host: string) => `https://${host}` }
const office = paperOffice({
  database,
  clock: () => at('2026-07-10'),
  actor: async () => 'user:1',
  site,
  isMailing: false,
})

const candles = [
  { article: 'A-1', description: 'Candle', quantity: 3, net: cents(2521), vatRate: 1900, points: points(10_000) },
]

const idOf = async (order: number): Promise<OrderId> => {
  const { uuid } = await database
    .selectFrom('sales.order')
    .select('uuid')
    .where('id', '=', order)
    .executeTakeFirstOrThrow()
  return publicIdOf('order', uuid)
}

const declare = (order: string, pieces: { position: number; quantity: number }[] | null = null) =>
  inTransaction(database, transaction =>
    declareWithdrawal(transaction, {
      declaration: { name: 'Cy', email: 'cy@example.org', order, part: null, pieces, language: 'de' },
      at: at('2026-07-01 14:30'),
      commandKey: crypto.randomUUID(),
    }),
  )

const commandId = () => crypto.randomUUID()
const firstPage = { cursor: null }

beforeEach(async () => {
  await forget(database)
  await sql`truncate ground.message, ground.setting, ground.command`.execute(database)
  company = await openCompany(database)
  await company.customer('Cy')
  await keepSeller(database)
})

describe('mail', () => {
  test('shows each message as it would look, with links to the shop, newest first', async () => {
    await declare('A-1')
    await declare('A-2')
    const { rows } = await office.mail.list(firstPage)
    expect(rows.map(({ subject, to, state }) => [subject, to, state])).toEqual([
      ['Ihr Widerruf ist eingegangen (A-2)', 'cy@example.org', 'kept'],
      ['Ihr Widerruf ist eingegangen (A-1)', 'cy@example.org', 'kept'],
    ])
    const view = (await office.mail.message(rows[0]!.id))!
    expect(view.text).toContain('Eingegangen: 01.07.2026, 14:30 Uhr')
    expect(view.html).toContain('Lichtblick Kerzen GmbH')
    expect(await office.mail.message('msg_01h2xcejqtf2nbrexx3vqjhp41')).toBeNull()
  })
})

describe('withdrawals', () => {
  const declared = async (order: string, pieces: { position: number; quantity: number }[] | null = null) =>
    (await declare(order, pieces)).id

  test('from the list to the order and to the return, once', async () => {
    const order = await company.orders('Cy', candles, '2026-06-25')
    await database.updateTable('sales.order').set({ reference: 'A-17' }).where('id', '=', order).execute()
    await company.ships(order, '2026-06-26')
    const withdrawal = await declared('nr. a-17', [{ position: 1, quantity: 2 }])
    expect(await office.withdrawals.open()).toBe(1)
    const before = (await office.withdrawals.withdrawal(withdrawal))!
    expect(before).toMatchObject({
      state: 'open',
      matched: null,
      candidates: [{ reference: 'A-17', because: ['order number'], timeliness: { is: 'in time' } }],
    })
    const match = { commandId: commandId(), withdrawal, order: before.candidates[0]!.order }
    expect(await office.withdrawals.match(match)).toEqual({ is: 'settled' })
    expect((await office.withdrawals.withdrawal(withdrawal))!.matched).toMatchObject({
      reference: 'A-17',
      lines: [{ name: 'Candle', left: 3, declared: 2 }],
    })
    const back = { commandId: commandId(), withdrawal, pieces: [{ position: 1, quantity: 2 }], reason: 'Widerruf' }
    expect(await office.withdrawals.takeBack(back)).toEqual({ is: 'settled' })
    expect(await office.withdrawals.takeBack(back)).toEqual({ is: 'settled' })
    expect(await office.withdrawals.takeBack({ ...back, commandId: commandId() })).toMatchObject({
      because: 'already settled',
    })
    const { rows } = await office.withdrawals.list({ cursor: null, only: 'all' })
    expect(rows).toMatchObject([{ id: withdrawal, state: 'returned', isPart: true }])
    expect((await office.withdrawals.list({ cursor: null, only: 'unsettled' })).rows).toEqual([])
  })

  test('is matched by a number that somebody writes, closed with a reason, and refused where there is no such order', async () => {
    const order = await company.orders('Cy', candles, '2026-06-25')
    const withdrawal = await declared('forgot it')
    const match = (written: string) => office.withdrawals.match({ commandId: commandId(), withdrawal, order: written })
    expect(await match('A-99')).toEqual({ is: 'refused', because: 'unknown order' })
    expect(await match(await idOf(order))).toEqual({ is: 'settled' })
    const close = { commandId: commandId(), withdrawal, reason: 'declared twice' }
    expect(await office.withdrawals.close(close)).toEqual({ is: 'settled' })
    expect((await office.withdrawals.withdrawal(withdrawal))!.closed).toMatchObject({ because: 'declared twice' })
  })
})

describe('invoices', () => {
  test('of an order are written once, read and downloaded', async () => {
    const order = await company.orders('Cy', candles, '2026-06-25')
    const vat = [{ vatRate: 1900, net: 2521, vat: 479, gross: 3000 }]
    await makeShopOrder(database, { order, lines: [{ position: 1, gross: 3000, discount: 0 }], vat })
    const id = await idOf(order)
    expect(await office.invoices.ofOrder(id)).toEqual({ rows: [], isOfShop: true, isSellerKnown: true })
    const command = { commandId: commandId(), order: id }
    expect(await office.invoices.write(command)).toEqual({ is: 'written' })
    expect(await office.invoices.write(command)).toEqual({ is: 'written' })
    const { rows } = (await office.invoices.ofOrder(id))!
    expect(rows).toMatchObject([{ number: 'R2026-00001', kind: 'invoice', gross: 3000, currency: 'EUR' }])
    const pdf = (await office.invoices.pdf(rows[0]!.id))!
    expect([pdf.name, pdf.content.subarray(0, 4).toString()]).toEqual(['R2026-00001.pdf', '%PDF'])
    expect(await office.invoices.pdf('inv_01h2xcejqtf2nbrexx3vqjhp41')).toBeNull()
  })

  test('are given to the buyer only with their own order', async () => {
    const vat = [{ vatRate: 1900, net: 2521, vat: 479, gross: 3000 }]
    const orders = []
    for (let each = 0; each < 2; each += 1) {
      const order = await company.orders('Cy', candles, '2026-06-25')
      await makeShopOrder(database, { order, lines: [{ position: 1, gross: 3000, discount: 0 }], vat })
      await office.invoices.write({ commandId: commandId(), order: await idOf(order) })
      orders.push(order)
    }
    const shop = shopInvoices(database)
    const [row] = await shop.of(orders[0]!)
    expect((await shop.pdf(orders[0]!, row!.id))?.name).toBe('R2026-00001.pdf')
    expect(await shop.pdf(orders[1]!, row!.id)).toBeNull()
  })

  test('are refused with the reason', async () => {
    const id = await idOf(await company.orders('Cy', candles, '2026-06-25'))
    expect(await office.invoices.write({ commandId: commandId(), order: id })).toEqual({
      is: 'refused',
      because: 'no address',
    })
  })

  test('have settings that are kept', async () => {
    const kept = await office.invoices.settings()
    expect(kept.seller).toEqual(seller)
    const changed = { ...kept, invoice: { ...kept.invoice, prefix: 'RE' }, withdrawal: { days: 30, deliveryDays: 2 } }
    await office.invoices.keepSettings({ commandId: commandId(), ...changed })
    expect(await office.invoices.settings()).toEqual(changed)
    const wrong = { ...changed, seller: { ...seller, iban: 'DE00 1234' } }
    await expect(office.invoices.keepSettings({ commandId: commandId(), ...wrong })).rejects.toThrow('IBAN')
  })
})
