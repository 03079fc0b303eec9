import type { Period } from '#ground/period'
import type {
  ContactId,
  InvoiceId,
  LinesOf,
  MessageId,
  OrderId,
  PartyId,
  ProductId,
  SlipId,
  SimulationId,
  TemplateId,
  VoucherId,
  WithdrawalId,
} from '#doors/server'

type Query = Readonly<Record<string, string | null | undefined>>

const withQuery = (path: string, query: Query): string => {
  const known = Object.entries(query).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '',
  )
  return known.length === 0 ? path : `${path}?${new URLSearchParams(known)}`
}

/** The kind of lines as it stands in an address. */
export const linesPart = (of: LinesOf) => (of === 'taken back' ? 'taken-back' : String(of))

/** The part of an explanation a figure is explained by. */
export type Kind = 'personal' | 'customers' | 'own' | 'team'

// Own volume is explained first, so its address needs no place within the page: title and month stay in sight.
const place = (kind: Kind) => (kind === 'own' ? '' : `#${kind}`)

/** Where things stand. The same page has another address for the company than for the partner. */
export const addresses = {
  contact: (id: ContactId, query: Query = {}) => withQuery(`/contacts/${id}`, query),
  volumes: (id: ContactId, period: Period, kind: Kind = 'own') => `/contacts/${id}/volumes/${period}${place(kind)}`,
  leave: (id: ContactId, query: Query = {}) => withQuery(`/contacts/${id}/leave`, query),
  attribution: (id: ContactId, query: Query = {}) => withQuery(`/contacts/${id}/attribution`, query),
  deskWhyMine: (id: ContactId) => `/desk/customers/${id}`,
  deskOthers: (query: Query = {}) => withQuery('/desk/customers/others', query),
  contacts: (query: Query = {}) => withQuery('/contacts', query),
  catalogue: (query: Query = {}) => withQuery('/catalogue', query),
  newProduct: '/catalogue/new',
  product: (id: ProductId, query: Query = {}) => withQuery(`/catalogue/${id}`, query),
  orders: (query: Query = {}) => withQuery('/orders', query),
  reach: (query: Query = {}) => withQuery('/reach', query),
  duplicates: (query: Query = {}) => withQuery('/duplicates', query),
  merge: (keep: ContactId, drop: ContactId) => withQuery('/duplicates/merge', { keep, drop }),
  consents: (id: ContactId) => `/contacts/${id}/consents`,
  permissions: (query: Query = {}) => withQuery('/desk/permissions', query),
  order: (id: OrderId) => `/orders/${id}`,
  mail: (query: Query = {}) => withQuery('/mail', query),
  message: (id: MessageId) => `/mail/${id}`,
  surpluses: (query: Query = {}) => withQuery('/orders/surplus', query),
  withdrawals: (query: Query = {}) => withQuery('/withdrawals', query),
  withdrawal: (id: WithdrawalId) => `/withdrawals/${id}`,
  invoice: (id: InvoiceId) => `/invoices/${id}`,
  compliance: (query: Query = {}) => withQuery('/compliance', query),
  complianceFile: (query: Query = {}) => withQuery('/compliance/report.csv', query),
  simulations: '/simulations',
  newSimulation: (query: Query = {}) => withQuery('/simulations/new', query),
  simulation: (id: SimulationId) => `/simulations/${id}`,
  simulationFile: (id: SimulationId) => `/simulations/${id}/partners.csv`,
  legalTexts: (query: Query = {}) => withQuery('/settings/texts', query),
  runs: '/runs',
  run: (period: Period, query: Query = {}) => withQuery(`/runs/${period}`, query),
  /** Whom a month pays, by all rules or by one. */
  runPartners: (period: Period, of: LinesOf | null, query: Query = {}) =>
    `${withQuery(`/runs/${period}`, { ...query, of: of === null ? null : linesPart(of) })}#partners`,
  runPartner: (period: Period, id: ContactId) => `/runs/${period}/partners/${id}`,
  runPartnerLines: (
    period: Period,
    id: ContactId,
    { of, cursor }: { readonly of: LinesOf; readonly cursor?: string | null },
  ) => withQuery(`/runs/${period}/partners/${id}/lines/${linesPart(of)}`, { cursor }),
  runLine: (period: Period, place: number) => `/runs/${period}/lines/${place}`,
  plan: (query: Query = {}) => withQuery('/plan', query),
  planVersion: (version: number) => `/plan/${version}`,
  sellingSettings: (query: Query = {}) => withQuery('/settings/selling', query),
  paperSettings: (query: Query = {}) => withQuery('/settings/paper', query),
  structure: (query: Query = {}) => withQuery('/structure', query),
  desk: (query: Query = {}) => withQuery('/desk', query),
  deskCustomers: (query: Query = {}) => withQuery('/desk/customers', query),
  deskLeads: (query: Query = {}) => withQuery('/desk/leads', query),
  deskPlaces: (query: Query = {}) => withQuery('/desk/places', query),
  deskTeam: (query: Query = {}) => withQuery('/desk/team', query),
  deskEarnings: (period: Period) => `/desk/earnings/${period}`,
  deskEarningsLines: (period: Period, of: LinesOf, query: Query = {}) =>
    withQuery(`/desk/earnings/${period}/rules/${linesPart(of)}`, query),
  deskEarningsLine: (period: Period, place: number) => `/desk/earnings/${period}/lines/${place}`,
  deskPlan: (period: Period) => `/desk/earnings/${period}/plan`,
  deskVolumes: (period: Period, kind: Kind = 'own') => `/desk/volumes/${period}${place(kind)}`,
  myPage: (query: Query = {}) => withQuery('/desk/page', query),
  vouchers: '/vouchers',
  voucherNew: '/vouchers/new',
  voucherReviews: (query: Query = {}) => withQuery('/vouchers/reviews', query),
  voucherTemplate: (id: TemplateId) => `/vouchers/${id}`,
  parties: (query: Query = {}) => withQuery('/parties', query),
  partyRules: (query: Query = {}) => withQuery('/parties/rules', query),
  party: (id: PartyId, query: Query = {}) => withQuery(`/parties/${id}`, query),
  deskVouchers: '/desk/vouchers',
  deskVoucher: (id: VoucherId) => `/desk/vouchers/${id}`,
  deskVoucherQr: (id: VoucherId) => `/desk/vouchers/${id}/qr.svg`,
  deskOrder: (id: OrderId) => `/desk/orders/${id}`,
  deskSplit: (id: OrderId) => `/desk/orders/${id}/split`,
  deskOrderPaper: (id: OrderId) => `/desk/orders/${id}/paper`,
  partnersParties: (id: ContactId) => `/contacts/${id}/parties`,
  deskParties: '/desk/parties',
  deskPartyNew: (query: Query = {}) => withQuery('/desk/parties/new', query),
  deskParty: (id: PartyId, query: Query = {}) => withQuery(`/desk/parties/${id}`, query),
  deskPartyChange: (id: PartyId) => `/desk/parties/${id}/change`,
  deskPartyReward: (id: PartyId) => `/desk/parties/${id}/reward`,
  deskPartyCounter: (id: PartyId) => `/desk/parties/${id}/counter`,
  deskPartySlips: (id: PartyId) => `/desk/parties/${id}/slips`,
  deskPartySlip: (id: SlipId) => `/desk/slips/${id}`,
} as const

export { withQuery }
