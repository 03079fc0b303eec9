import type { Database } from '#ground/database'
import { keepSetting } from '#ground/setting/store.ts'
import { sellerSetting, type Seller } from '#sales/invoice'

export const seller: Seller = {
  ...sellerSetting.usual,
  name: 'Lichtblick Kerzen GmbH',
  street: 'Musterweg 1',
  postalCode: '10115',
  city: 'Berlin',
  country: 'DE',
  vatId: 'DE123456789',
  taxNumber: '30/123/45678',
  register: 'Amtsgericht Berlin HRB 1234',
  managers: 'Geschäftsführung: Ada Muster',
  email: 'hallo@lichtblick.example',
  phone: '+49 30 123456',
  iban: 'DE02120300000000202051',
  bic: 'BYLADEM1001',
  bank: 'DKB',
}

export const keepSeller = (database: Database, value: Seller = seller): Promise<void> =>
  keepSetting(database, sellerSetting, { value, by: 'test' })

export const buyer = {
  name: 'Cem Yılmaz',
  firmName: null,
  street: 'Łąkowa 5',
  postalCode: '20095',
  city: 'Hamburg',
  country: 'DE',
}

type ShopRow = {
  readonly order: number
  readonly lines: readonly { readonly position: number; readonly gross: number; readonly discount: number }[]
  readonly vat: readonly {
    readonly vatRate: number
    readonly net: number
    readonly vat: number
    readonly gross: number
  }[]
  readonly shipping?: number
  readonly credit?: number
  readonly payment?: 'invoice' | 'prepayment' | 'stripe'
}

/** Makes an order one of the shop, agreed in gross, without a checkout. */
export const makeShopOrder = async (database: Database, row: ShopRow): Promise<void> => {
  const { order, lines, vat, shipping = 0, credit = 0, payment = 'prepayment' } = row
  const total = (of: 'gross' | 'discount') => lines.reduce((sum, line) => sum + line[of], 0)
  await database
    .insertInto('sales.shop_order')
    .values({
      order_id: order,
      number: `S-${order}`,
      email: 'cem@example.org',
      phone: null,
      language: 'de',
      country: 'DE',
      currency: 'EUR',
      delivery: JSON.stringify(buyer),
      billing: JSON.stringify(buyer),
      payment,
      goods: total('gross') as never,
      discount: total('discount') as never,
      shipping: shipping as never,
      total: (total('gross') - total('discount') + shipping) as never,
      credit: credit as never,
      vat: JSON.stringify(vat),
      lines: JSON.stringify(lines.map(line => Object.assign({ payable: line.gross - line.discount }, line))),
      voucher_code: total('discount') === 0 ? null : 'VONBEN',
      redemption_id: null,
      attribution_id: null,
    })
    .execute()
}
