import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'

/** What speaks for a sponsor when somebody registers or orders: see referral/attribution. */
const signals = [
  'voucher',
  'party',
  'named',
  'link',
  'subdomain',
  'remembered',
  'rule',
  'cancellation',
  'lead',
] as const

export const deciders = [
  'import',
  'demo generator',
  'company',
  'interface',
  'leaving partner',
  'house',
  ...signals,
] as const

/** Who or what decided where somebody stands. */
export type Decider = (typeof deciders)[number]

export type Evidence = {
  readonly by: Decider
  /** The partner whose leaving moved the contact; null otherwise. */
  readonly leaver: ContactNumber | null
  /** What a person wrote beside it, if anybody did. */
  readonly text: string | null
}

/** The evidence as structure keeps it: a reason in words, and facts: `by`, and for a leaving partner `partner`. */
export type KeptEvidence = { readonly reason: string; readonly facts: Readonly<Record<string, unknown>> }

const isDecider = (word: unknown): word is Decider => (deciders as readonly unknown[]).includes(word)

// Their reasons are words of a program: `by` says the same in the reader's language.
const speakForThemselves: ReadonlySet<Decider> = new Set([
  'import',
  'demo generator',
  'leaving partner',
  'house',
  ...signals,
])

/** Reads kept evidence; what says nothing of who decided was decided by the company. */
export const evidenceOf = ({ reason, facts }: KeptEvidence): Evidence => {
  const by = isDecider(facts['by']) ? facts['by'] : 'company'
  const written = typeof facts['text'] === 'string' ? facts['text'] : speakForThemselves.has(by) ? '' : reason
  return {
    by,
    leaver:
      by === 'leaving partner' && typeof facts['partner'] === 'number' ? (facts['partner'] as ContactNumber) : null,
    text: written.trim() === '' ? null : written,
  }
}

/** One step of a recommendation: who is below whom, since when, and what decided it. */
export type Step = {
  readonly contact: ContactNumber
  readonly sponsor: ContactNumber
  readonly since: Instant
  readonly evidence: Evidence
}

/** A step as it stood at the deciding moment, and whether the sponsor was then a partner or the house. */
export type Climbed = { readonly step: Step; readonly isOwner: boolean }

/** From a customer up to the owner. */
export type Chain = {
  readonly steps: readonly Step[]
  /**
   * False when the present history no longer leads to the owner: the structure was changed backwards after the booking,
   * and what is booked stays booked.
   */
  readonly leadsToOwner: boolean
}

type Ends = { readonly owner: ContactNumber; readonly house: ContactNumber }

/** The chain of the steps climbed, the lowest first. Who reaches no partner belongs to the house. */
export const chainOf = (climbed: readonly Climbed[], { owner, house }: Ends): Chain => {
  const last = climbed.at(-1)
  const reached = last?.isOwner === true ? last.step.sponsor : house
  return { steps: climbed.map(({ step }) => step), leadsToOwner: reached === owner }
}
