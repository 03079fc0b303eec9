import type { Generated } from 'kysely'
import type { ContactNumber } from '#ground/identity'
import type { NullableTimestamp, Timestamp } from './common.ts'

export type ConsentTextTable = { id: Generated<number>; digest: string; words: string }

type Channel = 'email' | 'phone' | 'post' | 'messenger'

export type ConsentTable = {
  id: Generated<number>
  uuid: string
  contact_id: ContactNumber
  sender_id: ContactNumber
  channel: Channel
  text_id: number
  address: string | null
  address_key: string | null
  place: string
  asked_at: Timestamp
  token_hash: string | null
  expires_at: NullableTimestamp
  given_at: NullableTimestamp
  given_by: 'double opt-in' | 'form' | 'company' | null
  recorded_by: string | null
  ended_at: NullableTimestamp
  ended_because: 'withdrawn' | 'replaced' | null
  ended_how: string | null
}

export type MayWriteView = { contact_id: ContactNumber; sender_id: ContactNumber; channel: Channel }
