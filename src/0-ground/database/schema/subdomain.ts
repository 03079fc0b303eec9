import type { ColumnType, Generated } from 'kysely'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import type { NullableTimestamp, Timestamp } from './common.ts'

type Until = ColumnType<Instant, Date | 'infinity' | undefined, Date | 'infinity'>

export type NameTable = {
  id: Generated<number>
  name: string
  partner_id: ContactNumber
  from_at: Timestamp
  until_at: Until
  redirects_until: Until
}

export type NameClaimTable = { skeleton: string; partner_id: ContactNumber; held_until: Until }

export type DomainTable = {
  host: string
  partner_id: ContactNumber
  token: string
  asked_at: Timestamp
  checked_at: NullableTimestamp
  verified_at: NullableTimestamp
  missing_since: NullableTimestamp
}

export type PhotoTable = { hash: string; type: 'image/jpeg' | 'image/png' | 'image/webp'; bytes: Buffer }

export type PageTable = {
  partner_id: ContactNumber
  greeting_de: string | null
  greeting_en: string | null
  shows_email: boolean
  shows_phone: boolean
  photo_hash: string | null
}
