import type { Generated } from 'kysely'
import type { ContactNumber } from '#ground/identity'
import type { Json, NullableTimestamp, Timestamp } from './common.ts'

export type ToCompareTable = { contact_id: ContactNumber }

export type DuplicateTable = {
  id: Generated<number>
  uuid: string
  one_id: ContactNumber
  other_id: ContactNumber
  score: number
  because: string[]
  found_at: Timestamp
  decision: 'merged' | 'different' | null
  decided_at: NullableTimestamp
  decided_by: string | null
}

export type MergeTable = {
  id: Generated<number>
  uuid: string
  kept_id: ContactNumber
  dropped_id: ContactNumber
  at: Timestamp
  by_whom: string
  reason: string
  taken: Json<Record<string, { had: string | null; got: string | null }>>
  moved: Json<{ contact: ContactNumber; to: ContactNumber }[]>
  undone_at: NullableTimestamp
  undone_by: string | null
}
