import type { Cents } from '#ground/money'
import type { Refusal } from '#referral/voucher'
import type { Totals } from '#sales/cart'
import type { Picture, PricedOffer } from '#sales/catalogue'
import type { Buyer, Cancelled, CheckoutForm, Fault, MailboxAdded, ShopOrder } from '#sales/checkout'
import type { CreditEntry } from '#sales/credit/store.ts'
import type { Begun, PaymentName } from '#sales/payment'
import type { TooMany } from '#doors/attempt'
import type { ContactId } from './records.ts'
import type { AccountView } from './shop-account.ts'

/** A line as the visitor sees it; `offer` is null where the article is not sold to him now. */
export type ShopCartLine = {
  readonly sku: string
  readonly name: string
  readonly slug: string | null
  readonly picture: Picture | null
  readonly quantity: number
  readonly offer: PricedOffer | null
  /** Of the whole line. */
  readonly gross: Cents
  /** Pieces there are; null where there is no end of them. */
  readonly left: number | null
}

export type CodeInCart =
  | { readonly is: 'valid'; readonly code: string; readonly newCustomersOnly: boolean }
  | {
      readonly is: 'refused'
      readonly code: string
      readonly because: Refusal
      /** What the order must come to, where that is why. */
      readonly minimum: Cents | null
    }

export type ShopCart = {
  readonly lines: readonly ShopCartLine[]
  readonly pieces: number
  /** What it comes to, without a voucher that is refused; null where it is empty or holds what is not sold here. */
  readonly totals: Totals | null
  readonly code: CodeInCart | null
  /** How much more makes shipping free; null where it is free, or never is. */
  readonly untilFree: Cents | null
  /** Nothing keeps it from being ordered. */
  readonly isOrderable: boolean
}

export type Put =
  | { readonly is: 'done' }
  | { readonly is: 'refused'; readonly because: 'too little left' | 'too many'; readonly left: number }
  | { readonly is: 'refused'; readonly because: 'unknown article' }

type Pieces = { readonly sku: string; readonly quantity: number }

/** Nothing is kept, and no cookie is set, before something is put in. */
export type CartCommands = {
  /** Null where there is none. */
  readonly view: () => Promise<ShopCart | null>
  /** How many pieces lie in it. */
  readonly pieces: () => Promise<number>
  /** Once, however often a form is sent. */
  readonly putIn: (pieces: Pieces & { readonly commandId: string }) => Promise<Put>
  /** So many from now on; none takes them out. */
  readonly set: (pieces: Pieces) => Promise<Put>
  /** As it was typed. It stays also while it is refused, so that a fuller cart may make it hold. */
  readonly enterCode: (code: string) => Promise<{ readonly is: 'entered' } | TooMany>
  /** By a link, which is counted. */
  readonly bringCode: (code: string) => Promise<{ readonly is: 'brought' } | TooMany>
  readonly dropCode: () => Promise<void>
  /** A code that waits for a cart: who came by a link with it. */
  readonly waitingCode: () => Promise<CodeInCart | null>
}

export type Ordering = Omit<CheckoutForm, 'buyer' | 'payment'> & {
  /** Who orders by himself has a mailbox. */
  readonly buyer: Buyer & { readonly email: string }
  readonly payment: PaymentName
  /** What he pays with of his credit. */
  readonly credit: Cents
  /** Whom he allowed to write to him; he confirms it in his mailbox. */
  readonly consents: readonly ContactId[]
  /** What was typed in as the number of whoever recommended the shop; empty where nothing was. */
  readonly named: string
  readonly commandId: string
}

export type Ordered =
  | { readonly is: 'placed'; readonly token: string; readonly mustPayNow: boolean }
  | { readonly is: 'refused'; readonly because: 'form'; readonly faults: readonly Fault[] }
  | { readonly is: 'refused'; readonly because: 'voucher' | 'price changed' | 'cart is empty' | 'payment not offered' }
  | { readonly is: 'refused'; readonly because: 'credit changed' }
  | { readonly is: 'refused'; readonly because: 'out of stock' | 'not sold' | 'not delivered there' }
  | TooMany

/** By which way somebody comes to an order: by a letter's link, or as who is signed in and ordered it. */
export type OrderWay = { readonly token: string } | { readonly id: string }

/** The links of letters, which open an order without a login. */
export type OrderLinks = {
  /** The link opened an order once, and does no more: whether a new one can be sent, or only be printed; null where it is not so. */
  readonly over: (token: string) => Promise<'with a mailbox' | 'on paper' | null>
  /** Sends a new one instead, to the mailbox that the order was placed with. */
  readonly sendNew: (over: { readonly token: string; readonly commandId: string }) => Promise<{ is: 'sent' } | TooMany>
  /** From now on none opens the order. */
  readonly lock: (way: OrderWay) => Promise<void>
}

export type CheckoutQueries = {
  readonly payments: () => Promise<readonly PaymentName[]>
  /** What who is signed in has left of his credit, in the currency of this shop. */
  readonly credit: () => Promise<Cents>
  /** All that became of his credit, the newest first. */
  readonly creditEntries: () => Promise<readonly CreditEntry[]>
  readonly order: (ordering: Ordering) => Promise<Ordered>
  /** Null where the way leads to none. */
  readonly open: (way: OrderWay) => Promise<(ShopOrder & Pick<AccountView, 'carer'>) | null>
  /** How the order is to be paid now; the provider's page is asked for anew. */
  readonly pay: (way: OrderWay) => Promise<Begun | null>
  /** Where the buyer of an order on paper can be written to from now on. */
  readonly addMailbox: (token: string, email: string) => Promise<MailboxAdded>
  /** Takes back an order that is neither paid nor shipped; null where the way leads to none. */
  readonly cancel: (way: OrderWay) => Promise<Cancelled | null>
  readonly links: OrderLinks
  /** The orders of whoever is signed in, newest first. */
  readonly mine: () => Promise<readonly ShopOrder[]>
}
