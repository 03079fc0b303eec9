import type { Cents, Points } from '#ground/money'
import type { Instant, Period } from '#ground/period'
import type { Role } from '#people/contact'
import type { ContactId, ContactRef, Evidence, Page, Reading, Turnover } from './records.ts'

/**
 * A contact's turnover in a period by kind. What only partners have is null for everybody who was none in the period and owns
 * nothing booked in it; a return of an order of his time is booked to a former partner later too.
 */
export type ContactVolumes = {
  readonly personal: Turnover
  readonly customers: Turnover | null
  readonly own: Turnover | null
  readonly team: Turnover | null
  readonly firstLine: Turnover | null
}

/**
 * A month of a series. For the company: `personal` is what partners bought themselves, `customers` all other turnover.
 * For a partner: `personal` is the part of his own volume from his own orders, `customers` from his customers'.
 */
export type MonthPoint = { readonly period: Period; readonly personal: Turnover; readonly customers: Turnover }

export type Totals = {
  readonly all: Turnover
  /** What partners bought themselves (their own consumption). */
  readonly partners: Turnover
  /** All other turnover: customers, prospects' first orders, former partners. */
  readonly customers: Turnover
  /** The part of `customers` that belongs to no partner but to the house. */
  readonly house: Turnover
}

export type Overview = {
  readonly period: Period
  readonly totals: Totals
  /** The totals of the month before; null where there are none. */
  readonly before: Totals | null
  /** Contacts by their role at the period's end, and how many of them bought in the period. */
  readonly counts: {
    readonly contacts: number
    readonly prospects: number
    /** Also former partners. */
    readonly customers: number
    readonly partners: number
    readonly activeCustomers: number
    readonly activePartners: number
    /** Contacts who joined in the period. */
    readonly joined: number
  }
  /** The ten partners with the highest own volume, highest first. */
  readonly top: readonly PartnerRow[]
}

export type PartnerRow = {
  readonly contact: ContactRef
  readonly own: Turnover
  /** The two parts of `own`. */
  readonly personal: Turnover
  readonly customers: Turnover
  readonly team: Turnover
  /** Customers whose owner this partner is at the period's end. */
  readonly customerCount: number
}

export type LineRow = {
  readonly contact: ContactRef
  readonly since: Instant
  readonly volumes: ContactVolumes
  /** Partners and customers directly below. */
  readonly partners: number
  readonly customers: number
}

/** One step of a recommendation: who is below whom, since when, and what decided it. */
export type SponsorStep = {
  readonly contact: ContactRef
  readonly sponsor: ContactRef
  readonly since: Instant
  readonly evidence: Evidence
}

/** A customer's part of a partner's own volume. */
export type CustomerShare = {
  readonly contact: ContactRef
  readonly turnover: Turnover
  readonly entries: number
  /** From the customer up to the partner, as it stood at `decidedAt`. One step: brought by the partner himself. */
  readonly chain: readonly SponsorStep[]
  /** The moment that decided whose turnover it is: the last entry's, or the period's end, by the reading. */
  readonly decidedAt: Instant
  /** True when the structure was changed backwards after the booking: the chain leads elsewhere, what is booked stays booked. */
  readonly isChangedSince?: boolean
}

/** A first-line partner's part of a team volume. */
export type LineShare = { readonly contact: ContactRef; readonly team: Turnover; readonly own: Turnover }

/** How a contact's volumes of a period came to be. `own` = `personalAsPartner` + `customers`; `team` = `own` + lines. */
export type Explanation = {
  readonly contact: ContactRef
  readonly period: Period
  readonly reading: Reading
  readonly volumes: ContactVolumes
  /** The part of his personal volume that is his own volume; null for whoever was no partner in the period. */
  readonly personalAsPartner: Turnover | null
  /** The part of his personal volume that belongs to somebody else: to whom, and how much. */
  readonly belongsTo: readonly {
    readonly owner: ContactRef
    readonly turnover: Turnover
    readonly chain: readonly SponsorStep[]
    readonly isChangedSince?: boolean
  }[]
  /** How many entries his personal volume has. */
  readonly entries: number
  /** By turnover, highest first. */
  readonly customers: Page<CustomerShare>
  /** The share that was asked for by `open`; null when that contact has none here. */
  readonly opened: CustomerShare | null
  readonly customerCount: number
  /** By team volume, highest first. */
  readonly lines: Page<LineShare>
  readonly lineCount: number
}

/**
 * The structure in columns, all of one length, in breadth-first order: a parent stands before its children.
 * Position 0 is the root that was asked for. Amounts are the `net` and, in a second column, the points.
 */
export type Tree = {
  readonly period: Period
  readonly ids: readonly ContactId[]
  readonly names: readonly string[]
  /** Position of the sponsor; -1 for the root. */
  readonly parents: readonly number[]
  readonly roles: readonly Role[]
  readonly own: readonly Cents[]
  readonly ownPoints: readonly Points[]
  readonly team: readonly Cents[]
  readonly teamPoints: readonly Points[]
  /** How many below, at any depth, also those left out of this answer. */
  readonly below: readonly number[]
  /** How many are in the whole tree below the root; more than the columns hold when the answer was cut. */
  readonly total: number
  /** From the top of what the viewer may see down to the root's sponsor; empty when the root is the top. */
  readonly path: readonly ContactRef[]
}

/** What a partner may see of one of his customers in a period. */
export type CustomerRow = {
  readonly contact: ContactRef
  readonly since: Instant
  /** Who recommended him, when that was not the partner himself. */
  readonly via: ContactRef | null
  readonly turnover: Turnover
  /** Of the orders that count for this partner. */
  readonly lastOrderAt: Instant | null
}

/** Sums only: what a partner may see of a partner below him. */
export type TeamRow = {
  readonly contact: ContactRef
  readonly since: Instant
  readonly own: Turnover
  readonly team: Turnover
  /** Partners directly below him. */
  readonly partners: number
}

export type TeamView = {
  readonly of: ContactRef
  /** From the viewer down to the sponsor of `of`; empty when it is the viewer himself. */
  readonly path: readonly ContactRef[]
  readonly own: Turnover
  readonly team: Turnover
  readonly firstLine: Turnover
  /** Partners below at any depth. */
  readonly downline: number
  /** By team volume, highest first. */
  readonly rows: Page<TeamRow>
}

export type DeskMonth = {
  readonly contact: ContactRef
  readonly period: Period
  readonly volumes: ContactVolumes
  readonly personalAsPartner: Turnover
  readonly counts: {
    readonly customers: number
    readonly activeCustomers: number
    readonly joinedCustomers: number
    readonly firstLine: number
    readonly downline: number
  }
}
