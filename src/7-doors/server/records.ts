import type { PublicId } from '#ground/identity'
import type { Cents, Points } from '#ground/money'
import type { Instant, Zone } from '#ground/period'
import type { Name, Role } from '#people/contact'
import type { WhoseCustomers } from '#people/structure'
import type { ReasonClass } from '#sales/order'
import type { Decider } from '#volume/explanation'

/** What an amount of turnover is: money net of VAT, and points. */
export type Turnover = { readonly net: Cents; readonly points: Points }

export type ContactId = PublicId<'contact'>
export type OrderId = PublicId<'order'>

export type Language = 'de' | 'en'

/** Who looks at the page. A company's account need not be a contact; a partner's always is. */
export type Viewer =
  | {
      readonly role: 'company'
      readonly contactId: ContactId | null
      readonly name: string
      readonly language: Language | null
    }
  | {
      readonly role: 'partner'
      readonly contactId: ContactId
      readonly name: string
      readonly language: Language | null
    }

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
  /** The source and licence line that must stand wherever demo data is shown, in each language; null in a real company. */
  readonly demoNotice: Readonly<Record<Language, string>> | null
}

/** Enough of a contact to name it and link to it. */
export type ContactRef = { readonly id: ContactId; readonly name: string; readonly role: Role }

/** One page of a longer list; `next` is the cursor of the following page, null on the last. */
export type Page<T> = { readonly rows: readonly T[]; readonly next: string | null }

export type ContactRow = {
  readonly contact: ContactRef
  /** The company's own number for the contact. */
  readonly reference: string
  readonly city: string | null
  readonly country: string | null
  readonly joinedAt: Instant
  /** Whom he turned out to be; null for nearly everybody. */
  readonly mergedInto: ContactRef | null
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
  readonly by: Decider
  /** The partner whose leaving moved the contact; null otherwise. */
  readonly leaver: ContactRef | null
  readonly text: string | null
}

/** Wholly taken back: cancelled before it was shipped, returned after. */
export type OrderState = 'placed' | 'paid' | 'shipped' | 'cancelled' | 'returned'

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
  /** `split`: pieces of a collective order that turned out to be a guest's, off the one and to the other. */
  readonly is: 'order' | 'return' | 'split'
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
  /** Null where nobody told it. */
  readonly reasonClass: ReasonClass | null
  readonly lines: readonly {
    readonly article: OrderLine['article']
    readonly quantity: number
    readonly turnover: Turnover
  }[]
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
