import type { Generated } from 'kysely'
import type { ContactNumber } from '#ground/identity'
import type { Cents, Points } from '#ground/money'
import type { NullableTimestamp, ReasonClass, Timestamp } from './common.ts'

import type { Reason } from './company.ts'
export type OrderTable = {
  id: Generated<number>
  uuid: string
  reference: string | null
  contact_id: ContactNumber
  placed_at: Timestamp
  paid_at: NullableTimestamp
  shipped_at: NullableTimestamp
  volume_when: Reason
}

export type OrderLineTable = {
  id: Generated<number>
  order_id: number
  position: number
  article: string
  description: string
  quantity: number
  net: Cents
  vat_rate: number
  points: Points
  product_group: string | null
}

export type ReturnTable = {
  id: Generated<number>
  uuid: string
  reference: string | null
  order_id: number | null
  contact_id: ContactNumber
  kind: 'cancellation' | 'return'
  reason: string
  reason_class: ReasonClass | null
  happened_at: Timestamp
}

export type ReturnLineTable = {
  id: Generated<number>
  return_id: number
  order_line_id: number | null
  position: number
  article: string
  description: string
  quantity: number
  net: Cents
  points: Points
  split_id: number | null
}

export type SplitTable = {
  id: Generated<number>
  uuid: string
  order_line_id: number
  contact_id: ContactNumber
  quantity: number
  net: Cents
  points: Points
  at: Timestamp
  by_whom: string
}

export type EventTable = {
  id: Generated<number>
  kind: 'placed' | 'paid' | 'shipped' | 'returned' | 'split'
  order_id: number | null
  return_id: number | null
  happened_at: Timestamp
  pulled_by_ledger_at: NullableTimestamp
  told_at: NullableTimestamp
}
