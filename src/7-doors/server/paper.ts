import type { PublicId } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import type { InvoicePolicy, Seller } from '#sales/invoice'
import type { Declaration, Timeliness, WithdrawalPolicy } from '#sales/withdrawal'
import type { Command, From } from './index.ts'
import type { ContactRef, OrderId, Page } from './records.ts'

export type MessageId = PublicId<'message'>
export type WithdrawalId = PublicId<'withdrawal'>
export type InvoiceId = PublicId<'invoice'>

/** Kept: it is not sent, because there is no mail server or it has become too old. */
export type MessageState = 'sent' | 'waiting' | 'refused' | 'kept'

export type MessageRow = {
  readonly id: MessageId
  readonly to: string
  readonly subject: string
  readonly createdAt: Instant
  readonly sentAt: Instant | null
  readonly state: MessageState
}

/** A message as it would look, or looked. */
export type MessageView = MessageRow & {
  readonly language: 'de' | 'en'
  readonly text: string
  /** A page of its own that fetches nothing. */
  readonly html: string
  readonly tries: number
  /** What the mail server answered to the last try. */
  readonly failure: string | null
  readonly invoices: readonly InvoiceRow[]
}

export type MailOffice = {
  /** Whether messages are sent, or only kept. */
  readonly isSending: boolean
  /** Newest first. */
  readonly list: (asked: From) => Promise<Page<MessageRow>>
  readonly message: (id: MessageId) => Promise<MessageView | null>
}

export type InvoiceRow = {
  readonly id: InvoiceId
  readonly number: string
  readonly kind: 'invoice' | 'cancellation'
  readonly issuedAt: Instant
  readonly gross: Cents
  readonly currency: string
}

export type InvoiceFile = { readonly name: string; readonly content: Buffer }

export type InvoicesOfOrder = {
  /** The invoice first, then its cancellations. */
  readonly rows: readonly InvoiceRow[]
  /** The shop's orders get theirs by themselves; for others the office may write one. */
  readonly isOfShop: boolean
  readonly isSellerKnown: boolean
}

export type WriteRefusal = 'unknown order' | 'no address' | 'seller incomplete' | 'nothing to invoice'

export type PaperSettings = {
  readonly seller: Seller
  readonly invoice: InvoicePolicy
  readonly withdrawal: WithdrawalPolicy
  readonly retention: { readonly contractDays: number; readonly otherDays: number }
}

export type InvoiceOffice = {
  readonly ofOrder: (order: OrderId) => Promise<InvoicesOfOrder | null>
  readonly pdf: (id: InvoiceId) => Promise<InvoiceFile | null>
  readonly write: (
    command: Command & { readonly order: OrderId },
  ) => Promise<{ readonly is: 'written' } | { readonly is: 'refused'; readonly because: WriteRefusal }>
  readonly settings: () => Promise<PaperSettings>
  readonly keepSettings: (command: Command & PaperSettings) => Promise<void>
}

export type WithdrawalRow = Pick<Declaration, 'name' | 'email' | 'order'> & {
  readonly id: WithdrawalId
  readonly receivedAt: Instant
  readonly isPart: boolean
  readonly state: 'open' | 'matched' | 'returned' | 'closed'
}

export type WithdrawalCandidate = {
  readonly order: OrderId
  readonly reference: string
  readonly contact: ContactRef
  readonly placedAt: Instant
  readonly because: readonly ('order number' | 'e-mail')[]
  readonly timeliness: Timeliness
}

/** A line of the order that a withdrawal is about, with how many pieces may still come back. */
export type WithdrawalLine = {
  readonly position: number
  readonly article: string
  readonly name: string
  readonly left: number
  /** How many the consumer named. */
  readonly declared: number
}

export type WithdrawalView = WithdrawalRow & {
  readonly part: string | null
  readonly closed: { readonly at: Instant; readonly because: string } | null
  /** The order it was matched with. */
  readonly matched: (WithdrawalCandidate & { readonly lines: readonly WithdrawalLine[] }) | null
  readonly candidates: readonly WithdrawalCandidate[]
}

export type SettleRefusal =
  | 'unknown withdrawal'
  | 'already settled'
  | 'unknown order'
  | 'not matched'
  | 'nothing left to take back'
  | 'more than the line has left'
  | 'unknown line'
  | 'before it was placed'

export type Settled = { readonly is: 'settled' } | { readonly is: 'refused'; readonly because: SettleRefusal }

type Settling = Command & { readonly withdrawal: WithdrawalId }

export type WithdrawalOffice = {
  /** How many wait for the company. */
  readonly open: () => Promise<number>
  readonly list: (asked: From & { readonly only: 'unsettled' | 'all' }) => Promise<Page<WithdrawalRow>>
  readonly withdrawal: (id: WithdrawalId) => Promise<WithdrawalView | null>
  /** `order` is a public id or a number as the company or the shop writes it. */
  readonly match: (command: Settling & { readonly order: string }) => Promise<Settled>
  readonly takeBack: (
    command: Settling & {
      readonly pieces: readonly { readonly position: number; readonly quantity: number }[]
      readonly reason: string
    },
  ) => Promise<Settled>
  readonly close: (command: Settling & { readonly reason: string }) => Promise<Settled>
}

export type PaperOffice = {
  readonly mail: MailOffice
  readonly invoices: InvoiceOffice
  readonly withdrawals: WithdrawalOffice
}
