import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { negative, sum, type Cents } from '#ground/money'
import type { Cart } from '#sales/cart/store.ts'
import { placeOrders } from '#sales/order/store.ts'
import { keepPaid, keepPayment } from '#sales/payment/store.ts'
import { tokenInPage } from './index.ts'
import { linkFacts, makeToken } from './links.ts'
import type { Checkout, KnownBuyer } from './placing.ts'
import type { inLedger, Priced } from './pricing.ts'

type Ordered = { readonly checkout: Checkout; readonly buyer: KnownBuyer; readonly priced: Priced }

type Lines = NonNullable<Awaited<ReturnType<typeof inLedger>>>

export const creditUsed = ({ credit }: Checkout): Cents => credit?.amount ?? (0 as Cents)

const isPaidAtOnce = ({ checkout, priced }: Ordered): boolean =>
  // A voucher or credit may pay for everything.
  checkout.payment === 'collected' || leftToPay({ checkout, priced }) === 0

const leftToPay = ({ checkout, priced }: Pick<Ordered, 'checkout' | 'priced'>) =>
  sum([priced.totals.total, negative(creditUsed(checkout))])

/** Keeps the order with its lines as the company's ledger counts them. */
export const keepLines = async (database: Database, lines: Lines, ordered: Ordered) => {
  const { at } = ordered.checkout
  const [placed] = await placeOrders(database, [
    {
      contact: ordered.buyer.contact,
      reference: null,
      placedAt: at,
      paidAt: isPaidAtOnce(ordered) ? at : null,
      shippedAt: null,
      lines: lines.map(({ sku, name, quantity, net, vatRate, points }) => ({
        article: sku,
        description: name,
        quantity,
        net,
        vatRate,
        points,
      })),
    },
  ])
  return { order: placed!.number, id: placed!.id }
}

type Kept = Ordered & { readonly order: number; readonly cart: Cart }

/** Keeps what the shop agreed with the buyer, how he pays, and the first link to it. */
export const keepShopOrder = async (database: Database, { order, checkout, cart, priced, buyer }: Kept) => {
  const number = await nextNumber(database)
  const { totals, currency, quote } = priced
  await database
    .insertInto('sales.shop_order')
    .values({
      order_id: order,
      number,
      page: pageOf(checkout),
      signed_in: checkout.contact !== null,
      email: checkout.buyer.email?.trim() ?? null,
      phone: checkout.buyer.phone,
      language: cart.language,
      country: cart.country,
      currency,
      delivery: JSON.stringify(checkout.delivery),
      billing: JSON.stringify(checkout.billing ?? checkout.delivery),
      payment: checkout.payment,
      goods: totals.goods,
      discount: totals.discount,
      shipping: totals.shipping.gross,
      total: totals.total,
      credit: creditUsed(checkout),
      vat: JSON.stringify(totals.rates),
      lines: JSON.stringify(
        totals.lines.map(({ gross, discount, payable }, index) => ({ position: index + 1, gross, discount, payable })),
      ),
      voucher_code: quote?.code ?? null,
      redemption_id: buyer.redemption,
      attribution_id: buyer.attribution,
    })
    .execute()
  await database.updateTable('sales.order').set({ reference: number }).where('id', '=', order).execute()
  const amount = leftToPay({ checkout, priced })
  await keepPayment(database, { order, provider: checkout.payment, amount, currency })
  if (checkout.payment === 'collected') await keepPaid(database, order, { payment: null, at: new Date(checkout.at) })
  const made = await makeToken(database, { order, at: checkout.at })
  return { number, token: made.token, link: linkFacts(pageOf(checkout), made) }
}

// A shop front elsewhere may have no page for orders; then the company's shop here shows them.
const pageOf = ({ orderUrl }: Checkout): string => orderUrl(tokenInPage) || `/orders/${tokenInPage}`

/** The next number that no order has, also none that came in from another shop. */
const nextNumber = async (database: Database): Promise<string> => {
  for (;;) {
    const { rows } = await sql<{ number: string; is_taken: boolean }>`
      with next as (select nextval('sales.shop_order_number')::text as number)
      select number, exists (select from sales."order" where reference = number) as is_taken from next`.execute(
      database,
    )
    if (!rows[0]!.is_taken) return rows[0]!.number
  }
}
