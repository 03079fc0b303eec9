import type { Period } from '#ground/period'
import type { OfficeOrders } from './shop-orders.ts'
import type { LegalOffice, ShopWorld } from './shop.ts'
import type { Role } from '#people/contact'
import type { TooMany } from '#doors/attempt'
import type {
  ContactVolumes,
  CustomerRow,
  DeskMonth,
  Explanation,
  LineRow,
  MonthPoint,
  Overview,
  TeamView,
  Tree,
} from './figures.ts'
import type {
  Company,
  Contact,
  ContactId,
  ContactRow,
  EntryRow,
  HeirChoice,
  LeavePreview,
  Order,
  OrderId,
  OrderRow,
  Page,
  Reading,
  Viewer,
  VolumeRelevantState,
} from './records.ts'
import type { ComplianceOffice } from './compliance.ts'
import type { KnownDesk, KnownOffice } from './known.ts'
import type { DeskVouchers, OfficeVouchers } from './vouchers.ts'
import type { AttributionDesk, AttributionOffice, LinksDesk } from './attribution.ts'
import type { CatalogueOffice } from './catalogue.ts'
import type { DeskParties, OfficeParties } from './parties.ts'
import type { LeadsDesk, LeadsOffice } from './leads.ts'
import type { PaperOffice } from './paper.ts'
import type { PlacingDesk, PlacingOffice } from './placing.ts'
import type { PriceGroupOffice } from './price-group.ts'
import type { EarningsDesk, PlansOffice, RunsOffice } from './runs.ts'
import type { RankByHandOffice } from './rank-by-hand.ts'
import type { SellingOffice } from './selling.ts'
import type { SurplusOffice } from './surplus.ts'
import type { SimulationOffice } from './simulation.ts'
import type { MyPageDesk, WebAddressOffice } from './web-address.ts'

export type { TooMany } from '#doors/attempt'
export type * from './attribution.ts'
export type * from './figures.ts'
export type * from './compliance.ts'
export type * from './known.ts'
export type * from './vouchers.ts'
export type * from './shop-orders.ts'
export * from './shop.ts'
export type * from './catalogue.ts'
export type * from './leads.ts'
export type * from './paper.ts'
export type * from './placing.ts'
export type * from './parties.ts'
export type * from './price-group.ts'
export type * from './runs.ts'
export type * from './rank-by-hand.ts'
export type * from './selling.ts'
export type * from './surplus.ts'
export type * from './simulation.ts'
export type * from './web-address.ts'
export * from './records.ts'

/** Which part of a list: `cursor` is the `next` of the page before, null for the first. */
export type From = { readonly cursor: string | null }

export type ContactSearch = From & {
  /** Matches name, reference, e-mail, city; empty for all. */
  readonly q: string
  readonly role: Role | null
  /** Contacts who turned out to be others; left out unless asked for. */
  readonly merged?: 'left out' | 'listed' | undefined
  /** The month whose turnover stands beside the names. */
  readonly period: Period
}

export type EntriesAsked = From & {
  readonly period: Period
  /** Whose entries: the partner himself or one of the customers he owns them of. */
  readonly of: ContactId
}

export type TreeAsked = {
  readonly period: Period
  /** The top of the answer; null for the top of what the viewer may see. */
  readonly root: ContactId | null
  /** At most so many nodes, nearest to the root first. */
  readonly limit: number
}

/** What the company's pages ask. A null answer means there is no such thing. */
export type OfficeQueries = {
  readonly overview: (period: Period) => Promise<Overview>
  /** The whole company month by month, oldest first. */
  readonly months: () => Promise<readonly MonthPoint[]>
  readonly contacts: (search: ContactSearch) => Promise<Page<ContactRow> & { readonly total: number }>
  readonly contact: (id: ContactId) => Promise<Contact | null>
  readonly volumes: (id: ContactId, period: Period) => Promise<ContactVolumes>
  /** A partner's own volume month by month; anybody else's personal volume. Oldest first. */
  readonly monthsOf: (id: ContactId) => Promise<readonly MonthPoint[]>
  /** Directly below: partners (also former ones) or everybody else. Highest turnover first. */
  readonly line: (
    id: ContactId,
    asked: From & { readonly period: Period; readonly of: 'partners' | 'customers' },
  ) => Promise<Page<LineRow>>
  /** Newest first. */
  readonly orders: (id: ContactId, asked: From) => Promise<Page<OrderRow>>
  readonly order: (id: OrderId) => Promise<Order | null>
  /** Separate cursors for its two lists. */
  readonly explanation: (id: ContactId, asked: ExplanationAsked) => Promise<Explanation | null>
  /** The entries behind one line of the explanation of `owner`; of himself: all entries of his personal volume. Oldest first. */
  readonly entries: (owner: ContactId, asked: EntriesAsked) => Promise<Page<EntryRow>>
  readonly tree: (asked: TreeAsked) => Promise<Tree | null>
  /** Null when the contact is no partner now. `refused` when the named successor cannot be. */
  readonly leavePreview: (
    id: ContactId,
    heir: HeirChoice,
  ) => Promise<LeavePreview | { readonly is: 'refused'; readonly because: LeaveRefusal } | null>
}

