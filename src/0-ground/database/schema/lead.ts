import type { ColumnType, Generated } from 'kysely'
import type { ContactNumber } from '#ground/identity'
import type { NullableTimestamp, Timestamp } from './common.ts'

export type LeadTable = {
  id: Generated<number>
  uuid: string
  contact_id: ContactNumber
  giver_id: ContactNumber
  receiver_id: ContactNumber
  note: string
  offered_at: Timestamp
  offered_by: string
  answer: ColumnType<'accepted' | 'declined' | 'withdrawn' | null, undefined, 'accepted' | 'declined' | 'withdrawn'>
  answered_at: NullableTimestamp
  answered_by: string | null
}

export type LeadGiverTable = {
  id: Generated<number>
  contact_id: ContactNumber
  giver_id: ContactNumber | null
  from_at: Timestamp
  lead_id: number | null
  attribution_id: number | null
  reason: string
  decided_at: Timestamp
  decided_by: string
}
