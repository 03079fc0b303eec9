import type { OpenOrders, OrderRefusal, OrderStep } from '#doors/server'
import type { HowPaid } from '#sales/payment'

/** The company's pages about orders of the shop, in English. */
export const ordersEn = {
  title: 'Orders',
  lead: 'Orders of the shop, the newest first. What came in by an import or over the interface stands with its contact.',
  open: { 'to ship': 'To ship', 'to pay': 'To be paid', all: 'All' } satisfies Record<OpenOrders, string>,
  show: 'Which orders',
  number: 'Order',
  buyer: 'Buyer',
  placedAt: 'Placed',
  state: 'State',
  payment: 'Payment',
  total: 'Total',
  empty: {
    'to ship': {
      title: 'Nothing to ship',
      text: 'Orders appear here when they are paid, or at once when they are paid by invoice.',
    },
    'to pay': { title: 'Nothing to be paid', text: 'Orders appear here until their money has come.' },
    all: {
      title: 'No order yet',
      text: 'Open your shop and place the first one yourself, to see what your customers see.',
    },
  } satisfies Record<OpenOrders, { title: string; text: string }>,
  payments: {
    invoice: 'Invoice',
    prepayment: 'Prepayment',
    stripe: 'Stripe (card and more)',
    collected: 'Collected by the partner',
  } satisfies Record<HowPaid, string>,
  shop: {
    title: 'From the shop',
    buyer: 'Ordered by',
    delivery: 'Delivered to',
    billing: 'Billed to',
    sameAddress: 'the same address',
    payment: 'Payment',
    voucher: 'Voucher',
    voucherOf: (code: string, partner: string) => `${code}, a code of ${partner}`,
    voucherOfCompany: (code: string) => `${code}, a code of the company`,
    undone: 'Cancelled before it was paid',
    undoneNote: 'Stock, voucher and whose customer the buyer became by it were given back.',
    attribution: 'Belongs to',
    attributionBy: (sponsor: string, by: string) => `${sponsor}: ${by}`,
    by: {
      voucher: 'the voucher decided',
      party: 'the party decided',
      named: 'the sponsor the buyer named',
      link: 'the personal link decided',
      subdomain: 'the partner’s page decided',
      remembered: 'the partner’s page visited before',
      rule: 'by the company’s rule, nobody brought the buyer',
      existing: 'the buyer belonged there before',
    } as Readonly<Record<string, string>>,
    agreed: 'What the buyer pays',
    goods: 'Goods',
    discount: 'Voucher',
    shipping: 'Shipping',
    total: 'Total',
    vat: (rate: string) => `of which ${rate} VAT`,
    credit: 'paid by credit',
    left: 'in money',
  },
  surplus: {
    title: 'Payments without a debt',
    lead: 'Money that came by the payment provider for an order for which nothing was owed any more. It stays until you decide.',
    which: { undecided: 'To decide, and credit', all: 'All' },
    for: 'for',
    why: {
      'paid before': 'the order was marked as paid before.',
      cancelled: 'the order had been cancelled.',
    },
    states: {
      open: 'Paid twice: pay it back or keep it as credit?',
      credit: 'Credit: the buyer can pay with it when he is signed in and orders.',
      used: 'The credit is used up.',
      refunded: 'Goes back to the buyer.',
    },
    left: (amount: string) => `${amount} of it are left.`,
    kinds: {
      kept: 'kept as credit',
      used: 'paid with it',
      'given back': 'given back',
      'paid back': 'paid back',
      settled: 'settled elsewhere',
    },
    decide: { refunded: 'Pay it back', credit: 'Keep as credit', used: 'Settled elsewhere' },
    done: 'Done. The buyer is told where his money goes back, or is kept.',
    refused: {
      'no such surplus': 'There is no such payment.',
      'decided before': 'Somebody decided about it before.',
    },
    waiting: (count: number, text: string) =>
      count === 1
        ? 'A payment came for an order that owed nothing'
        : `${text} payments came for orders that owed nothing`,
    emptyTitle: 'Nothing to decide',
    emptyText: 'Where somebody pays by card what was already paid or cancelled, it stands here.',
  },
  links: {
    title: 'Links from e-mails',
    open: (count: number, text: string, day: string) =>
      count === 1
        ? `One link from our e-mails opens this order without a login, until ${day}.`
        : `${text} links from our e-mails open this order without a login, the last one until ${day}.`,
    lock: 'Lock the links',
    none: 'No link from our e-mails opens this order. Whoever opens an old one can have a new one sent to the e-mail address of the order.',
  },
  refunds: {
    title: 'Money that goes back',
    states: { due: 'on its way at the provider', 'by hand': 'to be transferred by you', done: 'paid back' },
    done: 'I have transferred it',
  },
  actions: {
    title: 'What to do',
    steps: { paid: 'Mark as paid', shipped: 'Mark as shipped' } satisfies Record<OrderStep, string>,
    done: 'Done.',
    iban: 'IBAN of whoever transferred the money (optional)',
    ibanNote:
      'The order has a voucher: who pays for several new customers is put on the review list. Only a digest is kept.',
    cancel: 'Cancel the order …',
    return: 'Take goods back …',
    cancelNote:
      'Before it is paid a cancellation also gives back the voucher and whose customer the buyer became by it.',
    returnNote: 'What was turnover is booked back, and what was paid goes back.',
    reason: 'Reason',
    pieces: (name: string, left: string) => `${name} (of ${left})`,
    which: 'Pieces that come back',
    confirmCancel: 'Cancel these pieces',
    confirmReturn: 'Take these pieces back',
    nothingChosen: 'Say how many pieces come back.',
    noReason: 'Say why: the reason is kept with the order.',
    refused: {
      'unknown order': 'There is no such order.',
      'already done': 'That was done before.',
      'before it was placed': 'That lies before the order.',
      'wholly taken back': 'The whole order was taken back.',
      'nothing left to take back': 'The whole order was taken back before.',
      'unknown line': 'The order has no such line.',
      'more than the line has left': 'The order has not so many pieces left.',
      'no such refund': 'That was done before.',
      'no IBAN': 'That is no IBAN. Nothing was changed.',
    } satisfies Record<OrderRefusal, string>,
  },
}