export type ExplanationAsked = {
  readonly period: Period
  readonly customersFrom: string | null
  readonly linesFrom: string | null
  /** The customer whose share is wanted as `opened`, wherever in the list he stands. */
  readonly open: ContactId | null
}

export type LeaveRefusal =
  | 'not a partner'
  | 'successor unknown'
  | 'successor is no partner'
  | 'successor is himself'
  | 'successor is below'

/** What a partner's pages ask. Whose figures they are is fixed when it is made: no argument can widen it. */
export type DeskQueries = {
  readonly month: (period: Period) => Promise<DeskMonth>
  readonly months: () => Promise<readonly MonthPoint[]>
  /** Highest turnover first. `q` matches the name. */
  readonly customers: (
    asked: From & { readonly period: Period; readonly q: string },
  ) => Promise<Page<CustomerRow> & { readonly total: number }>
  /** `of` is a partner below the viewer; null for himself. Null answer: not below him. */
  readonly team: (asked: From & { readonly period: Period; readonly of: ContactId | null }) => Promise<TeamView | null>
  readonly explanation: (asked: ExplanationAsked) => Promise<Explanation>
  /** Null when `of` is neither himself nor a customer he owns entries of. */
  readonly entries: (asked: EntriesAsked) => Promise<Page<EntryRow> | null>
  /** Null unless it is his own order or one whose entries he owns. */
  readonly order: (id: OrderId) => Promise<Order | null>
  /** Only partners, never customers. Null when the root is not below him. */
  readonly tree: (asked: TreeAsked) => Promise<Tree | null>
}

/** What a form sends carries an id that its page chose: sent twice, it happens once. */
export type Command = { readonly commandId: string }

export type OfficeCommands = {
  readonly leave: (
    command: Command & { readonly partner: ContactId; readonly heir: HeirChoice },
  ) => Promise<
    { readonly is: 'left'; readonly moved: number } | { readonly is: 'refused'; readonly because: LeaveRefusal }
  >
  readonly changeSettings: (
    command: Command & { readonly reading: Reading; readonly relevantAt: VolumeRelevantState },
  ) => Promise<void>
}

/** A login that a demo company shows on its login page. */
export type DemoLogin = {
  readonly role: Viewer['role']
  readonly name: string
  readonly email: string
  readonly password: string
}

export type SignIn =
  /** The headers that keep the session, usually one Set-Cookie. */
  | { readonly is: 'signed in'; readonly viewer: Viewer; readonly headers: Headers }
  | { readonly is: 'refused'; readonly because: 'wrong' }
  | TooMany

/** Areas of the company's pages, each with a file of its own. */
export type OfficeAreas = PaperOffice & {
  readonly webAddress: WebAddressOffice
  readonly vouchers: OfficeVouchers
  readonly attribution: AttributionOffice
  readonly catalogue: CatalogueOffice
  readonly shopOrders: OfficeOrders
  readonly known: KnownOffice
  readonly legal: LegalOffice
  readonly selling: SellingOffice
  readonly simulation: SimulationOffice
  readonly compliance: ComplianceOffice
  readonly plans: PlansOffice
  readonly runs: RunsOffice
  readonly parties: OfficeParties
  readonly priceGroup: PriceGroupOffice
  readonly rankByHand: RankByHandOffice
  readonly leads: LeadsOffice
  readonly placing: PlacingOffice
  readonly surplus: SurplusOffice
}

/** Areas of a partner's pages, each with a file of its own. */
export type DeskAreas = {
  readonly myPage: MyPageDesk
  readonly vouchers: DeskVouchers
  readonly attribution: AttributionDesk
  readonly links: LinksDesk
  readonly known: KnownDesk
  readonly parties: DeskParties
  readonly earnings: EarningsDesk
  readonly leads: LeadsDesk
  readonly placing: PlacingDesk
}

/** Everything the pages know of the world, made for one request. */
export type World = {
  readonly viewer: Viewer | null
  readonly company: Company
  /** Months with turnover, oldest first. Empty in a company without any. */
  readonly periods: () => Promise<readonly Period[]>
  /** The running month in the company's zone. */
  readonly currentPeriod: Period
  /** Empty in a real company. */
  readonly demoLogins: readonly DemoLogin[]
  /** Null unless the viewer is of the company. */
  readonly office: (OfficeQueries & OfficeCommands & OfficeAreas) | null
  /** Null unless the viewer is a partner. */
  readonly desk: (DeskQueries & DeskAreas) | null
  /** Null at the company's own pages; in a shop there is nothing of office and desk. */
  readonly shop: ShopWorld | null
  readonly signIn: (credentials: { readonly email: string; readonly password: string }) => Promise<SignIn>
  /** The headers that end the session. */
  readonly signOut: () => Promise<Headers>
}

/** The world beside the one thing the server knows itself: the OpenAPI document of the interface it serves. */
export type PageWorld = World & { readonly apiDocument: () => Promise<unknown> }
