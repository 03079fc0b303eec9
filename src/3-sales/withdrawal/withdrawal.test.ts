import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Temporal } from 'temporal-polyfill'
import { dayOf, type Instant } from '#ground/period'
import { at, berlin } from '../../../test/company.ts'
import { isHoliday } from './holidays.ts'
import { buttonWords, checkDeclaration, spellingsOf, timelinessOf, type Declaration } from './index.ts'

const declaration: Declaration = {
  name: 'Cy Young',
  email: 'cy@example.org',
  order: 'A-17',
  part: null,
  pieces: null,
  language: 'de',
}

const policy = { days: 14, deliveryDays: 3 }

test.each`
  shipped               | received              | is                     | why
  ${'2026-07-01'}       | ${'2026-07-20 23:59'} | ${'in time'}           | ${'the last day, a Saturday, moves to Monday'}
  ${'2026-07-01'}       | ${'2026-07-21'}       | ${'late'}              | ${'Monday has passed'}
  ${'2026-07-03 23:59'} | ${'2026-07-20 23:59'} | ${'in time'}           | ${'the day of shipping counts in the company’s zone'}
  ${'2026-07-04 00:00'} | ${'2026-07-21 23:59'} | ${'in time'}           | ${'a minute later is the next day'}
  ${'2026-07-04 00:00'} | ${'2026-07-22'}       | ${'late'}              | ${'Tuesday has passed'}
  ${'2026-07-02'}       | ${'2026-07-20 23:59'} | ${'in time'}           | ${'the last day, a Sunday, moves to Monday'}
  ${null}               | ${'2027-07-01'}       | ${'not delivered yet'} | ${'the deadline has not begun'}
`('$shipped, declared $received: $is, because $why', ({ shipped, received, is }) => {
  const shippedAt = shipped === null ? null : at(shipped)
  expect(timelinessOf({ shippedAt, receivedAt: at(received), countries: ['DE'] }, policy, berlin).is).toBe(is)
})

describe('a last day that is a holiday moves to the next working day', () => {
  // Sent so that the last day is the one named: three days on the way, fourteen to withdraw.
  const lastDayOf = (day: string, countries: readonly string[]) => {
    const shippedAt = at(Temporal.PlainDate.from(day).subtract({ days: 17 }).toString())
    const { until } = timelinessOf({ shippedAt, receivedAt: at(day), countries }, policy, berlin) as { until: Instant }
    return Temporal.PlainDate.from(dayOf(until, berlin)).subtract({ days: 1 }).toString()
  }
  test.each`
    day             | countries       | last            | why
    ${'2026-04-03'} | ${['DE']}       | ${'2026-04-07'} | ${'from Good Friday over Easter to Tuesday'}
    ${'2026-04-03'} | ${['AT']}       | ${'2026-04-07'} | ${'in Austria Good Friday holds up deadlines, too'}
    ${'2026-04-03'} | ${['CH']}       | ${'2026-04-07'} | ${'in Switzerland most cantons keep it'}
    ${'2026-05-01'} | ${['DE']}       | ${'2026-05-04'} | ${'Labour Day is a Friday'}
    ${'2026-05-14'} | ${['CH']}       | ${'2026-05-15'} | ${'Ascension Day'}
    ${'2026-05-25'} | ${['DE']}       | ${'2026-05-26'} | ${'Whit Monday'}
    ${'2026-06-04'} | ${['DE']}       | ${'2026-06-05'} | ${'Corpus Christi is kept in six German states, and he may be in one'}
    ${'2026-01-06'} | ${['DE']}       | ${'2026-01-07'} | ${'Epiphany: Baden-Württemberg, Bavaria, Saxony-Anhalt'}
    ${'2027-03-08'} | ${['DE']}       | ${'2027-03-09'} | ${'Women’s Day: Berlin, Mecklenburg-Western Pomerania'}
    ${'2028-08-08'} | ${['DE']}       | ${'2028-08-09'} | ${'the peace feast of Augsburg'}
    ${'2028-08-15'} | ${['DE']}       | ${'2028-08-16'} | ${'Assumption: Saarland and places in Bavaria'}
    ${'2027-09-20'} | ${['DE']}       | ${'2027-09-21'} | ${'Children’s Day: Thuringia'}
    ${'2028-10-31'} | ${['DE']}       | ${'2028-11-02'} | ${'Reformation Day and All Saints, though no state keeps both'}
    ${'2026-11-18'} | ${['DE']}       | ${'2026-11-19'} | ${'the day of repentance: Saxony'}
    ${'2026-11-11'} | ${['DE']}       | ${'2026-11-11'} | ${'the Wednesday before it is none'}
    ${'2026-11-02'} | ${['CH']}       | ${'2026-11-02'} | ${'All Souls is none'}
    ${'2026-08-15'} | ${['GB', 'DE']} | ${'2026-08-17'} | ${'the company’s country counts as the consumer’s'}
    ${'2027-06-23'} | ${['CH']}       | ${'2027-06-24'} | ${'the plebiscite of the Jura'}
    ${'2026-04-09'} | ${['CH']}       | ${'2026-04-10'} | ${'the feast of Näfels, put off from the week before Easter'}
    ${'2027-04-01'} | ${['CH']}       | ${'2027-04-02'} | ${'the feast of Näfels, after Easter'}
    ${'2026-09-10'} | ${['CH']}       | ${'2026-09-11'} | ${'the fast of Geneva'}
    ${'2026-09-21'} | ${['CH']}       | ${'2026-09-23'} | ${'the Monday of the fast, and St Maurice in Appenzell'}
    ${'2026-12-31'} | ${['CH']}       | ${'2027-01-04'} | ${'the restoration of Geneva, New Year and Berchtold’s Day'}
    ${'2026-12-25'} | ${['DE']}       | ${'2026-12-28'} | ${'Christmas with a weekend'}
    ${'2027-12-24'} | ${['DE']}       | ${'2027-12-24'} | ${'Christmas Eve is none'}
    ${'2027-12-25'} | ${['DE']}       | ${'2027-12-27'} | ${'Christmas on a weekend is not made up for'}
    ${'2026-08-01'} | ${['CH']}       | ${'2026-08-03'} | ${'the Swiss national day is a Saturday'}
    ${'2028-10-26'} | ${['AT']}       | ${'2028-10-27'} | ${'the Austrian national day'}
    ${'2027-01-06'} | ${['AT']}       | ${'2027-01-07'} | ${'Epiphany'}
    ${'2027-10-03'} | ${['DE']}       | ${'2027-10-04'} | ${'German Unity Day is a Sunday'}
    ${'2026-05-25'} | ${['GB']}       | ${'2026-05-25'} | ${'elsewhere weekends alone are known'}
  `('$day in $countries: $last, because $why', ({ day, countries, last }) =>
    expect(lastDayOf(day, countries)).toBe(last),
  )

  // Easter Sundays as churches print them, the earliest and the latest among them.
  test.each(['2008-03-23', '2011-04-24', '2024-03-31', '2025-04-20', '2030-04-21', '2038-04-25', '2285-03-22'])(
    'Easter is %s, so the Monday after it is a holiday and the Sunday before it is none',
    easter => {
      const day = Temporal.PlainDate.from(easter)
      expect(isHoliday(day.add({ days: 1 }), ['DE'])).toBe(true)
      expect(isHoliday(day.add({ days: 39 }), ['CH'])).toBe(true)
      expect(isHoliday(day.subtract({ days: 6 }), ['DE', 'AT', 'CH'])).toBe(false)
    },
  )
})

