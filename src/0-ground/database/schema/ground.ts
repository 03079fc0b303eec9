import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#ground/period'
import type { Json, NullableTimestamp } from './common.ts'

export type MessageTable = {
  id: Generated<number>
  uuid: string
  kind: string
  recipient: string | null
  language: 'de' | 'en'
  facts: Json
  once_key: string | null
  created_at: ColumnType<Instant, undefined, never>
  subject: string | null
  body: string | null
  sent_at: ColumnType<Instant | null, undefined, Date>
  tries: Generated<number>
  next_try_at: ColumnType<Instant, Date | undefined, Date>
  failure: string | null
  secret_fact: string | null
  secret_until: NullableTimestamp
  pruned_at: NullableTimestamp
}

export type SettingTable = {
  name: string
  value: ColumnType<unknown, string, string>
  changed_at: ColumnType<Instant, Date | undefined, Date>
  changed_by: string
}

export type CommandTable = {
  actor: string
  key: string
  request: string
  request_hash: string
  answer: ColumnType<unknown, string | undefined, string>
  created_at: ColumnType<Instant, undefined, never>
}
