import type { Instant } from '#ground/period'
import type { Refusal } from '#earnings/rank-by-hand'
import type { Command } from './index.ts'
import type { ContactId } from './records.ts'

export type RankGiven = {
  readonly id: number
  readonly rank: string
  /** The beginning of its first day. */
  readonly from: Instant
  /** The beginning of its last day; null while it is open. */
  readonly until: Instant | null
  readonly reason: string
  readonly at: Instant
  /** Who gave it, by the address he signs in with, as far as it is known. */
  readonly by: string
  /** Each time somebody set its last day, the newest first. */
  readonly ends: readonly {
    /** The beginning of the last day that was set. */
    readonly until: Instant
    readonly reason: string
    readonly at: Instant
    readonly by: string
  }[]
  /** Whether its last day may still be set: it was not over in a closed month. */
  readonly mayEnd: boolean
}

export type RanksByHand = {
  readonly isPartner: boolean
  /** The ranks of the plans that hold in open months; none without a plan. */
  readonly onOffer: readonly string[]
  /** The newest first. */
  readonly given: readonly RankGiven[]
  /** The first day of the running month, or of the first open one after it: with it the form begins. */
  readonly usualFirst: string
}

export type RankAnswer =
  | { readonly is: 'kept' }
  | ({ readonly is: 'refused' } & (Refusal | { readonly because: 'unknown' }))

type OfContact = Command & { readonly contact: ContactId }

export type RankByHandOffice = {
  /** Null when nobody has the id. */
  readonly of: (id: ContactId) => Promise<RanksByHand | null>
  /** Days are the company's calendar days; an open rank has no last one. Null answer: nobody has the id. */
  readonly give: (
    command: OfContact & {
      readonly rank: string
      readonly from: string
      readonly until: string | null
      readonly reason: string
    },
  ) => Promise<RankAnswer | null>
  readonly end: (
    command: OfContact & { readonly id: number; readonly until: string; readonly reason: string },
  ) => Promise<RankAnswer | null>
}
