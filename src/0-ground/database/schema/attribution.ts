import type { ColumnType, Generated } from 'kysely'
import type { ContactNumber } from '#ground/identity'
import type { Json, NullableTimestamp, Timestamp } from './common.ts'

type AttributionMoment = 'registration' | 'order' | 'correction' | 'cancellation' | 'lead'

type AttributionTable = {
  id: Generated<number>
  contact_id: ContactNumber
  moment: AttributionMoment
  decided_at: Timestamp
  from_at: Timestamp
  sponsor_id: ContactNumber
  before_id: ContactNumber | null
  decided_by: string
  reason: string
  words: ColumnType<string, string | undefined, never>
  signals: Json
  policy: ColumnType<Record<string, unknown> | null, string | null, never>
  made_customer: ColumnType<boolean, boolean | undefined, never>
  order_id: ColumnType<number | null, number | null | undefined, number>
  actor: string
  undoes_id: ColumnType<number | null, number | null | undefined, never>
}

type SignalTable = {
  attribution_id: number
  kind: string
  partner_id: ContactNumber | null
  said: string
  outcome: string
}

type RotationTable = { only_row: Generated<boolean>; turns: Generated<number> }
type TurnTable = { partner_id: ContactNumber; turn: number }

type LinkTable = {
  id: Generated<number>
  partner_id: ContactNumber
  campaign: string
  slug: string
  is_invitation: boolean
  made_at: Timestamp
  closed_at: NullableTimestamp
}

type LinkOpeningTable = { link_id: number; opened_on: string; count: number }

type InvitationAnswerTable = {
  id: Generated<number>
  link_id: number
  token_hash: string
  data: ColumnType<Record<string, unknown>, string, string>
  asked_at: Timestamp
  until_at: Timestamp
  contact_id: ColumnType<ContactNumber | null, undefined, ContactNumber>
  confirmed_at: NullableTimestamp
}

/** The tables of referral's attribution and link. */
export type AttributionTables = {
  'referral.attribution': AttributionTable
  'referral.signal': SignalTable
  'referral.rotation': RotationTable
  'referral.turn': TurnTable
  'referral.link': LinkTable
  'referral.link_opening': LinkOpeningTable
  'referral.invitation_answer': InvitationAnswerTable
}
