import type { Kysely } from 'kysely'
import { always, type Instant } from '#ground/period'
import type { Schema } from './schema.ts'

export type { Schema } from './schema.ts'

/** A connection, or a transaction on one: stores take it and never ask which. */
export type Database = Kysely<Schema>

/** What stands in the way: somebody else, the folder, the server's programs, the address, or the migrations. */
export type Obstacle = 'in use' | 'folder' | 'server' | 'address' | 'migrations'

/** Every expected reason for having no database. The message is one line for a person, without any secret. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'
  readonly obstacle: Obstacle

  constructor(obstacle: Obstacle, message: string, options?: ErrorOptions) {
    super(message.replaceAll(/\s*\n\s*/gu, ' '), options)
    this.obstacle = obstacle
  }
}

/**
 * A moment as PostgreSQL takes it for a timestamptz; the end of `always` becomes its infinity.
 * @throws RangeError for the beginning of `always`: nothing we write began before all time.
 */
export const timestamp = (at: Instant): Date | 'infinity' => {
  if (at >= always.until) return 'infinity'
  if (at <= always.from) throw new RangeError('no row begins before all time')
  return new Date(at)
}

/**
 * A whole number from an int8.
 * @throws RangeError beyond the safe range, because a rounded amount of money is worse than none.
 */
export const parseInt8 = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new RangeError(`${text} from the database is beyond the safe range of a number`)
  return value
}

const timestampPattern =
  /^(\d{4,})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?( BC)?$/u

const millisecondsOf = (fraction: string | undefined) => Number((fraction ?? '').padEnd(3, '0').slice(0, 3))

/**
 * A moment from the text of a timestamptz in any session time zone; microseconds are cut off.
 * @throws RangeError when the text is no such moment.
 */
export const parseTimestamp = (text: string): Instant => {
  if (text === 'infinity') return always.until
  if (text === '-infinity') return always.from
  const match = timestampPattern.exec(text)
  if (match === null) throw new RangeError(`"${text}" from the database is not a moment`)
  const part = (position: number) => Number(match[position] ?? 0)
  const local = new Date(0)
  local.setUTCFullYear(match[12] === undefined ? part(1) : 1 - part(1), part(2) - 1, part(3))
  local.setUTCHours(part(4), part(5), part(6), millisecondsOf(match[7]))
  const offset = (part(9) * 3600 + part(10) * 60 + part(11)) * 1000
  return (local.getTime() - (match[8] === '-' ? -offset : offset)) as Instant
}
