import type { Instant } from '#ground/period'
import type { Decision, Policy, SignalKind, WhyNot } from '#referral/attribution'
import type { ContactId, ContactRef, Evidence, Page } from './records.ts'

export type AttributionSignal = {
  readonly kind: SignalKind
  /** Whom it names; null where it names nobody. */
  readonly partner: ContactRef | null
  /** The code, campaign, name or number as it was given. */
  readonly said: string
  readonly outcome: 'decided' | WhyNot
}

/** One decision about whose a contact is. */
export type AttributionStep = {
  readonly id: number
  readonly moment: 'registration' | 'order' | 'correction' | 'cancellation' | 'lead'
  readonly decidedAt: Instant
  readonly from: Instant
  readonly sponsor: ContactRef
  readonly before: ContactRef | null
  readonly by: Decision['by'] | 'company' | 'cancellation' | 'lead'
  readonly isHeir: boolean
  /** What the company said for it. */
  readonly words: string
  readonly actor: 'shop' | 'invitation' | 'interface' | 'office'
  readonly isUndone: boolean
  readonly signals: readonly AttributionSignal[]
}

export type Attribution = {
  readonly contact: ContactRef
  /** Null for the house. */
  readonly sponsor: ContactRef | null
  readonly since: Instant | null
  /** Oldest first; none for whoever was here before decisions were kept. */
  readonly steps: readonly AttributionStep[]
}

/** From a day on in the company's zone ("2026-03-01"), from the "registration" on, or from now. */
export type CorrectionAsked = {
  readonly contact: ContactId
  readonly to: ContactId
  readonly day: string | null
  readonly reason: string
}

export type CorrectionRefusal =
  | 'reason missing'
  | 'day unknown'
  | 'in the future'
  | 'same sponsor'
  | 'sponsor is none'
  | 'already booked'
  | 'unknown contact'
  | 'the house has no sponsor'
  | 'would close a cycle'
  | 'not after the last change'
  | 'moved since registration'

export type CorrectionShown = {
  readonly sponsor: ContactRef
  readonly to: ContactRef
  readonly from: Instant
  /** Since when he stands where he stands. */
  readonly since: Instant
  /** Whether who brought him changes with it. */
  readonly isFromRegistration: boolean
  /** How many go with him. */
  readonly below: number
  readonly refusal: CorrectionRefusal | null
}

type Command = { readonly commandId: string }
type Refused<R> = { readonly is: 'refused'; readonly because: R }

export type PolicyShown = Omit<Policy, 'noTurn'> & {
  /** References of partners who get nobody by rotation or postcode. */
  readonly noTurn: readonly string[]
}

/** What the company asks and decides about whose contacts are. */
export type AttributionOffice = {
  readonly of: (contact: ContactId) => Promise<Attribution | null>
  readonly preview: (asked: CorrectionAsked) => Promise<CorrectionShown | Refused<'day unknown' | 'unknown contact'>>
  readonly correct: (
    command: Command & CorrectionAsked,
  ) => Promise<{ readonly is: 'corrected' } | Refused<CorrectionRefusal>>
  readonly policy: () => Promise<PolicyShown>
  /** Refused where a reference is no partner's; `unknown` names it. */
  readonly changePolicy: (
    command: Command & { readonly policy: PolicyShown },
  ) => Promise<{ readonly is: 'changed' } | { readonly is: 'refused'; readonly unknown: string }>
}

/** A signal as a partner sees it: another's is nobody's he is told of. */
export type OwnSignal = {
  readonly kind: SignalKind
  readonly of: 'me' | 'another' | 'nobody'
  /** As it was given; null where it is another's. */
  readonly said: string | null
  readonly outcome: 'decided' | WhyNot
}

export type OwnStep = Pick<AttributionStep, 'id' | 'moment' | 'decidedAt' | 'by' | 'isHeir' | 'isUndone'> & {
  readonly to: 'me' | 'another' | ContactRef
  readonly signals: readonly OwnSignal[]
}

/** Why a customer is a partner's. */
export type WhyMine = {
  readonly contact: ContactRef
  readonly since: Instant
  /** The customer of his who recommended this one; null where the customer stands directly below him. */
  readonly via: ContactRef | null
  /** What is known of it where no decision was kept. */
  readonly evidence: Evidence
  readonly steps: readonly OwnStep[]
}

/** Where a signal of his did not decide: what happened, and neither to whom nor whose it is. */
export type LostSignal = {
  readonly key: string
  /** Null where the contact was his until the company corrected it. */
  readonly kind: SignalKind | null
  readonly said: string
  readonly outcome: WhyNot | null
  /** What decided instead. */
  readonly by: AttributionStep['by']
  readonly decidedAt: Instant
}

/** What a partner asks about his customers; whose they are is fixed when it is made. */
export type AttributionDesk = {
  /** Null unless the contact is his customer now. */
  readonly whyMine: (contact: ContactId) => Promise<WhyMine | null>
  readonly lost: (asked: { readonly cursor: string | null }) => Promise<Page<LostSignal>>
}

export type OwnLink = {
  readonly slug: string
  readonly address: string
  readonly campaign: string
  readonly isInvitation: boolean
  readonly madeAt: Instant
  readonly isOpen: boolean
  readonly opened: number
  readonly registered: number
  readonly won: number
}

export type LinkRefusal = 'empty' | 'too long' | 'campaign taken'

/** A partner's links and invitations. */
export type LinksDesk = {
  readonly all: () => Promise<{ readonly reference: string; readonly links: readonly OwnLink[] }>
  readonly make: (
    command: Command & { readonly campaign: string },
  ) => Promise<{ readonly is: 'made'; readonly slug: string } | Refused<LinkRefusal>>
  readonly invite: (
    command: Command & { readonly note: string },
  ) => Promise<{ readonly is: 'made'; readonly slug: string } | Refused<LinkRefusal>>
  readonly close: (command: Command & { readonly slug: string }) => Promise<void>
}
