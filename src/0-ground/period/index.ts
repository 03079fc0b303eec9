import { Temporal } from 'temporal-polyfill'

declare const unit: unique symbol

/** A moment as whole milliseconds since 1970-01-01T00:00Z. */
export type Instant = number & { readonly [unit]: 'instant' }

/** A settlement period (Abrechnungszeitraum): a month of the company's time zone, written "2011-10". */
export type Period = string & { readonly [unit]: 'period' }

/** A calendar day as a number: days since 1970-01-01. */
export type DayNumber = number

/** An IANA time zone such as "Europe/Berlin". */
export type Zone = string & { readonly [unit]: 'zone' }

/** Half-open: `from` belongs to it, `until` does not. */
export type Interval = { readonly from: Instant; readonly until: Instant }

/** Before and after every real moment. */
export const always: Interval = { from: -8.64e15 as Instant, until: 8.64e15 as Instant }

// To ask Intl takes half a millisecond, and every page names its company's zone.
const knownZones = new Set<string>()

/** @throws RangeError when the name is no IANA time zone. */
export const zone = (name: string): Zone => {
  if (!knownZones.has(name)) {
    new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    knownZones.add(name)
  }
  return name as Zone
}

// From 1900 to 9999: a mistyped year such as 0202 is no month of a company's life.
const periodPattern = /^(?:19|[2-9]\d)\d{2}-(?:0[1-9]|1[0-2])$/u

/** Undefined when the text is no month such as "2011-10". */
export const parsePeriod = (text: string): Period | undefined =>
  periodPattern.test(text) ? (text as Period) : undefined

/** @throws RangeError when the text is no month such as "2011-10". */
export const period = (text: string): Period => {
  const parsed = parsePeriod(text)
  if (parsed === undefined) throw new RangeError(`"${text}" is not a month such as 2011-10`)
  return parsed
}

export const periodAfter = (current: Period, months = 1): Period =>
  Temporal.PlainYearMonth.from(current).add({ months }).toString() as Period

const startOf = (month: Temporal.PlainYearMonth, inZone: Zone): Instant =>
  month.toPlainDate({ day: 1 }).toZonedDateTime(inZone).epochMilliseconds as Instant

/** From the month's first moment in the zone until the next month's: March has 743 hours in Berlin, October 745. */
export const boundsOf = (current: Period, inZone: Zone): Interval => {
  const month = Temporal.PlainYearMonth.from(current)
  return { from: startOf(month, inZone), until: startOf(month.add({ months: 1 }), inZone) }
}

/** The month a moment falls into; asks the calendar once per month, so that millions of moments stay cheap. */
export const periodFinder = (inZone: Zone): ((at: Instant) => Period) =>
  // 28 days: no month is shorter, so a bucket meets at most two months and the last found one is nearly always right.
  remembering(28 * millisecondsOfDay, at => {
    const found = localDay(at, inZone).toPlainYearMonth().toString() as Period
    return { found, bounds: boundsOf(found, inZone) }
  })

/** The number of the day a moment falls into; as cheap. */
export const dayFinder = (inZone: Zone): ((at: Instant) => DayNumber) =>
  remembering(millisecondsOfDay, at => {
    const day = localDay(at, inZone)
    const startOfDay = (date: Temporal.PlainDate) => date.toZonedDateTime(inZone).epochMilliseconds as Instant
    return {
      found: dayNumber(day.toString()),
      bounds: { from: startOfDay(day), until: startOfDay(day.add({ days: 1 })) },
    }
  })

const millisecondsOfDay = 86_400_000

const localDay = (at: Instant, inZone: Zone): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(inZone).toPlainDate()

type Found<T> = { readonly found: T; readonly bounds: Interval }

const remembering = <T>(bucket: number, find: (at: Instant) => Found<T>): ((at: Instant) => T) => {
  const known = new Map<number, Found<T>>()
  return at => {
    const key = Math.floor(at / bucket)
    let last = known.get(key)
    if (last === undefined || at < last.bounds.from || at >= last.bounds.until) known.set(key, (last = find(at)))
    return last.found
  }
}

