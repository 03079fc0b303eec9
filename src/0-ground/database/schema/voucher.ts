import type { ColumnType, Generated } from 'kysely'
import type { ContactNumber } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Json, NullableTimestamp, Timestamp } from './common.ts'

export type VoucherTemplateTable = {
  id: Generated<number>
  uuid: string
  name: string
  kind: 'amount' | 'percent'
  amount: Cents | null
  basis_points: number | null
  currency: string
  minimum: Cents
  from_at: Timestamp
  until_at: Timestamp
  countries: string[] | null
  new_customers_only: boolean
  lowers_points: boolean
  for_partners: boolean
  limit_per_code: number | null
  limit_in_all: number | null
  redeemed: Generated<number>
  off_at: NullableTimestamp
  made_at: Timestamp
  made_by: string
}

export type VoucherTable = {
  id: Generated<number>
  uuid: string
  template_id: number
  partner_id: ContactNumber | null
  code: string
  skeleton: string
  kind: 'own' | 'random'
  redeemed: Generated<number>
  made_at: Timestamp
  off_at: NullableTimestamp
}

export type RedemptionTable = {
  id: Generated<number>
  voucher_id: number
  partner_id: ContactNumber | null
  contact_id: ContactNumber
  order_id: number | null
  total: Cents
  discount: Cents
  country: string
  new_customer: boolean
  at: Timestamp
  released_at: NullableTimestamp
}

export type NewCustomerKeyTable = { kind: string; key: string; redemption_id: number }

export type RedemptionTraceTable = { redemption_id: number; kind: 'household' | 'iban' | 'dotless'; key: string }

export type VoucherCountTable = { voucher_id: number; what: string; count: number }

export type SuspicionTable = {
  id: Generated<number>
  uuid: string
  kind: 'same household' | 'same account' | 'similar mailbox' | 'own code' | 'sudden spread'
  voucher_id: number
  redemption_id: number
  evidence: Json<SuspicionEvidence>
  noticed_at: Timestamp
  decision: ColumnType<'harmless' | 'abuse' | null, undefined, 'harmless' | 'abuse'>
  reason: ColumnType<string | null, undefined, string>
  decided_at: NullableTimestamp
  decided_by: ColumnType<string | null, undefined, string>
}

type SuspicionEvidence = {
  readonly contacts?: readonly ContactNumber[]
  readonly shares?: readonly string[]
  readonly redemptions?: number
  readonly hours?: number
}
