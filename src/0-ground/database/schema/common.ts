import type { ColumnType } from 'kysely'
import type { Instant } from '#ground/period'

/** A timestamptz: read as an Instant, written as a Date or PostgreSQL's infinity (see `timestamp`). */
export type Timestamp = ColumnType<Instant, Date | 'infinity', Date | 'infinity'>
export type NullableTimestamp = ColumnType<Instant | null, Date | null | undefined, Date | null>
/** A jsonb column: read as what it holds, written as text. */
export type Json<T = Record<string, unknown>> = ColumnType<T, string, string>
/** Why something came back, by the law's classes. */
export type ReasonClass = 'withdrawal' | 'goodwill' | 'defect' | 'unpaid'
