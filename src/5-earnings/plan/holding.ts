import { periodAfter, type Period } from '#ground/period'

type Begun = { readonly version: number; readonly from: Period }

/** Until when a version holds. */
type Holding = {
  /** The last month before another begins; null while it holds on. */
  readonly until: Period | null
  /** True where a newer version begins in the same month: then it holds for no month. */
  readonly isReplaced: boolean
}

/** A version holds until the month before the next one begins; of those that begin together the newest. */
export const holdingOf = ({ version, from }: Begun, versions: readonly Begun[]): Holding => {
  const later = versions.map(other => other.from).filter(other => other > from)
  const next = later.sort()[0]
  return {
    until: next === undefined ? null : periodAfter(next, -1),
    isReplaced: versions.some(other => other.version > version && other.from === from),
  }
}
