import type { Database } from '#ground/database'
import { tell } from '#ground/message/store.ts'
import { negative, sum } from '#ground/money'
import { isPaidLater } from '#sales/payment'
import { instructionsNow } from '#sales/payment/store.ts'
import type { Placed } from './index.ts'
import { creditUsed } from './keeping.ts'
import type { linkFacts } from './links.ts'
import type { Bought, Checkout } from './placing.ts'

type News = Bought & {
  readonly checkout: Checkout
  readonly id: Placed['id']
  readonly number: string
  readonly link: ReturnType<typeof linkFacts>
}

/** What the contract needs to be told: what was ordered, where it goes, and how it is paid. */
export const tellBuyer = async (
  database: Database,
  { checkout, cart, priced, id, number, link }: News,
): Promise<void> => {
  const { totals, currency, quote } = priced
  const { payment } = checkout
  const credit = creditUsed(checkout)
  const amount = sum([totals.total, negative(credit)])
  const due = { number, amount, currency }
  await tell(database, {
    kind: 'order placed',
    to: checkout.buyer.email.trim(),
    language: cart.language,
    once: `order ${id} placed`,
    secret: link.secret,
    facts: {
      order: id,
      number,
      ...link.facts,
      name: checkout.delivery.name,
      currency,
      lines: totals.lines.map(({ name, quantity, gross, payable }) => ({ name, quantity, gross, payable })),
      goods: totals.goods,
      discount: totals.discount,
      voucher: quote?.code ?? null,
      shipping: totals.shipping.gross,
      total: totals.total,
      credit,
      vat: totals.rates,
      delivery: checkout.delivery,
      billing: checkout.billing ?? checkout.delivery,
      payment,
      instructions: isPaidLater(payment) && amount > 0 ? await instructionsNow(database, payment, due) : null,
    },
  })
}
