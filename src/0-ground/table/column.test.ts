import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant, parseInstant, type Zone } from '#ground/period'
import { amount, amounts, oneOf } from './column.ts'
import { moment, past, shownMoment } from './moment.ts'

const berlin = 'Europe/Berlin' as Zone

test.each`
  cell                   | cents           | points            | why
  ${'12'}                | ${1200}         | ${12_000}         | ${'whole'}
  ${'12.5'}              | ${1250}         | ${12_500}         | ${'one decimal'}
  ${'12,50'}             | ${1250}         | ${12_500}         | ${'decimal comma'}
  ${'-12,50'}            | ${-1250}        | ${-12_500}        | ${'negative'}
  ${'+12.50'}            | ${1250}         | ${12_500}         | ${'with a plus'}
  ${'.5'}                | ${50}           | ${500}            | ${'no whole part'}
  ${'1.234,50'}          | ${123_450}      | ${1_234_500}      | ${'German thousands'}
  ${'1,234.50'}          | ${123_450}      | ${1_234_500}      | ${'English thousands'}
  ${'-1.234.567,8'}      | ${-123_456_780} | ${-1_234_567_800} | ${'German millions'}
  ${'1.234.567'}         | ${123_456_700}  | ${1_234_567_000}  | ${'two groups can only be thousands'}
  ${'1,234,567'}         | ${123_456_700}  | ${1_234_567_000}  | ${'two English groups'}
  ${'1234.500'}          | ${123_450}      | ${1_234_500}      | ${'four digits before: no group'}
  ${'0.500'}             | ${50}           | ${500}            | ${'a group cannot begin with zero'}
  ${'1.234'}             | ${undefined}    | ${1_234}          | ${'money: two meanings; points beside 12.50 have a decimal point'}
  ${'12,500'}            | ${undefined}    | ${undefined}      | ${'twelve and a half or twelve thousand'}
  ${'12.345'}            | ${undefined}    | ${12_345}         | ${'three decimals'}
  ${'1.2345'}            | ${undefined}    | ${undefined}      | ${'four decimals'}
  ${'1.23.456'}          | ${undefined}    | ${undefined}      | ${'groups of another length'}
  ${'1.234,567,8'}       | ${undefined}    | ${undefined}      | ${'a group after the decimals'}
  ${'1,234.567,8'}       | ${undefined}    | ${undefined}      | ${'separators mixed'}
  ${'12,3x'}             | ${undefined}    | ${undefined}      | ${'a letter'}
  ${'1e3'}               | ${undefined}    | ${undefined}      | ${'no exponents'}
  ${'12.50 €'}           | ${undefined}    | ${undefined}      | ${'no currency'}
  ${'99999999999999999'} | ${undefined}    | ${undefined}      | ${'beyond what is computed exactly'}
`('the amount $cell: $why', ({ cell, cents, points }) => {
  expect(amount.parse(cell)).toBe(cents)
  expect(pointsBelow(['12.50'], cell)).toBe(points)
})

const pointsBelow = (nets: readonly string[], cell: string) => {
  const columns = amounts()
  for (const net of nets) columns.net.parse(net)
  return columns.points.parse(cell)
}

test.each`
  nets                 | cell       | points       | why
  ${['12,50']}         | ${'1,234'} | ${1_234}     | ${'the net has a decimal comma'}
  ${['12.50']}         | ${'1,234'} | ${undefined} | ${'the net has a decimal point'}
  ${['1,234.50']}      | ${'1,234'} | ${undefined} | ${'the net has thousands with commas'}
  ${['1.234,50']}      | ${'1.234'} | ${undefined} | ${'the net has thousands with points'}
  ${['1.234,50']}      | ${'1,234'} | ${1_234}     | ${'the net has thousands with points and a decimal comma'}
  ${['1,234,567']}     | ${'1.234'} | ${1_234}     | ${'thousands with commas leave the point to the decimals'}
  ${['12,50', '10']}   | ${'1,234'} | ${1_234}     | ${'a whole net says nothing, the one above does'}
  ${['12.50', '10']}   | ${'1,234'} | ${undefined} | ${'the one above has a decimal point'}
  ${['12.50', '7,50']} | ${'1,234'} | ${1_234}     | ${'the net of the row itself comes first'}
  ${['10']}            | ${'1,234'} | ${undefined} | ${'no net says anything'}
  ${['10']}            | ${'1,23'}  | ${1_230}     | ${'two digits are no thousands'}
`('points $cell below the nets $nets: $why', ({ nets, cell, points }) => expect(pointsBelow(nets, cell)).toBe(points))

