import type { ColumnType, Generated } from 'kysely'
import type { Json, NullableTimestamp, Timestamp } from './common.ts'

export type WithdrawalTable = {
  id: Generated<number>
  uuid: string
  command_key: string
  name: string
  email: string
  order_written: string
  part: string | null
  pieces: ColumnType<readonly Piece[] | null, string | null, never>
  language: 'de' | 'en'
  received_at: Timestamp
  order_id: ColumnType<number | null, number | null | undefined, number | null>
  matched_at: NullableTimestamp
  matched_by: ColumnType<string | null, string | null | undefined, string | null>
  return_id: ColumnType<number | null, undefined, number>
  closed_at: NullableTimestamp
  closed_by: ColumnType<string | null, undefined, string>
  closed_because: ColumnType<string | null, undefined, string>
}

type Piece = { readonly position: number; readonly quantity: number }

export type InvoiceNumberTable = { year: number; last: number }

export type InvoiceTable = {
  id: Generated<number>
  uuid: string
  year: number
  serial: number
  number: string
  kind: 'invoice' | 'cancellation'
  order_id: number
  cancels_id: number | null
  return_id: number | null
  issued_at: Timestamp
  facts: Json
}
