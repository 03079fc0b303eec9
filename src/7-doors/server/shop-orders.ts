import type { PublicId } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import type { ShopOrder } from '#sales/checkout'
import type { ReasonClass } from '#sales/order'
import type { HowPaid } from '#sales/payment'
import type { ContactRef, OrderId, OrderState, Page } from './records.ts'

/** What the shop knows of an order beside what every order has. */
export type OfficeShopOrder = Pick<
  ShopOrder,
  | 'number'
  | 'email'
  | 'phone'
  | 'currency'
  | 'delivery'
  | 'billing'
  | 'payment'
  | 'lines'
  | 'totals'
  | 'credit'
  | 'refunds'
  | 'isUndone'
> & {
  readonly voucher: { readonly code: string; readonly partner: ContactRef | null } | null
  /** Links of letters that open the order without a login, and until when the last one does. */
  readonly links: { readonly count: number; readonly until: Instant | null }
  /** Who became the buyer's sponsor by it, or stayed it, and what decided. */
  readonly attribution: { readonly sponsor: ContactRef; readonly by: string } | null
}

/** What may be done with an order now. */
export type OrderActions = {
  readonly mayPay: boolean
  /** Whether it is worth knowing from which account it is paid: it has a voucher. */
  readonly asksAccount: boolean
  readonly mayShip: boolean
  /** Pieces that have not come back yet, by the position of their line. */
  readonly left: readonly { readonly position: number; readonly name: string; readonly pieces: number }[]
  /** What is taken back now is a cancellation; after shipping it is a return. */
  readonly isCancellation: boolean
}

export type OpenOrders = 'to pay' | 'to ship' | 'all'

export type ShopOrderRow = {
  readonly id: OrderId
  readonly number: string
  readonly buyer: ContactRef
  readonly placedAt: Instant
  readonly state: OrderState
  readonly payment: HowPaid
  readonly total: Cents
  readonly currency: string
}

export type OrderStep = 'paid' | 'shipped'

export type OrderRefusal =
  | 'unknown order'
  | 'already done'
  | 'before it was placed'
  | 'wholly taken back'
  | 'nothing left to take back'
  | 'unknown line'
  | 'more than the line has left'
  | 'no such refund'
  | 'no IBAN'

export type OrderAnswer = { readonly is: 'done' } | { readonly is: 'refused'; readonly because: OrderRefusal }

type Command = { readonly commandId: string; readonly order: OrderId }

/** What the company does with orders; those of the shop know more. */
export type OfficeOrders = {
  /** Newest first; `to ship` are paid, or to be paid by invoice. */
  readonly list: (asked: { readonly open: OpenOrders; readonly cursor: string | null }) => Promise<Page<ShopOrderRow>>
  /** Null where the order did not come from the shop. */
  readonly shop: (id: OrderId) => Promise<OfficeShopOrder | null>
  readonly actions: (id: OrderId) => Promise<OrderActions | null>
  /** `iban` is of whoever transferred the money; empty where nobody looked. */
  readonly reach: (command: Command & { readonly step: OrderStep; readonly iban?: string }) => Promise<OrderAnswer>
  readonly takeBack: (
    command: Command & {
      readonly reason: string
      readonly reasonClass: ReasonClass
      /** Null for all that is left. */
      readonly pieces: readonly { readonly position: number; readonly quantity: number }[] | null
    },
  ) => Promise<OrderAnswer>
  /** From now on no letter that was sent opens the order. */
  readonly lockLinks: (command: Command) => Promise<OrderAnswer>
  /** A person has paid the money back. */
  readonly refunded: (command: Command & { readonly refund: PublicId<'refund'> }) => Promise<OrderAnswer>
}
