import type { PublicId } from '#ground/identity'
import type { Instant, Period } from '#ground/period'
import type { Answer, GiverRefusal, PassingRefusal } from '#referral/lead'
import type { Command, From } from './index.ts'
import type { ContactId, ContactRef, Page } from './records.ts'

export type LeadId = PublicId<'lead'>

/** A prospect whom a partner passed on, or was offered. */
export type OwnLead = {
  readonly id: LeadId
  readonly isGiver: boolean
  /** Null for its receiver unless he has accepted. */
  readonly contact: ContactRef | null
  /** The other partner. */
  readonly other: ContactRef
  /** Where the prospect lives, as far as it is known. */
  readonly town: string | null
  readonly note: string
  readonly offeredAt: Instant
  readonly answer: Answer | null
  readonly answeredAt: Instant | null
}

export type LeadChoices = {
  /** His own prospects whom he has offered to nobody, the newest first, and whether there are more. */
  readonly prospects: readonly ContactRef[]
  readonly isCutOff: boolean
  /** Partners below him. */
  readonly team: readonly { readonly reference: string; readonly name: string }[]
}

export type PassAnswer =
  | { readonly is: 'offered' }
  | { readonly is: 'refused'; readonly because: PassingRefusal | 'offered already' | 'unknown number' }

export type LeadAnswer =
  | { readonly is: 'answered' }
  | { readonly is: 'refused'; readonly because: PassingRefusal | 'answered before' }

export type LeadsDesk = {
  /** What waits for his answer. */
  readonly waiting: () => Promise<readonly OwnLead[]>
  /** All he passed on or was offered, the newest first. */
  readonly all: (asked: From) => Promise<Page<OwnLead>>
  readonly choices: () => Promise<LeadChoices>
  /** `to` is the number of another partner. Null answer: not his contact. */
  readonly pass: (
    command: Command & { readonly contact: ContactId; readonly to: string; readonly note: string },
  ) => Promise<PassAnswer | null>
  /** Null answer: not his to answer. */
  readonly answer: (command: Command & { readonly lead: LeadId; readonly answer: Answer }) => Promise<LeadAnswer | null>
}

export type GiverShown = {
  /** Null: nobody gave him. */
  readonly giver: ContactRef | null
  readonly from: Instant
  readonly reason: string
  readonly at: Instant
  readonly by: string
}

export type OfferShown = {
  readonly id: LeadId
  readonly giver: ContactRef
  readonly receiver: ContactRef
  readonly note: string
  readonly offeredAt: Instant
  readonly answer: Answer | null
  readonly answeredAt: Instant | null
}

export type LeadOfContact = {
  readonly giver: ContactRef | null
  /** The newest first. */
  readonly decisions: readonly GiverShown[]
  readonly offers: readonly OfferShown[]
  /** The day with which the form begins: today. */
  readonly today: string
}

export type GiverAnswer =
  | { readonly is: 'decided' }
  | ({ readonly is: 'refused' } & (
      | Exclude<GiverRefusal, { because: 'closed month' }>
      | { readonly because: 'closed month'; readonly firstOpen: Period }
      | { readonly because: 'unknown number' }
    ))

export type LeadsOffice = {
  /** Null when nobody has the id. */
  readonly of: (id: ContactId) => Promise<LeadOfContact | null>
  /** `giver` is a partner's number, the house, or nobody; from a calendar day of the company on. Null answer: nobody has the id. */
  readonly decide: (
    command: Command & {
      readonly contact: ContactId
      readonly giver: { readonly reference: string } | 'house' | 'nobody'
      readonly from: string
      readonly reason: string
    },
  ) => Promise<GiverAnswer | null>
}