describe('a declaration', () => {
  test('is taken as it is written, without the blanks around it', () => {
    const written = { ...declaration, name: '  Cy \n Young ', order: ' A-17 ', part: '  ' }
    expect(checkDeclaration(written)).toEqual({ is: 'complete', declaration })
  })

  test('keeps a list of goods as a list', () => {
    const part = '2 candles\n1 vase'
    expect(checkDeclaration({ ...declaration, part })).toMatchObject({ declaration: { part } })
  })

  test.each`
    field       | value                             | because
    ${'name'}   | ${' '}                            | ${'missing'}
    ${'email'}  | ${''}                             | ${'missing'}
    ${'order'}  | ${''}                             | ${'missing'}
    ${'order'}  | ${'9'.repeat(101)}                | ${'too long'}
    ${'part'}   | ${'x'.repeat(2001)}               | ${'too long'}
    ${'email'}  | ${'cy.example.org'}               | ${'no e-mail address'}
    ${'email'}  | ${'cy@a.de,b@c.de'}               | ${'no e-mail address'}
    ${'email'}  | ${'cy@example.org\nBcc: x@y.de'}  | ${'no e-mail address'}
    ${'pieces'} | ${[]}                             | ${'no pieces'}
    ${'pieces'} | ${[{ position: 1, quantity: 0 }]} | ${'no pieces'}
  `('names the field $field: $because', ({ field, value, because }) => {
    const checked = checkDeclaration({ ...declaration, [field]: value })
    expect(checked).toEqual({ is: 'refused', faults: [{ field, because }] })
  })

  test('whatever is written, one line stays one line', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), name => {
        const checked = checkDeclaration({ ...declaration, name })
        expect(checked.is === 'refused' || !/[\n\r]/u.test(checked.declaration.name)).toBe(true)
      }),
    )
  })
})

test.each`
  written                  | found
  ${'A-17'}                | ${'A-17'}
  ${' a-17 '}              | ${'A-17'}
  ${'Bestellung Nr. a-17'} | ${'A-17'}
  ${'#A-17'}               | ${'A-17'}
  ${'A - 17'}              | ${'A-17'}
`('"$written" finds $found', ({ written, found }) => expect(spellingsOf(written)).toContain(found))

test('the two buttons say what § 356a BGB wants them to say', () => {
  expect([buttonWords.declare.de, buttonWords.confirm.de]).toEqual(['Vertrag widerrufen', 'Widerruf bestätigen'])
})
