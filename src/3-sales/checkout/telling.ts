import type { Database } from '#ground/database'
import { tell } from '#ground/message/store.ts'
import { negative, sum } from '#ground/money'
import { isPaidLater } from '#sales/payment'
import { instructionsNow } from '#sales/payment/store.ts'
import type { Placed, ShopOrder } from './index.ts'
import { creditUsed } from './keeping.ts'
import type { linkFacts } from './links.ts'
import type { Bought, Checkout } from './placing.ts'

type Goods = Pick<ShopOrder['lines'][number], 'name' | 'quantity' | 'gross' | 'payable'>

/** What was agreed. */
type Agreed = Pick<
  ShopOrder,
  'id' | 'number' | 'currency' | 'delivery' | 'billing' | 'payment' | 'voucherCode' | 'credit'
> & { readonly lines: readonly Goods[]; readonly totals: ShopOrder['totals'] }

type Link = ReturnType<typeof linkFacts>

/** What the contract needs to be told: what was ordered, where it goes, and how it is paid. */
export const agreedFacts = async (database: Database, order: Agreed, { facts }: Link) => {
  const { id, number, currency, delivery, billing, payment, voucherCode, credit, totals } = order
  const amount = sum([totals.total, negative(credit)])
  const due = { number, amount, currency }
  return {
    order: id,
    number,
    ...facts,
    name: delivery.name,
    currency,
    lines: order.lines.map(({ name, quantity, gross, payable }) => ({ name, quantity, gross, payable })),
    goods: totals.goods,
    discount: totals.discount,
    voucher: voucherCode,
    shipping: totals.shipping,
    total: totals.total,
    credit,
    vat: totals.vat,
    delivery,
    billing,
    payment,
    instructions: isPaidLater(payment) && amount > 0 ? await instructionsNow(database, payment, due) : null,
  }
}

type News = Bought & {
  readonly checkout: Checkout
  readonly id: Placed['id']
  readonly number: string
  readonly link: Link
}

/** Writes to the buyer what the contract needs. Who has no mailbox gets it on paper. */
export const tellBuyer = async (
  database: Database,
  { checkout, cart, priced, id, number, link }: News,
): Promise<void> => {
  const { buyer, delivery, billing, payment } = checkout
  if (buyer.email === null) return
  const { totals, currency, quote } = priced
  const { goods, discount, shipping, total, rates: vat, lines } = totals
  const agreed = {
    id,
    number,
    currency,
    delivery,
    billing: billing ?? delivery,
    payment,
    lines,
    voucherCode: quote?.code ?? null,
    credit: creditUsed(checkout),
    totals: { goods, discount, shipping: shipping.gross, total, vat },
  }
  await tell(database, {
    kind: 'order placed',
    to: buyer.email.trim(),
    language: cart.language,
    once: `order ${id} placed`,
    secret: link.secret,
    facts: await agreedFacts(database, agreed, link),
  })
}
