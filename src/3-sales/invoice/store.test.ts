import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { cents, points } from '#ground/money'
import type { Instant } from '#ground/period'
import { keepSetting } from '#ground/setting/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { keepSeller, makeShopOrder, seller } from '../../../test/invoices.ts'
import { totalsOf } from './amounts.ts'
import type { InvoiceFacts } from './facts.ts'
import { invoiceSetting } from './index.ts'
import { cancellationFor, invoiceFor, invoicesOf, writeDue } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

const candles = [
  { article: 'A-1', description: 'Candle', quantity: 3, net: cents(2521), vatRate: 1900, points: points(10_000) },
]

beforeEach(async () => {
  await forget(database)
  await sql`truncate ground.message, ground.setting`.execute(database)
  company = await openCompany(database)
  await company.customer('Cy')
  await keepSeller(database)
})

const address = () =>
  sql`update people.contact set street = 'Weg 1', postal_code = '10115', city = 'Berlin', family_name = 'Cy'`.execute(
    database,
  )

/** An order of the shop: three candles for 30.00 gross and 4.95 for shipping, paid, perhaps sent. */
type Sold = { readonly sent?: boolean; readonly payment?: 'prepayment' | 'invoice'; readonly credit?: number }

const shopOrder = async ({ sent = true, payment = 'prepayment', credit = 0 }: Sold = {}) => {
  const order = await company.orders('Cy', candles, '2026-03-01')
  const vat = [{ vatRate: 1900, net: 2937, vat: 558, gross: 3495 }]
  await makeShopOrder(database, {
    order,
    lines: [{ position: 1, gross: 3000, discount: 0 }],
    vat,
    shipping: 495,
    credit,
    payment,
  })
  if (sent) await company.ships(order, '2026-03-03')
  return order
}

const write = (order: number, on: Instant = at('2026-03-03')) =>
  inTransaction(database, transaction => invoiceFor(transaction, { order, at: on }))

const numbers = async () =>
  (await database.selectFrom('sales.invoice').select('number').orderBy('serial').execute()).map(({ number }) => number)

describe('an invoice', () => {
  test('says what was agreed, and is told to the buyer', async () => {
    const order = await shopOrder()
    const result = await write(order)
    expect(result).toMatchObject({
      is: 'written',
      invoice: {
        text: 'R2026-00001',
        facts: {
          seller,
          buyer: { name: 'Cem Yılmaz' },
          order: { number: `S-${order}`, placedOn: '2026-03-01' },
          suppliedOn: '2026-03-03',
          lines: [{ article: 'A-1', quantity: 3, full: 3000, amount: 3000, vatRate: 1900 }],
          shipping: 495,
          vat: [{ vatRate: 1900, net: 2937, vat: 558, gross: 3495 }],
        },
      },
    })
    const [message] = await database.selectFrom('ground.message').selectAll().execute()
    expect(message).toMatchObject({
      kind: 'invoice written',
      recipient: 'cem@example.org',
      facts: { number: 'R2026-00001' },
    })
  })

  test('is written once, however many ask at once', async () => {
    const order = await shopOrder()
    const results = await Promise.all(Array.from({ length: 10 }, () => write(order)))
    expect(results.filter(({ is }) => is === 'written')).toHaveLength(1)
    expect(results.filter(({ is }) => is === 'there')).toHaveLength(9)
    expect(await numbers()).toEqual(['R2026-00001'])
  })

  test('of an order of the interface takes the contact’s address and the lines’ VAT', async () => {
    const order = await company.orders('Cy', candles, '2026-03-01')
    expect(await write(order)).toEqual({ is: 'refused', because: 'no address' })
    await address()
    expect(await write(order)).toMatchObject({
      is: 'written',
      invoice: { facts: { basis: 'net', customer: 'Cy', vat: [{ vatRate: 1900, net: 2521, vat: 479, gross: 3000 }] } },
    })
    expect(await database.selectFrom('ground.message').select('id').execute()).toEqual([])
  })

  test('stays as it was when name, address or seller change later', async () => {
    const order = await shopOrder()
    await write(order)
    const [before] = await invoicesOf(database, order)
    await keepSeller(database, { ...seller, name: 'Other GmbH' })
    expect((await invoicesOf(database, order))[0]).toEqual(before)
    for (const change of [sql`update sales.invoice set number = 'X'`, sql`delete from sales.invoice`])
      await expect(change.execute(database)).rejects.toThrow('never changed')
  })

  test('waits until the company has said who it is', async () => {
    const order = await shopOrder()
    await keepSeller(database, { ...seller, vatId: '', taxNumber: '' })
    expect(await write(order)).toEqual({ is: 'refused', because: 'seller incomplete' })
    expect(await writeDue(database, { at: at('2026-03-04'), look: 'ever' })).toBe(0)
  })

  test('leaves out what was cancelled before, and is not written where nothing is left', async () => {
    const order = await shopOrder({ sent: false })
    await company.takesBack(order, '2026-03-02', [{ position: 1, quantity: 1 }])
    expect(await write(order)).toMatchObject({ invoice: { facts: { lines: [{ quantity: 2, amount: 2000 }] } } })
    const other = await shopOrder({ sent: false })
    await company.takesBack(other, '2026-03-02')
    expect(await write(other)).toEqual({ is: 'refused', because: 'nothing to invoice' })
  })
})

