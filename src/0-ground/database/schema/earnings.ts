import type { ColumnType, Generated } from 'kysely'
import type { ContactNumber } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import type { Json, NullableTimestamp, ReasonClass, Timestamp } from './common.ts'

export type PlanTable = {
  version: Generated<number>
  name: string
  from_period: number
  text: string
  added_at: ColumnType<Instant, undefined, never>
  added_by: string
}

export type RunTable = {
  period: number
  uuid: string
  state: 'draft' | 'approved' | 'closed'
  plan_version: number
  content: string
  record: Json
  drafted_at: Timestamp
  drafted_by: string
  approved_at: NullableTimestamp
  approved_by: string | null
  closing_asked_at: NullableTimestamp
  closing_asked_by: string | null
  closing_refused: string | null
  closed_at: NullableTimestamp
  closed_by: string | null
  previous: string | null
  hash: string | null
}

export type RunEventTable = {
  id: Generated<number>
  period: number
  at: Timestamp
  by: string
  what: 'drafted' | 'approved' | 'closing asked' | 'closed'
  content: string
}

export type CommissionLineTable = {
  period: number
  place: number
  partner: ContactNumber
  rule: number
  source: number
  base: number
  is_points: boolean
  rate: number
  amount: Cents
  level: number
  passed: number
  less: number
  details: number[] | null
  corrects_period: number | null
  corrects_place: number | null
}

export type KeptPartTable = { period: number; name: string; part: number; bytes: Buffer }

export type ProgressTable = {
  period: number
  what: string
  done: number
  total: number
  at: ColumnType<Instant, Date | undefined, Date>
}

export type RankByHandTable = {
  id: Generated<number>
  partner: ContactNumber
  rank: string
  from_on: string
  until_on: string | null
  reason: string
  given_at: ColumnType<Instant, undefined, never>
  given_by: string
}

export type RankByHandEndTable = {
  id: Generated<number>
  given: number
  until_on: string
  reason: string
  ended_at: ColumnType<Instant, undefined, never>
  ended_by: string
}

export type ReturnsChangeTable = {
  id: Generated<number>
  classes: ReasonClass[]
  first_open: number | null
  changed_at: ColumnType<Instant, undefined, never>
  changed_by: string
}

export type SimulationTable = {
  id: Generated<number>
  uuid: string
  asked_at: ColumnType<Instant, string, never>
  asked_by: string
  question: ColumnType<unknown, string, never>
  state: Generated<'waiting' | 'running' | 'done' | 'failed'>
  months_done: Generated<number>
  worker: string | null
  attempts: Generated<number>
  told_at: ColumnType<Instant | null, string | null, string | null>
  result: ColumnType<unknown, string | null, string | null>
  partners: ColumnType<Buffer | null, Uint8Array | null, Uint8Array | null>
  done_at: ColumnType<Instant | null, string | null, string | null>
}

export type NamedPlaceTable = {
  id: Generated<number>
  contact_id: ContactNumber
  below_id: ContactNumber | null
  place: number | null
  from_on: string
  reason: string
  decided_at: Timestamp
  decided_by: string
  replaced_at: NullableTimestamp
}
