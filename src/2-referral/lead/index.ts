import { periodAfter, periodOf, type Instant, type Period, type Zone } from '#ground/period'
import type { Role } from '#people/contact'

/** Who the three of a lead are now. */
export type Passing = {
  readonly contact: Role | undefined
  readonly giver: Role | undefined
  /** Whether the contact is the giver's: of nobody else, also by a customer of his. */
  readonly isGivers: boolean
  readonly receiver: Role | undefined
  readonly isToHimself: boolean
}

/** Why a contact cannot be passed on as a lead. */
export type PassingRefusal = 'not his' | 'no prospect' | 'no partner' | 'himself'

/** What speaks against it; undefined where nothing does. Whoever has ordered is a customer, and his partner's. */
export const refusalOfPassing = ({
  contact,
  giver,
  isGivers,
  receiver,
  isToHimself,
}: Passing): PassingRefusal | undefined => {
  if (!isGivers || giver !== 'partner') return 'not his'
  if (contact !== 'prospect') return 'no prospect'
  if (isToHimself) return 'himself'
  return receiver === 'partner' ? undefined : 'no partner'
}

export type Answer = 'accepted' | 'declined' | 'withdrawn'

/** Who may give which answer: the receiver accepts or declines, the giver withdraws. */
export const mayAnswer = (answer: Answer, { isGiver }: { readonly isGiver: boolean }): boolean =>
  (answer === 'withdrawn') === isGiver

/** The company's decision who gave a contact, before it is kept. */
export type GiverDecision = {
  readonly contact: Role | undefined
  /** Null: nobody. */
  readonly giver: Role | null | undefined
  readonly isHimself: boolean
  readonly from: Instant
  readonly reason: string
  readonly now: Instant
}

export type GiverRefusal =
  | { readonly because: 'reason missing' | 'unknown contact' | 'no giver' | 'in the future' }
  | { readonly because: 'closed month'; readonly firstOpen: Period }

type Books = { readonly closed: Period | undefined; readonly zone: Zone }

/** What speaks against it; undefined where nothing does. A closed month was paid by whoever was the giver then. */
export const refusalOfGiver = (
  { contact, giver, isHimself, from, reason, now }: GiverDecision,
  { closed, zone }: Books,
): GiverRefusal | undefined => {
  if (reason.trim() === '') return { because: 'reason missing' }
  if (contact === undefined || contact === 'house') return { because: 'unknown contact' }
  if (isHimself || (giver !== null && !mayGive(giver))) return { because: 'no giver' }
  if (from > now) return { because: 'in the future' }
  const isClosed = closed !== undefined && periodOf(from, zone) <= closed
  return isClosed ? { because: 'closed month', firstOpen: periodAfter(closed) } : undefined
}

// Who left stays the giver he was; he is paid nothing.
const mayGive = (role: Role | undefined) => role === 'partner' || role === 'former partner' || role === 'house'
