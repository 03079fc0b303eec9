import type { ColumnType, Generated } from 'kysely'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import type { Json, NullableTimestamp, Timestamp } from './common.ts'

type Address = {
  readonly name: string
  readonly firmName: string | null
  readonly street: string
  readonly postalCode: string
  readonly city: string
  readonly country: string
}

type VatShare = { readonly vatRate: number; readonly net: Cents; readonly vat: Cents; readonly gross: Cents }
type AgreedLine = {
  readonly position: number
  readonly gross: Cents
  readonly discount: Cents
  readonly payable: Cents
}

type HowPaid = 'invoice' | 'prepayment' | 'stripe' | 'collected'

export type ShopOrderTable = {
  order_id: number
  number: string
  page: Generated<string>
  email: string | null
  phone: string | null
  language: 'de' | 'en'
  country: string
  currency: string
  delivery: Json<Address>
  billing: Json<Address>
  payment: HowPaid
  goods: Cents
  discount: Cents
  shipping: Cents
  total: Cents
  credit: Generated<Cents>
  vat: Json<readonly VatShare[]>
  lines: Json<readonly AgreedLine[]>
  voucher_code: string | null
  redemption_id: number | null
  attribution_id: number | null
  signed_in: Generated<boolean>
  undone_at: NullableTimestamp
}

export type OrderLinkTable = {
  token_hash: string
  order_id: number
  until_at: Timestamp
}

export type OrderPaperTable = {
  token_hash: string
  order_id: number
  made_at: Timestamp
  made_by: string
}

export type PaymentTable = {
  order_id: number
  provider: HowPaid
  amount: Cents
  currency: string
  session: string | null
  sessions: Generated<number>
  session_closed_at: NullableTimestamp
  provider_payment: string | null
  paid_at: NullableTimestamp
}

export type PaymentEventTable = {
  provider: string
  id: string
  kind: string
  order_id: number | null
  heard_at: ColumnType<Instant, undefined, never>
}

export type SurplusTable = {
  id: Generated<number>
  uuid: string
  order_id: number
  why: 'paid before' | 'cancelled'
  amount: Cents
  provider_payment: string | null
  came_at: Timestamp
  state: 'open' | 'credit' | 'used' | 'refunded'
  decided_at: NullableTimestamp
  decided_by: string | null
}

export type CreditEntryTable = {
  id: Generated<number>
  surplus_id: number
  kind: 'kept' | 'used' | 'given back' | 'paid back' | 'settled'
  amount: Cents
  order_id: number | null
  return_id: number | null
  happened_at: Timestamp
}

export type RefundTable = {
  id: Generated<number>
  uuid: string
  order_id: number
  once_key: string
  amount: Cents
  state: 'due' | 'by hand' | 'done'
  provider_refund: string | null
  provider_payment: string | null
  tries: Generated<number>
  failure: string | null
  next_try_at: ColumnType<Instant, Date | undefined, Date>
  created_at: ColumnType<Instant, undefined, never>
  done_at: NullableTimestamp
}