test.each`
  cell                        | at                            | why
  ${'2011-10-31'}             | ${'2011-10-30T23:00:00.000Z'} | ${'a day is its first moment'}
  ${'2011-10-31 16:20'}       | ${'2011-10-31T15:20:00.000Z'} | ${'the time of the company'}
  ${'2011-10-31T16:20:05.25'} | ${'2011-10-31T15:20:05.250Z'} | ${'parts of a second'}
  ${'2011-10-31T16:20:05Z'}   | ${'2011-10-31T16:20:05.000Z'} | ${'universal time'}
  ${'2011-10-31T16:20+05:30'} | ${'2011-10-31T10:50:00.000Z'} | ${'an offset of half an hour'}
  ${'2011-10-30 02:30'}       | ${'2011-10-30T00:30:00.000Z'} | ${'an hour that happens twice is the first'}
  ${'2011-03-27 02:30'}       | ${'2011-03-27T01:30:00.000Z'} | ${'an hour that the spring skips is the next'}
  ${'0202-03-10'}             | ${undefined}                  | ${'a mistyped year'}
  ${'2011-02-29'}             | ${undefined}                  | ${'no such day'}
  ${'2011-02-29 10:00'}       | ${undefined}                  | ${'no such day, with a time'}
  ${'2011-10-31 24:00'}       | ${undefined}                  | ${'no such hour'}
  ${'2011-10-31 16:60'}       | ${undefined}                  | ${'no such minute'}
  ${'10/31/2011'}             | ${undefined}                  | ${'another order of the parts'}
  ${'soon'}                   | ${undefined}                  | ${'no moment at all'}
`('the moment $cell: $why', ({ cell, at }) => {
  const parsed = moment(berlin).parse(cell)
  expect(parsed === undefined ? undefined : new Date(parsed).toISOString()).toBe(at)
})

test.each`
  cell                     | answer
  ${'2011-10-31 16:20:30'} | ${'taken'}
  ${'2011-10-31 16:20:31'} | ${'no moment after now (2011-10-31 16:20)'}
  ${'2111-10-31'}          | ${'no moment after now (2011-10-31 16:20)'}
  ${'10/31/2011'}          | ${'a moment such as 2011-10-31 or 2011-10-31 16:20'}
`('where only what has come counts, $cell is answered: $answer', ({ cell, answer }) => {
  const column = past(berlin, instant('2011-10-31 16:20:30', berlin))
  expect(column.parse(cell) === undefined ? column.expected(cell) : 'taken').toBe(answer)
})

test.each(['2011-10-31 00:00', '2011-07-31 16:20', '2011-10-31 16:20:05', '2011-10-31 16:20:05.25'])(
  'the moment %s is shown as it was written',
  text => expect(shownMoment(instant(text, berlin), berlin)).toBe(text),
)

const two = (value: number) => String(value).padStart(2, '0')

// Its clock is changed by half an hour, in the middle of an hour.
test('the short way to read moments agrees with the calendar', () => {
  const lordHowe = 'Australia/Lord_Howe' as Zone
  const column = moment(lordHowe)
  const parts = fc.tuple(
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 4 }),
    fc.integer({ min: 0, max: 59 }),
  )
  fc.assert(
    fc.property(fc.constantFrom('2011-04', '2011-10'), parts, (month, [day, hour, minute]) => {
      const cell = `${month}-${two(day)} ${two(hour)}:${two(minute)}:07.5`
      expect(column.parse(cell)).toBe(parseInstant(cell, lordHowe))
    }),
  )
})

test.each`
  cell            | kind
  ${'order'}      | ${'order'}
  ${'RETURN'}     | ${'return'}
  ${'Bestellung'} | ${'order'}
  ${'gift'}       | ${undefined}
`('the kind "$cell" is $kind', ({ cell, kind }) =>
  expect(oneOf(['order', 'return'], { bestellung: 'order' }).parse(cell)).toBe(kind),
)

test('words of several parts may be joined by blanks, hyphens or underscores', () => {
  const role = oneOf(['former partner'])
  for (const cell of ['former partner', 'Former_Partner', 'FORMER-PARTNER', 'former  partner'])
    expect(role.parse(cell)).toBe('former partner')
})
