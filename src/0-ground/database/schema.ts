import type { AttributionTables } from './schema/attribution.ts'
import type {
  CartLineTable,
  CartTable,
  CategoryTable,
  ContactPriceGroupTable,
  PictureTable,
  PriceTable,
  ProductTable,
  VariantTable,
  VatRateTable,
} from './schema/catalogue.ts'
import type {
  CreditEntryTable,
  OrderLinkTable,
  OrderPaperTable,
  PaymentEventTable,
  PaymentTable,
  RefundTable,
  ShopOrderTable,
  SurplusTable,
} from './schema/checkout.ts'
import type { CompanyTable } from './schema/company.ts'
import type { ConsentTable, ConsentTextTable, MayWriteView } from './schema/consent.ts'
import type { DuplicateTable, MergeTable, ToCompareTable } from './schema/duplicate.ts'
import type {
  LoginTable,
  AccountTable,
  ApiKeyTable,
  SecretTable,
  AttemptTable,
  DemoLoginTable,
  LoginLinkTable,
} from './schema/doors.ts'
import type { CommandTable, MessageTable, SettingTable } from './schema/ground.ts'
import type {
  ContactTable,
  IdentityKeyTable,
  LeavingTable,
  RoleTable,
  SponsorshipTable,
  StructureTable,
} from './schema/people.ts'
import type {
  CollectedTable,
  EnteredTable,
  HostRewardEntryTable,
  HostRewardGoodsEndTable,
  HostRewardGoodsTable,
  HostRewardTable,
  PartyGuestTable,
  PartyOrderTable,
  PartySlipTable,
  PartyStepTable,
  PartyTable,
} from './schema/party.ts'
import type {
  CommissionLineTable,
  KeptPartTable,
  NamedPlaceTable,
  PlanTable,
  ProgressTable,
  RankByHandEndTable,
  RankByHandTable,
  ReturnsChangeTable,
  RunEventTable,
  RunTable,
  SimulationTable,
} from './schema/earnings.ts'
import type { LeadGiverTable, LeadTable } from './schema/lead.ts'
import type { InvoiceNumberTable, InvoiceTable, WithdrawalTable } from './schema/paper.ts'
import type {
  EventTable,
  OrderLineTable,
  OrderTable,
  ReturnLineTable,
  ReturnTable,
  SplitTable,
} from './schema/sales.ts'
import type { DomainTable, NameClaimTable, NameTable, PageTable, PhotoTable } from './schema/subdomain.ts'
import type {
  NewCustomerKeyTable,
  RedemptionTable,
  RedemptionTraceTable,
  SuspicionTable,
  VoucherCountTable,
  VoucherTable,
  VoucherTemplateTable,
} from './schema/voucher.ts'
import type { BalanceTable, ClosingTable, EntryTable, PackPartTable, PackTable, VersionTable } from './schema/volume.ts'

/** Every table, by its name in SQL. A column's unit is in its type: cents, thousandths of points, instants. */
export type Schema = AttributionTables & {
  company: CompanyTable
  'referral.lead': LeadTable
  'referral.lead_giver': LeadGiverTable
  'people.contact': ContactTable
  'people.identity_key': IdentityKeyTable
  'people.role': RoleTable
  'people.to_compare': ToCompareTable
  'people.duplicate': DuplicateTable
  'people.merge': MergeTable
  'people.consent': ConsentTable
  'people.consent_text': ConsentTextTable
  'people.may_write': MayWriteView
  'people.entered': EnteredTable
  'people.sponsorship': SponsorshipTable
  'people.leaving': LeavingTable
  'people.structure': StructureTable
  'referral.name': NameTable
  'referral.name_claim': NameClaimTable
  'referral.domain': DomainTable
  'referral.photo': PhotoTable
  'referral.page': PageTable
  'referral.voucher_template': VoucherTemplateTable
  'referral.voucher': VoucherTable
  'referral.voucher_count': VoucherCountTable
  'referral.redemption': RedemptionTable
  'referral.redemption_trace': RedemptionTraceTable
  'referral.new_customer_key': NewCustomerKeyTable
  'referral.suspicion': SuspicionTable
  'referral.party': PartyTable
  'referral.party_step': PartyStepTable
  'referral.party_guest': PartyGuestTable
  'sales.order': OrderTable
  'sales.order_line': OrderLineTable
  'sales.return': ReturnTable
  'sales.return_line': ReturnLineTable
  'sales.split': SplitTable
  'sales.event': EventTable
  'sales.withdrawal': WithdrawalTable
  'sales.invoice': InvoiceTable
  'sales.invoice_number': InvoiceNumberTable
  'sales.category': CategoryTable
  'sales.product': ProductTable
  'sales.picture': PictureTable
  'sales.variant': VariantTable
  'sales.price': PriceTable
  'sales.vat_rate': VatRateTable
  'sales.contact_price_group': ContactPriceGroupTable
  'sales.cart': CartTable
  'sales.cart_line': CartLineTable
  'sales.shop_order': ShopOrderTable
  'sales.order_link': OrderLinkTable
  'sales.order_paper': OrderPaperTable
  'sales.payment': PaymentTable
  'sales.payment_event': PaymentEventTable
  'sales.refund': RefundTable
  'sales.surplus': SurplusTable
  'sales.credit_entry': CreditEntryTable
  'sales.party_order': PartyOrderTable
  'sales.party_slip': PartySlipTable
  'sales.collected': CollectedTable
  'sales.host_reward': HostRewardTable
  'sales.host_reward_entry': HostRewardEntryTable
  'sales.host_reward_goods': HostRewardGoodsTable
  'sales.host_reward_goods_end': HostRewardGoodsEndTable
  'volume.entry': EntryTable
  'volume.closing': ClosingTable
  'volume.balance': BalanceTable
  'volume.version': VersionTable
  'volume.pack': PackTable
  'volume.pack_part': PackPartTable
  'earnings.plan': PlanTable
  'earnings.run': RunTable
  'earnings.run_event': RunEventTable
  'earnings.line': CommissionLineTable
  'earnings.kept_part': KeptPartTable
  'earnings.progress': ProgressTable
  'earnings.rank_by_hand': RankByHandTable
  'earnings.rank_by_hand_end': RankByHandEndTable
  'earnings.returns_change': ReturnsChangeTable
  'earnings.named_place': NamedPlaceTable
  'earnings.simulation': SimulationTable
  'ground.command': CommandTable
  'ground.message': MessageTable
  'ground.setting': SettingTable
  'doors.user': LoginTable
  'doors.account': AccountTable
  'doors.api_key': ApiKeyTable
  'doors.secret': SecretTable
  'doors.attempt': AttemptTable
  'doors.demo_login': DemoLoginTable
  'doors.login_link': LoginLinkTable
}
