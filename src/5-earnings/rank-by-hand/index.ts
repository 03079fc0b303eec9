import { dayNumber, daysOf, periodAfter, type Period } from '#ground/period'

/** A rank as the company would give it; days are calendar days, the last one undefined while it is open. */
export type Wished = { readonly rank: string; readonly from: string; readonly until: string | undefined }

export type Refusal =
  | { readonly because: 'no partner' }
  | { readonly because: 'unknown rank'; readonly known: readonly string[] }
  | { readonly because: 'ends before it begins' }
  | { readonly because: 'no reason' }
  | { readonly because: 'closed month'; readonly firstOpen: Period }

type Known = {
  readonly isPartner: boolean
  readonly ranks: readonly string[]
  readonly closed: Period | undefined
}

/** What speaks against a rank by hand; undefined where nothing does. A closed month stays as it was computed, so none begins in one. */
export const refusalOf = (
  wished: Wished & { readonly reason: string },
  { isPartner, ranks, closed }: Known,
): Refusal | undefined => {
  if (!isPartner) return { because: 'no partner' }
  if (!ranks.includes(wished.rank)) return { because: 'unknown rank', known: ranks }
  if (wished.until !== undefined && wished.until < wished.from) return { because: 'ends before it begins' }
  if (wished.reason.trim() === '') return { because: 'no reason' }
  return isWithinClosed(wished.from, closed) ? closedMonth(closed!) : undefined
}

type End = {
  readonly from: string
  readonly until: string
  /** The last day it has had so far; undefined while it is open. */
  readonly before: string | undefined
  readonly reason: string
}

/** What speaks against an end: neither it nor the one before may lie before the end of a closed month, which was computed by them. */
export const refusalOfEnd = ({ from, until, before, reason }: End, closed: Period | undefined): Refusal | undefined => {
  if (until < from) return { because: 'ends before it begins' }
  if (reason.trim() === '') return { because: 'no reason' }
  const isPast = hasEndedIn(closed, until) || hasEndedIn(closed, before)
  return isPast ? closedMonth(closed!) : undefined
}

/** Whether a rank whose last day this is was over at the end of the closed month: so it stays. */
export const hasEndedIn = (closed: Period | undefined, until: string | undefined): boolean =>
  closed !== undefined && until !== undefined && dayNumber(until) < daysOf(closed).last

const isWithinClosed = (day: string, closed: Period | undefined) =>
  closed !== undefined && dayNumber(day) <= daysOf(closed).last

const closedMonth = (closed: Period): Refusal => ({ because: 'closed month', firstOpen: periodAfter(closed) })
