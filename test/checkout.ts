import type { Database } from '#ground/database'
import { cents } from '#ground/money'
import { always, type Instant } from '#ground/period'
import type { ContactNumber } from '#people/contact'
import { figuresOfVouchers, makeTemplate, makeVoucher, type NewTemplate } from '#referral/voucher/store.ts'
import { changeCart, openCart, putIn } from '#sales/cart/store.ts'
import type { Country } from '#sales/catalogue'
import type { Buyer } from '#sales/checkout'
import { cartOf } from '#sales/cart/store.ts'
import { checkOut, place, priceCart, type Checkout } from '#sales/checkout/store.ts'
import type { Providers } from '#sales/payment/store.ts'
import { at, type TestCompany } from './company.ts'

/** Forgets, too, what was told, which commands came and what was set: between two stories of a shop. */
export const forgetTold = async (database: Database): Promise<void> => {
  for (const table of ['ground.message', 'ground.command', 'ground.setting'] as const)
    await database.deleteFrom(table).execute()
}

/** When everybody of the stories shops, unless told otherwise. */
export const shoppingDay = at('2026-03-10 12:00')

export const cy: Buyer & { readonly email: string } = {
  kind: 'person',
  givenName: 'Cy',
  familyName: 'Müller',
  firmName: null,
  email: 'cy.mueller@gmail.com',
  phone: '030 123456',
}

export const home = {
  name: 'Cy Müller',
  firmName: null,
  street: 'Hauptstraße 5',
  postalCode: '10115',
  city: 'Berlin',
  country: 'DE',
}

type Story = { readonly database: Database; readonly company: TestCompany; readonly providers?: Providers }

export type Bag = Readonly<Record<string, number>>

type Change = Partial<Checkout> & { readonly code?: string; readonly country?: Country }

/** A shop to tell stories with: carts are filled, codes are made, and orders placed as its pages would. */
export const openShop = ({ database, company, providers = {} }: Story) => {
  const voucher = async (wording: string, partner: string, change: Partial<NewTemplate> = {}) => {
    const template: NewTemplate = {
      name: 'Neukunden 10 €',
      discount: { kind: 'amount', amount: cents(1_000) },
      currency: 'EUR',
      minimum: cents(0),
      from: at('2026-03-01'),
      until: always.until,
      countries: null,
      newCustomersOnly: true,
      lowersPoints: false,
      forPartners: true,
      limitPerCode: null,
      limitInAll: null,
      ...change,
    }
    const { number } = await makeTemplate(database, { template, at: shoppingDay, by: 'user:1' })
    const made = await makeVoucher(database, {
      template: number,
      partner: company.of(partner),
      wording,
      at: shoppingDay,
      by: 'partner',
    })
    if (made.is === 'refused') throw new Error(made.because)
  }

  const cart = async (
    bag: Bag,
    { code, country = 'DE', on = shoppingDay }: { code?: string | undefined; country?: Country; on?: Instant } = {},
  ) => {
    const { token } = await openCart(database, { country, language: 'de', group: 'customer', at: on })
    for (const [sku, quantity] of Object.entries(bag)) await putIn(database, { token, sku, quantity, at: on })
    if (code !== undefined) await changeCart(database, { token, at: on }, { voucherCode: code })
    return token
  }

  const form = async (bag: Bag, { code, country, ...change }: Change = {}): Promise<Checkout> => {
    const day = change.at ?? shoppingDay
    const token = change.cart ?? (await cart(bag, { code, on: day, ...(country === undefined ? {} : { country }) }))
    const contact = change.contact ?? null
    const known = await cartOf(database, { token, at: day })
    const priced = known && (await priceCart(database, known, { contact, at: day }))
    return {
      buyer: cy,
      delivery: { ...home, country: country ?? 'DE' },
      billing: null,
      payment: 'invoice',
      total: priced === undefined || 'is' in priced ? cents(0) : priced.totals.total,
      cart: token,
      contact,
      signals: {},
      at: day,
      commandId: crypto.randomUUID(),
      orderUrl: secret => `https://shop.example/order/${secret}`,
      ...change,
    }
  }

  const sponsorOf = async (contact: ContactNumber) => {
    const { sponsor_id } = await database
      .selectFrom('people.sponsorship')
      .select('sponsor_id')
      .where('contact_id', '=', contact)
      .orderBy('from_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return company.nameOf(sponsor_id)
  }

  const roleOf = async (contact: ContactNumber) =>
    (
      await database
        .selectFrom('people.role')
        .select('role')
        .where('contact_id', '=', contact)
        .orderBy('from_at', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
    ).role

  const stockOf = async (sku: string) =>
    (await database.selectFrom('sales.variant').select('stock').where('sku', '=', sku).executeTakeFirstOrThrow()).stock

  /** How often a code was refused. */
  const refusedWith = async (code: string) => {
    const voucher = await database
      .selectFrom('referral.voucher')
      .select('id')
      .where('code', '=', code)
      .executeTakeFirstOrThrow()
    return (await figuresOfVouchers(database, [voucher.id])).get(voucher.id)!.refused
  }

  /** How many rows each of these tables has: what a failed checkout leaves must be what was there before. */
  const counts = async () => {
    const tables = [
      'people.contact',
      'people.sponsorship',
      'people.role',
      'referral.redemption',
      'referral.attribution',
      'sales.order',
      'sales.order_line',
      'sales.event',
      'sales.shop_order',
      'sales.order_link',
      'sales.payment',
      'ground.message',
      'ground.command',
      'sales.cart',
    ] as const
    const rows: Record<string, number> = {}
    for (const table of tables)
      rows[table] = (
        await database
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
      ).count
    return rows
  }

  return {
    voucher,
    cart,
    form,
    sponsorOf,
    roleOf,
    stockOf,
    refusedWith,
    counts,
    place: (checkout: Checkout) => place({ database, providers }, checkout),
    /** Places it and begins its payment. */
    checkOut: (checkout: Checkout) => checkOut({ database, providers }, checkout),
    /** Buys what must not be refused. */
    buys: async (bag: Bag, change: Change = {}) => {
      const placed = await place({ database, providers }, await form(bag, change))
      if (placed.is === 'refused') throw new Error(JSON.stringify(placed))
      return placed
    },
  }
}

export type TestShop = ReturnType<typeof openShop>
