import type { ColumnType, Generated } from 'kysely'
import type { ContactNumber } from '#ground/identity'
import type { Cents, Points } from '#ground/money'
import type { Instant } from '#ground/period'
import type { Timestamp } from './common.ts'

import type { RoleName } from './people.ts'
export type EntryTable = {
  id: Generated<number>
  uuid: string
  contact_id: ContactNumber
  at: Timestamp
  period: number
  order_line_id: number | null
  return_line_id: number | null
  net: Cents
  points: Points
  role: RoleName
  direct_owner_id: ContactNumber
  nearest_owner_id: ContactNumber
  recruited_owner_id: ContactNumber
  decided_at: Timestamp
  decided_period: number
  recorded_at: ColumnType<Instant, undefined, never>
  split_id: number | null
  split_part: 'from' | 'to' | null
}

export type BalanceTable = {
  period: number
  contact_id: ContactNumber
  decided_period: number
  direct_owner_id: ContactNumber
  nearest_owner_id: ContactNumber
  recruited_owner_id: ContactNumber
  net: Cents
  points: Points
  entries: number
}

export type ClosingTable = { only_row: Generated<boolean>; closed_until: number }

export type VersionTable = { period: number; version: number; entries: ColumnType<number, number | undefined, number> }

export type PackTable = { period: number; last_entry: number; entries: number; rows: number }

export type PackPartTable = {
  period: number
  last_entry: number
  part: number
  contacts: Buffer
  decided_periods: Buffer
  direct: Buffer
  nearest: Buffer
  recruited: Buffer
  net: Buffer
  points: Buffer
}
