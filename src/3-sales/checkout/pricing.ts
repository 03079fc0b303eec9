import { z } from 'zod'
import type { Database } from '#ground/database'
import { points, type Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { setting } from '#ground/setting'
import { readSetting } from '#ground/setting/store.ts'
import type { ContactNumber } from '#people/contact'
import { quote, type Quote } from '#referral/voucher/store.ts'
import { shippingCost, shippingPolicy, totalsOf, type PricedLine, type Totals } from '#sales/cart'
import type { Cart } from '#sales/cart/store.ts'
import { markets } from '#sales/catalogue'
import { articleName } from '#sales/catalogue/store.ts'
import { inCompanyCurrency, type Rates, type Refused } from './index.ts'

/** What another currency is worth in the company's, so that its ledger has one unit. A person keeps it up to date. */
export const exchangeSetting = setting<Rates>(
  'exchange',
  z.record(
    z.string().regex(/^[A-Z]{3}$/u),
    z.strictObject({ numerator: z.int().positive(), denominator: z.int().positive() }),
  ),
  {},
)

export type NamedLine = PricedLine & { readonly name: string }

/** A cart as it would be ordered now. */
export type Priced = {
  readonly totals: Totals<NamedLine>
  readonly currency: string
  readonly quote: Extract<Quote, { is: 'valid' }> | null
}

export type Pricing = {
  readonly contact: ContactNumber | null
  readonly at: Instant
  /** `none`: it shares a parcel. */
  readonly shipping?: 'as usual' | 'none' | undefined
}

/** What a cart comes to now, with its voucher; refused where it cannot be ordered as it is. */
export const priceCart = async (database: Database, cart: Cart, asked: Pricing): Promise<Priced | Refused> => {
  const lines = linesOf(cart)
  if ('is' in lines) return lines
  const { currency } = markets[cart.country]
  const quoted = await quoteFor(database, cart, { ...asked, lines, currency })
  if (quoted?.is === 'refused') return { is: 'refused', because: 'voucher', why: quoted.because }
  const reckoning = quoted === null ? {} : { discount: quoted.discount, lowersPoints: quoted.lowersPoints }
  const { goods, discount } = totalsOf(lines, reckoning)
  const pieces = lines.reduce((all, line) => all + line.quantity, 0)
  const policy = await readSetting(database, shippingPolicy)
  const payable = (goods - discount) as Cents
  const cost = shippingCost(policy, { country: cart.country, payable, pieces })
  const shipping = cost !== undefined && asked.shipping === 'none' ? (0 as Cents) : cost
  if (shipping === undefined) return { is: 'refused', because: 'not delivered there' }
  return { totals: totalsOf(lines, { ...reckoning, shipping }), currency, quote: quoted }
}

const linesOf = ({ lines, language }: Cart): NamedLine[] | Refused => {
  if (lines.length === 0) return { is: 'refused', because: 'cart is empty' }
  const priced: NamedLine[] = []
  for (const { sku, quantity, article } of lines) {
    if (article === null) return { is: 'refused', because: 'not sold', sku, left: 0 }
    priced.push({
      sku,
      quantity,
      name: articleName(article, language),
      gross: (article.offer.gross * quantity) as Cents,
      vatRate: article.vatRate,
      points: points(article.points * quantity),
    })
  }
  return priced
}

type Quoted = Pricing & { readonly lines: readonly NamedLine[]; readonly currency: string }

const quoteFor = async (
  database: Database,
  { voucherCode, country }: Cart,
  { lines, contact, at, currency }: Quoted,
): Promise<Quote | null> => {
  if (voucherCode === null) return null
  const { goods } = totalsOf(lines)
  return quote(database, { code: voucherCode, at, country, currency, total: goods, contact })
}

/** The lines as the company's ledger counts them; undefined where the currency is worth nothing to it yet. */
export const inLedger = async (
  database: Database,
  { totals, currency }: Priced,
): Promise<readonly (NamedLine & { readonly net: Cents })[] | undefined> => {
  const company = await database.selectFrom('company').select('currency').executeTakeFirstOrThrow()
  const rates = await readSetting(database, exchangeSetting)
  const lines = totals.lines.map(line => ({
    ...line,
    net: inCompanyCurrency(line.net, { from: currency, to: company.currency }, rates),
  }))
  return lines.every(hasNet) ? lines : undefined
}

const hasNet = <L extends { readonly net: Cents | undefined }>(line: L): line is L & { readonly net: Cents } =>
  line.net !== undefined
