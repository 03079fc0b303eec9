import { dayNumber, daysOf, periodAfter, type Period } from '#ground/period'

/** A rank as the company would give it; days are calendar days, the last one undefined while it is open. */
export type Wished = { readonly rank: string; readonly from: string; readonly until: string | undefined }

export type Refusal =
  | { readonly because: 'unknown rank'; readonly known: readonly string[] }
  | { readonly because: 'ends before it begins' }
  | { readonly because: 'no reason' }
  | { readonly because: 'closed month'; readonly firstOpen: Period }

type Known = { readonly ranks: readonly string[]; readonly closed: Period | undefined }

/** What speaks against a rank by hand; undefined where nothing does. A closed month stays as it was computed, so none begins in one. */
export const refusalOf = (
  wished: Wished & { readonly reason: string },
  { ranks, closed }: Known,
): Refusal | undefined => {
  if (!ranks.includes(wished.rank)) return { because: 'unknown rank', known: ranks }
  if (wished.until !== undefined && wished.until < wished.from) return { because: 'ends before it begins' }
  if (wished.reason.trim() === '') return { because: 'no reason' }
  return isWithinClosed(wished.from, closed) ? closedMonth(closed!) : undefined
}

/** What speaks against an end: it may not lie before the end of a closed month in which the rank was had. */
export const refusalOfEnd = (
  { from, until }: { readonly from: string; readonly until: string },
  closed: Period | undefined,
): Refusal | undefined => {
  if (until < from) return { because: 'ends before it begins' }
  const isPast = closed !== undefined && dayNumber(until) < daysOf(closed).last
  return isPast ? closedMonth(closed) : undefined
}

const isWithinClosed = (day: string, closed: Period | undefined) =>
  closed !== undefined && dayNumber(day) <= daysOf(closed).last

const closedMonth = (closed: Period): Refusal => ({ because: 'closed month', firstOpen: periodAfter(closed) })
