import type { ColumnType, Generated } from 'kysely'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import type { Timestamp } from './common.ts'

export type ContactTable = {
  id: Generated<ContactNumber>
  uuid: string
  reference: string
  kind: ColumnType<'person' | 'firm', 'person' | 'firm' | undefined, 'person' | 'firm'>
  given_name: string | null
  family_name: string | null
  firm_name: string | null
  email: string | null
  phone: string | null
  street: string | null
  postal_code: string | null
  city: string | null
  country: string
  language: 'de' | 'en'
  joined_at: Timestamp
  search: ColumnType<string, never, never>
  keys_version: ColumnType<number | null, number | undefined, number>
  merged_into: ColumnType<ContactNumber | null, undefined, ContactNumber | null>
}

export type IdentityKeyTable = {
  contact_id: ContactNumber
  kind: 'email' | 'dotless' | 'alias' | 'phone' | 'person' | 'household'
  key: string
}

export type RoleName = 'house' | 'prospect' | 'customer' | 'partner' | 'former partner'

export type RoleTable = {
  contact_id: ContactNumber
  role: RoleName
  from_at: Timestamp
  until_at: ColumnType<Instant, Date | 'infinity' | undefined, Date | 'infinity'>
  reason: string
}

export type SponsorshipTable = {
  contact_id: ContactNumber
  sponsor_id: ContactNumber
  from_at: Timestamp
  until_at: ColumnType<Instant, Date | 'infinity' | undefined, Date | 'infinity'>
  reason: string
  evidence: ColumnType<Record<string, unknown>, string | undefined, string>
}

export type LeavingTable = { contact_id: ContactNumber; at: Timestamp; heir_id: ContactNumber }

export type StructureTable = { only_row: Generated<boolean>; version: Generated<number> }
