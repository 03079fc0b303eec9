import { electronicFormatIBAN, isValidIBAN } from 'ibantools'
import type { PublicId } from '#ground/identity'
import type { Cents } from '#ground/money'

export const paymentNames = ['invoice', 'prepayment', 'stripe'] as const

/** How an order is paid: after delivery, before it, or at the provider's page. */
export type PaymentName = (typeof paymentNames)[number]

/** How an order was to be paid: as its buyer chose, or a partner who took it down has collected the money and owes it. */
export type HowPaid = PaymentName | 'collected'

export const isPaidLater = (how: HowPaid): how is 'invoice' | 'prepayment' => how === 'invoice' || how === 'prepayment'

/** What is to be paid for an order. */
export type Due = {
  readonly order: number
  readonly id: PublicId<'order'>
  /** What the buyer calls the order by; he writes it on his transfer. */
  readonly number: string
  /** Null where the buyer has none. */
  readonly email: string | null
  readonly language: 'de' | 'en'
  readonly amount: Cents
  /** ISO 4217. */
  readonly currency: string
  /** What it is made of, for the provider's page; the sum is `amount`. */
  readonly parts: readonly { readonly name: string; readonly amount: Cents }[]
  /** Where the provider's page leads to: the order's own page, after paying and after turning back. */
  readonly paidUrl: string
  readonly backUrl: string
}

/** Whom to pay by transfer; null where the company has told no account yet. */
export type Account = {
  readonly holder: string
  readonly iban: string
  readonly bic: string | null
  readonly bank: string | null
}

/** What a page tells who pays later: "transfer … within so many days". */
export type Instructions = {
  readonly how: 'invoice' | 'prepayment'
  readonly account: Account | null
  /** What to write on the transfer. */
  readonly reference: string
  readonly amount: Cents
  readonly currency: string
  /** From the invoice, or from the order. */
  readonly withinDays: number
}

export type Begun =
  | { readonly is: 'redirect'; readonly url: string }
  | { readonly is: 'waiting'; readonly instructions: Instructions }
  | { readonly is: 'nothing to pay' }
  /** The provider cannot be reached now. The order stands; its page offers to pay again. */
  | { readonly is: 'failed'; readonly because: 'provider not reached' | 'provider not set up' }

/** What a provider told, signed by it. */
export type News = {
  readonly id: string
  readonly kind: string
  readonly is: 'paid' | 'not paid' | 'other'
  readonly order: PublicId<'order'> | null
  readonly amount: Cents | null
  readonly currency: string | null
  /** The provider's id of the payment, to refund it by. */
  readonly payment: string | null
}

export type Heard =
  | { readonly is: 'news'; readonly news: News }
  | { readonly is: 'refused'; readonly because: 'bad signature' | 'no such provider' }

/** A provider's page: somebody can pay there, has paid (its news may still be on their way), or its time was over. */
export type SessionState =
  | { readonly is: 'open'; readonly url: string }
  | { readonly is: 'paid' }
  | { readonly is: 'over' }

/** A provider with pages of its own. Every call may be repeated: the key says that it is the same. */
export type Provider = {
  readonly openSession: (due: Due, key: string) => Promise<{ readonly session: string; readonly url: string }>
  readonly sessionState: (session: string) => Promise<SessionState>
  /** Nobody can pay there any more. */
  readonly closeSession: (session: string) => Promise<void>
  readonly refund: (refund: Refund) => Promise<{ readonly id: string }>
  readonly hear: (body: string, headers: Headers) => Promise<Heard>
}

export type Refund = {
  /** Ours; the provider keeps it beside the refund, so that a repeated call finds it. */
  readonly key: string
  readonly payment: string
  readonly amount: Cents
}

/** A company's rules of payment, as data. */
export type PaymentPolicy = {
  readonly offered: readonly PaymentName[]
  readonly invoiceDays: number
  readonly prepaymentDays: number
}

/** What a buyer may choose: what the company offers, where it can be carried out. */
export const offeredNow = (policy: PaymentPolicy, canUseStripe: boolean): PaymentName[] =>
  policy.offered.filter(name => name !== 'stripe' || canUseStripe)

/** What who pays later is told. */
export const instructionsFor = (
  how: 'invoice' | 'prepayment',
  due: Pick<Due, 'number' | 'amount' | 'currency'>,
  { policy, account }: { readonly policy: PaymentPolicy; readonly account: Account | null },
): Instructions => ({
  how,
  account,
  reference: due.number,
  amount: due.amount,
  currency: due.currency,
  withinDays: how === 'invoice' ? policy.invoiceDays : policy.prepaymentDays,
})

/** Minutes until a failed refund is tried again: twice as long each time, a day at most. */
export const pauseAfter = (tries: number): number => Math.min(2 ** tries, 24 * 60)

/** An IBAN without blanks, as it was typed with or without them; undefined when it is none. */
export const ibanOf = (text: string): string | undefined => {
  const iban = electronicFormatIBAN(text)
  return iban !== null && isValidIBAN(iban) ? iban : undefined
}
