import type { Database } from '#ground/database'
import { tell } from '#ground/message/store.ts'
import { isPaidLater } from '#sales/payment'
import { instructionsNow } from '#sales/payment/store.ts'
import type { Placed } from './index.ts'
import type { Bought, Checkout } from './placing.ts'

type News = Bought & {
  readonly checkout: Checkout
  readonly id: Placed['id']
  readonly number: string
  readonly token: string
}

/** What the contract needs to be told: what was ordered, where it goes, and how it is paid. */
export const tellBuyer = async (
  database: Database,
  { checkout, cart, priced, id, number, token }: News,
): Promise<void> => {
  const { totals, currency, quote } = priced
  const { payment } = checkout
  const due = { number, amount: totals.total, currency }
  await tell(database, {
    kind: 'order placed',
    to: checkout.buyer.email.trim(),
    language: cart.language,
    once: `order ${id} placed`,
    facts: {
      order: id,
      number,
      token,
      url: checkout.orderUrl(token),
      name: checkout.delivery.name,
      currency,
      lines: totals.lines.map(({ name, quantity, gross, payable }) => ({ name, quantity, gross, payable })),
      goods: totals.goods,
      discount: totals.discount,
      voucher: quote?.code ?? null,
      shipping: totals.shipping.gross,
      total: totals.total,
      vat: totals.rates,
      delivery: checkout.delivery,
      billing: checkout.billing ?? checkout.delivery,
      payment,
      instructions: isPaidLater(payment) && totals.total > 0 ? await instructionsNow(database, payment, due) : null,
    },
  })
}
