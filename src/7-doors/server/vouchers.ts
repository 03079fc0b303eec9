import type { PublicId } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import type { Discount } from '#referral/voucher'
import type { Decision, MakingRefusal, NewTemplate, SuspicionKind } from '#referral/voucher/store.ts'
import type { ContactRef, OrderId, Page } from './records.ts'

export type TemplateId = PublicId<'template'>
export type VoucherId = PublicId<'voucher'>
export type SuspicionId = PublicId<'suspicion'>

/** What a voucher template promises. */
export type VoucherTemplate = {
  readonly id: TemplateId
  readonly name: string
  readonly discount: Discount
  readonly currency: string
  readonly minimum: Cents
  readonly from: Instant
  /** Null: for ever. */
  readonly until: Instant | null
  readonly countries: readonly string[] | null
  readonly newCustomersOnly: boolean
  readonly lowersPoints: boolean
  readonly forPartners: boolean
  readonly limitPerCode: number | null
  readonly limitInAll: number | null
  readonly state: 'on' | 'off' | 'not yet' | 'over'
}

export type VoucherTemplateRow = VoucherTemplate & {
  /** How many codes of it work. */
  readonly codes: number
  readonly redeemed: number
  /** What buyers saved by it. */
  readonly saved: Cents
}

export type VoucherRow = {
  readonly id: VoucherId
  readonly code: string
  /** As people read it. */
  readonly shown: string
  readonly madeAt: Instant
  readonly isOn: boolean
  readonly template: VoucherTemplate
  readonly seen: number
  readonly redeemed: number
  readonly refused: number
  /** Turnover of the orders that were placed with it, net of what came back. */
  readonly won: Cents
  /** What puts it into a cart: "https://ben.shop.example/v/VONBEN". */
  readonly link: string
}

/** What looks odd about a redeemed voucher, with its evidence. */
export type VoucherReview = {
  readonly id: SuspicionId
  readonly kind: SuspicionKind
  readonly noticedAt: Instant
  readonly voucher: { readonly id: VoucherId; readonly shown: string; readonly isOn: boolean }
  /** Null for the company's own code. */
  readonly partner: ContactRef | null
  readonly buyer: ContactRef
  readonly order: OrderId | null
  readonly boughtAt: Instant
  readonly total: Cents
  readonly discount: Cents
  /** Whether the order was cancelled before payment. */
  readonly isReleased: boolean
  readonly contacts: readonly ContactRef[]
  /** "email", "phone", "person", "household", "iban", "contact". */
  readonly shares: readonly string[]
  readonly spread: { readonly redemptions: number; readonly hours: number } | null
  readonly decided: { readonly decision: Decision; readonly reason: string; readonly at: Instant } | null
}

type Command = { readonly commandId: string }
type Refused<R> = { readonly is: 'refused'; readonly because: R }
type Making = Command & {
  readonly template: TemplateId
  /** Null for a random code. */
  readonly wording: string | null
}
export type CodeMade = { readonly is: 'made'; readonly id: VoucherId } | Refused<MakingRefusal>
type Switching<K extends string, I> = Command & { readonly [key in K]: I } & { readonly isOn: boolean }

export type OfficeVouchers = {
  /** Newest first. */
  readonly templates: () => Promise<readonly VoucherTemplateRow[]>
  readonly template: (
    id: TemplateId,
  ) => Promise<{ readonly template: VoucherTemplateRow; readonly codes: readonly VoucherRow[] } | null>
  readonly openReviews: () => Promise<number>
  /** Newest first. */
  readonly reviews: (asked: {
    readonly state: 'open' | 'decided'
    readonly cursor: string | null
  }) => Promise<Page<VoucherReview>>
  readonly makeTemplate: (command: Command & { readonly template: NewTemplate }) => Promise<TemplateId>
  readonly switchTemplate: (command: Switching<'template', TemplateId>) => Promise<void>
  /** A code of the company's own. */
  readonly make: (command: Making) => Promise<CodeMade>
  readonly switchCode: (command: Switching<'voucher', VoucherId>) => Promise<void>
  readonly decide: (
    command: Command & { readonly review: SuspicionId; readonly decision: Decision; readonly reason: string },
  ) => Promise<{ readonly is: 'decided' } | Refused<'unknown' | 'already decided'>>
}

/** What a partner asks about his codes; whose they are is fixed when it is made. */
export type DeskVouchers = {
  /** What he may make codes of now. */
  readonly templates: () => Promise<readonly VoucherTemplate[]>
  /** Newest first. */
  readonly codes: () => Promise<readonly VoucherRow[]>
  /** Null unless it is his. */
  readonly code: (id: VoucherId) => Promise<VoucherRow | null>
  readonly make: (command: Making) => Promise<CodeMade>
  /** Nothing happens where it is not his. */
  readonly switchCode: (command: Switching<'voucher', VoucherId>) => Promise<void>
}