test('what was paid by credit changes no amount of an invoice; what comes back says how much of it goes back there', async () => {
  const [without, order] = [await shopOrder(), await shopOrder({ credit: 1_000 })]
  const amounts = ({ lines, vat, shipping }: InvoiceFacts) => ({ lines, vat, shipping })
  await write(without)
  await write(order)
  await company.takesBack(order, '2026-03-05', [{ position: 1, quantity: 1 }])
  await company.takesBack(order, '2026-03-06')
  await writeDue(database, { at: at('2026-03-07'), look: 'ever' })
  const [plain] = await invoicesOf(database, without)
  const [invoice, ...cancellations] = await invoicesOf(database, order)
  expect(amounts(invoice!.facts)).toEqual(amounts(plain!.facts))
  expect(plain!.facts.payment.credit).toBe(0)
  expect([invoice!, ...cancellations].map(({ facts }) => facts.payment.credit)).toEqual([1_000, -286, -714])
})

describe('numbers', () => {
  test('have no gap and no double, also when writers race and some fail', async () => {
    const orders = []
    for (let each = 0; each < 30; each += 1) orders.push(await shopOrder())
    const fail = new Error('the light went out')
    await Promise.all(
      orders.map((order, position) =>
        inTransaction(database, async transaction => {
          await invoiceFor(transaction, { order, at: at('2026-03-03') })
          if (position % 3 === 0) throw fail
        }).catch((error: unknown) => {
          if (error !== fail) throw error
        }),
      ),
    )
    const expected = Array.from({ length: 20 }, (_, position) => `R2026-${String(position + 1).padStart(5, '0')}`)
    expect(await numbers()).toEqual(expected)
  })

  test('begin anew each year, in the company’s zone', async () => {
    await write(await shopOrder(), at('2026-12-31 23:59'))
    await write(await shopOrder(), at('2027-01-01 00:00'))
    expect(await numbers()).toEqual(['R2026-00001', 'R2027-00001'])
  })
})

describe('what is due', () => {
  const due = (look: 'lately' | 'ever' = 'lately') => writeDue(database, { at: at('2026-03-04'), look })

  test('is an order that was sent, once; one of the interface never', async () => {
    await shopOrder()
    await shopOrder({ sent: false })
    const other = await company.orders('Cy', candles, '2026-03-01')
    await company.ships(other, '2026-03-02')
    expect([await due('ever'), await due(), await due('ever')]).toEqual([1, 0, 0])
  })

  test.each`
    when         | payment         | paid     | sent     | written
    ${'shipped'} | ${'prepayment'} | ${true}  | ${false} | ${0}
    ${'shipped'} | ${'prepayment'} | ${true}  | ${true}  | ${1}
    ${'paid'}    | ${'prepayment'} | ${false} | ${false} | ${0}
    ${'paid'}    | ${'prepayment'} | ${true}  | ${false} | ${1}
    ${'paid'}    | ${'invoice'}    | ${true}  | ${false} | ${0}
    ${'paid'}    | ${'invoice'}    | ${false} | ${true}  | ${1}
  `(
    'when $when, paid by $payment (paid: $paid, sent: $sent): $written',
    async ({ when, payment, paid, sent, written }) => {
      await keepSetting(database, invoiceSetting, { value: { ...invoiceSetting.usual, when }, by: 'test' })
      const order = await shopOrder({ sent, payment })
      if (paid) await company.pays(order, '2026-03-04')
      expect(await due()).toBe(written)
    },
  )

  test('is the cancellation of what comes back, in parts, to nothing in the end', async () => {
    const order = await shopOrder()
    await due()
    await company.takesBack(order, '2026-03-10', [{ position: 1, quantity: 1 }])
    expect([await due(), await due()]).toEqual([1, 0])
    await company.takesBack(order, '2026-03-11')
    expect(await due()).toBe(1)
    const [invoice, first, last] = await invoicesOf(database, order)
    expect(first).toMatchObject({
      kind: 'cancellation',
      text: 'R2026-00002',
      facts: {
        corrects: { number: 'R2026-00001', issuedOn: '2026-03-04', reason: 'did not fit' },
        lines: [{ quantity: 1, amount: -1000 }],
        shipping: 0,
      },
    })
    expect(last!.facts.shipping).toBe(-495)
    expect(totalsOf([invoice!, first!, last!].flatMap(({ facts }) => facts.vat))).toEqual({ net: 0, vat: 0, gross: 0 })
    const kinds = await database.selectFrom('ground.message').select('kind').orderBy('id').execute()
    expect(kinds.map(({ kind }) => kind)).toEqual(['invoice written', 'cancellation written', 'cancellation written'])
  })

  test('is no cancellation of what came back before the invoice', async () => {
    const order = await shopOrder({ sent: false })
    await company.takesBack(order, '2026-03-02', [{ position: 1, quantity: 1 }])
    await company.ships(order, '2026-03-03')
    expect([await due(), await due('ever')]).toEqual([1, 0])
  })

  test('is one cancellation, however many write at once', async () => {
    const order = await shopOrder()
    await due()
    await company.takesBack(order, '2026-03-10')
    const { id } = await database.selectFrom('sales.return').select('id').executeTakeFirstOrThrow()
    const cancel = () =>
      inTransaction(database, transaction =>
        cancellationFor(transaction, { order, of: id, reason: 'withdrawal', at: at('2026-03-10') }),
      )
    const results = await Promise.all(Array.from({ length: 8 }, cancel))
    expect(results.filter(({ is }) => is === 'written')).toHaveLength(1)
    expect(await numbers()).toHaveLength(2)
  })
})
