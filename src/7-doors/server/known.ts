import type { Instant, Period } from '#ground/period'
import type { PublicId } from '#ground/identity'
import type { Channel, ConsentState } from '#people/consent'
import type { LikenessReason, MergeRefusal, Person } from '#people/duplicate'
import type { Turnover } from './records.ts'
import type { Command, From } from './index.ts'
import type { ContactId, ContactRef, Page } from './records.ts'

export type DuplicateId = PublicId<'duplicate'>
export type MergeId = PublicId<'merge'>

/** One of two contacts who may be one person, as they stand side by side. */
export type Side = {
  readonly contact: ContactRef
  readonly reference: string
  readonly data: Readonly<Record<keyof Person, string | null>>
  readonly joinedAt: Instant
  /** To whom new turnover of him belongs; null for partners. */
  readonly owner: ContactRef | null
  readonly orders: number
}

export type DuplicateRow = {
  readonly id: DuplicateId
  readonly one: Side
  readonly other: Side
  /** From 0 to 1. */
  readonly score: number
  readonly because: readonly LikenessReason[]
}

export type MergeView = {
  readonly is: 'possible'
  readonly keep: Side
  readonly drop: Side
  readonly taken: readonly (keyof Person)[]
  readonly moves: readonly { readonly contact: ContactRef; readonly to: ContactRef }[]
}

export type MergeRow = {
  readonly id: MergeId
  readonly keep: ContactRef
  readonly drop: ContactRef
  readonly at: Instant
  readonly reason: string
  readonly undoneAt: Instant | null
}

export type MergeNo = { readonly is: 'refused'; readonly because: MergeRefusal }

export type ConsentRow = {
  readonly id: PublicId<'consent'>
  readonly sender: ContactRef
  readonly channel: Channel
  readonly state: ConsentState
  readonly isInForce: boolean
  readonly text: string
  readonly textVersion: number
  readonly address: string | null
  readonly where: string
  readonly askedAt: Instant
  readonly givenAt: Instant | null
  readonly givenBy: 'double opt-in' | 'form' | 'company' | null
  readonly endedAt: Instant | null
  readonly endedHow: string | null
}

export type Consents = {
  /** Who writes in the company's name. */
  readonly house: ContactRef
  /** His partner; null where nobody brought him, and for partners. */
  readonly partner: ContactRef | null
  /** Who typed in his data, until he confirms himself; null where nobody did. */
  readonly enteredBy: ContactRef | null
  readonly rows: readonly ConsentRow[]
}

export type ConsentNo = {
  readonly is: 'refused'
  readonly because:
    | 'unknown contact'
    | 'not a sender'
    | 'no address'
    | 'asked already'
    | 'given already'
    | 'not confirmed himself'
    | 'none'
}

/** End customers: everybody who bought and is no partner. */
export type Reach = {
  readonly customers: number
  /** Whom the company itself may write to, by any channel. */
  readonly mayContact: number
  /** Who belong to a partner and whom the company may not write to: without him nobody reaches them. */
  readonly lost: number
}

export type PartnerReach = Reach & {
  readonly contact: ContactRef
  /** Of the month: what he bought himself, and what his customers bought. */
  readonly consumption: Turnover
  readonly fromCustomers: Turnover
}

export type CompanyReach = Reach & {
  /** The partners with whom most would be lost, ten at most. */
  readonly partners: readonly PartnerReach[]
}

export type Recipient = { readonly name: string; readonly reference: string; readonly address: string }

/** What the company's pages know of people beside their turnover: duplicates, consents, and whom it reaches. */
export type KnownOffice = {
  /** What nobody has decided yet, the likeliest first. */
  readonly duplicates: (from: From) => Promise<Page<DuplicateRow> & { readonly total: number }>
  readonly countDuplicates: () => Promise<number>
  readonly mergePreview: (keep: ContactId, drop: ContactId) => Promise<MergeView | MergeNo>
  /** The latest merges; of one contact where he is named. */
  readonly merges: (of: ContactId | null) => Promise<readonly MergeRow[]>
  readonly merge: (
    command: Command & { readonly keep: ContactId; readonly drop: ContactId; readonly reason: string },
  ) => Promise<{ readonly is: 'merged' } | MergeNo>
  readonly undoMerge: (
    command: Command & { readonly merge: string },
  ) => Promise<{ readonly is: 'undone' } | { readonly is: 'refused' }>
  readonly sayDifferent: (
    command: Command & { readonly duplicate: string },
  ) => Promise<{ readonly is: 'decided' | 'refused' }>
  readonly consents: (id: ContactId) => Promise<Consents | null>
  readonly giveConsent: (
    command: Command & {
      readonly contact: ContactId
      readonly sender: ContactId
      readonly channel: Channel
      readonly proof: string
      readonly text: string
    },
  ) => Promise<{ readonly is: 'given' } | ConsentNo>
  readonly withdrawConsent: (
    command: Command & {
      readonly contact: ContactId
      readonly sender: ContactId
      readonly channel: Channel
      readonly how: string
    },
  ) => Promise<{ readonly is: 'withdrawn' } | ConsentNo>
  /** Who stands where now; the turnover is the month's. */
  readonly reach: (period: Period) => Promise<CompanyReach>
  /** Every partner with customers, those first with whom most would be lost; `total` are all of them. */
  readonly reachPage: (period: Period, from: From) => Promise<Page<PartnerReach> & { readonly total: number }>
  /** Null for whoever is no partner. */
  readonly reachOf: (id: ContactId, period: Period) => Promise<PartnerReach | null>
  /** Everybody the company may write to by this channel. */
  readonly recipients: (channel: Channel) => Promise<readonly Recipient[]>
}

export type PermissionRow = {
  readonly contact: ContactRef
  /** By which channels the partner may write to him, each with the address it goes to. */
  readonly channels: readonly { readonly channel: Channel; readonly address: string }[]
}

/** What a partner's pages know of his own customers. */
export type KnownDesk = {
  readonly permissions: (from: From) => Promise<Page<PermissionRow> & Reach & { readonly mayWrite: number }>
  /** His own customers whom he may write to by this channel. */
  readonly recipients: (channel: Channel) => Promise<readonly Recipient[]>
}
