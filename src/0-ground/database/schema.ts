import type { ColumnType, Generated } from 'kysely'
import type { ContactNumber } from '#ground/identity'
import type { Cents, Points } from '#ground/money'
import type { Instant } from '#ground/period'

/** A timestamptz: read as an Instant, written as a Date or PostgreSQL's infinity (see `timestamp`). */
export type Timestamp = ColumnType<Instant, Date | 'infinity', Date | 'infinity'>
type NullableTimestamp = ColumnType<Instant | null, Date | null, Date | null>

export type Reason = 'placed' | 'paid' | 'shipped'

export type CompanyTable = {
  only_row: Generated<boolean>
  name: string
  country: string
  language: 'de' | 'en'
  currency: string
  zone: string
  volume_when: ColumnType<Reason, Reason | undefined, Reason>
  reading_whose: ColumnType<Whose, Whose | undefined, Whose>
  reading_moment: ColumnType<Moment, Moment | undefined, Moment>
  notice: ColumnType<Notice | null, string | null, string | null>
}
type Whose = 'direct' | 'nearest' | 'recruited'
type Moment = 'order' | 'period end'
type Notice = { readonly de: string; readonly en: string }

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

export type StructureTable = { only_row: Generated<boolean>; version: Generated<number> }

export type OrderTable = {
  id: Generated<number>
  uuid: string
  reference: string | null
  contact_id: ContactNumber
  placed_at: Timestamp
  paid_at: NullableTimestamp
  shipped_at: NullableTimestamp
  volume_when: Reason
}

export type OrderLineTable = {
  id: Generated<number>
  order_id: number
  position: number
  article: string
  description: string
  quantity: number
  net: Cents
  vat_rate: number
  points: Points
}

export type ReturnTable = {
  id: Generated<number>
  uuid: string
  reference: string | null
  order_id: number | null
  contact_id: ContactNumber
  kind: 'cancellation' | 'return'
  reason: string
  happened_at: Timestamp
}

export type ReturnLineTable = {
  id: Generated<number>
  return_id: number
  order_line_id: number | null
  position: number
  article: string
  description: string
  quantity: number
  net: Cents
  points: Points
}

export type EventTable = {
  id: Generated<number>
  kind: 'placed' | 'paid' | 'shipped' | 'returned'
  order_id: number | null
  return_id: number | null
  happened_at: Timestamp
  pulled_by_ledger_at: NullableTimestamp
}

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

export type CommandTable = {
  actor: string
  key: string
  request: string
  request_hash: string
  answer: ColumnType<unknown, string | undefined, string>
  created_at: ColumnType<Instant, undefined, never>
}

export type LoginTable = {
  id: Generated<string>
  name: string
  email: string
  email_verified: boolean
  created_at: ColumnType<Instant, undefined, never>
  updated_at: ColumnType<Instant, Date, Date>
  role: 'company' | 'partner'
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

/** Every table, by its name in SQL. A column's unit is in its type: cents, thousandths of points, instants. */
export type Schema = {
  company: CompanyTable
  'people.contact': ContactTable
  'people.role': RoleTable
  'people.sponsorship': SponsorshipTable
  'people.structure': StructureTable
  'sales.order': OrderTable
  'sales.order_line': OrderLineTable
  'sales.return': ReturnTable
  'sales.return_line': ReturnLineTable
  'sales.event': EventTable
  'volume.entry': EntryTable
  'volume.balance': BalanceTable
  'volume.version': VersionTable
  'volume.pack': PackTable
  'volume.pack_part': PackPartTable
  'ground.command': CommandTable
  'doors.user': LoginTable
  'doors.account': AccountTable
  'doors.api_key': ApiKeyTable
  'doors.secret': SecretTable
  'doors.attempt': AttemptTable
  'doors.demo_login': DemoLoginTable
}
