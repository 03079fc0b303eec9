import type { Cents } from '#ground/money'

export { formatsOf, type Formats } from '#ground/format'

/** The part in per mille of the whole; null where a share would mean nothing. */
export const perMille = (part: number, whole: number): number | null =>
  whole <= 0 ? null : Math.round((part / whole) * 1000)

/** The change against before, in per mille; null where there was nothing before. */
export const changeAgainst = (now: Cents, before: Cents): number | null =>
  before <= 0 ? null : Math.round(((now - before) / before) * 1000)
