import type { PublicId } from '#ground/identity'
import type { Cents, Points } from '#ground/money'
import type { Instant, Period, Zone } from '#ground/period'
import type { Name, Role } from '#people/contact'
import type { WhoseCustomers } from '#people/structure'

/** What an amount of turnover is: money net of VAT, and points. */
export type Turnover = { readonly net: Cents; readonly points: Points }

export type ContactId = PublicId<'contact'>
export type OrderId = PublicId<'order'>

export type Language = 'de' | 'en'

/** Who looks at the page. A company's account need not be a contact; a partner's always is. */
export type Viewer =
  | { readonly role: 'company'; readonly contactId: ContactId | null; readonly name: string; readonly language: Language | null }
  | { readonly role: 'partner'; readonly contactId: ContactId; readonly name: string; readonly language: Language | null }

/** The reading of Eigenumsatz that is in force. Every figure on a page says which one it is. */
export type Reading = { readonly whose: WhoseCustomers; readonly moment: 'order' | 'period end' }

export const volumeRelevantStates = ['placed', 'paid', 'shipped'] as const
/** The state in which an order starts to count as turnover. */
export type VolumeRelevantState = (typeof volumeRelevantStates)[number]

export type Company = {
  readonly name: string
  /** The company as a contact: root of the structure, owner of what no partner owns. */
  readonly houseId: ContactId
  /** ISO 4217, such as "EUR". */
  readonly currency: string
  readonly zone: Zone
  readonly reading: Reading
  readonly relevantAt: VolumeRelevantState
  /** Whether amounts are shown in points too. */
  readonly hasPoints: boolean
  /** The source and licence line that must stand wherever demo data is shown; null in a real company. */
  readonly demoNotice: string | null
}

/** Enough of a contact to name it and link to it. */
export type ContactRef = { readonly id: ContactId; readonly name: string; readonly role: Role }

/** One page of a longer list; `next` is the cursor of the following page, null on the last. */
export type Page<T> = { readonly rows: readonly T[]; readonly next: string | null }

/** A contact's turnover in a period by kind. What only partners have is null for everybody who was none in the period. */
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

export type ContactRow = {
  readonly contact: ContactRef
  /** The company's own number for the contact. */
  readonly reference: string
  readonly city: string | null
  readonly country: string | null
  readonly joinedAt: Instant
  /** To whom his turnover belongs now; null for partners and the house. */
  readonly owner: ContactRef | null
  readonly personal: Turnover
  readonly own: Turnover | null
}

export type Contact = {
  readonly contact: ContactRef
  readonly reference: string
  readonly name: Name
  readonly email: string | null
  readonly phone: string | null
  readonly language: string | null
  readonly street: string | null
  readonly postalCode: string | null
  readonly city: string | null
  readonly country: string | null
  readonly joinedAt: Instant
  /** Oldest first. */
  readonly roles: readonly { readonly from: Instant; readonly role: Role }[]
  /** Sponsors through time, oldest first, with what decided each: see `Evidence`. Empty for the house. */
  readonly sponsors: readonly { readonly from: Instant; readonly sponsor: ContactRef; readonly evidence: Evidence }[]
  /** From the house down to the sponsor; empty for the house. */
  readonly path: readonly ContactRef[]
  /** To whom his turnover belongs now under the reading in force; null for partners and the house. */
  readonly owner: ContactRef | null
  readonly counts: {
    /** Directly below. */
    readonly partners: number
    readonly customers: number
    readonly prospects: number
    /** Every partner below, at any depth. */
    readonly downline: number
    /** Customers whose owner he is, also those brought by customers. */
    readonly owned: number
  }
}

/** What decided a sponsor, as kept with the change. `text` is what a person wrote beside it, if anybody did. */
export type Evidence = {
  readonly by: 'import' | 'demo generator' | 'company' | 'interface' | 'leaving partner' | 'house'
  /** The partner whose leaving moved the contact; null otherwise. */
  readonly leaver: ContactRef | null
  readonly text: string | null
}

export type LineRow = {
  readonly contact: ContactRef
  readonly since: Instant
  readonly volumes: ContactVolumes
  /** Partners and customers directly below. */
  readonly partners: number
  readonly customers: number
}

export type OrderState = 'placed' | 'paid' | 'shipped' | 'cancelled'

export type OrderRow = {
  readonly id: OrderId
  /** The company's own number for the order. */
  readonly reference: string
  readonly placedAt: Instant
  readonly state: OrderState
  readonly net: Cents
  /** What came back, never positive. */
  readonly returned: Cents
}

/** One line of the volume ledger with the article behind it. */
export type EntryRow = {
  readonly id: PublicId<'entry'>
  readonly at: Instant
  readonly is: 'order' | 'return'
  readonly order: { readonly id: OrderId; readonly reference: string } | null
  readonly article: { readonly number: string; readonly name: string }
  /** Negative on a return. */
  readonly quantity: number
  readonly turnover: Turnover
  readonly contact: ContactRef
  readonly roleThen: Role
  /** Who owned the contact's turnover when it was decided. */
  readonly ownerThen: ContactRef
  readonly decidedAt: Instant
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
  readonly belongsTo: readonly { readonly owner: ContactRef; readonly turnover: Turnover; readonly chain: readonly SponsorStep[] }[]
  /** How many entries his personal volume has. */
  readonly entries: number
  /** By turnover, highest first. */
  readonly customers: Page<CustomerShare>
  readonly customerCount: number
  /** By team volume, highest first. */
  readonly lines: Page<LineShare>
  readonly lineCount: number
}

export type OrderLine = {
  readonly position: number
  readonly article: { readonly number: string; readonly name: string }
  readonly quantity: number
  readonly returned: number
  readonly turnover: Turnover
  /** In per mille of the net amount: 190 for 19 %. */
  readonly vatRate: number
}

export type OrderReturn = {
  readonly id: PublicId<'return'>
  readonly reference: string
  readonly at: Instant
  readonly reason: string | null
  readonly lines: readonly { readonly article: OrderLine['article']; readonly quantity: number; readonly turnover: Turnover }[]
}

export type Order = {
  readonly id: OrderId
  readonly reference: string
  readonly contact: ContactRef
  /** Oldest first; the last one is the state now. */
  readonly states: readonly { readonly state: OrderState; readonly at: Instant }[]
  readonly lines: readonly OrderLine[]
  readonly net: Cents
  readonly vat: Cents
  readonly gross: Cents
  readonly points: Points
  readonly returns: readonly OrderReturn[]
  readonly entries: readonly EntryRow[]
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

/** Where what is directly below a leaving partner goes. */
export type HeirChoice = 'sponsor' | 'house' | { readonly successor: ContactId }

export type LeavePreview = {
  readonly partner: ContactRef
  readonly sponsor: ContactRef
  readonly house: ContactRef
  readonly heir: ContactRef
  readonly customers: { readonly count: number; readonly first: readonly ContactRef[] }
  readonly partners: { readonly count: number; readonly first: readonly ContactRef[] }
  /** His own volume of the running period: it stays his. */
  readonly booked: Turnover
}

/** What a partner may see of one of his customers in a period. */
export type CustomerRow = {
  readonly contact: ContactRef
  readonly since: Instant
  /** Who recommended him, when that was not the partner himself. */
  readonly via: ContactRef | null
  readonly turnover: Turnover
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
