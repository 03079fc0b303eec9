import type { ColumnType, Generated } from 'kysely'
import type { ContactNumber } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Json, NullableTimestamp, Timestamp } from './common.ts'

export type PartyTable = {
  id: Generated<number>
  uuid: string
  slug: string
  host_slug: string
  partner_id: ContactNumber
  host_id: ContactNumber
  host_name: string
  title: string
  place: string | null
  begins_at: string | null
  held_on: string
  closes_on: string
  grace_until: string
  booked_at_id: number | null
  planned_at: Timestamp
  opened_at: NullableTimestamp
  closed_at: NullableTimestamp
  settled_at: NullableTimestamp
  cancelled_at: NullableTimestamp
}

export type PartyStepTable = {
  id: Generated<number>
  party_id: number
  step: 'planned' | 'changed' | 'opened' | 'closed' | 'reopened' | 'settled' | 'cancelled'
  at: Timestamp
  by_whom: string
}

export type PartyGuestTable = {
  id: Generated<number>
  uuid: string
  party_id: number
  name: string
  answer: 'invited' | 'coming' | 'not coming'
  listed_by: 'partner' | 'host' | 'guest'
  listed_at: Timestamp
  contact_id: ContactNumber | null
}

export type EnteredTable = {
  contact_id: ContactNumber
  by_id: ContactNumber
  entered_at: Timestamp
  confirmed_at: NullableTimestamp
  confirmed_how: 'order page' | 'paper' | 'account' | 'double opt-in' | null
}

export type PartyOrderTable = {
  order_id: number
  party_id: number
  way: 'guest' | 'for guest' | 'collective'
  guest_id: number | null
  delivered_to: 'guest' | 'host' | 'partner'
  taken_at: Timestamp
  told_guests: number | null
}

export type PartySlipTable = {
  id: Generated<number>
  uuid: string
  party_id: number
  partner_id: ContactNumber
  command_id: string
  digest: string
  content: Json
  taken_at: Timestamp
  received_at: Timestamp
  state: 'to settle' | 'placed' | 'dropped'
  because: ColumnType<Record<string, unknown> | null, string | null, string | null>
  order_id: number | null
  dropped_because: string | null
  changed_at: Timestamp
  changed_by: string
}

export type CollectedTable = {
  order_id: number
  partner_id: ContactNumber
  amount: Cents
  currency: string
  collected_at: Timestamp
}

export type HostRewardTable = {
  party_id: number
  host_id: ContactNumber
  scheme: Json
  granted_at: Timestamp
  final_at: NullableTimestamp
  last_return_id: Generated<number>
  next_look_at: Timestamp
}

export type HostRewardEntryTable = {
  id: Generated<number>
  party_id: number
  credit: Cents
  half_price: number
  result: Json
  at: Timestamp
}

export type HostRewardGoodsTable = {
  id: Generated<number>
  party_id: number
  sku: string
  name: string
  quantity: number
  redeemed_by: 'credit' | 'half price'
  gross: Cents
  paid: Cents
  net: Cents
  vat: Cents
  vat_rate: number
  currency: string
  taken_at: Timestamp
  by_whom: string
}

export type HostRewardGoodsEndTable = {
  goods_id: number
  what: 'shipped' | 'undone'
  reason: string | null
  at: Timestamp
  by_whom: string
}
