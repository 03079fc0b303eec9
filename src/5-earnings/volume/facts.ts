import type { DayNumber, Period } from '#ground/period'

/**
 * The entries of a month. Money in cents, points in thousandths; `groups` are places in `groupNames`, -1 for none. What no rule of the plan
 * asks for may be left out; a rule that asks for it all the same throws.
 */
export type Entries = {
  readonly contacts: Int32Array
  readonly owners: Int32Array
  readonly net: Float64Array
  readonly points: Float64Array
  readonly groups: Int32Array
  readonly groupNames: readonly string[]
  /** The day of booking, in the company's zone. */
  readonly days?: Int32Array
  /** A number of its own for each order, the same in every month; what takes an order back has the order's. */
  readonly orders?: Int32Array
  /** The home party at which the order was taken, a place in `hosts`; -1 for none. */
  readonly parties?: Int32Array
}

/** A rank that the company gives somebody: he has it, or a higher one, at the end of each month whose last day lies between. */
export type RankByHand = {
  readonly partner: number
  readonly rank: string
  readonly from: DayNumber
  /** The last day; undefined while it is open. */
  readonly until: DayNumber | undefined
  readonly reason: string
}

/** In a column of days: there is none. */
export const never = -0x8000_0000

/** A month as it ended. Everything by position of contacts; -1 is the sponsor and the recruiter of the house. */
export type Facts = {
  readonly period: Period
  readonly sponsors: Int32Array
  readonly recruiters: Int32Array
  /** 1 for each partner; the house is none. */
  readonly partners: Uint8Array
  /** The day on which each became a partner, of those who are; else `never`. */
  readonly partnersSince: Int32Array
  /** The day of each one's first completed order; `never` while there is none. */
  readonly customersSince: Int32Array
  readonly byHand: readonly RankByHand[]
  /** Who gave the contact to whoever looks after him, where he came as a lead of the company or of another partner; -1 where he did not. */
  readonly leads?: Int32Array
  /** What number each contact has, in the order of coming, where positions are in another order. */
  readonly numbers?: Int32Array
  /** Below whom the company has placed him in a tree of limited width, and at which place from the left; -1 where it has not. */
  readonly placedBelow?: Int32Array
  readonly placedAt?: Int32Array
  /** The host of each home party. */
  readonly hosts?: Int32Array
  readonly entries: Entries
}