/** The number of a day such as "2011-10-31". */
export const dayNumber = (day: string): DayNumber => Date.parse(`${day}T00:00Z`) / millisecondsOfDay

/** "2011-10-31": the day of a number. */
export const dayNumbered = (number: DayNumber): string =>
  new Date(number * millisecondsOfDay).toISOString().slice(0, 10)

/** The first and the last day of a month. */
export const daysOf = (current: Period): { readonly first: DayNumber; readonly last: DayNumber } => ({
  first: dayNumber(`${current}-01`),
  last: dayNumber(`${periodAfter(current)}-01`) - 1,
})

/** The month of a day, numbered as `monthNumber` does. */
export const monthOfDay = (number: DayNumber): number => {
  const day = new Date(number * millisecondsOfDay)
  return day.getUTCFullYear() * 12 + day.getUTCMonth()
}

/** Months counted one after the other, so that two of them can be subtracted. */
export const monthNumber = (current: Period): number => Number(current.slice(0, 4)) * 12 + Number(current.slice(5)) - 1

export const periodOf = (at: Instant, inZone: Zone): Period => periodFinder(inZone)(at)

/** The calendar day of a moment in the zone, "2011-10-31". */
export const dayOf = (at: Instant, inZone: Zone): string => localDay(at, inZone).toString()

/** So many days after a day: "2026-03-01" is one after "2026-02-28". */
export const dayAfter = (day: string, days = 1): string => Temporal.PlainDate.from(day).add({ days }).toString()

const dayPattern = /^\d{4}-\d{2}-\d{2}$/u

/** "2026-02-28"; undefined when the text is no such day. */
export const parseDay = (text: string): string | undefined =>
  dayPattern.test(text) && parseInstant(text, 'UTC' as Zone) !== undefined ? text : undefined

const year = '(?:19|[2-9]\\d)\\d{2}'
const time = '(\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)'
const isoPattern = new RegExp(`^(${year}-\\d{2}-\\d{2})(?:[T ]${time}(Z|[+-]\\d{2}:?\\d{2})?)?$`, 'u')
const germanPattern = new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(${year})(?:,? ${time})?$`, 'u')

type Written = { readonly day: string; readonly time: string | undefined; readonly offset: string | undefined }

const written = (text: string): Written | undefined => {
  const iso = isoPattern.exec(text)
  if (iso !== null) return { day: iso[1]!, time: iso[2], offset: iso[3] }
  const german = germanPattern.exec(text)
  if (german === null) return undefined
  const [, day, month, inYear] = german
  return { day: `${inYear}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`, time: german[4], offset: undefined }
}

/**
 * Reads "2011-10-31", "2011-10-31 16:20", "2011-10-31T16:20:00Z" or with an offset, and "31.10.2011" or "31.10.2011 16:20". A text
 * without zone is the time of `inZone`; a day alone is its first moment. Undefined before 1900 and when it is no such moment; an hour
 * that the spring skips is read as the one after.
 */
export const parseInstant = (text: string, inZone: Zone): Instant | undefined => {
  const found = written(text.trim())
  if (found === undefined) return undefined
  const { day, time: clock, offset } = found
  try {
    if (offset !== undefined) return Temporal.Instant.from(`${day}T${clock}${offset}`).epochMilliseconds as Instant
    const local = Temporal.PlainDateTime.from(`${day}T${clock ?? '00:00'}`)
    return (clock === undefined ? local.toPlainDate().toZonedDateTime(inZone) : local.toZonedDateTime(inZone))
      .epochMilliseconds as Instant
  } catch {
    return undefined
  }
}

/** @throws RangeError when the text is no moment. */
export const instant = (text: string, inZone: Zone = 'UTC' as Zone): Instant => {
  const parsed = parseInstant(text, inZone)
  if (parsed === undefined) throw new RangeError(`"${text}" is not a moment such as 2011-10-31T16:20:00Z`)
  return parsed
}

/** "2011-10-31T16:20:00.000Z". */
export const isoOf = (at: Instant): string => new Date(at).toISOString()
