import type { ColumnType, Generated } from 'kysely'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import type { Timestamp } from './common.ts'

export type LoginTable = {
  id: Generated<string>
  name: string
  email: string
  email_verified: boolean
  created_at: ColumnType<Instant, undefined, never>
  updated_at: ColumnType<Instant, Date, Date>
  role: 'company' | 'partner' | 'customer'
  contact_id: ContactNumber | null
}

export type AccountTable = {
  account_id: string
  provider_id: string
  user_id: string
  password: string | null
  updated_at: ColumnType<Instant, Date, Date>
}

export type ApiKeyTable = {
  id: string
  user_id: string
  name: string
  hash: string
  start: string
  permission: 'read' | 'write'
  created_at: ColumnType<Instant, undefined, never>
  used_at: ColumnType<Instant | null, undefined, Date>
}

export type SecretTable = { only_row: Generated<boolean>; value: string }

export type AttemptTable = { key: string; count: number; since: Timestamp }

export type DemoLoginTable = { user_id: string; password: string }

export type LoginLinkTable = {
  hash: string
  user_id: string
  purpose: 'confirm' | 'password'
  expires_at: Timestamp
}
