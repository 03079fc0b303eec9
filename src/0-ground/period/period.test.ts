import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  boundsOf,
  dayFinder,
  dayNumber,
  dayNumbered,
  dayAfter,
  dayOf,
  daysOf,
  instant,
  isoOf,
  monthNumber,
  monthOfDay,
  parseDay,
  parseInstant,
  parsePeriod,
  period,
  periodAfter,
  periodFinder,
  periodOf,
  zone,
  type Instant,
} from './index.ts'

const berlin = zone('Europe/Berlin')
const hours = ({ from, until }: { from: number; until: number }) => (until - from) / 3_600_000

test.each`
  day             | days  | after
  ${'2026-02-28'} | ${1}  | ${'2026-03-01'}
  ${'2028-02-28'} | ${1}  | ${'2028-02-29'}
  ${'2026-03-28'} | ${7}  | ${'2026-04-04'}
  ${'2026-01-01'} | ${-1} | ${'2025-12-31'}
`('$days days after $day is $after', ({ day, days, after }) => expect(dayAfter(day, days)).toBe(after))

test.each`
  text            | day
  ${'2026-02-28'} | ${'2026-02-28'}
  ${'2026-02-29'} | ${undefined}
  ${'28.02.2026'} | ${undefined}
  ${'2026-2-28'}  | ${undefined}
`('"$text" is the day $day', ({ text, day }) => expect(parseDay(text)).toBe(day))

describe('a month of the company', () => {
  test.each`
    month        | inZone             | length | why
    ${'2026-03'} | ${'Europe/Berlin'} | ${743} | ${'spring loses an hour'}
    ${'2026-10'} | ${'Europe/Berlin'} | ${745} | ${'autumn gains one'}
    ${'2026-02'} | ${'Europe/Berlin'} | ${672} | ${'28 days'}
    ${'2028-02'} | ${'Europe/Berlin'} | ${696} | ${'29 days'}
    ${'2026-10'} | ${'UTC'}           | ${744} | ${'no summer time'}
    ${'2011-12'} | ${'Pacific/Apia'}  | ${720} | ${'Samoa skipped a day'}
  `('$month in $inZone has $length hours: $why', ({ month, inZone, length }) => {
    expect(hours(boundsOf(period(month), zone(inZone)))).toBe(length)
  })

  test('ends where the next begins, and its end does not belong to it', () => {
    const october = boundsOf(period('2011-10'), berlin)
    expect(october.until).toBe(boundsOf(period('2011-11'), berlin).from)
    expect(periodOf(october.until, berlin)).toBe('2011-11')
    expect(periodOf((october.until - 1) as Instant, berlin)).toBe('2011-10')
  })

  test('is the company’s, not Greenwich’s', () => {
    const late = instant('2011-10-31T23:30:00Z')
    expect(periodOf(late, berlin)).toBe('2011-11')
    expect(periodOf(late, zone('Europe/London'))).toBe('2011-10')
    expect(dayOf(late, berlin)).toBe('2011-11-01')
  })

  test('is found the same by the fast finder and by its bounds, for every moment', () => {
    const finder = periodFinder(berlin)
    fc.assert(
      fc.property(fc.integer({ min: -2e12, max: 4e12 }), moment => {
        const found = finder(moment as Instant)
        const { from, until } = boundsOf(found, berlin)
        expect(from <= moment && moment < until).toBe(true)
      }),
    )
  })

  test('has a first and a last day, and months can be subtracted', () => {
    const { first, last } = daysOf(period('2028-02'))
    expect([dayNumbered(first), dayNumbered(last), last - first]).toEqual(['2028-02-01', '2028-02-29', 28])
    expect(dayNumber('1970-01-02')).toBe(1)
    expect([monthOfDay(first), monthOfDay(last + 1)]).toEqual([2028 * 12 + 1, 2028 * 12 + 2])
    expect(monthNumber(period('2027-01')) - monthNumber(period('2026-11'))).toBe(2)
  })

  test('has days that are found by number as the calendar finds them, also where a day was skipped', () => {
    for (const inZone of [berlin, zone('Pacific/Apia'), zone('Asia/Kathmandu')]) {
      const finder = dayFinder(inZone)
      const property = fc.property(fc.integer({ min: 1_320_000_000_000, max: 1_330_000_000_000 }), moment => {
        expect(dayNumbered(finder(moment as Instant))).toBe(dayOf(moment as Instant, inZone))
      })
      fc.assert(property)
    }
  })

  test.each(['2011-13', '2011-00', '0202-03', '0000-01', '11-10', '2011-1', '2011-10-01', ''])('"%s" is none', text => {
    expect(parsePeriod(text)).toBeUndefined()
    expect(() => period(text)).toThrow(RangeError)
  })

  test('has months after and before', () => {
    expect(periodAfter(period('2011-12'))).toBe('2012-01')
    expect(periodAfter(period('2011-01'), -1)).toBe('2010-12')
  })
})

describe('a moment as text', () => {
  test.each`
    text                           | iso
    ${'2011-10-31'}                | ${'2011-10-30T23:00:00.000Z'}
    ${'2011-10-31 16:20'}          | ${'2011-10-31T15:20:00.000Z'}
    ${'2011-10-31T16:20:30.5'}     | ${'2011-10-31T15:20:30.500Z'}
    ${'2011-10-31T16:20:00Z'}      | ${'2011-10-31T16:20:00.000Z'}
    ${'2011-10-31T16:20:00+05:30'} | ${'2011-10-31T10:50:00.000Z'}
    ${'31.10.2011'}                | ${'2011-10-30T23:00:00.000Z'}
    ${'1.3.2026 16:20'}            | ${'2026-03-01T15:20:00.000Z'}
    ${'2026-03-29 02:30'}          | ${'2026-03-29T01:30:00.000Z'}
  `('"$text" is $iso for a company in Berlin', ({ text, iso }) => expect(isoOf(parseInstant(text, berlin)!)).toBe(iso))

  test.each([
    '2011-02-30',
    '0202-03-10',
    '31.13.2011',
    '31.02.2011',
    '10/31/2011',
    '2011-10-31 25:00',
    'yesterday',
    '2011-10-31Z',
    '',
  ])('"%s" is none', text => {
    expect(parseInstant(text, berlin)).toBeUndefined()
    expect(() => instant(text, berlin)).toThrow(RangeError)
  })

  test('a zone must exist', () => expect(() => zone('Mars/Phobos')).toThrow(RangeError))
})
