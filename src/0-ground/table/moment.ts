import { Temporal } from 'temporal-polyfill'
import { parseInstant, type Instant, type Zone } from '#ground/period'
import type { Column } from './column.ts'

const withinHour =
  /^(\d{4}-\d{2}-\d{2}[T ]\d{2}):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3})\d{0,6})?)?(Z|[+-]\d{2}:?\d{2})?$/u
const lastSecond = 3_599_000

/**
 * A moment: 2011-10-31, 2011-10-31 16:20, 2011-10-31T16:20:00Z. Without a zone it is the time of `zone`, a day alone its first moment.
 * The calendar is asked once per hour that occurs, so that millions of moments stay cheap.
 */
export const moment = (zone: Zone): Column<Instant> => {
  const startOfHour = remembered(key => {
    const [hour, offset] = [key.slice(0, 13), key.slice(13)]
    const first = parseInstant(`${hour}:00:00${offset}`, zone)
    const last = parseInstant(`${hour}:59:59${offset}`, zone)
    // An hour in which the clock is changed is no ruler.
    return first !== undefined && last !== undefined && last - first === lastSecond ? first : undefined
  })
  const other = remembered(cell => parseInstant(cell, zone))
  const parse = (cell: string): Instant | undefined => {
    const match = withinHour.exec(cell)
    const start = match === null ? undefined : startOfHour(match[1]! + (match[5] ?? ''))
    if (start === undefined) return other(cell)
    const [, , minute, second = '0', fraction = ''] = match!
    return (start + Number(minute) * 60_000 + Number(second) * 1000 + Number(fraction.padEnd(3, '0'))) as Instant
  }
  return { parse, expected: () => 'a moment such as 2011-10-31 or 2011-10-31 16:20' }
}

/** A moment that has come: one after `now` is a mistake, such as a mistyped year. */
export const past = (zone: Zone, now: Instant): Column<Instant> => {
  const any = moment(zone)
  const parse = (cell: string): Instant | undefined => {
    const at = any.parse(cell)
    return at !== undefined && at <= now ? at : undefined
  }
  const thisMinute = (now - (now % 60_000)) as Instant
  const expected = (cell: string) =>
    any.parse(cell) === undefined ? any.expected(cell) : `no moment after now (${shownMoment(thisMinute, zone)})`
  return { parse, expected }
}

/** A moment as files write it, "2011-10-31 16:20", in the zone; for people, because the hour that autumn repeats stands there twice. */
export const shownMoment = (at: Instant, zone: Zone): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString()
    .replace('T', ' ')
    .replace(/^(.{16}):00$/u, '$1')

// Rows are mostly in the order of time: the key asked for is nearly always the last one again.
const remembered = <T>(find: (key: string) => T): ((key: string) => T) => {
  const known = new Map<string, T>()
  let last: { readonly key: string; readonly value: T } | undefined
  return key => {
    if (last?.key === key) return last.value
    const value = known.get(key) ?? find(key)
    known.set(key, value)
    last = { key, value }
    return value
  }
}
