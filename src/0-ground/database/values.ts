import { types, type CustomTypesConfig } from 'pg'
import { parseInt8, parseTimestamp } from './index.ts'

const oid = {
  int8: 20,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  int8s: 1016,
  dates: 1182,
  timestamptzs: 1185,
  texts: 1009,
}

const texts = types.getTypeParser(oid.texts) as (text: string) => (string | null)[]
const eachOf =
  <T>(parse: (text: string) => T) =>
  (text: string) =>
    texts(text).map(item => (item === null ? null : parse(item)))
const untouched = (text: string) => text

const parsers = new Map<number, (text: string) => unknown>([
  [oid.int8, parseInt8],
  [oid.int8s, eachOf(parseInt8)],
  [oid.timestamptz, parseTimestamp],
  [oid.timestamptzs, eachOf(parseTimestamp)],
  [oid.date, untouched],
  [oid.dates, eachOf(untouched)],
  [oid.timestamp, untouched],
])

/** How our own queries read values: int8 → safe number, timestamptz → Instant, date and numeric → text. */
export const ourTypes: CustomTypesConfig = {
  getTypeParser: ((type: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(type)) ??
    types.getTypeParser(type, format)) as typeof types.getTypeParser,
}
